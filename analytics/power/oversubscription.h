// SPDX-License-Identifier: GPL-3.0-or-later
// Oversubscription: what many racks together draw all but rarely, how much of what was provided for them that
// leaves unused, and how many machines an envelope of power holds.
// Must not know how the racks are fed.
#pragma once

#include "model/base/quantity.h"

namespace rackloom::analytics {

/// Draw of one of n equal racks, as a distribution.
struct RackDemand {
    int racks = 0;
    Power mean, deviation;   ///< of one rack
    double correlation = 0;  ///< of each pair
};

/// n μ + z σ √(n + n (n − 1) ρ); z = 3.09 for 99.9 %.
Power demandQuantile(const RackDemand&, double z);
/// 1 − quantile / provided, at least 0; 0 when nothing is provided.
double strandedFraction(Power quantile, Power provided);

/// Processors within a site's power, each with its share of the server and of cooling.
double processorsWithin(Power site, Power each, double serverFactor, double pue);
/// Site power for each.
Power sitePowerEach(Power site, double processors);
/// Observed draw over nameplate; 0 without a nameplate.
double nameplateShare(Power observed, Power nameplate);
/// What power shelves still give once `lost` of them are gone.
Power shelvesLeft(int shelves, int lost, int suppliesEach, Power supply);

}  // namespace rackloom::analytics
