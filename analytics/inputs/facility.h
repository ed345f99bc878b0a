// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs about the facility: the power tree, the cooling loops and the units that serve them. The power tree
// and the cooling plant leave out where their elements stand; EquipmentPlaces has that.
#pragma once

#include "analytics/engine/node.h"
#include "analytics/inputs/column.h"
#include "analytics/inputs/power_rows.h"
#include "model/base/shared.h"

#include <optional>

namespace rackloom::analytics {

/// `diagram` is always empty here.
struct CoolingLoops {
    using Key = NoKey;
    using Value = Shared<Column<CoolingLoopId, model::CoolingLoop>>;
    static constexpr std::string_view kName = "cooling loops";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// Units that carry heat away; `placement` and `diagram` are always empty here.
struct CoolingUnits {
    using Key = NoKey;
    using Value = Shared<Column<CoolingUnitId, model::CoolingUnit>>;
    static constexpr std::string_view kName = "cooling units";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

struct EquipmentTable {
    Column<PowerNodeId, std::optional<model::Placement>> powerNodes;
    Column<CoolingUnitId, std::optional<model::Placement>> coolingUnits;
    friend bool operator==(const EquipmentTable&, const EquipmentTable&) = default;
};

/// Where facility equipment stands.
struct EquipmentPlaces {
    using Key = NoKey;
    using Value = Shared<EquipmentTable>;
    static constexpr std::string_view kName = "equipment places";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

}  // namespace rackloom::analytics
