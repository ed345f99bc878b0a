// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/phases.h"

#include "analytics/power/circuit.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rackloom::analytics {

PhaseLoads assignPhases(const std::vector<Power>& supplies) {
    PhaseLoads loads;
    for (std::size_t j = 0; j < supplies.size(); ++j)
        loads[j % 3] += supplies[j];
    return loads;
}

Current worstPhaseCurrent(const PhaseLoads& loads, Voltage lineToLine, double powerFactor) {
    const Power worst = *std::max_element(loads.begin(), loads.end());
    return phaseCurrent(worst, lineToNeutral(lineToLine), 1, powerFactor);
}

double phaseImbalance(const PhaseLoads& loads) {
    const Power mean = (loads[0] + loads[1] + loads[2]) / 3;
    if (!(mean.si() > 0)) return 0;
    return *std::max_element(loads.begin(), loads.end()) / mean - 1;
}

double voltageDrop(const VoltageDropInput& run) {
    if (!(run.voltage.si() > 0) || !(run.powerFactor > 0)) return 0;
    const double cosine = std::min(run.powerFactor, 1.0);
    const double sine = std::sqrt(1 - cosine * cosine);
    const Current each = phaseCurrent(run.load, run.voltage, run.phases, cosine);
    const double factor = run.phases == 3 ? std::numbers::sqrt3 : 2.0;
    return factor * (each * (run.resistance * cosine + run.reactance * sine)) / run.voltage;
}

}  // namespace rackloom::analytics
