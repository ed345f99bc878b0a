// SPDX-License-Identifier: GPL-3.0-or-later
// Carbon: what a year of facility energy emits, and power usage effectiveness with its boundary in the call.
// Must not know where the figures come from.
#pragma once

#include "model/base/quantity.h"

namespace rackloom::analytics {

/// (supply of IT + cooling + other) / IT. The boundary is where `it` is measured: rack input, busbar, device.
double usageEffectiveness(Power supplyOfIt, Power cooling, Power other, Power it);
/// IT power · PUE · load share · time.
Energy siteEnergy(Power it, double pue, double loadShare, Duration time);
/// `intensity` in kg per joule.
Mass emitted(Energy, double intensity);
/// Carbon usage effectiveness in kg per joule of IT energy.
double carbonEffectiveness(double pue, double intensity);
/// From g/kWh, as grids publish it.
constexpr double kgPerJoule(double gramsPerKilowattHour) {
    return gramsPerKilowattHour * 1e-3 / 3.6e6;
}

}  // namespace rackloom::analytics
