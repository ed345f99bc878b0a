// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/coolant_pumps.h"

namespace rackloom::analytics {

namespace {

/// The rated power is drawn at full speed and rated flow; from there it follows flow and the square of the
/// speed, which on one curve of resistance is the cube. What a unit loses inside counts that way too.
Power drawOf(const LoopUnit& unit, VolumeFlow flow, Pressure head, double speed, double efficiency) {
    if (unit.power) return Power::si(*unit.power * flow.si() / *unit.flow * speed * speed);
    return pumpPower(flow, head, efficiency).value_or(Power{});
}

}  // namespace

std::optional<PumpPoint> pumpPoint(const LoopUnits& units, const FlowNetwork& network, VolumeFlow flow,
                                   const PumpTerms& terms) {
    const auto bank = units.pumps(terms.shutOffRatio);
    const auto speed = bank ? speedFor(flow, *bank, network) : std::nullopt;
    if (!speed) return std::nullopt;
    PumpPoint point{*speed, network.pressure(flow), {}};
    for (const LoopUnit& unit : units.all()) {
        const auto curve =
            curveThrough(VolumeFlow::si(*unit.flow), Pressure::si(*unit.head), terms.shutOffRatio);
        point.power.push_back(
            drawOf(unit, flowAt(*curve, point.head, *speed), point.head, *speed, terms.efficiency));
    }
    return point;
}

}  // namespace rackloom::analytics
