// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_parking.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/loads/power_solve.h"
#include "analytics/loads/power_sweep.h"
#include "analytics/power/parallel_units.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace rackloom::analytics {

namespace {

using model::PowerSide;

/// One of `modules` equal parts of a converter.
LossModel moduleOf(LossModel whole, int modules) {
    whole.rating = whole.rating / static_cast<double>(modules);
    return whole;
}

/// Awake: what the worst load needs, and the spare ones.
ParkedModules parked(const LossModel& module, int installed, Power now, Power worst, int spare) {
    const double needed =
        module.rating.si() > 0 ? std::ceil(worst.si() / module.rating.si() - 1e-9) : installed;
    const int least = static_cast<int>(std::min<double>(installed, needed + spare));
    const ParkedUnits rest = parkUnits(module, installed, least, now);
    ParkedModules set;
    set.installed = installed;
    set.awake = rest.running;
    set.loss = module.loss(now, installed).si();
    set.saved = rest.saved.si();
    return set;
}

struct Terms {
    int spare = 1;
    LossModel economy;  ///< without a rating
};

Terms termsOf(Query& q) {
    return {
        static_cast<int>(std::lround(assumed(q, "power.parking_spare"))),
        {{}, assumed(q, "power.economy_k0"), assumed(q, "power.economy_k1"), assumed(q, "power.economy_k2")}};
}

void addSystems(ParkingTable& table, const Terms& terms, Query& q) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    const PowerState& solved = *q.get<PowerSolve>();
    const SweepState& sweep = *q.get<PowerSweep>();
    const auto& rows = *q.get<PowerNodes>();
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v) {
        const NodeState& node = solved.nodes[v];
        if (!node.live || !(node.load > 0)) continue;
        const DeviceTypeId id = rows.find(drawing.nodes[v])->type;
        const model::DeviceType& type = *q.get<TypeOf>(id);
        if (type.kind != "ups" || !type.conversion) continue;
        const PowerElement& e = drawing.tree.elements[v];
        const int modules = std::max(type.conversion->modules, 1) * e.units;
        if (!e.conversion) {
            ++table.unknownSystems;
            if (modules > 1) ++table.unknownSets;
            continue;
        }
        const Power now = node.load * unit::W;
        LossModel economy = terms.economy;
        economy.rating = e.conversion->rating;
        const double loss = e.conversion->loss(now, e.units).si();
        ++table.systems;
        table.upsLoss += loss;
        table.economySaved += std::max(0.0, loss - economy.loss(now, e.units).si());
        if (modules < 2) continue;
        ParkedModules set = parked(moduleOf(*e.conversion, modules / e.units), modules, now,
                                   sweep.heaviest[v].load * unit::W, terms.spare);
        set.node = drawing.nodes[v];
        set.type = id;
        table.sets.push_back(set);
    }
}

/// Shelves of one side: half of the rack's load while both feeds are drawn, all of it after losing one.
std::optional<ParkedModules> shelvesOf(const RackLoad& load, PowerSide side, int feeds, const Terms& terms,
                                       Query& q) {
    const SideSupply& supply = load.side(side);
    const model::DeviceType& type = *q.get<TypeOf>(load.supplyType);
    const int modules = type.conversion ? std::max(type.conversion->modules, 1) * supply.units : 0;
    if (!supply.losses || modules < 2) return std::nullopt;
    const Power all = load.planning.sum * unit::W;
    return parked(moduleOf(*supply.losses, modules), modules, all / static_cast<double>(feeds), all,
                  terms.spare);
}

void addShelves(ParkingTable& table, const Terms& terms, Query& q) {
    const auto& feeds = *q.get<RackFeeds>();
    std::map<std::pair<const RackLoad*, int>, int> racks;
    for (const auto& [rack, load] : *q.get<RackLoads>()) {
        if (load->supplyKind != SupplyKind::Shelves || !(load->planning.sum > 0)) continue;
        const auto* drawn = feeds.find(rack);
        if (!drawn) continue;
        const int mask = ((*drawn)[0].isValid() ? 1 : 0) + ((*drawn)[1].isValid() ? 2 : 0);
        ++racks[{&*load, mask}];
    }
    for (const auto& [key, count] : racks) {
        const auto& [load, mask] = key;
        for (const auto& [side, bit] : {std::pair(PowerSide::A, 1), std::pair(PowerSide::B, 2)}) {
            if (!(mask & bit)) continue;
            auto set = shelvesOf(*load, side, mask == 3 ? 2 : 1, terms, q);
            if (load->side(side).units > 0 && load->side(side).lossUnknown) table.unknownSets += count;
            if (!set) continue;
            set->type = load->supplyType;
            set->groups = count;
            table.sets.push_back(*set);
        }
    }
}

}  // namespace

double ParkingTable::saved() const {
    double sum = 0;
    for (const ParkedModules& set : sets)
        sum += set.saved * set.groups;
    return sum;
}

PowerParking::Value PowerParking::compute(const Key&, Query& q) {
    ParkingTable table;
    const Terms terms = termsOf(q);
    addSystems(table, terms, q);
    const std::size_t systems = table.sets.size();
    addShelves(table, terms, q);
    // Racks are told apart by address above, which says nothing: order what was found by what it says, and
    // count together what says the same.
    const auto says = [](const ParkedModules& set) {
        return std::tie(set.type, set.installed, set.loss, set.awake, set.saved);
    };
    const auto shelves = table.sets.begin() + static_cast<std::ptrdiff_t>(systems);
    std::sort(shelves, table.sets.end(),
              [&](const ParkedModules& a, const ParkedModules& b) { return says(a) < says(b); });
    auto last = shelves;
    for (auto it = shelves; it != table.sets.end(); ++it) {
        if (it == shelves) continue;
        if (says(*it) == says(*last))
            last->groups += it->groups;
        else
            *++last = *it;
    }
    if (shelves != table.sets.end()) table.sets.erase(last + 1, table.sets.end());
    return table;
}

}  // namespace rackloom::analytics
