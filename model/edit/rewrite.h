// SPDX-License-Identifier: GPL-3.0-or-later
// Small pieces that every family of edits is made of: changing a copy of a shared row, refusing what is not
// there, wording labels. Must not know any particular edit.
#pragma once

#include "model/base/result.h"
#include "model/edit/transaction.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

namespace rackloom::model {

/// Changes a copy of a shared row and puts it in place. `change` may refuse by returning an error.
template <class T, class IdT, class F>
Result<void> rewrite(Transaction& tx, Table<Shared<T>, IdT>& table, IdT id, F&& change) {
    T copy = *table.at(id);
    if constexpr (std::is_void_v<std::invoke_result_t<F, T&>>)
        change(copy);
    else if (Result<void> done = change(copy); !done)
        return done;
    table.write(tx.token(), id) = Shared<T>(std::move(copy));
    return {};
}

template <class F> void rewriteOverrides(Transaction& tx, F&& change) {
    OverrideMap copy = *tx.draft().overrides;
    change(copy);
    tx.draft().overrides = Shared<OverrideMap>(std::move(copy));
}

template <class F> Result<void> rewriteSite(Transaction& tx, F&& change) {
    Site copy = *tx.draft().site;
    if constexpr (std::is_void_v<std::invoke_result_t<F, Site&>>)
        change(copy);
    else if (Result<void> done = change(copy); !done)
        return done;
    tx.draft().site = Shared<Site>(std::move(copy));
    return {};
}

/// The ids in the order given, each once: a selection may name one thing twice.
template <class IdT> std::vector<IdT> distinct(const std::vector<IdT>& ids) {
    std::unordered_set<IdT> seen;
    std::vector<IdT> out;
    for (const IdT id : ids)
        if (seen.insert(id).second) out.push_back(id);
    return out;
}

/// Refuses ids that lead nowhere, as after a change elsewhere.
template <class TableT, class IdT> Result<void> need(const TableT& table, IdT id, std::string_view what) {
    if (table.contains(id)) return {};
    return Error{std::string(what), "it does not exist any more", "Select an existing one."};
}
template <class TableT, class IdT>
Result<void> need(const TableT& table, const std::vector<IdT>& ids, std::string_view what) {
    if (ids.empty()) return Error{std::string(what), "nothing is selected", "Select at least one."};
    for (const IdT id : ids)
        if (Result<void> there = need(table, id, what); !there) return there;
    return {};
}

/// The name without blanks at both ends; refuses empty, overlong and unprintable ones.
Result<std::string> checkedName(std::string_view what, std::string_view name);

/// "rack" for one, "3 racks" for more.
std::string counted(std::size_t count, std::string_view one);

/// "move racks:1f3a…": a merge key for one kind of edit on one set of objects.
template <class IdT> std::string mergeKey(std::string_view kind, const std::vector<IdT>& ids) {
    std::uint64_t hash = 14695981039346656037ull;
    for (const IdT id : ids)
        hash = (hash ^ id.value) * 1099511628211ull;
    return std::string(kind) + ':' + std::to_string(hash);
}
template <class IdT> std::string mergeKey(std::string_view kind, IdT id) {
    return std::string(kind) + ':' + std::to_string(id.value);
}

}  // namespace rackloom::model
