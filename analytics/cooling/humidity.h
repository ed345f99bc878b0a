// SPDX-License-Identifier: GPL-3.0-or-later
// Moist air: dew point by the Magnus formula and wet bulb by the fit of Stull. Coolant below the dew point of
// a room makes water run down manifolds. Source: facility reference B3, B6.
// Must not know of rooms or loops.
#pragma once

#include "model/base/quantity.h"

#include <optional>

namespace rackloom::analytics {

/// Relative humidity is a share of one. Absent outside 0 < humidity ≤ 1.
std::optional<Temperature> dewPoint(Temperature air, double relativeHumidity);
/// Within about 1 K for −20…50 °C and 5…99 % at sea level; absent outside 0 < humidity ≤ 1.
std::optional<Temperature> wetBulb(Temperature air, double relativeHumidity);

}  // namespace rackloom::analytics
