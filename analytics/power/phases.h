// SPDX-License-Identifier: GPL-3.0-or-later
// Phases: single-phase supplies spread over a three-phase feed, and how unevenly that loads it. Also where a
// long-enough conductor run drops too much voltage.
// Must not know which rack a supply stands in.
#pragma once

#include "model/base/quantity.h"

#include <array>
#include <cstddef>
#include <vector>

namespace rackloom::analytics {

using PhaseLoads = std::array<Power, 3>;

/// Supply j draws from phase j mod 3.
PhaseLoads assignPhases(const std::vector<Power>& supplies);
/// Current of the most loaded phase, at the voltage from phase to neutral.
Current worstPhaseCurrent(const PhaseLoads&, Voltage lineToLine, double powerFactor);
/// Largest over mean, less one; 0 without load.
double phaseImbalance(const PhaseLoads&);

/// A three-phase or single-phase run that feeds `load`.
struct VoltageDropInput {
    Power load;
    Voltage voltage;
    int phases = 3;
    double powerFactor = 1;
    Resistance resistance, reactance;  ///< per phase, whole run
};
/// Share of the voltage that is lost on the way: √3 I (R cos φ + X sin φ) / V, with 2 in place of √3 on one
/// phase. 0 where voltage or power factor is not positive.
double voltageDrop(const VoltageDropInput&);

}  // namespace rackloom::analytics
