// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/carbon.h"

namespace rackloom::analytics {

double usageEffectiveness(Power supplyOfIt, Power cooling, Power other, Power it) {
    return it.si() > 0 ? (supplyOfIt + cooling + other) / it : 0;
}

Energy siteEnergy(Power it, double pue, double loadShare, Duration time) {
    return it * time * (pue * loadShare);
}

Mass emitted(Energy energy, double intensity) {
    return Mass::si(energy.si() * intensity);
}

double carbonEffectiveness(double pue, double intensity) {
    return pue * intensity;
}

}  // namespace rackloom::analytics
