// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files in and out. Writing is atomic: after a crash, a kill or a full disk the old file is still
// there, or the new one is. Errors say what the system refused and what to do.
// Must not know what is in the file.
#pragma once

#include "model/base/result.h"

#include <string>
#include <string_view>

namespace rackloom::model {

Result<std::string> readTextFile(const std::string& path);
Result<void> writeTextFile(const std::string& path, std::string_view text);

}  // namespace rackloom::model
