// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/loop_units.h"

#include <algorithm>
#include <iterator>

namespace rackloom::analytics {

std::optional<Exchanger> exchangerOf(const model::HeatRemoval& removal, const Fluid& loop,
                                     const FacilitySide& side) {
    if (!removal.capacity.known() || !removal.approach.known() || !removal.flow.known()) return std::nullopt;
    const VolumeFlow hot = *removal.flow.value;
    const bool stated = removal.facilityFlow && removal.facilityFlow->known();
    const VolumeFlow cold = stated ? *removal.facilityFlow->value : hot * side.flowRatio;
    return Exchanger::calibrated({*removal.capacity.value, *removal.approach.value, capacityRate(loop, hot),
                                  capacityRate(side.fluid, cold)},
                                 side.law);
}

LoopUnits LoopUnits::withoutBest(std::size_t n) const {
    LoopUnits rest = *this;
    std::stable_sort(rest.units_.begin(), rest.units_.end(), [](const LoopUnit& a, const LoopUnit& b) {
        if (a.wattPerKelvin != b.wattPerKelvin)
            return a.wattPerKelvin.value_or(0) > b.wattPerKelvin.value_or(0);
        return a.flow.value_or(0) > b.flow.value_or(0);
    });
    rest.units_.erase(rest.units_.begin(),
                      rest.units_.begin() + static_cast<std::ptrdiff_t>(std::min(n, rest.units_.size())));
    return rest;
}

LoopUnits LoopUnits::withoutOne(CoolingUnitId row) const {
    LoopUnits rest = *this;
    const auto it = std::find_if(rest.units_.begin(), rest.units_.end(),
                                 [row](const LoopUnit& u) { return u.row == row; });
    if (it != rest.units_.end()) rest.units_.erase(it);
    return rest;
}

std::optional<TemperatureDifference> LoopUnits::approach(Power heat) const {
    double sum = 0;
    for (const LoopUnit& u : units_) {
        if (!u.wattPerKelvin) return std::nullopt;
        sum += *u.wattPerKelvin;
    }
    if (!(sum > 0)) return std::nullopt;
    return TemperatureDifference::si(heat.si() / sum);
}

std::optional<VolumeFlow> LoopUnits::flow() const {
    double sum = 0;
    for (const LoopUnit& u : units_) {
        if (!u.flow) return std::nullopt;
        sum += *u.flow;
    }
    return VolumeFlow::si(sum);
}

std::optional<PumpBank> LoopUnits::pumps(double shutOffRatio) const {
    PumpBank bank;
    for (const LoopUnit& u : units_) {
        if (!u.flow || !u.head) return std::nullopt;
        const auto curve = curveThrough(VolumeFlow::si(*u.flow), Pressure::si(*u.head), shutOffRatio);
        if (!curve) return std::nullopt;
        const auto same = std::find_if(bank.pumps.begin(), bank.pumps.end(),
                                       [&](const auto& p) { return p.first == *curve; });
        if (same == bank.pumps.end())
            bank.pumps.emplace_back(*curve, 1);
        else
            ++same->second;
    }
    return bank.pumps.empty() ? std::nullopt : std::optional(std::move(bank));
}

std::optional<VolumeFlow> LoopUnits::most(const std::optional<FlowNetwork>& network,
                                          double shutOffRatio) const {
    const auto rated = flow();
    if (!rated || !network) return rated;
    const auto bank = pumps(shutOffRatio);
    const auto point = bank ? operatingPoint(*bank, 1, *network) : std::nullopt;
    return point ? std::min(*rated, point->flow) : rated;
}

}  // namespace rackloom::analytics
