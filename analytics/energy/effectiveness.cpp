// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/energy/effectiveness.h"

namespace rackloom::analytics {

namespace {
constexpr Power kTon = 3.517 * unit::kW;
}

std::string_view boundaryText(ItBoundary boundary) {
    return boundary == ItBoundary::Busbar ? "IT counted at the busbars, after the power shelves"
                                          : "IT counted at the rack inputs, power shelves included";
}

std::optional<double> usageEffectiveness(double forIt, double cooling, double other, double it) {
    if (!(it > 0)) return std::nullopt;
    return (forIt + cooling + other) / it;
}

Mass carbon(Energy bought, CarbonIntensity intensity) {
    return bought * intensity;
}

CarbonIntensity carbonUsage(double pue, CarbonIntensity intensity) {
    return pue * intensity;
}

std::optional<double> loadFactor(Energy energy, Power power, Duration time) {
    if (!(power.si() > 0) || !(time.si() > 0)) return std::nullopt;
    return energy / (power * time);
}

double inTons(Power cooling) {
    return cooling / kTon;
}

}  // namespace rackloom::analytics
