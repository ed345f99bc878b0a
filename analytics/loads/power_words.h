// SPDX-License-Identifier: GPL-3.0-or-later
// Words for findings about power: what failed, percentages, durations of overloads.
// Must not decide what is said.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/power/failure_sweep.h"

#include <string>

namespace rackloom::analytics {

/// "UPS A", or "one unit of UPS A" where a node stands for several.
std::string failedName(Query&, const PowerDrawing&, std::size_t element);
/// "124 %": never rounded up to or down to a limit of 100 %.
std::string percentText(double share);

}  // namespace rackloom::analytics
