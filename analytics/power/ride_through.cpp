// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/ride_through.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

std::optional<Duration> rideThrough(Energy store, double depth, double efficiency, Power load) {
    if (!(load.si() > 0)) return std::nullopt;
    return store * (depth * efficiency) / load;
}

std::optional<bool> RideStage::holds() const {
    if (!lasts || !gap) return std::nullopt;
    return *lasts >= *gap;
}

std::optional<std::size_t> firstBreak(const std::vector<RideStage>& stages) {
    for (std::size_t i = 0; i < stages.size(); ++i)
        if (!stages[i].holds().value_or(true)) return i;
    return std::nullopt;
}

std::optional<Duration> shortTime(const std::vector<model::OverloadPoint>& curve, double load) {
    if (load <= 1) return std::nullopt;
    const auto above = std::find_if(curve.begin(), curve.end(),
                                    [&](const model::OverloadPoint& p) { return p.load >= load; });
    if (above == curve.end()) return Duration{};
    if (above == curve.begin()) return above->duration;
    const model::OverloadPoint& below = *(above - 1);
    if (!(below.duration.si() > 0) || !(above->duration.si() > 0)) return above->duration;
    const double t = (load - below.load) / (above->load - below.load);
    const double low = std::log(below.duration.si()), high = std::log(above->duration.si());
    return Duration::si(std::exp(low + t * (high - low)));
}

}  // namespace rackloom::analytics
