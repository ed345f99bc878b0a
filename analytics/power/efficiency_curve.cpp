// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/efficiency_curve.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

EfficiencyCurve::EfficiencyCurve(Power rating, std::vector<EfficiencyPoint> points)
    : rating_(rating), points_(std::move(points)) {
    std::erase_if(points_, [](const EfficiencyPoint& p) {
        return !(p.load > 0 && std::isfinite(p.load) && p.efficiency > 0 && p.efficiency <= 1);
    });
    std::stable_sort(points_.begin(), points_.end(),
                     [](const EfficiencyPoint& a, const EfficiencyPoint& b) { return a.load < b.load; });
    points_.erase(std::unique(points_.begin(), points_.end(),
                              [](const auto& a, const auto& b) { return a.load == b.load; }),
                  points_.end());
}

double EfficiencyCurve::efficiency(double load) const {
    if (points_.empty()) return 0;
    const auto above = std::find_if(points_.begin(), points_.end(),
                                    [&](const EfficiencyPoint& p) { return p.load >= load; });
    if (above == points_.end()) return points_.back().efficiency;
    if (above == points_.begin()) return above->efficiency;
    const EfficiencyPoint& below = *(above - 1);
    const double t = (load - below.load) / (above->load - below.load);
    return below.efficiency + t * (above->efficiency - below.efficiency);
}

Power EfficiencyCurve::loss(Power output, int units) const {
    const Power installed = rating_ * static_cast<double>(units);
    if (points_.empty() || !(installed.si() > 0) || !(output.si() > 0)) return {};
    return output * (1 / efficiency(output / installed) - 1);
}

}  // namespace rackloom::analytics
