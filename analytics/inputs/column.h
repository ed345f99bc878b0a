// SPDX-License-Identifier: GPL-3.0-or-later
// Column: rows of one table, or one attribute of them, as a flat sorted array. Inputs hand these out so that
// a formula walks memory in order and an edit of another attribute does not reach it.
#pragma once

#include "model/base/table.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace rackloom::analytics {

template <class IdT, class RowT> struct Column {
    std::vector<std::pair<IdT, RowT>> rows;  ///< by id

    const RowT* find(IdT id) const {
        const auto it = std::lower_bound(rows.begin(), rows.end(), id,
                                         [](const auto& row, IdT wanted) { return row.first < wanted; });
        return it != rows.end() && it->first == id ? &it->second : nullptr;
    }
    auto begin() const { return rows.begin(); }
    auto end() const { return rows.end(); }
    std::size_t size() const { return rows.size(); }
    bool empty() const { return rows.empty(); }
    friend bool operator==(const Column&, const Column&) = default;
};

/// One attribute of every row: `part` maps a table row to it.
template <class RowT, class IdT, class F> auto columnOf(const Table<RowT, IdT>& table, F&& part) {
    Column<IdT, std::decay_t<decltype(part(std::declval<const RowT&>()))>> column;
    column.rows.reserve(table.size());
    table.forEach([&](IdT id, const RowT& row) { column.rows.emplace_back(id, part(row)); });
    return column;
}

/// True when an attribute differs in any changed row, or rows came or went.
template <class Changes, class F> bool attributeTouched(const Changes& changes, F&& part) {
    return std::any_of(changes.begin(), changes.end(), [&](const auto& change) {
        return !change.before || !change.after || !(part(*change.before) == part(*change.after));
    });
}

}  // namespace rackloom::analytics
