// SPDX-License-Identifier: GPL-3.0-or-later
// How long coolant and room air last when the facility water, the flow or the air coolers stop: three lumped
// heat capacities. Source: facility reference B7. Part of CoolantNetwork.
#pragma once

#include "analytics/loads/coolant_network.h"

namespace rackloom::analytics {

/// What is assumed for all loops.
struct ClockTerms {
    double metalSpecificHeat = 0, riseLimit = 0, loopVolume = 0, loopMetal = 0;
    double plateVolume = 0, plateMetal = 0, plateMargin = 0, throttleFloor = 0, shutdownMargin = 0;
};
ClockTerms clockTerms(Query&);

/// Sets rideFacility and rideFlow of a loop whose heat, supply and limit are known.
void setClocks(LoopNetwork&, const RacksOfLoop&, const Fluid&, const ClockTerms&);
/// Air of all halls, warmed by all that goes into it.
std::optional<double> airClock(const CoolingState&, Query&);

}  // namespace rackloom::analytics
