// SPDX-License-Identifier: GPL-3.0-or-later
// CableGraph: the drawn compute fabrics counted in cables instead of bit/s, twins merged. Paths and single
// points of failure are questions about cables, not about rates: a trunk of two cables is no bridge.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/contraction.h"
#include "analytics/fabric/drawn_fabric.h"
#include "model/base/shared.h"

namespace rackloom::analytics {

/// The same graph with a capacity of 1 for every cable.
FabricGraph countedInCables(const FabricGraph& graph);

/// All compute fabrics together. Vertices are those of ComputeGraph.
struct CableGraph {
    using Key = NoKey;
    using Value = Shared<ContractedGraph>;
    static constexpr std::string_view kName = "cable graph";
    static Value compute(const Key&, Query&);
};

/// The same with scale-up domains: every domain adds its switch chips (two of them stand for more) as further
/// vertices that its GPUs hang on. Empty where a domain is unknown.
struct JoinedCableGraph {
    using Key = NoKey;
    using Value = Shared<ContractedGraph>;
    static constexpr std::string_view kName = "joined cable graph";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
