// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/assumptions/families.h"

namespace rackloom::model {

namespace {

constexpr std::string_view kFacility = "Rackloom facility reference";

constexpr AssumptionSpec kSpecs[] = {
    {"power.continuous_factor", "Continuous load factor of breakers", "1", 0.8, 0.1, 1, kFacility,
     Grade::Relayed, "for circuits whose type states none; 1 for breakers rated for full load"},
};

}  // namespace

std::span<const AssumptionSpec> powerAssumptions() {
    return kSpecs;
}

}  // namespace rackloom::model
