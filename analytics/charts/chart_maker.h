// SPDX-License-Identifier: GPL-3.0-or-later
// ChartMaker: how one chart is made. A file analytics/charts/<family>/<stem>.cpp defines
// `ChartMaker <stem>Chart()`; list.cpp beside it lists it. It never throws for a bad design: it says why
// there is nothing to draw.
#pragma once

#include "analytics/chart.h"
#include "analytics/engine/query.h"

namespace rackloom::analytics {

struct ChartMaker {
    ChartInfo info;
    /// The id in the chart is filled in by the caller.
    Chart (*make)(Query&) = nullptr;
};

/// A chart that cannot be made, and why.
Chart noChart(std::string reason);

}  // namespace rackloom::analytics
