// SPDX-License-Identifier: GPL-3.0-or-later
// The one list of the tables of a design: member of the snapshot, key in the file, word in errors, in the
// order in which they are written. Reading, writing and finding lines all walk this list.
// Must not know how rows are coded.
#pragma once

#include "model/site/snapshot.h"

#include <string_view>

namespace rackloom::model {

struct TableName {
    std::string_view member;  ///< as model/site/validate.h names it
    std::string_view key;     ///< in the file
    std::string_view word;    ///< one row of it, in errors
};

/// Calls f(name, table) for each table; `SnapshotT` may be const.
template <class SnapshotT, class F> void forEachTable(SnapshotT& s, F&& f) {
    f(TableName{"types", "types", "device type"}, s.types);
    f(TableName{"designs", "rack_designs", "rack design"}, s.designs);
    f(TableName{"halls", "halls", "hall"}, s.halls);
    f(TableName{"rows", "rows", "row"}, s.rows);
    f(TableName{"racks", "racks", "rack"}, s.racks);
    f(TableName{"fabrics", "fabrics", "fabric"}, s.fabrics);
    f(TableName{"cables", "cables", "cable"}, s.cables);
    f(TableName{"powerNodes", "power_nodes", "power node"}, s.powerNodes);
    f(TableName{"coolingLoops", "cooling_loops", "cooling loop"}, s.coolingLoops);
    f(TableName{"coolingUnits", "cooling_units", "cooling unit"}, s.coolingUnits);
    f(TableName{"jobs", "jobs", "job"}, s.jobs);
    f(TableName{"waivers", "waivers", "waiver"}, s.waivers);
}

/// Device types, rack designs and fabrics are shared values; the other rows stand in their tables.
template <class T> const T& plainRow(const Shared<T>& row) {
    return *row;
}
template <class T> const T& plainRow(const T& row) {
    return row;
}
template <class Row> struct PlainRow { using type = Row; };
template <class T> struct PlainRow<Shared<T>> { using type = T; };

}  // namespace rackloom::model
