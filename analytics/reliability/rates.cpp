// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/rates.h"

#include <limits>

namespace rackloom::analytics {

Frequency jobRate(const FleetRate& fleet, double gpus) {
    if (!(fleet.gpusPerNode > 0)) return {};
    const double nodes = gpus / fleet.gpusPerNode;
    return nodes * fleet.perThousandNodeDays * 1e-3 / (1 * unit::day);
}

FleetRate fleetRateFrom(Frequency rate, double gpus, double gpusPerNode) {
    if (!(gpus > 0) || !(gpusPerNode > 0)) return {0, gpusPerNode};
    const double nodes = gpus / gpusPerNode;
    return {rate * (1 * unit::day) * 1e3 / nodes, gpusPerNode};
}

Frequency observedRate(double events, Duration span) {
    return span.si() > 0 ? events / span : Frequency{};
}

Duration meanTime(Frequency rate) {
    return rate.si() > 0 ? 1 / rate : Duration::si(std::numeric_limits<double>::infinity());
}

Frequency rateOf(Duration mean) {
    return mean.si() > 0 && mean.isFinite() ? 1 / mean : Frequency{};
}

Duration lostGpuTime(double gpus, Duration span, double effectiveShare) {
    return gpus * (1 - effectiveShare) * span;
}

}  // namespace rackloom::analytics
