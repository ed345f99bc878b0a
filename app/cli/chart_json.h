// SPDX-License-Identifier: GPL-3.0-or-later
// A chart as the stable JSON of the command line (docs/json.md): everything it holds, in SI units; parts that
// its kind does not have are left out.
#pragma once

#include "analytics/report.h"
#include "app/cli/json_report.h"

namespace rackloom::app {

Json chartJson(const analytics::ChartInfo& info, const analytics::Chart& chart);

}  // namespace rackloom::app
