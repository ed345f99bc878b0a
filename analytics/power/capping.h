// SPDX-License-Identifier: GPL-3.0-or-later
// Capping: what performance a power cap costs, which cap serves a site best whose power is scarce, and how a
// limit is divided among groups after a failover.
// Must not know which devices the groups are.
#pragma once

#include "model/base/quantity.h"

#include <vector>

namespace rackloom::analytics {

/// Below this share of full draw the curve is not known to hold.
inline constexpr double kLowestCap = 0.6;

/// (cap / full)^exponent, for caps from 0.6 to 1 of full draw: held at 1 above, and continued below.
double cappedPerformance(double capShare, double exponent);

/// The cap with the most performance per watt of a device that brings `overhead` along (CPUs, switches,
/// losses, cooling): exponent · overhead / (1 − exponent), unlimited when the exponent is 1 or more.
Power bestCap(Power overhead, double exponent);
/// The same within 0.6 to 1 of `full`.
Power bestCapWithin(Power full, Power overhead, double exponent);

struct ShedGroup {
    double weight = 1;
    Power full;
};

/// Shares of `limit` that lose the least weighted performance Σ w (P / full)^exponent: water-filling, at most
/// one round per group. Groups get their full draw when the limit holds it.
std::vector<Power> shedByWeight(const std::vector<ShedGroup>&, Power limit, double exponent);
/// Caps the group of least weight down to `floor` of its full draw first, then the next; what is still
/// over the limit comes off all of them in proportion.
std::vector<Power> shedByPriority(const std::vector<ShedGroup>&, Power limit, double floor);
/// Σ w (P / full)^exponent over Σ w.
double shedPerformance(const std::vector<ShedGroup>&, const std::vector<Power>&, double exponent);

}  // namespace rackloom::analytics
