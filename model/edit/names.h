// SPDX-License-Identifier: GPL-3.0-or-later
// Names of new things: they continue the series of what they are made from ("A8" → "A9", "rack 07" → "rack
// 08") and never repeat one that is taken. Must not know what it names.
#pragma once

#include "model/base/result.h"
#include "model/edit/rewrite.h"
#include "model/site/snapshot.h"

#include <string>
#include <string_view>
#include <unordered_set>

namespace rackloom::model {

using NameSet = std::unordered_set<std::string>;

/// The next free name after `like`; adds it to `taken`.
std::string nextName(NameSet& taken, std::string_view like);
/// `wished` if it is free, else the next of its series; adds it to `taken`.
std::string freeName(NameSet& taken, std::string_view wished);

template <class RowT, class IdT> NameSet namesOf(const Table<RowT, IdT>& table) {
    NameSet out;
    table.forEach([&](IdT, const RowT& row) {
        if constexpr (requires { row.name; })
            out.insert(row.name);
        else
            out.insert(row->name);
    });
    return out;
}

/// Refuses an empty name and one that another row of the table has.
template <class RowT, class IdT>
Result<std::string> unusedName(const Table<RowT, IdT>& table, IdT self, std::string_view what,
                               std::string_view name) {
    Result<std::string> checked = checkedName(what, name);
    if (!checked) return checked;
    bool taken = false;
    table.forEach([&](IdT id, const RowT& row) {
        if constexpr (requires { row.name; })
            taken = taken || (id != self && row.name == checked.value());
        else
            taken = taken || (id != self && row->name == checked.value());
    });
    if (!taken) return checked;
    return Error{std::string(what) + ' ' + checked.value(), "another one has this name",
                 "Choose another name."};
}

}  // namespace rackloom::model
