// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_design.h"

#include "model/edit/transaction.h"
#include "model/edit/type_edits.h"

namespace rackloom::test {

using namespace model;

namespace {

template <class Q> Figure<Q> known(Q value) {
    return Figure<Q>::of(value, "test", Grade::Derived);
}

DeviceType named(std::string kind, std::string key, std::string name, Mount mount, int heightU) {
    DeviceType type;
    type.kind = std::move(kind);
    type.key = std::move(key);
    type.name = std::move(name);
    type.form.mount = mount;
    type.form.heightU = heightU;
    return type;
}

DeviceType enclosureType() {
    DeviceType type = named("rack_enclosure", "cabinet", "Cabinet", Mount::Floor, 0);
    type.form.width = known(600 * unit::mm);
    type.form.depth = known(1200 * unit::mm);
    type.enclosure = Enclosure{12, known(1500 * unit::kg)};
    return type;
}

DeviceType gpuType() {
    DeviceType type = named("accelerator", "gpu", "GPU", Mount::Module, 0);
    type.compute.emplace();
    type.compute->role = ComputeRole::Gpu;
    type.compute->flops[static_cast<std::size_t>(Precision::Fp8)] = known(5 * unit::PFlops);
    type.compute->memoryUsable = known(186 * unit::GB);
    type.power.emplace();
    return type;
}

DeviceType trayType() {
    DeviceType type = named("compute_tray", "tray", "Compute tray", Mount::Rack, 1);
    type.components = {{"gpu", 4}};
    type.ports = {{"compute", 2, known(400 * unit::Gbps), "OSFP", FabricRole::Compute},
                  {"bmc", 1, known(1 * unit::Gbps), "RJ45", FabricRole::OutOfBand}};
    type.power.emplace();
    type.power->provisioned = known(6 * unit::kW);
    type.heat = Heat{known(0.85), {}, {}, {}};
    return type;
}

DeviceType bigTrayType() {
    DeviceType type = trayType();
    type.key = "big-tray";
    type.name = "Big tray";
    type.form.heightU = 2;
    type.ports = {{"compute", 1, known(800 * unit::Gbps), "OSFP", FabricRole::Compute}};
    return type;
}

DeviceType switchType() {
    DeviceType type = named("fabric_switch", "switch", "Switch", Mount::Rack, 1);
    type.ports = {{"ports", 16, known(400 * unit::Gbps), "OSFP", FabricRole::Any}};
    type.switching.emplace();
    type.power.emplace();
    return type;
}

DeviceType shelfType() {
    DeviceType type = named("power_shelf", "shelf", "Power shelf", Mount::Rack, 1);
    type.conversion.emplace();
    type.conversion->outputRating = known(33 * unit::kW);
    return type;
}

DeviceType floorType(const std::string& key, std::string name, int width, int depth) {
    DeviceType type = named(key, key, std::move(name), Mount::Floor, 0);
    type.form.width = known(width * unit::mm);
    type.form.depth = known(depth * unit::mm);
    if (key == "utility") type.source = PowerSource{known(5 * unit::MW), {}};
    if (key == "ups") type.conversion.emplace();
    if (key == "cdu" || key == "chiller") type.heatRemoval.emplace();
    return type;
}

DeviceType cableType() {
    DeviceType type = named("cable", "dac", "DAC 400G", Mount::Module, 0);
    type.link = Link{"dac", known(400 * unit::Gbps), known(3 * unit::m), {}, {"OSFP"}};
    return type;
}

CatalogRack computeRack() {
    CatalogRack rack{"compute-rack", "Compute", "cabinet", "", "", {}, {}};
    rack.slots = {{1, "shelf", 1, Face::Front, PowerSide::A, "Shelf 1"},
                  {2, "shelf", 2, Face::Front, PowerSide::B, "Shelf 2"},
                  {3, "tray", 4, Face::Front, PowerSide::None, "Tray 1"},
                  {4, "tray", 5, Face::Front, PowerSide::None, "Tray 2"},
                  {5, "tray", 6, Face::Front, PowerSide::None, "Tray 3"}};
    rack.domains = {{"Domain", {3, 4, 5}}};
    return rack;
}

CatalogRack networkRack() {
    CatalogRack rack{"network-rack", "Network", "cabinet", "", "", {}, {}};
    for (std::uint32_t i = 1; i <= 10; ++i)
        rack.slots.push_back(
            {i, "switch", static_cast<int>(i), Face::Front, PowerSide::None, "Switch " + std::to_string(i)});
    return rack;
}

struct Builder {
    Transaction tx{std::make_shared<const Snapshot>()};
    Catalog catalog = sampleCatalog();
    HallId hall, other;
    PowerNodeId feedA, feedB;
    CoolingLoopId liquid, air;
    std::vector<RackId> racks;

    Snapshot& s() { return tx.draft(); }
    DeviceTypeId type(std::string_view key) { return embedType(tx, catalog, key).value(); }
    RackDesignId design(std::string_view key) { return embedRackDesign(tx, catalog, key).value(); }

    void places() {
        hall = s().halls.insert(tx.token(), {"Hall 1", 20000, 12000, 600, 1200.0});
        other = s().halls.insert(tx.token(), {"Hall 2", 6000, 6000, 600, {}});
        s().rows.insert(tx.token(), {hall, "A"});
        s().rows.insert(tx.token(), {other, "B"});
    }

    void power() {
        PowerNode utility{"Utility", type("utility"), PowerSide::None, ParentPolicy::Single, {}, {}, 1, {}};
        const PowerNodeId top = s().powerNodes.insert(tx.token(), utility);
        PowerNode ups{"UPS A", type("ups"), PowerSide::A, ParentPolicy::Single, {top}, {}, 2, {}};
        feedA = s().powerNodes.insert(tx.token(), ups);
        ups.name = "UPS B";
        ups.side = PowerSide::B;
        ups.placement = Placement{hall, {15000, 9000}, Rotation::R0};
        feedB = s().powerNodes.insert(tx.token(), ups);
    }

    void cooling() {
        liquid = s().coolingLoops.insert(tx.token(), {"Liquid 1", CoolingMedium::Liquid, Coolant::Pg25,
                                                      Temperature::celsius(30), 10 * unit::K});
        air = s().coolingLoops.insert(
            tx.token(), {"Air 1", CoolingMedium::Air, Coolant::Air, Temperature::celsius(24), 12 * unit::K});
        CoolingUnit chiller{"Chiller 1", type("chiller"), {}, {}, 0, {}, 1, {}};
        const CoolingUnitId plant = s().coolingUnits.insert(tx.token(), chiller);
        CoolingUnit cdu{"CDU 1", type("cdu"), liquid, {plant}, 1, feedA, 2, {}};
        cdu.placement = Placement{hall, {12000, 9000}, Rotation::R0};
        s().coolingUnits.insert(tx.token(), cdu);
    }

    void standRacks() {
        Rack rack;
        rack.hall = hall;
        rack.row = RowId{0};
        rack.feeds = {feedA, feedB};
        rack.liquidLoop = liquid;
        rack.airLoop = air;
        rack.design = design("compute-rack");
        for (int i = 0; i < 4; ++i) {
            rack.name = "A" + std::to_string(i + 1);
            rack.position = {1200 + 600 * i, 1200};
            racks.push_back(s().racks.insert(tx.token(), rack));
        }
        rack.name = "N1";
        rack.design = design("network-rack");
        rack.position = {6000, 1200};
        racks.push_back(s().racks.insert(tx.token(), rack));
    }

    void network() {
        type("dac");
        Fabric fabric;
        fabric.name = "Compute fabric";
        fabric.generator = "rail-optimized";
        fabric.parameters = {{"racks_per_group", 2}};
        fabric.racks.assign(racks.begin(), racks.end() - 1);
        fabric.cableTypes = {"dac"};
        fabric.tiers = {{"leaf", {}}, {"spine", {}}};
        for (std::uint32_t slot = 1; slot <= 6; ++slot)
            fabric.tiers[slot <= 4 ? 0u : 1u].switches.push_back({racks.back(), SlotId{slot}});
        s().fabrics.insert(tx.token(), Shared<Fabric>(fabric));
    }

    void work() {
        Job job;
        job.name = "Pretraining";
        s().jobs.insert(tx.token(), job);
        Site site;
        site.name = "Sample";
        site.assumptions["cable.slack"] = {0.2, "test"};
        s().site = Shared<Site>(site);
    }
};

}  // namespace

Catalog sampleCatalog() {
    Catalog out;
    for (DeviceType type :
         {enclosureType(), gpuType(), trayType(), bigTrayType(), switchType(), shelfType(), cableType(),
          floorType("utility", "Utility feed", 2000, 1000), floorType("ups", "UPS", 1200, 800),
          floorType("cdu", "CDU", 600, 1200), floorType("chiller", "Chiller", 3000, 2000)}) {
        const std::string key = type.key;
        out.devices.emplace(key, std::make_shared<const DeviceType>(std::move(type)));
    }
    out.racks.emplace("compute-rack", computeRack());
    out.racks.emplace("network-rack", networkRack());
    return out;
}

SnapshotPtr sampleDesign() {
    Builder builder;
    builder.type("big-tray");
    builder.places();
    builder.power();
    builder.cooling();
    builder.standRacks();
    builder.network();
    builder.work();
    return std::make_shared<const Snapshot>(std::move(builder.tx).take());
}

RackId rackNamed(const Snapshot& s, std::string_view name) {
    RackId found;
    s.racks.forEach([&](RackId id, const Rack& rack) {
        if (rack.name == name) found = id;
    });
    return found;
}

RackDesignId designNamed(const Snapshot& s, std::string_view name) {
    RackDesignId found;
    s.designs.forEach([&](RackDesignId id, const Shared<RackDesign>& design) {
        if (design->name == name) found = id;
    });
    return found;
}

DeviceTypeId typeNamed(const Snapshot& s, std::string_view key) {
    return findType(s, key);
}

}  // namespace rackloom::test
