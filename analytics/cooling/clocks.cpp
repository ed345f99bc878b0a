// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/cooling/clocks.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {
constexpr double kStep = 0.1;  // s
}

HeatCapacity heatCapacity(const Fluid& fluid, Volume volume, Mass metal, SpecificHeat ofMetal) {
    return fluid.density * fluid.specificHeat * volume + metal * ofMetal;
}

std::optional<Duration> timeToRise(HeatCapacity capacity, TemperatureDifference margin, Power heat) {
    if (!(heat.si() > 0)) return std::nullopt;
    return capacity * std::max(margin, TemperatureDifference{}) / heat;
}

std::optional<Duration> timeToRise(HeatCapacity capacity, TemperatureDifference margin, Power heat,
                                   const Throttling& throttling, Duration longest) {
    if (!(heat.si() > 0) || !(capacity.si() > 0)) return std::nullopt;
    double risen = 0;
    const double floor = std::min(throttling.floor.si(), heat.si());
    const auto steps = static_cast<long>(longest.si() / kStep);
    for (long i = 0; i < steps; ++i) {
        const double beyond = risen - throttling.throttleAfter.si();
        const double shed = beyond > 0 ? std::max(0.0, 1 - throttling.perKelvin * beyond) : 1;
        const double now = std::max(floor, heat.si() * shed);
        if (!(now > 0)) return std::nullopt;
        const double step = kStep * now / capacity.si();
        // The last step is cut where the margin is used up.
        if (risen + step >= margin.si())
            return Duration::si((static_cast<double>(i) + (margin.si() - risen) / step) * kStep);
        risen += step;
    }
    return std::nullopt;
}

std::optional<Volume> bufferTank(Power heat, Duration gap, const Fluid& fluid, TemperatureDifference usable) {
    if (!(usable.si() > 0)) return std::nullopt;
    return heat * gap / (fluid.density * fluid.specificHeat * usable);
}

}  // namespace rackloom::analytics
