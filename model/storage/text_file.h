// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files of text, read with a limit and written atomically: after a crash or a full disk the old file is
// still there, or the new one is. A pipe or a device has no old content to keep and is written into as it is.
// Errors say what the system refused and what to do. Names are bytes, as the system has them.
// Must not know what is in the file.
#pragma once

#include "model/base/result.h"

#include <string>
#include <string_view>

namespace rackloom::model {

Result<std::string> readTextFile(const std::string& path);
Result<void> writeTextFile(const std::string& path, std::string_view text);

/// What stands at a path, symbolic links followed. `Stream` is a pipe or a terminal: nothing in it is lost.
enum class FileKind { None, File, Folder, Stream, Other };
FileKind fileKind(const std::string& path);

}  // namespace rackloom::model
