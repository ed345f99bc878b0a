// SPDX-License-Identifier: GPL-3.0-or-later
// The bisections of the drawn fabrics as remembered nodes: of each fabric, of the compute fabrics together,
// and tightened for the slow lane.
// Must not know of scale-up domains beyond the sides that they ask bounds for.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/bisection.h"
#include "analytics/fabric/drawn_fabric.h"
#include "model/base/shared.h"

namespace rackloom::analytics {

/// The hub certificate of the compute fabrics for the even side and for whole domains.
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

/// The same with what searches and other certificates can add where the bounds do not meet.
struct ComputeCutTightened {
    using Key = NoKey;
    using Value = Shared<Bisection>;
    static constexpr std::string_view kName = "compute cut, tightened";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
