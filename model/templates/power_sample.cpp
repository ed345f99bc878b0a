// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/power_sample.h"

#include "model/templates/parts/hall_layout.h"
#include "model/templates/parts/power_tree.h"

namespace rackloom::model {

namespace {

constexpr int kRacks = 8, kNodes = 18, kRacksOfAPair = 4;
constexpr const char* kNotes =
    "The sample site of a published power management service: 750 kW utility, 1.6 MW switchboard, four PDUs "
    "of 450 kW, eight racks of eighteen nodes at 5.6 kW. All nodes at their limit ask for 806.4 kW, more "
    "than "
    "the utility gives, while every PDU holds: the case for a policy that caps. The sample states limits "
    "only, so nothing loses power here. Which PDU feeds which rack is an assumption: two racks' worth on "
    "each, "
    "all on two. Cooling and networks are not part of it.";

RackDesignId rackOfNodes(DesignBuilder& b) {
    RackDesign design;
    design.name = "Rack of eighteen nodes";
    design.enclosure = b.type("nvidia-mgx-48u-rack");
    const DeviceTypeId node = b.type("sample-gb300-node");
    for (int i = 0; i < kNodes; ++i)
        design.slots.push_back({SlotId{design.nextSlot++}, node, i + 1, Face::Front, PowerSide::None,
                                "Node " + std::to_string(i + 1)});
    return b.ownDesign(std::move(design));
}

PowerNodeId node(DesignBuilder& b, std::string name, const char* type, PowerSide side, PowerNodeId parent) {
    PowerNode row;
    row.name = std::move(name);
    row.type = b.type(type);
    row.side = side;
    if (parent.isValid()) row.parents = {parent};
    return b.add(std::move(row));
}

/// Two PDUs, side A and side B of the racks behind them.
BothSides pairOfPdus(DesignBuilder& b, int pair, PowerNodeId switchboard) {
    BothSides out;
    for (int side = 0; side < 2; ++side)
        out[static_cast<std::size_t>(side)] =
            node(b, "PDU " + std::to_string(2 * pair + side + 1), "sample-pdu-450kw",
                 side == 0 ? PowerSide::A : PowerSide::B, switchboard);
    return out;
}

}  // namespace

std::vector<ParameterSpec> parametersOfPowerSample() {
    return {};
}

Result<Snapshot> buildPowerSample(const Catalog& catalog, const ParameterValues&) {
    DesignBuilder b(catalog);
    Site site;
    site.name = "Power sample";
    site.notes = kNotes;
    site.templateId = "power-sample";
    HallLayout layout(b, "Hall 1", 1, 0);
    layout.startRow();
    CoolingLoop air;
    air.name = "Room air";
    air.medium = CoolingMedium::Air;
    air.coolant = Coolant::Air;
    const CoolingLoopId room = b.add(std::move(air));
    const PowerNodeId utility = node(b, "Utility", "utility-feed-750kw", PowerSide::None, {});
    const PowerNodeId switchboard =
        node(b, "Switchboard", "sample-switchboard-1600kw", PowerSide::None, utility);
    const RackDesignId design = rackOfNodes(b);
    BothSides pdus;
    for (int i = 0; i < kRacks; ++i) {
        if (i % kRacksOfAPair == 0) pdus = pairOfPdus(b, i / kRacksOfAPair, switchboard);
        Rack rack;
        rack.design = design;
        rack.feeds = pdus;
        rack.airLoop = room;
        layout.place(std::move(rack));
    }
    layout.close();
    Job job;
    job.name = "Training";
    b.add(job);
    return std::move(b).finish(std::move(site));
}

}  // namespace rackloom::model
