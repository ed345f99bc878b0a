// SPDX-License-Identifier: GPL-3.0-or-later
// Short lists of metrics and rules for tests of the engine: a count, one that throws, one that is slow.
// Must not know the program's own lists.
#pragma once

#include "analytics/assembly.h"
#include "analytics/inputs/place.h"

#include <chrono>
#include <stdexcept>
#include <thread>

namespace rackloom::test {

inline analytics::MetricInfo infoOf(std::string_view id,
                                    analytics::Lane lane = analytics::Lane::Interactive) {
    analytics::MetricInfo info;
    info.id = info.label = id;
    info.unit = "1";
    info.lane = lane;
    return info;
}

inline analytics::MetricValue exactly(double value) {
    analytics::MetricValue metric;
    metric.lower = metric.upper = value;
    return metric;
}

inline double rackCount(analytics::Query& q) {
    return static_cast<double>(q.get<analytics::RackMembers>()->size());
}

inline double farthestRack(analytics::Query& q) {
    int x = 0;
    for (const auto& [id, place] : *q.get<analytics::RackPositions>())
        x = std::max(x, place.position.x);
    return x;
}

/// Takes about this long, polling every millisecond, and depends on where racks stand.
template <int kMilliseconds> analytics::MetricValue slowly(analytics::Query& q) {
    const double value = farthestRack(q);
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(kMilliseconds);
    while (std::chrono::steady_clock::now() < until) {
        q.poll();
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    return exactly(value);
}

inline analytics::Assembly assemblyOf(const std::vector<analytics::Metric>& metrics,
                                      const std::vector<analytics::Rule>& rules) {
    return [&metrics, &rules](analytics::Memo& memo, analytics::Part part) {
        return analytics::assembleLists(memo, part, metrics, rules);
    };
}

}  // namespace rackloom::test
