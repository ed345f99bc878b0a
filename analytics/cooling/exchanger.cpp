// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/cooling/exchanger.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

/// Closer capacity rates count as equal: the general expression is 0 / 0 there.
constexpr double kBalanced = 1e-9;

double ratioOf(CapacityRate a, CapacityRate b) {
    return std::min(a, b) / std::max(a, b);
}

bool flows(CapacityRate hot, CapacityRate cold) {
    return hot.si() > 0 && cold.si() > 0 && hot.isFinite() && cold.isFinite();
}

}  // namespace

CapacityRate capacityRate(const Fluid& fluid, VolumeFlow flow) {
    return fluid.density * fluid.specificHeat * flow;
}

double counterflowEffectiveness(double ntu, double ratio) {
    if (!(ntu > 0)) return 0;
    if (1 - ratio < kBalanced) return ntu / (1 + ntu);
    const double e = std::exp(-ntu * (1 - ratio));
    return (1 - e) / (1 - ratio * e);
}

std::optional<double> counterflowNtu(double effectiveness, double ratio) {
    if (!(effectiveness >= 0 && effectiveness < 1)) return std::nullopt;
    if (1 - ratio < kBalanced) return effectiveness / (1 - effectiveness);
    return std::log((1 - effectiveness * ratio) / (1 - effectiveness)) / (1 - ratio);
}

std::optional<double> effectivenessOf(const ExchangerPoint& p) {
    if (!flows(p.hot, p.cold) || !(p.heat.si() > 0) || !(p.approach.si() > 0)) return std::nullopt;
    const TemperatureDifference drive = p.approach + p.heat / p.hot;
    return p.heat / (std::min(p.hot, p.cold) * drive);
}

std::optional<Exchanger> Exchanger::calibrated(const ExchangerPoint& point, ConductanceLaw law) {
    const std::optional<double> effectiveness = effectivenessOf(point);
    if (!effectiveness) return std::nullopt;
    const std::optional<double> ntu = counterflowNtu(*effectiveness, ratioOf(point.hot, point.cold));
    if (!ntu) return std::nullopt;
    return Exchanger(point, *ntu * std::min(point.hot, point.cold), law);
}

CapacityRate Exchanger::conductanceAt(CapacityRate hot, CapacityRate cold) const {
    if (law_ == ConductanceLaw::Held) return conductance_;
    const double films = 0.5 * std::pow(hot / point_.hot, -0.8) + 0.5 * std::pow(cold / point_.cold, -0.8);
    return conductance_ / films;
}

double Exchanger::effectiveness(CapacityRate hot, CapacityRate cold) const {
    if (!flows(hot, cold)) return 0;
    return counterflowEffectiveness(conductanceAt(hot, cold) / std::min(hot, cold), ratioOf(hot, cold));
}

std::optional<double> Exchanger::kelvinPerWatt(CapacityRate hot, CapacityRate cold) const {
    const double e = effectiveness(hot, cold);
    if (!(e > 0)) return std::nullopt;
    return 1 / (e * std::min(hot, cold).si()) - 1 / hot.si();
}

std::optional<TemperatureDifference> Exchanger::approachFor(Power heat, CapacityRate hot,
                                                            CapacityRate cold) const {
    const auto slope = kelvinPerWatt(hot, cold);
    if (!slope) return std::nullopt;
    return TemperatureDifference::si(heat.si() * *slope);
}

std::optional<Power> Exchanger::capacityAt(TemperatureDifference approach, CapacityRate hot,
                                           CapacityRate cold) const {
    const auto slope = kelvinPerWatt(hot, cold);
    if (!slope || !(*slope > 0)) return std::nullopt;
    return Power::si(std::max(0.0, approach.si()) / *slope);
}

std::optional<TemperatureDifference> groupApproach(const Exchanger& one, Power heat, int running,
                                                   CapacityRate hotEach, CapacityRate coldEach) {
    if (running < 1) return std::nullopt;
    return one.approachFor(heat / running, hotEach, coldEach);
}

Temperature warmestFacilityWater(Temperature limit, TemperatureDifference approach) {
    return limit - approach;
}

}  // namespace rackloom::analytics
