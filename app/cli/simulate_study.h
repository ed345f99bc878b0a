// SPDX-License-Identifier: GPL-3.0-or-later
// Shipped studies on the command line: the list of them, and one as a table of what the program finds beside
// what was published. Must not compute an answer itself.
#pragma once

#include "analytics/studies/study.h"
#include "app/cli/console.h"

#include <string>

namespace rackloom::app {

/// "list" lists them.
Exit runStudy(const std::string& id, const analytics::StudyOptions& options, bool json,
              const Console& console);

}  // namespace rackloom::app
