// SPDX-License-Identifier: GPL-3.0-or-later
// The editor: builds the application, the document and the main window, and runs until it is closed.
#pragma once

namespace rackloom::app {

class ReportWriter;

/// `argv` may hold one design file to open. Returns the exit code.
int runEditor(int argc, char** argv, ReportWriter& reportWriter);

}  // namespace rackloom::app
