// SPDX-License-Identifier: GPL-3.0-or-later
// The list of metrics, in the order reports show them, and the node that runs one of them.
// To add one: write analytics/metrics/<stem>.cpp and add a line to metrics.cpp.
#pragma once

#include "analytics/metrics/metric.h"
#include "model/base/shared.h"

#include <vector>

namespace rackloom::analytics {

/// All metrics, each id once. The addresses hold for the life of the program.
const std::vector<Metric>& metrics();
/// What the slow lane answers in the place of the interactive "fabric.scale_out.bisection": not in the list.
const Metric& tightScaleOutBisection();

/// One metric, remembered. Whatever it throws becomes its own failed state and reaches nobody else; a number
/// that is not finite counts as a failure.
struct MetricRun {
    using Key = const Metric*;
    using Value = Shared<MetricValue>;
    static constexpr std::string_view kName = "metric";
    static Value compute(const Key& metric, Query& query);
};
std::string keyText(const Metric* metric);

}  // namespace rackloom::analytics
