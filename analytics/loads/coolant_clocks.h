// SPDX-License-Identifier: GPL-3.0-or-later
// How long coolant and room air last when the facility water, the flow or the air coolers stop: three lumped
// heat capacities. Source: facility reference B7. Part of CoolantNetwork.
#pragma once

#include "analytics/loads/coolant_network.h"

namespace rackloom::analytics {

/// Sets rideFacility and rideFlow of a loop whose heat, supply and limit are known.
void setClocks(LoopNetwork&, const RacksOfLoop&, const Fluid&, Query&);
/// Air of all halls, warmed by all that goes into it.
std::optional<double> airClock(const CoolingState&, Query&);

}  // namespace rackloom::analytics
