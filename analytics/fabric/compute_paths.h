// SPDX-License-Identifier: GPL-3.0-or-later
// Paths through the compute fabrics as remembered nodes: distances between GPUs, numbers of paths, what a
// path passes on its way. Slow on large sites, so only metrics of the slow lane ask.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/paths.h"
#include "analytics/fabric/single_points.h"
#include "model/base/shared.h"

namespace rackloom::analytics {

struct ComputeHops {
    using Key = NoKey;
    using Value = Shared<HopTable>;
    static constexpr std::string_view kName = "compute hops";
    static Value compute(const Key&, Query&);
};

struct ComputeShortestPaths {
    using Key = NoKey;
    using Value = PathDiversity;
    static constexpr std::string_view kName = "compute shortest paths";
    static Value compute(const Key&, Query&);
};

struct ComputeDisjointPaths {
    using Key = NoKey;
    using Value = PathDiversity;
    static constexpr std::string_view kName = "compute disjoint paths";
    static Value compute(const Key&, Query&);
};

/// Of the scale-out fabrics alone, or with scale-up domains.
enum class Reach { ScaleOut, WithScaleUp };
struct ComputeSinglePoints {
    using Key = Reach;
    using Value = Shared<SinglePoints>;
    static constexpr std::string_view kName = "compute single points";
    static Value compute(const Key&, Query&);
};

/// Lengths of the cables of one tier, in metres.
struct TierLength {
    double mean = 0, longest = 0, cables = 0;
    friend bool operator==(const TierLength&, const TierLength&) = default;
};

struct PathDelays {
    std::vector<TierLength> lengths;  ///< by tier; cables without a length are left out
    double unmeasured = 0;            ///< cables
    double switchDelay = 0;           ///< s, mean over the switches
    double slowestSwitch = 0;         ///< s
    double switchesKnown = 0, switches = 0;
    double slowestRate = 0;  ///< bit/s of the slowest access cable
    friend bool operator==(const PathDelays&, const PathDelays&) = default;
};

struct ComputeDelays {
    using Key = NoKey;
    using Value = PathDelays;
    static constexpr std::string_view kName = "compute delays";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
