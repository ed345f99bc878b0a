// SPDX-License-Identifier: GPL-3.0-or-later
// Power, carbon and water usage effectiveness, each over a named boundary of what counts as IT. Two
// boundaries give two numbers for one site, so a number without its boundary is not given here.
// Source: facility reference A9, B8. Must not know of the drawing.
#pragma once

#include "model/base/quantity.h"

#include <optional>
#include <string_view>

namespace rackloom::analytics {

/// Where IT begins. At the busbar the loss of power shelves counts as overhead, at the rack input as IT.
enum class ItBoundary { Busbar, RackInput };
std::string_view boundaryText(ItBoundary);

/// (for IT + cooling + other) / IT, as powers or as energies; absent without IT.
std::optional<double> usageEffectiveness(double forIt, double cooling, double other, double it);

using CarbonIntensity = decltype(Mass{} / Energy{});
/// Mass of carbon dioxide equivalent of all energy bought.
Mass carbon(Energy bought, CarbonIntensity);
/// CUE = PUE · CI, per energy of IT.
CarbonIntensity carbonUsage(double pue, CarbonIntensity);

/// kilogram per kilowatt-hour.
inline constexpr CarbonIntensity kKgPerKwh = unit::kg / unit::kWh;

/// Share of the time at full power that an energy is worth; absent without power or time.
std::optional<double> loadFactor(Energy, Power, Duration);
/// Refrigeration tons: 3.517 kW each.
double inTons(Power);

}  // namespace rackloom::analytics
