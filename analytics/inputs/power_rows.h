// SPDX-License-Identifier: GPL-3.0-or-later
// The power tree as rows by id, without where their elements stand: EquipmentPlaces has that. A tree of
// thousands of elements changes by one or two at a time, so the rows are kept and only those are read anew.
#pragma once

#include "analytics/engine/query.h"
#include "model/base/piece_list.h"
#include "model/base/shared.h"

#include <optional>
#include <utility>

namespace rackloom::analytics {

class PowerRows {
public:
    using Row = std::pair<PowerNodeId, model::PowerNode>;

    PieceList<Row> rows;  ///< by id

    std::optional<std::size_t> indexOf(PowerNodeId id) const;
    const model::PowerNode* find(PowerNodeId id) const {
        const auto i = indexOf(id);
        return i ? &rows[*i].second : nullptr;
    }
    auto begin() const { return rows.begin(); }
    auto end() const { return rows.end(); }
    std::size_t size() const { return rows.size(); }
    bool empty() const { return rows.empty(); }
    friend bool operator==(const PowerRows&, const PowerRows&) = default;
};

/// The rows as they are drawn, placement and diagram included; for PowerNodes alone.
struct PowerTable {
    using Key = NoKey;
    using Value = Table<model::PowerNode, PowerNodeId>;
    static constexpr std::string_view kName = "power table";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// Rows, and the table they were taken from.
struct TakenRows {
    PowerRows rows;
    PowerTable::Value from;
    const PowerRows& operator*() const { return rows; }
    const PowerRows* operator->() const { return &rows; }
    friend bool operator==(const TakenRows& a, const TakenRows& b) { return a.rows == b.rows; }
};

/// The power tree; `placement` and `diagram` are always empty here.
struct PowerNodes {
    using Key = NoKey;
    using Value = TakenRows;
    static constexpr std::string_view kName = "power nodes";
    static Value compute(const Key&, Query&, const Value* last);
};

}  // namespace rackloom::analytics
