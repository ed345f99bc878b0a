// SPDX-License-Identifier: GPL-3.0-or-later
// The cables that a generator makes of the drawn ports. Independent of where racks stand, of cables and
// switches taken out and of cables drawn by hand, so that such edits recompute none of it.
#pragma once

#include "analytics/engine/query.h"
#include "model/base/shared.h"
#include "model/topology/plan.h"

#include <string>

namespace rackloom::analytics {

/// The generator of a fabric; empty: all cables are drawn by hand.
struct FabricGenerator {
    using Key = FabricId;
    using Value = std::string;
    static constexpr std::string_view kName = "fabric generator";
    static Value compute(const Key&, Query&);
};

/// What a fabric serves.
struct FabricRoleNode {
    using Key = FabricId;
    using Value = model::FabricRole;
    static constexpr std::string_view kName = "fabric role";
    static Value compute(const Key&, Query&);
};

/// Cables of the generator with every switch in place.
struct FabricPlanNode {
    using Key = FabricId;
    using Value = Shared<model::FabricPlan>;
    static constexpr std::string_view kName = "fabric plan";
    static Value compute(const Key&, Query&);
};

/// All cables that stand, generated ones first, in one list. Costs a copy where any differs from the plan:
/// for rare readers; others walk FabricWiring.
struct FabricCables {
    using Key = FabricId;
    using Value = Shared<model::FabricPlan>;
    static constexpr std::string_view kName = "fabric cables";
    static Value compute(const Key&, Query&);
};

/// The fabrics of one role, by id.
struct FabricsOfRole {
    using Key = model::FabricRole;
    using Value = std::vector<FabricId>;
    static constexpr std::string_view kName = "fabrics of role";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
