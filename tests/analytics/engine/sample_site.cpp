// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_site.h"

#include "model/site/validate.h"

using namespace rackloom::model;

namespace rackloom::test {

namespace {

template <class Q> Figure<Q> stated(Q value) {
    return Figure<Q>::of(value, "test", Grade::Vendor);
}

DeviceType typeOf(std::string key, double watts) {
    DeviceType type;
    type.key = key;
    type.name = key;
    type.kind = "device";
    type.form.heightU = 1;
    type.form.mount = Mount::Rack;
    type.form.mass = stated(20 * unit::kg);
    if (watts > 0) {
        type.power = PowerDraw{};
        type.power->nameplate = stated(watts * unit::W);
        type.heat = Heat{};
        type.heat->liquidFraction = stated(0.8);
    }
    return type;
}

DeviceType acceleratorType() {
    DeviceType type = typeOf("accelerator", 700);
    type.form.mount = Mount::Module;
    type.compute = Compute{};
    type.compute->role = ComputeRole::Gpu;
    type.compute->flops[static_cast<int>(Precision::Fp8)] = stated(2 * unit::PFlops);
    type.compute->memoryFitted = stated(80 * unit::GB);
    type.compute->memoryBandwidth = stated(3.3 * unit::TBps);
    type.failure = Failure{stated(1e-5 * unit::perHour), stated(1 * unit::hour), stated(1.0), {}};
    return type;
}

DeviceType nodeType(std::string key, int gpus) {
    DeviceType type = typeOf(std::move(key), 900.0 * gpus);
    type.components = {{"accelerator", gpus}};
    type.ports = {{"network", gpus, stated(400 * unit::Gbps), "osfp", FabricRole::Compute}};
    return type;
}

DeviceType switchType() {
    DeviceType type = typeOf("switch", 1500);
    type.ports = {{"ports", 16, stated(400 * unit::Gbps), "osfp", FabricRole::Any}};
    type.switching = Switching{};
    type.switching->capacity = stated(6.4 * unit::Tbps);
    return type;
}

DeviceType cableType() {
    DeviceType type = typeOf("cable", 0);
    type.link = Link{"dac", stated(400 * unit::Gbps), stated(3 * unit::m), {}, {"osfp"}};
    return type;
}

DeviceType transformerType() {
    DeviceType type = typeOf("transformer", 0);
    type.form.mount = Mount::Floor;
    type.conversion = Conversion{};
    type.conversion->outputRating = stated(1 * unit::MW);
    type.conversion->k0 = stated(0.002);
    type.conversion->k1 = stated(0.001);
    type.conversion->k2 = stated(0.008);
    return type;
}

DeviceType coolerType() {
    DeviceType type = typeOf("cdu", 0);
    type.form.mount = Mount::Floor;
    type.heatRemoval = HeatRemoval{};
    type.heatRemoval->capacity = stated(400 * unit::kW);
    type.heatRemoval->flow = stated(600 * unit::litrePerMinute);
    return type;
}

RackDesign rackOf(std::string name, DeviceTypeId enclosure, DeviceTypeId device, int count) {
    RackDesign design;
    design.name = std::move(name);
    design.enclosure = enclosure;
    for (int i = 0; i < count; ++i) {
        Slot slot;
        slot.id = SlotId{design.nextSlot++};
        slot.type = device;
        slot.u = 1 + 2 * i;
        slot.label = "d" + std::to_string(i);
        design.slots.push_back(slot);
    }
    return design;
}

struct Catalogued {
    DeviceTypeId enclosure, node, bigNode, switching, transformer, cooler;
};

Catalogued addTypes(Transaction& tx) {
    const auto add = [&](DeviceType type) { return tx.draft().types.insert(tx.token(), std::move(type)); };
    DeviceType enclosure = typeOf("rack-42u", 0);
    enclosure.enclosure = Enclosure{42, stated(1500 * unit::kg)};
    enclosure.form.width = stated(600 * unit::mm);
    enclosure.form.depth = stated(1200 * unit::mm);
    Catalogued c;
    c.enclosure = add(std::move(enclosure));
    add(acceleratorType());
    c.node = add(nodeType("node", 4));
    c.bigNode = add(nodeType("big-node", 8));
    c.switching = add(switchType());
    add(cableType());
    c.transformer = add(transformerType());
    c.cooler = add(coolerType());
    return c;
}

void addFacility(Transaction& tx, const Catalogued& c, Rack& blank) {
    Snapshot& s = tx.draft();
    PowerNode utility{"utility", c.transformer, PowerSide::None, ParentPolicy::Single, {}, {}, 1, {}};
    const PowerNodeId top = s.powerNodes.insert(tx.token(), utility);
    PowerNode a{"PDU A", c.transformer, PowerSide::A, ParentPolicy::Single, {top}, {}, 1, {}};
    PowerNode b{"PDU B", c.transformer, PowerSide::B, ParentPolicy::Single, {top}, {}, 1, {}};
    blank.feeds = {s.powerNodes.insert(tx.token(), a), s.powerNodes.insert(tx.token(), b)};
    CoolingLoop liquid;
    liquid.name = "TCS";
    CoolingLoop air;
    air.name = "hall air";
    air.medium = CoolingMedium::Air;
    air.coolant = Coolant::Air;
    blank.liquidLoop = s.coolingLoops.insert(tx.token(), liquid);
    blank.airLoop = s.coolingLoops.insert(tx.token(), air);
    CoolingUnit cdu;
    cdu.name = "CDU";
    cdu.type = c.cooler;
    cdu.loop = blank.liquidLoop;
    cdu.count = 2;
    cdu.redundant = 1;
    cdu.placement = Placement{blank.hall, {6000, 0}, Rotation::R0};
    s.coolingUnits.insert(tx.token(), cdu);
}

void addNetwork(Transaction& tx, const std::vector<RackId>& racks, RackId network) {
    Fabric fabric;
    fabric.name = "compute";
    fabric.generator = "rail_optimized";
    fabric.racks = racks;
    fabric.cableTypes = {"cable"};
    fabric.tiers = {{"leaf", {{network, SlotId{1}}, {network, SlotId{2}}}},
                    {"spine", {{network, SlotId{3}}}}};
    tx.draft().fabrics.insert(tx.token(), fabric);
}

}  // namespace

SnapshotPtr sampleSite() {
    Transaction tx(std::make_shared<const Snapshot>());
    Snapshot& s = tx.draft();
    const Catalogued c = addTypes(tx);
    const auto design = [&](std::string name, DeviceTypeId device, int count) {
        return s.designs.insert(tx.token(), rackOf(std::move(name), c.enclosure, device, count));
    };
    const RackDesignId small = design("small", c.node, 4);
    design("big", c.bigNode, 4);
    const RackDesignId network = design("network", c.switching, 3);
    Rack blank;
    blank.hall = s.halls.insert(tx.token(), Hall{"H1", 12000, 9000, 600, 1200.0});
    blank.row = s.rows.insert(tx.token(), Row{blank.hall, "A"});
    addFacility(tx, c, blank);
    const auto rack = [&](std::string name, RackDesignId of, int x) {
        Rack row = blank;
        row.name = std::move(name);
        row.design = of;
        row.position = {x, 1200};
        return s.racks.insert(tx.token(), row);
    };
    const std::vector<RackId> compute{rack("A1", small, 0), rack("A2", small, 600)};
    addNetwork(tx, compute, rack("N1", network, 1800));
    s.jobs.insert(tx.token(), Job{});
    const auto site = std::make_shared<const Snapshot>(std::move(tx).take());
    RL_CHECK(validate(*site).ok());
    return site;
}

SnapshotPtr edited(const SnapshotPtr& before, const std::function<void(Transaction&)>& change) {
    Result<SnapshotPtr> after = applyEdit(before, {"", "", [&](Transaction& tx) -> Result<void> {
                                                       change(tx);
                                                       return {};
                                                   }});
    RL_CHECK(after.ok());
    return after.value();
}

RackId rackCalled(const Snapshot& site, std::string_view name) {
    RackId found;
    site.racks.forEach([&](RackId id, const Rack& rack) {
        if (rack.name == name) found = id;
    });
    return found;
}

RackDesignId designCalled(const Snapshot& site, std::string_view name) {
    RackDesignId found;
    site.designs.forEach([&](RackDesignId id, const Shared<RackDesign>& design) {
        if (design->name == name) found = id;
    });
    return found;
}

SnapshotPtr withRackMoved(const SnapshotPtr& before, std::string_view name, int x) {
    return edited(before, [&](Transaction& tx) {
        tx.draft().racks.write(tx.token(), rackCalled(*before, name)).position.x = x;
    });
}

SnapshotPtr withRackDesign(const SnapshotPtr& before, std::string_view rack, std::string_view design) {
    return edited(before, [&](Transaction& tx) {
        tx.draft().racks.write(tx.token(), rackCalled(*before, rack)).design = designCalled(*before, design);
    });
}

}  // namespace rackloom::test
