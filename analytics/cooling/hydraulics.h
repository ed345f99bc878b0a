// SPDX-License-Identifier: GPL-3.0-or-later
// Pressure and flow in a network of paths with ΔP = k · q^n: couplings, manifolds and cold plates in series
// and in parallel, with equal or different exponents. Source: facility reference B4.
// Must not know what a path is made of, nor how a rack is drawn.
#pragma once

#include "model/base/quantity.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

/// ΔP = k · q^n in SI: pascal and m³/s. n is 2 for fittings, about 1.75 in smooth pipe, 1 where flow is
/// laminar.
struct FlowPath {
    double k = 0, exponent = 2;

    Pressure pressure(VolumeFlow) const;
    /// Absent when the path offers no resistance.
    std::optional<VolumeFlow> flow(Pressure) const;
    friend bool operator==(const FlowPath&, const FlowPath&) = default;
};

/// The path through one measured point; absent without flow or pressure.
std::optional<FlowPath> pathThrough(Pressure, VolumeFlow, double exponent = 2);
/// A coupling by its flow coefficient: `kv` is m³/h of water at 1 bar; absent for kv ≤ 0.
std::optional<FlowPath> couplingOf(double kv, double specificGravity);

/// A network as a tree: one path, or parts in series or in parallel. `count` equal copies stand side by side.
struct FlowNetwork {
    enum class Kind { Path, Series, Parallel };
    Kind kind = Kind::Path;
    FlowPath path;
    std::vector<FlowNetwork> parts;
    int count = 1;

    static FlowNetwork of(FlowPath path, int count = 1);
    static FlowNetwork series(std::vector<FlowNetwork> parts);
    static FlowNetwork parallel(std::vector<FlowNetwork> parts);

    /// One path that behaves the same, where all exponents agree.
    std::optional<FlowPath> equivalent() const;
    /// Pressure across it at this total flow.
    Pressure pressure(VolumeFlow total) const;
    /// Total flow at this pressure; absent where something offers no resistance.
    std::optional<VolumeFlow> flow(Pressure across) const;
    friend bool operator==(const FlowNetwork&, const FlowNetwork&) = default;
};

/// Least of flow / wanted over branches: under 1, some branch gets too little. `across` is the pressure that
/// the branches share. Absent when nothing is wanted.
struct WantedFlow {
    FlowNetwork branch;  ///< of one branch
    VolumeFlow wanted;
};
std::optional<double> flowBalance(const std::vector<WantedFlow>& branches, Pressure across);

/// A rack: supply coupling and manifold, equal branches in groups side by side, and the way back.
struct RackPlumbing {
    FlowPath supply, back;              ///< coupling and manifold, both directions
    std::vector<FlowNetwork> branches;  ///< each with its count
    FlowNetwork network() const;
};

}  // namespace rackloom::analytics
