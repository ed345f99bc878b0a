// SPDX-License-Identifier: GPL-3.0-or-later
// The list of charts, in the order views show them, and the node that makes one of them.
// To add one: write analytics/charts/<family>/<stem>.cpp and add a line to that folder's list.cpp.
#pragma once

#include "analytics/charts/chart_maker.h"
#include "model/base/shared.h"

#include <vector>

namespace rackloom::analytics {

/// All charts, each id once. The addresses hold for the life of the program.
const std::vector<ChartMaker>& chartMakers();

/// One chart, remembered. Whatever making it throws becomes the reason why it is empty, and so does a number
/// that is not finite.
struct ChartRun {
    using Key = const ChartMaker*;
    using Value = Shared<Chart>;
    static constexpr std::string_view kName = "chart";
    static Value compute(const Key& maker, Query& query);
};
std::string keyText(const ChartMaker* maker);

}  // namespace rackloom::analytics
