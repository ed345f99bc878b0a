// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs about fabrics: their rows, what their generators need, and cables drawn by hand.
// Must not compute anything: derived nodes do.
// Must not expand a fabric: that is a derived node, remembered while racks merely move.
#pragma once

#include "analytics/engine/node.h"
#include "analytics/inputs/column.h"
#include "model/base/shared.h"
#include "model/topology/plan.h"

#include <vector>

namespace rackloom::analytics {

/// The fabrics there are.
struct FabricIds {
    using Key = NoKey;
    using Value = Shared<std::vector<FabricId>>;
    static constexpr std::string_view kName = "fabric ids";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// One fabric as drawn; a blank one where the id leads nowhere.
struct FabricRow {
    using Key = FabricId;
    using Value = Shared<model::Fabric>;
    static constexpr std::string_view kName = "fabric";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// Ports and switches of a fabric: what its generator makes cables from, with every switch in its place.
/// Neither moving racks nor taking switches out touches it: which are out, AbsentSwitches tells.
struct FabricPlanInput {
    using Key = FabricId;
    using Value = Shared<model::GeneratorInput>;
    static constexpr std::string_view kName = "fabric plan input";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// Switches of a fabric that were taken out of their slots, numbered through its tiers; sorted.
struct AbsentSwitches {
    using Key = FabricId;
    using Value = Shared<std::vector<std::uint32_t>>;
    static constexpr std::string_view kName = "absent switches";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// Cables of a fabric drawn by hand.
struct HandCables {
    using Key = FabricId;
    using Value = Shared<Column<CableId, model::Cable>>;
    static constexpr std::string_view kName = "hand cables";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

}  // namespace rackloom::analytics
