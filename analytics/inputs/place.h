// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs about the place: halls and racks. Racks are split by attribute, so that moving one leaves its feeds,
// its design and everything computed from them alone.
#pragma once

#include "analytics/engine/node.h"
#include "analytics/inputs/column.h"
#include "model/base/shared.h"

#include <array>
#include <compare>
#include <string>

namespace rackloom::analytics {

struct RackMember {
    RackDesignId design;
    HallId hall;
    RowId row;
    friend bool operator==(const RackMember&, const RackMember&) = default;
};

/// Which racks there are and what they are made from; not where they stand.
struct RackMembers {
    using Key = NoKey;
    using Value = Shared<Column<RackId, RackMember>>;
    static constexpr std::string_view kName = "rack members";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

struct RackPlace {
    HallId hall;
    model::FloorPoint position;
    model::Rotation rotation = model::Rotation::R0;
    friend bool operator==(const RackPlace&, const RackPlace&) = default;
};

/// Where racks stand.
struct RackPositions {
    using Key = NoKey;
    using Value = Shared<Column<RackId, RackPlace>>;
    static constexpr std::string_view kName = "rack positions";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// What racks are called.
struct RackNames {
    using Key = NoKey;
    using Value = Shared<Column<RackId, std::string>>;
    static constexpr std::string_view kName = "rack names";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// The power nodes behind side A and side B of each rack.
struct RackFeeds {
    using Key = NoKey;
    using Value = Shared<Column<RackId, std::array<PowerNodeId, 2>>>;
    static constexpr std::string_view kName = "rack feeds";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

struct RackLoopPair {
    CoolingLoopId liquid, air;
    friend bool operator==(const RackLoopPair&, const RackLoopPair&) = default;
};

/// The cooling loops of each rack.
struct RackLoops {
    using Key = NoKey;
    using Value = Shared<Column<RackId, RackLoopPair>>;
    static constexpr std::string_view kName = "rack loops";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// Deviations of single devices from their rack design.
struct Overrides {
    using Key = NoKey;
    using Value = Shared<model::OverrideMap>;
    static constexpr std::string_view kName = "overrides";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

struct Halls {
    using Key = NoKey;
    using Value = Shared<Column<HallId, model::Hall>>;
    static constexpr std::string_view kName = "halls";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

struct Rows {
    using Key = NoKey;
    using Value = Shared<Column<RowId, model::Row>>;
    static constexpr std::string_view kName = "rows";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

}  // namespace rackloom::analytics
