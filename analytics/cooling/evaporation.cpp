// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/cooling/evaporation.h"

namespace rackloom::analytics {

namespace {
constexpr Density kMakeUp = Density::si(1000);
}

std::optional<WaterPerHeat> makeUpWater(SpecificEnergy latent, double cycles) {
    if (!(latent.si() > 0) || !(cycles > 1)) return std::nullopt;
    return 1 / (kMakeUp * latent) * (cycles / (cycles - 1));
}

}  // namespace rackloom::analytics
