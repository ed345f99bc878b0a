// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/assumptions/families.h"

namespace rackloom::model {

namespace {

constexpr std::string_view kFacility = "Rackloom facility reference";

constexpr AssumptionSpec kSpecs[] = {
    {"economics.capital_rate", "Cost of capital, a year", "1", 0.10, 0, 1, kFacility, Grade::Relayed,
     "effective debt rates of GPU operators ran from 6 to 15 %"},
};

}  // namespace

std::span<const AssumptionSpec> economicsAssumptions() {
    return kSpecs;
}

}  // namespace rackloom::model
