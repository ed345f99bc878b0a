// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/economics/failure_waste.h"

namespace rackloom::analytics {

std::optional<Duration> seriesMeanTime(Frequency perUnit, double units) {
    const Frequency all = perUnit * units;
    if (!(all.si() > 0)) return std::nullopt;
    return 1 / all;
}

std::optional<Duration> scaledMeanTime(Duration mean, double unitsThere, double unitsHere) {
    if (!(unitsHere > 0)) return std::nullopt;
    return mean * (unitsThere / unitsHere);
}

std::optional<double> lostShare(Duration checkpoint, Duration restart, Duration mean, Duration interval) {
    if (!(interval.si() > 0) || !(mean.si() > 0)) return std::nullopt;
    return checkpoint / interval + (interval / 2.0 + restart) / mean;
}

Money wasteCost(double lost, double accelerators, Duration time, MoneyRate perAcceleratorHour) {
    return perAcceleratorHour * time * (lost * accelerators);
}

}  // namespace rackloom::analytics
