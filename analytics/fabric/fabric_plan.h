// SPDX-License-Identifier: GPL-3.0-or-later
// The cables of a fabric as they stand: what the generator makes of the drawn ports, less those taken away,
// and the ones drawn by hand. Independent of where racks stand, so moving one recomputes none of it.
#pragma once

#include "analytics/engine/query.h"
#include "model/base/shared.h"
#include "model/topology/plan.h"

namespace rackloom::analytics {

/// Cables of the generator.
struct FabricPlanNode {
    using Key = FabricId;
    using Value = Shared<model::FabricPlan>;
    static constexpr std::string_view kName = "fabric plan";
    static Value compute(const Key&, Query&);
};

/// All cables, generated and drawn by hand. A cable whose ports have no known rate carries a rate of zero
/// here.
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
