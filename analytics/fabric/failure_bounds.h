// SPDX-License-Identifier: GPL-3.0-or-later
// What a bisection becomes when switches or cables fail, as certified intervals without solving it again. A
// lost switch takes at most half of its capacity out of any cut, because it may stand on the cheaper side; a
// lost cable takes at most itself. Upwards the known cut shows what is gone.
// Must not know which failures are likely.
#pragma once

#include "analytics/fabric/bisection.h"

namespace rackloom::analytics {

struct LossInterval {
    double lower = 0, upper = 0;
    friend bool operator==(const LossInterval&, const LossInterval&) = default;
};

/// Bisection after losing one switch.
struct SwitchLosses {
    LossInterval worst;  ///< over all switches
    LossInterval mean;
    std::vector<LossInterval> meanOfTier;       ///< by level
    std::vector<LossInterval> worstOfTier;      ///< by level
    std::vector<std::uint64_t> switchesOfTier;  ///< by level
    std::uint64_t switches = 0;
    std::uint32_t worstVertex = 0;  ///< a switch whose loss may cost most
    friend bool operator==(const SwitchLosses&, const SwitchLosses&) = default;
};

/// Switches without cables are not counted. `healthy` must be of this graph.
SwitchLosses afterOneSwitch(const FabricGraph& graph, const ContractedGraph& contracted,
                            const Bisection& healthy, const PollFunction& poll = {});

/// After the `count` switches whose loss hurts most: no choice can be worse than `lower`; a greedy choice
/// gets down to `upper`.
LossInterval afterWorstSwitches(const FabricGraph& graph, const ContractedGraph& contracted,
                                const Bisection& healthy, std::uint32_t count);

struct CableLosses {
    LossInterval worst;     ///< whichever cables fail
    LossInterval expected;  ///< mean over all choices of that many cables
    friend bool operator==(const CableLosses&, const CableLosses&) = default;
};
CableLosses afterCables(const FabricGraph& graph, const Bisection& healthy, std::uint32_t count);

}  // namespace rackloom::analytics
