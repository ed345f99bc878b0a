// SPDX-License-Identifier: GPL-3.0-or-later
// Loss of cooling: how long a lumped heat capacity lasts when facility water, flow or air stops, with or
// without throttling, and the tank that bridges a restart. Source: facility reference B7.
// Must not know of loops or devices; a real transient also depends on where heat sits.
#pragma once

#include "analytics/cooling/flow.h"

#include <optional>

namespace rackloom::analytics {

using HeatCapacity = decltype(Energy{} / TemperatureDifference{});

/// Coolant and the metal it wets.
HeatCapacity heatCapacity(const Fluid&, Volume, Mass metal, SpecificHeat ofMetal);

/// C ΔT / Q; absent without heat.
std::optional<Duration> timeToRise(HeatCapacity, TemperatureDifference margin, Power heat);

/// Heat stays until the temperature has risen by `throttleAfter`; then the device sheds power at `perKelvin`
/// of the heat for each kelvin beyond, but not under `floor`.
struct Throttling {
    TemperatureDifference throttleAfter;
    double perKelvin = 0.1;
    Power floor;
};
/// In steps of 0.1 s. Absent when the margin lasts longer than `longest`.
std::optional<Duration> timeToRise(HeatCapacity, TemperatureDifference margin, Power heat, const Throttling&,
                                   Duration longest = 24 * unit::hour);

/// Q t / (ρ cp ΔT); absent for no rise.
std::optional<Volume> bufferTank(Power heat, Duration gap, const Fluid&, TemperatureDifference usable);

}  // namespace rackloom::analytics
