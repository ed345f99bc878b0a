// SPDX-License-Identifier: GPL-3.0-or-later
// Residual air: the stream that carries the heat which liquid does not, what altitude and recirculation do
// to it, and the power of a fan wall. Source: facility reference B5.
// Must not know of racks or halls.
#pragma once

#include "analytics/cooling/flow.h"

#include <optional>

namespace rackloom::analytics {

/// Density of air that has `atSeaLevel` at sea level: ρ · e^(−h / 8,400 m).
Density airDensityAt(Length altitude, Density atSeaLevel);
/// Cubic feet per minute by the trade's rule at sea level: 3.16 W / ΔT in °F. Absent for no rise.
std::optional<double> tradeCfm(Power heat, TemperatureDifference rise);
double inCfm(VolumeFlow);
/// Inlet when the share `recirculated` of the inlet air is exhaust: T_s + ΔT · β / (1 − β). Absent outside
/// 0 ≤ β < 1.
std::optional<Temperature> inletWithRecirculation(Temperature supply, TemperatureDifference rise,
                                                  double recirculated);
/// ΔP · V̇ / η; absent for an efficiency outside (0, 1].
std::optional<Power> fanPower(VolumeFlow, Pressure, double efficiency);

}  // namespace rackloom::analytics
