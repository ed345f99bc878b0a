// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random_edits.h"

#include "model/edit/cooling_edits.h"
#include "model/edit/design_edits.h"
#include "model/edit/fabric_edits.h"
#include "model/edit/hall_edits.h"
#include "model/edit/job_edits.h"
#include "model/edit/power_edits.h"
#include "model/edit/rack_edits.h"
#include "model/edit/site_edits.h"
#include "model/edit/type_edits.h"
#include "model/edit/waiver_edits.h"
#include "model/site/assumptions.h"
#include "model/site/type_figures.h"
#include "model/topology/generators.h"

namespace rackloom::test {

using namespace model;

namespace {

template <class TableT> typename TableT::RowIdType anyId(Dice& dice, const TableT& table) {
    const auto ids = table.ids();
    if (ids.empty() || dice.once(60)) return typename TableT::RowIdType{table.end() + 3};  // leads nowhere
    return ids[dice.below(ids.size())];
}

std::vector<RackId> someRacks(Dice& dice, const Snapshot& s) {
    std::vector<RackId> out;
    const std::size_t count = 1 + dice.below(3);
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(anyId(dice, s.racks));
    return out;
}

FloorPoint step(Dice& dice) {
    return {600 * dice.between(-6, 6), 600 * dice.between(-6, 6)};
}

const RackDesign* designOf(const Snapshot& s, RackDesignId id) {
    const auto* found = s.designs.find(id);
    return found ? &**found : nullptr;
}

std::vector<SlotId> someSlots(Dice& dice, const RackDesign* design, std::size_t most) {
    std::vector<SlotId> out;
    if (design)
        for (std::size_t i = 0; i < most && !design->slots.empty(); ++i)
            out.push_back(design->slots[dice.below(design->slots.size())].id);
    return out;
}

std::vector<DeviceRef> someDevices(Dice& dice, const Snapshot& s) {
    std::vector<DeviceRef> out;
    for (const RackId id : someRacks(dice, s)) {
        const Rack* rack = s.racks.find(id);
        for (const SlotId slot : someSlots(dice, rack ? designOf(s, rack->design) : nullptr, 2))
            out.push_back({id, slot});
    }
    return out;
}

std::string word(Dice& dice) {
    return dice.once(20) ? std::string("  ") : "Thing " + std::to_string(dice.below(500));
}

Edit rackEdit(Dice& dice, const Snapshot& s) {
    const std::vector<RackId> racks = someRacks(dice, s);
    Rack fresh;
    fresh.hall = anyId(dice, s.halls);
    fresh.design = anyId(dice, s.designs);
    fresh.position = {600 * dice.between(0, 30), 600 * dice.between(0, 18)};
    const int few = dice.between(0, 3);
    switch (dice.below(14)) {
    case 0:
        return placeRack(fresh);
    case 1:
        return rotateRacks(racks, dice.between(-1, 2));
    case 2:
        return renameRack(racks[0], word(dice));
    case 3:
        return dice.once(3) ? removeRacks({racks[0]}) : setRackRow(racks, anyId(dice, s.rows));
    case 4:
        return copyRacks(racks, step(dice));
    case 5:
        return arrayRacks({racks[0]}, few, 1 + few % 2, {600, 1800});
    case 6:
        return mirrorRacks(racks, dice.once(2) ? MirrorAxis::LeftRight : MirrorAxis::FrontBack);
    case 7:
        return alignRacks(racks, static_cast<Alignment>(dice.below(6)));
    case 8:
        return distributeRacks(racks, dice.once(2) ? FloorAxis::X : FloorAxis::Y);
    case 9:
        return setRackFeeds(racks, {anyId(dice, s.powerNodes), std::nullopt});
    case 10:
        return setRackLoops(racks, anyId(dice, s.coolingLoops), std::nullopt);
    case 11:
        return setRackDesign(racks, anyId(dice, s.designs));
    default:
        return moveRacks(racks, step(dice));
    }
}

Edit designEdit(Dice& dice, const Snapshot& s) {
    const RackDesignId id = anyId(dice, s.designs);
    const RackDesign* design = designOf(s, id);
    const std::vector<SlotId> slots = someSlots(dice, design, 1 + dice.below(2));
    const SlotId slot = slots.empty() ? SlotId{9999} : slots[0];
    const Face face = dice.once(8) ? Face::Rear : Face::Front;
    const DeviceTypeId type = anyId(dice, s.types);

    switch (dice.below(12)) {
    case 0:
        return addDevice(id,
                         {{}, anyId(dice, s.types), dice.between(0, 14), Face::Front, PowerSide::None, {}});
    case 1:
        return moveDevice(id, slot, dice.between(1, 12), face);
    case 2:
        return moveDevices(id, slots, dice.between(-3, 3));
    case 3:
        return dice.once(3) ? removeDevices(id, slots) : renameDesign(id, word(dice));
    case 4:
        return changeDeviceType(id, slots, type);
    case 5:
        return renameDevice(id, slot, word(dice));
    case 6:
        return setDeviceSide(id, slots, static_cast<PowerSide>(dice.below(3)));
    case 7:
        return setDomain(id, word(dice), slots);
    case 8:
        return dice.once(4) ? duplicateDesign(id) : makeDesignUnique({someRacks(dice, s)[0]});
    case 9:
        return removeDevicesInRack(someDevices(dice, s));
    case 10:
        return overrideDeviceType(someDevices(dice, s), type);
    default:
        return dice.once(12) ? removeDesign(id) : restoreDevices(someDevices(dice, s));
    }
}

Edit typeEdit(Dice& dice, const Snapshot& s) {
    const DeviceTypeId id = anyId(dice, s.types);
    if (dice.once(30)) return removeUnusedTypes();
    std::vector<FigureEntry> all;
    if (const auto* type = s.types.find(id)) all = figures(**type);
    if (all.empty()) return setFigure(id, "power.provisioned", 1000.0);
    const FigureEntry& figure = all[dice.below(all.size())];
    if (dice.once(6)) return setFigure(id, figure.path, std::nullopt, "not measured");
    const double span = figure.maximum < 1e6 ? figure.maximum - figure.minimum : 1e6;
    return setFigure(id, figure.path, figure.minimum + span * static_cast<double>(dice.below(101)) / 100);
}

Edit cableEdit(Dice& dice, const Snapshot& s, FabricId id) {
    const auto* fabric = s.fabrics.find(id);
    if (!fabric) return detachFabric(id);
    if (dice.once(25)) return detachFabric(id);
    if (dice.once(5)) return restoreCables(id, {});
    const FabricPlan plan = expandFabric(s, **fabric);
    if (!plan.cables.empty() && dice.once(2)) {
        const PlannedCable& cable = plan.cables[dice.below(plan.cables.size())];
        return removeCables(id, {cableKey(cable.a, cable.b)});
    }
    if (!s.cables.empty() && dice.once(2)) {
        const Cable* cable = s.cables.find(anyId(dice, s.cables));
        if (cable) return removeCables(cable->fabric, {cableKey(cable->a, cable->b)});
    }
    const std::vector<DeviceRef> devices = someDevices(dice, s);
    if (devices.empty()) return restoreCables(id, {});
    const auto port = [&](DeviceRef d) { return PortRef{d, static_cast<std::uint32_t>(dice.below(18))}; };
    const PortRef a = port(devices.front());
    return addCable(id, a, port(devices.back()));
}

Edit fabricEdit(Dice& dice, const Snapshot& s) {
    const FabricId id = anyId(dice, s.fabrics);
    const std::size_t tier = dice.below(3);

    switch (dice.below(12)) {
    case 0:
        return connectRacks(id, someRacks(dice, s));
    case 1:
        return disconnectRacks(id, someRacks(dice, s));
    case 2:
        return setFabricParameter(id, "uplinks", dice.between(0, 12));
    case 3:
        return setFabricParameter(id, tier == 0 ? "nonsense" : "downlinks", dice.between(0, 12));
    case 4:
        return addSwitches(id, tier, someDevices(dice, s));
    case 5:
        return removeSwitches(id, someDevices(dice, s));
    case 6:
        return dice.once(4) ? addTier(id, word(dice)) : renameFabric(id, word(dice));
    case 7: {
        Fabric fabric;
        fabric.role = static_cast<FabricRole>(dice.below(4));
        fabric.generator = generators()[dice.below(generators().size())].id;
        return dice.once(5) ? removeFabric(id) : addFabric(std::move(fabric));
    }
    case 8:
        return setGenerator(id, std::string(generators()[dice.below(generators().size())].id));
    default:
        return cableEdit(dice, s, id);
    }
}

Edit powerEdit(Dice& dice, const Snapshot& s) {
    const PowerNodeId id = anyId(dice, s.powerNodes);
    PowerNode fresh;
    fresh.type = anyId(dice, s.types);
    fresh.parents = {anyId(dice, s.powerNodes)};
    const Placement at{
        anyId(dice, s.halls), {600 * dice.between(0, 30), 600 * dice.between(0, 18)}, Rotation::R0};
    switch (dice.below(9)) {
    case 0:
        return addPowerNode(fresh);
    case 1:
        return dice.once(3) ? removePowerNode(id) : renamePowerNode(id, word(dice));
    case 2:
        return setPowerParents(id, {anyId(dice, s.powerNodes)});
    case 3:
        return setPowerParents(id, {fresh.parents[0], anyId(dice, s.powerNodes)});
    case 4:
        return setParentPolicy(id, static_cast<ParentPolicy>(dice.below(3)));
    case 5:
        return setPowerCount(id, dice.between(0, 4));
    case 6:
        return setPowerSide(id, static_cast<PowerSide>(dice.below(3)));
    case 7:
        return setPowerType(id, anyId(dice, s.types));
    default:
        return placePowerNode(id, dice.once(3) ? std::nullopt : std::optional(at));
    }
}

Edit coolingEdit(Dice& dice, const Snapshot& s) {
    const CoolingLoopId loop = anyId(dice, s.coolingLoops);
    const CoolingUnitId id = anyId(dice, s.coolingUnits);
    CoolingUnit fresh;
    fresh.type = anyId(dice, s.types);
    fresh.loop = loop;
    CoolingLoop freshLoop;
    switch (dice.below(12)) {
    case 0:
        return addCoolingUnit(fresh);
    case 1:
        return dice.once(3) ? removeCoolingUnit(id) : renameCoolingUnit(id, word(dice));
    case 2:
        return setUnitLoop(id, loop);
    case 3:
        return setUnitPlant(id, {anyId(dice, s.coolingUnits)});
    case 4:
        return setUnitCount(id, dice.between(0, 4));
    case 5:
        return setUnitRedundancy(id, dice.between(-1, 2));
    case 6:
        return setUnitFeed(id, anyId(dice, s.powerNodes));
    case 7:
        return dice.once(4) ? removeCoolingLoop(loop) : renameCoolingLoop(loop, word(dice));
    case 8:
        return addCoolingLoop(freshLoop);
    case 9:
        return setCoolant(loop, static_cast<Coolant>(dice.below(3)));
    case 10:
        return setSupplyTemperature(loop, Temperature::celsius(dice.between(10, 50)));
    default:
        return setDesignRise(loop, dice.between(0, 20) * unit::K);
    }
}

Edit hallEdit(Dice& dice, const Snapshot& s) {
    const HallId id = anyId(dice, s.halls);
    const RowId row = anyId(dice, s.rows);
    const int width = 600 * dice.between(5, 60);

    switch (dice.below(8)) {
    case 0:
        return addHall({"", 600 * dice.between(0, 40), 12000, 600, {}});
    case 1:
        return renameHall(id, word(dice));
    case 2:
        return resizeHall(id, width, 600 * dice.between(5, 40));
    case 3:
        return removeHall(id);
    case 4:
        return addRow(id);
    case 5:
        return dice.once(2) ? renameRow(row, word(dice)) : removeRow(row);
    case 6:
        return setFloorLoad(id, dice.once(3) ? std::nullopt : std::optional<double>(dice.between(0, 2000)));
    default:
        return setHallTile(id, dice.between(0, 1200));
    }
}

Edit jobEdit(Dice& dice, const Snapshot& s) {
    const JobId id = anyId(dice, s.jobs);
    switch (dice.below(9)) {
    case 0:
        return addJob({});
    case 1:
        return dice.once(3) ? removeJob(id) : renameJob(id, word(dice));
    case 2:
        return setMfu(id, dice.between(0, 110) / 100.0);
    case 3:
        return setPrecision(id, static_cast<Precision>(dice.below(kPrecisionCount)));
    case 4:
        return setJobGpus(id, dice.once(2) ? std::nullopt : std::optional<double>(dice.between(0, 48)));
    case 5:
        return setCheckpointStall(id, dice.between(-1, 60) * unit::s);
    case 6:
        return setDetectTime(id, dice.between(0, 30) * unit::minute);
    case 7:
        return setRestoreTime(id, dice.between(0, 30) * unit::minute);
    default:
        return setCheckpointInterval(id, dice.once(2) ? std::nullopt
                                                      : std::optional(dice.between(0, 9) * unit::minute));
    }
}

Edit siteEdit(Dice& dice, const Snapshot& s) {
    const AssumptionSpec& spec = assumptionSpecs()[dice.below(assumptionSpecs().size())];
    const double share = static_cast<double>(dice.below(110)) / 100;
    const RackId rack = anyId(dice, s.racks);
    const std::vector<std::string> objects{"rack:" + std::to_string(rack.value)};
    switch (dice.below(6)) {
    case 0:
        return renameSite(word(dice));
    case 1:
        return setNotes(word(dice));
    case 2:
        return setBudget("power.facility",
                         dice.once(4) ? std::nullopt : std::optional<double>(dice.between(0, 90) * 1e4));
    case 3:
        return waive("rack.weight", objects, dice.once(5) ? "" : "accepted by the floor engineer");
    case 4:
        return unwaive("rack.weight", objects);
    default: {
        const double value = spec.minimum + share * (spec.maximum - spec.minimum);
        return setAssumption(std::string(spec.id), dice.once(4) ? std::nullopt : std::optional(value));
    }
    }
}

}  // namespace

std::uint64_t Dice::next() {
    // splitmix64: passes the usual tests and has one word of state.
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}

Edit randomEdit(Dice& dice, const Snapshot& s) {
    switch (dice.below(16)) {
    case 0:
    case 1:
    case 2:
        return designEdit(dice, s);
    case 3:
    case 4:
        return fabricEdit(dice, s);
    case 5:
        return typeEdit(dice, s);
    case 6:
        return powerEdit(dice, s);
    case 7:
        return coolingEdit(dice, s);
    case 8:
        return hallEdit(dice, s);
    case 9:
        return jobEdit(dice, s);
    case 10:
        return siteEdit(dice, s);
    case 11: {
        Edit first = rackEdit(dice, s), second = jobEdit(dice, s);
        return combined("Two edits", {std::move(first), std::move(second)});
    }
    default:
        return rackEdit(dice, s);
    }
}

}  // namespace rackloom::test
