// SPDX-License-Identifier: GPL-3.0-or-later
// The command line: decides whether a call means the editor or a verb, and runs the verb without a display.
// Uses QtCore only; drawing goes through ReportWriter.
#pragma once

#include "app/cli/console.h"
#include "app/cli/report_writer.h"

#include <string>
#include <vector>

namespace rackloom::app {

/// What a call asks for. `Report` needs fonts and painters, `Verb` does not.
enum class Intent { Editor, Verb, Report };

/// `args` are those after the program's name.
Intent intentOf(const std::vector<std::string>& args);

/// Runs help, version or a verb; returns the exit code. `writer` may be null when nothing can be drawn.
int runCommandLine(const std::vector<std::string>& args, const Console& console, ReportWriter* writer);

}  // namespace rackloom::app
