// SPDX-License-Identifier: GPL-3.0-or-later
// HangingTogether: whether the endpoints of a graph that have links reach each other, and which have none.
// Known once for the drawing together with a tree of ways to its top; where links are missing, whatever lost
// its way looks for another one nearby. Must not know of domains or devices.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/recontraction.h"
#include "model/base/shared.h"

#include <cstdint>
#include <vector>

namespace rackloom::analytics {

struct HangingTogether {
    bool linked = true;               ///< all endpoints with links reach each other
    std::vector<std::uint32_t> bare;  ///< endpoints without any link, rising
    friend bool operator==(const HangingTogether&, const HangingTogether&) = default;
};
HangingTogether hangingTogether(const ContractedGraph& graph);

/// The same of a drawing, and where each vertex goes on towards the root.
struct WaysToRoot {
    static constexpr std::uint32_t kNone = ContractedGraph::kNoLevel;

    HangingTogether state;
    std::vector<std::uint32_t> next;  ///< by vertex; kNone where no way leads there
    std::uint32_t root = kNone;
    friend bool operator==(const WaysToRoot&, const WaysToRoot&) = default;
};
WaysToRoot waysToRoot(const ContractedGraph& graph);

/// What hangingTogether(now) gives, for the graph after changes.
HangingTogether hangingTogether(const WaysToRoot& before, const FabricGraph& graph,
                                const LinkChanges& changes, const ContractedGraph& now);

/// Of the compute fabrics.
struct ComputeTogether {
    using Key = NoKey;
    using Value = Shared<HangingTogether>;
    static constexpr std::string_view kName = "compute together";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
