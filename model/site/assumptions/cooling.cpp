// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/assumptions/families.h"

namespace rackloom::model {

namespace {

constexpr std::string_view kFacility = "Rackloom facility reference";

constexpr AssumptionSpec kSpecs[] = {
    {"site.altitude_m", "Altitude", "m", 0, -430, 5000, "sea level", Grade::Unverified,
     "thins the air that cools what liquid does not"},
    {"cooling.density.pg25", "Density of PG25", "kg/m3", 1018, 900, 1200, kFacility, Grade::Relayed,
     "at about 30 °C"},
    {"cooling.specific_heat.pg25", "Specific heat of PG25", "J/kg/K", 3950, 3000, 4500, kFacility,
     Grade::Relayed, "at about 30 °C"},
    {"cooling.density.water", "Density of water", "kg/m3", 995, 900, 1100, kFacility, Grade::Relayed,
     "at about 30 °C"},
    {"cooling.specific_heat.water", "Specific heat of water", "J/kg/K", 4180, 3500, 4500, kFacility,
     Grade::Relayed, "at about 30 °C"},
    {"cooling.density.air", "Density of air", "kg/m3", 1.2, 0.5, 1.5, kFacility, Grade::Derived,
     "at sea level and about 20 °C"},
    {"cooling.specific_heat.air", "Specific heat of air", "J/kg/K", 1006, 900, 1100, kFacility,
     Grade::Derived, "dry air at constant pressure"},
};

}  // namespace

std::span<const AssumptionSpec> coolingAssumptions() {
    return kSpecs;
}

}  // namespace rackloom::model
