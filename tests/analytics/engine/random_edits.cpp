// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_site.h"

#include "model/site/assumptions.h"

#include <algorithm>

using namespace rackloom::model;

namespace rackloom::test {

namespace {

int upTo(std::mt19937& random, int last) {
    return static_cast<int>(random() % static_cast<unsigned>(last + 1));
}

/// A random living row; invalid when the table is empty.
template <class TableT> auto anyOf(std::mt19937& random, const TableT& table) {
    const auto ids = table.ids();
    return ids.empty() ? typename TableT::RowIdType{} : ids[random() % ids.size()];
}

/// Calls change(row) on a random row held directly.
template <class TableT, class F>
void rewrite(std::mt19937& random, Transaction& tx, TableT& table, F&& change) {
    if (const auto id = anyOf(random, table); id.isValid()) change(table.write(tx.token(), id));
}
/// The same for rows behind a Shared.
template <class TableT, class F>
void remake(std::mt19937& random, Transaction& tx, TableT& table, F&& change) {
    const auto id = anyOf(random, table);
    if (!id.isValid()) return;
    auto copy = *table.at(id);
    change(copy);
    table.write(tx.token(), id) = std::move(copy);
}

void changeRack(std::mt19937& random, Transaction& tx) {
    Snapshot& s = tx.draft();
    rewrite(random, tx, s.racks, [&](Rack& rack) {
        switch (upTo(random, 7)) {
        case 0:
            rack.name += "x";
            break;
        case 1:
            rack.design = anyOf(random, s.designs);
            break;
        case 2:
            rack.feeds[random() % 2] = anyOf(random, s.powerNodes);
            break;
        case 3:
            rack.feeds[random() % 2] = PowerNodeId{};
            break;
        case 4:
            rack.liquidLoop = random() % 2 ? anyOf(random, s.coolingLoops) : CoolingLoopId{};
            break;
        case 5:
            rack.rotation = static_cast<Rotation>(random() % 4);
            break;
        default:
            rack.position = {upTo(random, 12000), upTo(random, 9000)};
            break;
        }
    });
}

void addOrRemoveRack(std::mt19937& random, Transaction& tx) {
    Snapshot& s = tx.draft();
    const RackId id = anyOf(random, s.racks);
    if (!id.isValid()) return;
    if (random() % 2) {
        const Rack copy = s.racks.at(id);
        s.racks.insert(tx.token(), copy);
        return;
    }
    for (const FabricId f : s.fabrics.ids()) {
        Fabric fabric = *s.fabrics.at(f);
        std::erase(fabric.racks, id);
        s.fabrics.write(tx.token(), f) = fabric;
    }
    OverrideMap overrides = *s.overrides;
    std::erase_if(overrides, [&](const auto& item) { return item.first.rack == id; });
    s.overrides = overrides;
    s.racks.erase(tx.token(), id);
}

void changeDesign(std::mt19937& random, Transaction& tx) {
    Snapshot& s = tx.draft();
    remake(random, tx, s.designs, [&](RackDesign& design) {
        if (design.slots.empty()) return;
        Slot& slot = design.slots[random() % design.slots.size()];
        switch (upTo(random, 4)) {
        case 0:
            slot.u = 1 + upTo(random, 40);
            break;
        case 1:
            slot.type = anyOf(random, s.types);
            break;
        case 2:
            slot.side = static_cast<PowerSide>(random() % 3);
            break;
        case 3:
            if (design.slots.size() > 2)
                std::erase_if(design.slots, [&](const Slot& x) { return x.id == slot.id; });
            break;
        default: {
            Slot another = slot;
            another.id = SlotId{design.nextSlot++};
            design.slots.push_back(another);
        }
        }
    });
}

void changeType(std::mt19937& random, Transaction& tx) {
    Snapshot& s = tx.draft();
    if (random() % 4 == 0) {
        DeviceType copy = *s.types.at(anyOf(random, s.types));
        copy.key += "-" + std::to_string(s.types.end());
        s.types.insert(tx.token(), std::move(copy));
        return;
    }
    remake(random, tx, s.types, [&](DeviceType& type) {
        type.summary += ".";
        if (type.power && type.power->nameplate.value)
            *type.power->nameplate.value *= 1.0 + upTo(random, 9) / 50.0;
        if (type.power && random() % 8 == 0)
            type.power->nameplate = Figure<Power>::unknown("a test hides it");
        if (random() % 3 == 0) type.form.mass = Figure<Mass>::unknown("a test hides it");
    });
}

void changeOverride(std::mt19937& random, Transaction& tx) {
    Snapshot& s = tx.draft();
    const RackId rack = anyOf(random, s.racks);
    if (!rack.isValid()) return;
    const RackDesign& design = *s.designs.at(s.racks.at(rack).design);
    OverrideMap overrides = *s.overrides;
    if (!overrides.empty() && random() % 3 == 0)
        overrides.erase(std::next(overrides.begin(), upTo(random, static_cast<int>(overrides.size()) - 1)));
    else if (!design.slots.empty()) {
        DeviceOverride& change = overrides[{rack, design.slots[random() % design.slots.size()].id}];
        change.removed = random() % 2 != 0;
        change.type = change.removed ? DeviceTypeId{} : anyOf(random, s.types);
    }
    s.overrides = overrides;
}

void changeFabric(std::mt19937& random, Transaction& tx) {
    Snapshot& s = tx.draft();
    remake(random, tx, s.fabrics, [&](Fabric& fabric) {
        switch (upTo(random, 3)) {
        case 0:
            fabric.name += "x";
            break;
        case 1:
            if (!fabric.racks.empty())
                std::rotate(fabric.racks.begin(), fabric.racks.begin() + 1, fabric.racks.end());
            break;
        case 2:
            if (!fabric.tiers.empty() && fabric.tiers.back().switches.size() > 1)
                fabric.tiers.back().switches.pop_back();
            break;
        default: {
            const RackId rack = anyOf(random, s.racks);
            if (std::find(fabric.racks.begin(), fabric.racks.end(), rack) == fabric.racks.end())
                fabric.racks.push_back(rack);
        }
        }
    });
}

void changeCable(std::mt19937& random, Transaction& tx) {
    Snapshot& s = tx.draft();
    if (const CableId id = anyOf(random, s.cables); id.isValid() && random() % 2) {
        s.cables.erase(tx.token(), id);
        return;
    }
    const auto port = [&] {
        return PortRef{{anyOf(random, s.racks), SlotId{static_cast<std::uint32_t>(1 + random() % 3)}},
                       static_cast<std::uint32_t>(random() % 4)};
    };
    Cable cable{anyOf(random, s.fabrics), port(), port(), {}};
    if (cable.b < cable.a) std::swap(cable.a, cable.b);
    s.cables.insert(tx.token(), cable);
}

void changeFacility(std::mt19937& random, Transaction& tx) {
    Snapshot& s = tx.draft();
    switch (upTo(random, 4)) {
    case 0:
        rewrite(random, tx, s.powerNodes, [&](PowerNode& node) { node.count = 1 + upTo(random, 3); });
        break;
    case 1:
        rewrite(random, tx, s.powerNodes, [&](PowerNode& node) { node.name += "x"; });
        break;
    case 2:
        rewrite(random, tx, s.coolingLoops,
                [&](CoolingLoop& loop) { loop.rise = (5 + upTo(random, 10)) * unit::K; });
        break;
    case 3:
        rewrite(random, tx, s.coolingUnits, [&](CoolingUnit& unit) { unit.count = 1 + upTo(random, 4); });
        break;
    default:
        rewrite(random, tx, s.coolingUnits, [&](CoolingUnit& unit) {
            if (unit.placement) unit.placement->position.x = upTo(random, 9000);
        });
    }
}

void changeWork(std::mt19937& random, Transaction& tx) {
    Snapshot& s = tx.draft();
    switch (upTo(random, 5)) {
    case 0:
        rewrite(random, tx, s.jobs, [&](Job& job) { job.mfu = upTo(random, 100) / 100.0; });
        break;
    case 1:
        s.jobs.insert(tx.token(), Job{});
        break;
    case 2:
        s.waivers.insert(
            tx.token(),
            Waiver{"power.feed_overload", {"power_node:" + std::to_string(random() % 4)}, "known"});
        break;
    case 3:
        if (const WaiverId id = anyOf(random, s.waivers); id.isValid()) s.waivers.erase(tx.token(), id);
        break;
    case 4:
        rewrite(random, tx, s.halls, [&](Hall& hall) { hall.width += 100; });
        break;
    default: {
        Site site = *s.site;
        const auto specs = assumptionSpecs();
        const AssumptionSpec& spec = specs[random() % specs.size()];
        const double share = upTo(random, 10) / 10.0;
        site.assumptions[std::string(spec.id)] = {spec.minimum + share * (spec.maximum - spec.minimum),
                                                  "test"};
        site.notes += ".";
        s.site = site;
    }
    }
}

}  // namespace

Edit randomEdit(std::mt19937& random) {
    using Change = void (*)(std::mt19937&, Transaction&);
    static constexpr Change kChanges[] = {changeRack,   changeRack,     changeRack,     addOrRemoveRack,
                                          changeDesign, changeType,     changeOverride, changeFabric,
                                          changeCable,  changeFacility, changeWork};
    const Change change = kChanges[random() % std::size(kChanges)];
    const auto seed = random();
    return {"random", "", [change, seed](Transaction& tx) -> Result<void> {
                std::mt19937 own(seed);
                change(own, tx);
                return {};
            }};
}

}  // namespace rackloom::test
