// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/inputs/power_rows.h"

#include <algorithm>
#include <vector>

namespace rackloom::analytics {

namespace {

PowerRows::Row rowOf(PowerNodeId id, model::PowerNode node) {
    node.placement.reset();
    node.diagram.reset();
    return {id, std::move(node)};
}

PowerRows allRows(const PowerTable::Value& table) {
    PowerRows out;
    table.forEach([&](PowerNodeId id, const model::PowerNode& node) { out.rows.push_back(rowOf(id, node)); });
    return out;
}

/// Puts what differs in; false where a row came or went in the middle, which moves all behind it.
bool patched(const PowerTable::Value& before, const PowerTable::Value& now, PowerRows& rows) {
    bool fits = true;
    std::vector<PowerNodeId> gone;
    PowerTable::Value::diff(before, now, [&](PowerNodeId id, const auto*, const model::PowerNode* after) {
        if (!after) return gone.push_back(id);
        if (const auto i = rows.indexOf(id)) {
            if (PowerRows::Row row = rowOf(id, *after); row != std::as_const(rows.rows)[*i])
                rows.rows[*i] = std::move(row);
        } else if (rows.empty() || std::as_const(rows.rows).back().first < id) {
            rows.rows.push_back(rowOf(id, *after));
        } else {
            fits = false;
        }
    });
    for (auto id = gone.rbegin(); id != gone.rend(); ++id) {
        if (std::as_const(rows.rows).back().first != *id) return false;
        rows.rows.pop_back();
    }
    return fits;
}

}  // namespace

std::optional<std::size_t> PowerRows::indexOf(PowerNodeId id) const {
    // Where nothing was ever erased, ids are places.
    if (id.value < rows.size() && rows[id.value].first == id) return id.value;
    std::size_t first = 0, last = rows.size();
    while (first < last) {
        const std::size_t middle = first + (last - first) / 2;
        if (rows[middle].first < id)
            first = middle + 1;
        else
            last = middle;
    }
    return first < rows.size() && rows[first].first == id ? std::optional(first) : std::nullopt;
}

PowerTable::Value PowerTable::read(const model::Snapshot& s, const Key&) {
    return s.powerNodes;
}
void PowerTable::touched(const model::Delta& delta, Touched<Key>& out) {
    if (!delta.powerNodes.empty()) out.addAll();
}

PowerNodes::Value PowerNodes::compute(const Key&, Query& query, const Value* last) {
    const PowerTable::Value& table = query.get<PowerTable>();
    if (last) {
        TakenRows out{last->rows, table};
        if (patched(last->from, table, out.rows)) return out;
    }
    return {allRows(table), table};
}

}  // namespace rackloom::analytics
