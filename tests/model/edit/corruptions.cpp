// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/model/edit/corruptions.h"

#include "model/edit/rewrite.h"

namespace rackloom::test {

using namespace model;

namespace {

/// A living id, one that was erased or never was, or none.
template <class TableT> typename TableT::RowIdType someId(Dice& dice, const TableT& table) {
    using IdT = typename TableT::RowIdType;
    if (dice.once(8)) return IdT{};
    return IdT{static_cast<std::uint32_t>(dice.below(table.end() + (dice.once(4) ? 2u : 0u)))};
}

template <class TableT> bool eraseOne(Dice& dice, Transaction& tx, TableT& table) {
    const auto id = someId(dice, table);
    if (!table.contains(id)) return false;
    table.erase(tx.token(), id);
    return true;
}

template <class TableT, class F> void writeOne(Dice& dice, Transaction& tx, TableT& table, F change) {
    const auto id = someId(dice, table);
    if (table.contains(id)) change(table.write(tx.token(), id));
}

template <class T, class IdT, class F>
void rewriteOne(Dice& dice, Transaction& tx, Table<Shared<T>, IdT>& table, F change) {
    const auto id = someId(dice, table);
    if (!table.contains(id)) return;
    const Result<void> done = rewrite(tx, table, id, change);
    RL_CHECK(done.ok());
}

DeviceRef someDevice(Dice& dice, const Snapshot& s) {
    const RackId rack = someId(dice, s.racks);
    return {rack, SlotId{static_cast<std::uint32_t>(dice.below(13))}};
}

void corruptRack(Dice& dice, Transaction& tx) {
    Snapshot& s = tx.draft();
    writeOne(dice, tx, s.racks, [&](Rack& rack) {
        switch (dice.below(6)) {
        case 0:
            rack.hall = someId(dice, s.halls);
            break;
        case 1:
            rack.row = someId(dice, s.rows);
            break;
        case 2:
            rack.design = someId(dice, s.designs);
            break;
        case 3:
            rack.feeds[dice.below(2)] = someId(dice, s.powerNodes);
            break;
        case 4:
            rack.liquidLoop = someId(dice, s.coolingLoops);
            break;
        default:
            rack.position.x = dice.once(2) ? 2'000'000'000 : 600;
            break;
        }
    });
}

void corruptDesign(Dice& dice, Transaction& tx) {
    Snapshot& s = tx.draft();
    rewriteOne(dice, tx, s.designs, [&](RackDesign& design) {
        if (design.slots.empty()) return;
        const std::size_t at = dice.below(design.slots.size());
        switch (dice.below(5)) {
        case 0:
            design.slots.erase(design.slots.begin() + static_cast<std::ptrdiff_t>(at));
            break;
        case 1:
            design.slots[at].type = someId(dice, s.types);
            break;
        case 2:
            design.slots[at].u = dice.between(-1, 14);
            break;
        case 3:
            design.domains.push_back({"New", {design.slots[at].id}});
            break;
        default:
            design.enclosure = someId(dice, s.types);
            break;
        }
    });
}

void corruptType(Dice& dice, Transaction& tx) {
    static const std::string kKeys[] = {"tray", "gpu", "dac", "switch", "nowhere"};
    rewriteOne(dice, tx, tx.draft().types, [&](DeviceType& type) {
        switch (dice.below(5)) {
        case 0:
            type.key = kKeys[dice.below(5)];
            break;
        case 1:
            type.components.push_back({kKeys[dice.below(5)], dice.between(0, 3)});
            break;
        case 2:
            type.ports.clear();
            break;
        case 3:
            type.form.mass = Figure<Mass>::of(Mass::si(dice.between(-1, 9)), "test", Grade::Derived);
            break;
        default:
            type.name = "Renamed";
            break;
        }
    });
}

void corruptFabric(Dice& dice, Transaction& tx) {
    Snapshot& s = tx.draft();
    rewriteOne(dice, tx, s.fabrics, [&](Fabric& fabric) {
        switch (dice.below(4)) {
        case 0:
            fabric.racks.push_back(someId(dice, s.racks));
            break;
        case 1:
            fabric.tiers.push_back({"More", {someDevice(dice, s)}});
            break;
        case 2:
            fabric.removed.push_back({{someDevice(dice, s), 0}, {someDevice(dice, s), 1}});
            break;
        default:
            fabric.cableTypes.push_back(dice.once(2) ? "dac" : "nowhere");
            break;
        }
    });
    if (dice.once(2)) {
        const PortRef a{someDevice(dice, s), static_cast<std::uint32_t>(dice.below(4))};
        const PortRef b{someDevice(dice, s), static_cast<std::uint32_t>(dice.below(20))};
        s.cables.insert(tx.token(), {someId(dice, s.fabrics), std::min(a, b), std::max(a, b), {}});
    }
}

void corruptFacility(Dice& dice, Transaction& tx) {
    Snapshot& s = tx.draft();
    writeOne(dice, tx, s.powerNodes, [&](PowerNode& node) {
        if (dice.once(2)) node.parents = {someId(dice, s.powerNodes)};
        if (dice.once(4)) node.type = someId(dice, s.types);
        if (dice.once(4)) node.placement = Placement{someId(dice, s.halls), {0, 0}, Rotation::R0};
    });
    writeOne(dice, tx, s.coolingUnits, [&](CoolingUnit& unit) {
        if (dice.once(2)) unit.plant = {someId(dice, s.coolingUnits)};
        if (dice.once(4)) unit.loop = someId(dice, s.coolingLoops);
        if (dice.once(4)) unit.feed = someId(dice, s.powerNodes);
    });
    writeOne(dice, tx, s.coolingLoops, [&](CoolingLoop& loop) {
        if (dice.once(3)) loop.medium = static_cast<CoolingMedium>(dice.below(2));
        loop.coolant = loop.medium == CoolingMedium::Air ? Coolant::Air : Coolant::Water;
    });
}

void eraseSomething(Dice& dice, Transaction& tx) {
    Snapshot& s = tx.draft();
    switch (dice.below(10)) {
    case 0:
        eraseOne(dice, tx, s.types);
        break;
    case 1:
        eraseOne(dice, tx, s.designs);
        break;
    case 2:
        eraseOne(dice, tx, s.halls);
        break;
    case 3:
        eraseOne(dice, tx, s.rows);
        break;
    case 4:
        eraseOne(dice, tx, s.racks);
        break;
    case 5:
        eraseOne(dice, tx, s.fabrics);
        break;
    case 6:
        eraseOne(dice, tx, s.powerNodes);
        break;
    case 7:
        eraseOne(dice, tx, s.coolingLoops);
        break;
    case 8:
        eraseOne(dice, tx, s.coolingUnits);
        break;
    default:
        eraseOne(dice, tx, s.cables);
        break;
    }
}

}  // namespace

void corrupt(Dice& dice, Transaction& tx) {
    switch (dice.below(8)) {
    case 0:
        corruptRack(dice, tx);
        break;
    case 1:
        corruptDesign(dice, tx);
        break;
    case 2:
        corruptType(dice, tx);
        break;
    case 3:
        corruptFabric(dice, tx);
        break;
    case 4:
        corruptFacility(dice, tx);
        break;
    case 5:
        rewriteOverrides(tx, [&](OverrideMap& map) {
            const DeviceRef device = someDevice(dice, tx.draft());
            map[device] = {dice.once(2), someId(dice, tx.draft().types)};
        });
        break;
    default:
        eraseSomething(dice, tx);
        break;
    }
}

}  // namespace rackloom::test
