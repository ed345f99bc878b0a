// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/oversubscription.h"

#include "analytics/power/workload_power.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

Power demandQuantile(const RackDemand& d, double z) {
    return d.mean * static_cast<double>(d.racks) + z * aggregateSwing(d.deviation, d.racks, d.correlation);
}

double strandedFraction(Power quantile, Power provided) {
    return provided.si() > 0 ? std::max(1 - quantile / provided, 0.0) : 0;
}

double processorsWithin(Power site, Power each, double serverFactor, double pue) {
    const Power whole = each * (serverFactor * pue);
    return whole.si() > 0 ? std::floor(site / whole) : 0;
}

Power sitePowerEach(Power site, double processors) {
    return processors > 0 ? site / processors : Power{};
}

double nameplateShare(Power observed, Power nameplate) {
    return nameplate.si() > 0 ? observed / nameplate : 0;
}

Power shelvesLeft(int shelves, int lost, int suppliesEach, Power supply) {
    return supply * (static_cast<double>(std::max(shelves - lost, 0)) * suppliesEach);
}

}  // namespace rackloom::analytics
