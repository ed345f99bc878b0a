// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/diff.h"

namespace rackloom::model {

namespace {

template <class IdT, class RowT>
std::vector<RowChange<IdT, RowT>> changes(const Table<RowT, IdT>& a, const Table<RowT, IdT>& b) {
    std::vector<RowChange<IdT, RowT>> out;
    Table<RowT, IdT>::diff(a, b, [&](IdT id, const RowT* before, const RowT* after) {
        out.push_back({id, before, after});
    });
    return out;
}

std::vector<DeviceRef> overrideChanges(const Shared<OverrideMap>& a, const Shared<OverrideMap>& b) {
    std::vector<DeviceRef> out;
    if (a.sameObject(b)) return out;
    auto x = a->begin();
    auto y = b->begin();
    while (x != a->end() || y != b->end()) {
        if (y == b->end() || (x != a->end() && x->first < y->first)) {
            out.push_back((x++)->first);
        } else if (x == a->end() || y->first < x->first) {
            out.push_back((y++)->first);
        } else {
            if (!(x->second == y->second)) out.push_back(x->first);
            ++x, ++y;
        }
    }
    return out;
}

}  // namespace

bool Delta::empty() const {
    return !site && overrides.empty() && types.empty() && designs.empty() && halls.empty() && rows.empty() &&
           racks.empty() && fabrics.empty() && cables.empty() && powerNodes.empty() && coolingLoops.empty() &&
           coolingUnits.empty() && jobs.empty() && waivers.empty();
}

Delta diff(const Snapshot& a, const Snapshot& b) {
    Delta d;
    d.before = &a;
    d.after = &b;
    d.site = !(a.site == b.site);
    d.overrides = overrideChanges(a.overrides, b.overrides);
    d.types = changes(a.types, b.types);
    d.designs = changes(a.designs, b.designs);
    d.halls = changes(a.halls, b.halls);
    d.rows = changes(a.rows, b.rows);
    d.racks = changes(a.racks, b.racks);
    d.fabrics = changes(a.fabrics, b.fabrics);
    d.cables = changes(a.cables, b.cables);
    d.powerNodes = changes(a.powerNodes, b.powerNodes);
    d.coolingLoops = changes(a.coolingLoops, b.coolingLoops);
    d.coolingUnits = changes(a.coolingUnits, b.coolingUnits);
    d.jobs = changes(a.jobs, b.jobs);
    d.waivers = changes(a.waivers, b.waivers);
    return d;
}

}  // namespace rackloom::model
