// SPDX-License-Identifier: GPL-3.0-or-later
// Heat carried by a stream: Q = ρ · V̇ · cp · ΔT, solved for whichever is missing. A mass and energy
// balance, not a flow field. Properties of coolants are site assumptions and come in as a Fluid.
// Must not know of loops, units or racks.
#pragma once

#include "model/base/quantity.h"

#include <optional>

namespace rackloom::analytics {

struct Fluid {
    Density density;
    SpecificHeat specificHeat;
    friend bool operator==(const Fluid&, const Fluid&) = default;
};

/// Flow that carries `heat` at this rise; absent when the rise is not positive.
std::optional<VolumeFlow> flowFor(Power heat, const Fluid&, TemperatureDifference rise);
/// Rise of a stream that takes up `heat`; absent when nothing flows.
std::optional<TemperatureDifference> riseFor(Power heat, const Fluid&, VolumeFlow);
Power heatCarried(VolumeFlow, const Fluid&, TemperatureDifference rise);

/// Least flow of a device at a colder supply than the warmest it takes. What it states for the warmest makes
/// its return temperature; colder coolant may warm up as far and so needs less flow. At and above the warmest
/// it is what it states.
VolumeFlow leastFlow(VolumeFlow atWarmest, Temperature warmest, Temperature supply, Power heat, const Fluid&);

/// Largest heat a counterflow unit moves at another approach, its effectiveness held: linear in approach.
std::optional<Power> capacityAtApproach(Power rated, TemperatureDifference ratedApproach,
                                        TemperatureDifference approach);

}  // namespace rackloom::analytics
