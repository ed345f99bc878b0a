// SPDX-License-Identifier: GPL-3.0-or-later
// Findings as lines of text, for check and analyze. Knows no verb.
#pragma once

#include "analytics/report.h"

#include <string>

namespace rackloom::app {

struct FindingCounts {
    int errors = 0, warnings = 0, infos = 0, waived = 0;  ///< the first three without waived ones
};
FindingCounts countFindings(const analytics::Report& report);

/// Each finding with its remedy, the counts, and what was not checked.
std::string findingsText(const analytics::Report& report);

}  // namespace rackloom::app
