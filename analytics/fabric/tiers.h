// SPDX-License-Identifier: GPL-3.0-or-later
// Subscription of the tiers of a merged graph: how much capacity enters a switch from below for each unit
// that leaves it upwards, per tier and along the worst way to the top. Must not know of devices.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/contraction.h"
#include "model/base/shared.h"

#include <vector>

namespace rackloom::analytics {

struct TierSubscription {
    double worst = 0;                   ///< greatest ratio of one switch
    double below = 0, above = 0;        ///< capacity of all switches that have both
    std::uint64_t switches = 0;         ///< that have both
    double worstOfAll = 0;              ///< greatest ratio, switches with nothing below them counted as 0
    double allBelow = 0, allAbove = 0;  ///< capacity of all switches
    double mean() const { return above > 0 ? below / above : 0; }
    friend bool operator==(const TierSubscription&, const TierSubscription&) = default;
};

struct Subscription {
    std::vector<TierSubscription> tiers;  ///< by level; level 1 = leaves
    double endToEnd = 0;  ///< greatest product of ratios on a way from an endpoint to the top; 0 = no way up
    friend bool operator==(const Subscription&, const Subscription&) = default;
};

Subscription subscriptionOf(const ContractedGraph& graph);

/// Of one fabric, and of all compute fabrics together.
struct FabricSubscription {
    using Key = FabricId;
    using Value = Shared<Subscription>;
    static constexpr std::string_view kName = "fabric subscription";
    static Value compute(const Key&, Query&);
};
struct ComputeSubscription {
    using Key = NoKey;
    using Value = Shared<Subscription>;
    static constexpr std::string_view kName = "compute subscription";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
