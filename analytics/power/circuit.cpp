// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/circuit.h"

#include <numbers>

namespace rackloom::analytics {

namespace {

constexpr double phaseFactor(int phases) {
    return phases == 3 ? std::numbers::sqrt3 : 1.0;
}

}  // namespace

Power usablePower(const CircuitLimits& c) {
    return phaseFactor(c.phases) * c.continuous * c.powerFactor * (c.voltage * c.current);
}

Voltage lineToNeutral(Voltage lineToLine) {
    return lineToLine / std::numbers::sqrt3;
}

Current phaseCurrent(Power load, Voltage voltage, int phases, double powerFactor) {
    const Voltage effective = phaseFactor(phases) * powerFactor * voltage;
    return effective.si() > 0 ? load / effective : Current{};
}

Power conductorLoss(Current perPhaseCurrent, Resistance perPhase, int phases) {
    const double conductors = phases == 3 ? 3.0 : 2.0;
    return conductors * (perPhaseCurrent * perPhaseCurrent * perPhase);
}

Current busCurrent(Power load, Voltage voltage) {
    return voltage.si() > 0 ? load / voltage : Current{};
}

Power busLoss(Current current, Resistance resistance) {
    return current * current * resistance;
}

}  // namespace rackloom::analytics
