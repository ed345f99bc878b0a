// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/parts/single_rack.h"

#include "model/templates/parts/cooling_plant.h"
#include "model/templates/parts/hall_layout.h"
#include "model/templates/parts/networks.h"
#include "model/templates/parts/power_tree.h"

namespace rackloom::model {

namespace {

constexpr double kUtilityShare = 1.25;  // losses, cooling and plant over the draw of the rack

void addManagement(DesignBuilder& b, const std::vector<RackId>& racks) {
    Fabric oob;
    oob.name = "Out-of-band";
    oob.role = FabricRole::OutOfBand;
    oob.generator = "star";
    oob.racks = racks;
    SwitchTier leaves{"leaf", {}};
    for (const RackId rack : racks)
        for (const DeviceRef& one : b.devices(rack, "nvidia-sn2201-m"))
            leaves.switches.push_back(one);
    oob.tiers = {leaves};
    oob.cableTypes = cablesManagement();
    b.add(std::move(oob));
}

void addScaleUp(DesignBuilder& b, const std::vector<RackId>& racks) {
    Fabric links;
    links.name = "NVLink";
    links.role = FabricRole::ScaleUp;
    links.generator = "paired-racks";
    links.racks = racks;
    links.cableTypes = {"acc-1600g"};
    b.add(std::move(links));
}

Result<Snapshot> buildRacks(const Catalog& catalog, const std::string& rackKey, int count, Site site) {
    DesignBuilder b(catalog);
    Rack rack;
    rack.design = b.design(rackKey);
    RackLoad load;
    for (int i = 0; i < count; ++i)
        load += loadOf(b, rack.design);
    const CoolingCounts counts = countsFor(load);
    HallLayout layout(b, "Hall 1", 1, 0);
    layout.startRow();
    PowerTree power(b, load.draw * kUtilityShare);
    CoolingPlant cooling(b);
    const BothSides ups = power.chain("Hall");
    rack.feeds = power.busway("Row A", ups);
    const BothSides services = power.busway("Services", ups);
    rack.liquidLoop = cooling.liquidLoop("Liquid");
    rack.airLoop = cooling.airLoop("Room air");
    const CoolingLoopId liquid = rack.liquidLoop, air = rack.airLoop;
    cooling.addCooler(air, "Cooler 1", services, layout);
    std::vector<RackId> racks;
    for (int i = 0; i < count; ++i)
        racks.push_back(layout.place(rack));
    for (int i = 0; i < counts.cdus; ++i)
        cooling.addCdu(liquid, "CDU " + std::to_string(i + 1), services, layout);
    for (int i = 1; i < counts.coolers; ++i)
        cooling.addCooler(air, "Cooler " + std::to_string(i + 1), services, layout);
    addManagement(b, racks);
    if (count > 1) addScaleUp(b, racks);
    cooling.close(load, power);
    layout.close();
    Job job;
    job.name = "Training";
    job.precision = Precision::Fp8;
    b.add(job);
    return std::move(b).finish(std::move(site));
}

}  // namespace

Result<Snapshot> buildSingleRack(const Catalog& catalog, const std::string& rackKey, Site site) {
    return buildRacks(catalog, rackKey, 1, std::move(site));
}

Result<Snapshot> buildRackPair(const Catalog& catalog, const std::string& rackKey, Site site) {
    return buildRacks(catalog, rackKey, 2, std::move(site));
}

}  // namespace rackloom::model
