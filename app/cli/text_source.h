// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a text file or standard input whole, up to a limit. Must not know what the text is.
#pragma once

#include "app/cli/console.h"
#include "model/base/result.h"

#include <functional>
#include <string>

namespace rackloom::app {

/// `path` may be "-". `poll` is called now and then and may throw.
Result<std::string> readText(const std::string& path, std::size_t most, const Console& console,
                             const std::function<void()>& poll = {});

}  // namespace rackloom::app
