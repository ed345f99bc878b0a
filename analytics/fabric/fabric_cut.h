// SPDX-License-Identifier: GPL-3.0-or-later
// The bisections of the drawn fabrics as remembered nodes: of each fabric, and of the compute fabrics
// together. Those of the compute fabrics start from what is known of the drawing before anything is missing.
// Must not know of scale-up domains beyond the sides that they ask bounds for.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/bisection.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/known_split.h"
#include "model/base/shared.h"

namespace rackloom::analytics {

/// The compute fabrics as the generators draw them, cut.
struct KnownCut {
    HubFlow hubs;  ///< for the even side and for whole domains
    Shared<Bisection> cut;
    KnownSplit half;                    ///< of `cut`
    std::vector<std::uint32_t> rackOf;  ///< by endpoint, numbers in the order of their first endpoints
    friend bool operator==(const KnownCut&, const KnownCut&) = default;
};
struct ComputeKnownCut {
    using Key = NoKey;
    using Value = Shared<KnownCut>;
    static constexpr std::string_view kName = "compute cut as planned";
    static Value compute(const Key&, Query&);
};

/// The hub certificate of the compute fabrics for the even side and for whole domains, corrected from that of
/// the drawing where little is missing.
struct ComputeHubs {
    using Key = NoKey;
    using Value = HubBounds;
    static constexpr std::string_view kName = "compute hubs";
    static Value compute(const Key&, Query&);
};

struct FabricCut {
    using Key = FabricId;
    using Value = Shared<Bisection>;
    static constexpr std::string_view kName = "fabric cut";
    static Value compute(const Key&, Query&);
};

/// Of all compute fabrics together.
struct ComputeCut {
    using Key = NoKey;
    using Value = Shared<Bisection>;
    static constexpr std::string_view kName = "compute cut";
    static Value compute(const Key&, Query&);
};

/// Whether searching on for a better cut is worth its time while somebody waits: on graphs where it takes a
/// noticeable part of a second a difference this small is left.
bool closeEnough(const ContractedGraph& graph, std::int64_t lower, std::int64_t upper);

}  // namespace rackloom::analytics
