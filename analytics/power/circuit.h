// SPDX-License-Identifier: GPL-3.0-or-later
// Circuits: what a protected circuit may carry for hours, and currents and conduction losses on alternating
// and direct current runs. Exists so that breakers, busways and busbars share one set of formulae.
// Must not know of snapshots, device types or the power tree.
#pragma once

#include "model/base/quantity.h"

namespace rackloom::analytics {

/// A circuit behind a breaker. `voltage` is line to line on three phases. `continuous` is the share of the
/// breaker that a load of three hours or more may use: 0.8, or 1 for assemblies listed for it.
struct CircuitLimits {
    Voltage voltage;
    Current current;
    int phases = 3;
    double continuous = 0.8;
    double powerFactor = 1;
};

/// √3 · V · I · continuous · pf on three phases, V · I · continuous · pf otherwise.
Power usablePower(const CircuitLimits&);
/// Phase to neutral volts of a three-phase system.
Voltage lineToNeutral(Voltage lineToLine);
/// Current per phase of a load; zero volts carry nothing and give zero.
Current phaseCurrent(Power load, Voltage, int phases, double powerFactor);
/// Heat in all phase conductors of a run (both conductors of a single-phase one) at resistance `perPhase`.
Power conductorLoss(Current perPhaseCurrent, Resistance perPhase, int phases);

Current busCurrent(Power load, Voltage);
Power busLoss(Current, Resistance);

}  // namespace rackloom::analytics
