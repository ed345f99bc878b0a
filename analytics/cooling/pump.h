// SPDX-License-Identifier: GPL-3.0-or-later
// Pumps: a curve of head over flow at any speed, where it meets a network, and the electrical power.
// Affinity laws: flow follows the speed, head its square, power its cube. Source: facility reference B4.
// Must not know of units or their feeds.
#pragma once

#include "analytics/cooling/hydraulics.h"

#include <optional>
#include <utility>
#include <vector>

namespace rackloom::analytics {

/// Head = shutOff · s² − droop · q², with s the speed over the rated one. `droop` in Pa per (m³/s)².
struct PumpCurve {
    Pressure shutOff;
    double droop = 0;

    Pressure head(VolumeFlow, double speed = 1) const;
    friend bool operator==(const PumpCurve&, const PumpCurve&) = default;
};

/// A curve through one rated point whose shut-off head is this many times the rated head; absent without a
/// point.
std::optional<PumpCurve> curveThrough(VolumeFlow rated, Pressure head, double shutOffRatio = 1.25);

struct OperatingPoint {
    VolumeFlow flow;
    Pressure head;
    friend bool operator==(const OperatingPoint&, const OperatingPoint&) = default;
};
/// Where `pumps` equal curves side by side meet a network; absent without pumps or without resistance.
std::optional<OperatingPoint> operatingPoint(const PumpCurve&, int pumps, double speed, const FlowNetwork&);
/// Speed at which the pumps push this flow through the network; absent when even a network without
/// resistance would not let them.
std::optional<double> speedFor(VolumeFlow, const PumpCurve&, int pumps, const FlowNetwork&);

/// Unlike pumps side by side, all at one share of their speed, each with how many there are of it.
struct PumpBank {
    std::vector<std::pair<PumpCurve, int>> pumps;
    friend bool operator==(const PumpBank&, const PumpBank&) = default;
};
/// What one pump moves against this head; nothing where the head is beyond its own.
VolumeFlow flowAt(const PumpCurve&, Pressure head, double speed);
std::optional<OperatingPoint> operatingPoint(const PumpBank&, double speed, const FlowNetwork&);
std::optional<double> speedFor(VolumeFlow, const PumpBank&, const FlowNetwork&);

/// ΔP · q / η; absent for an efficiency outside (0, 1].
std::optional<Power> pumpPower(VolumeFlow, Pressure, double efficiency);
/// Share of power at a share of flow.
double affinityPower(double flowRatio, double exponent = 3);

}  // namespace rackloom::analytics
