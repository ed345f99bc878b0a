// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/design_text.h"

#include "model/topology/generators.h"

#include <algorithm>
#include <array>

namespace rackloom::model::fixtures {

namespace {

template <class TableT, class IdT> std::string nameIn(const TableT& table, IdT id) {
    const auto* row = table.find(id);
    return row ? row->name : "-";
}

std::string typeKey(const Snapshot& s, DeviceTypeId id) {
    const Shared<DeviceType>* type = s.types.find(id);
    return type ? (*type)->key : "-";
}

std::string at(FloorPoint p, Rotation r) {
    return " at " + std::to_string(p.x) + "," + std::to_string(p.y) + " turned " +
           std::string(kRotationNames[static_cast<int>(r)]);
}

std::string placementText(const std::optional<Placement>& p) {
    return p ? at(p->position, p->rotation) : std::string();
}

std::string times(int count) {
    return count == 1 ? std::string() : " x" + std::to_string(count);
}

std::string rackLine(const Snapshot& s, const Rack& rack) {
    const Shared<RackDesign>* design = s.designs.find(rack.design);
    return "rack " + rack.name + " = " + (design ? (*design)->name : "-") + at(rack.position, rack.rotation) +
           "; feeds " + nameIn(s.powerNodes, rack.feeds[0]) + ", " + nameIn(s.powerNodes, rack.feeds[1]) +
           "; liquid " + nameIn(s.coolingLoops, rack.liquidLoop) + ", air " +
           nameIn(s.coolingLoops, rack.airLoop) + "\n";
}

std::string fabricLines(const Snapshot& s, const Fabric& fabric) {
    std::string out = "fabric " + fabric.name + " (" + std::string(fabricRoleName(fabric.role)) + ", " +
                      fabric.generator + ") over " + std::to_string(fabric.racks.size()) + " racks\n";
    const FabricPlan plan = expandFabric(s, fabric);
    std::array<std::size_t, 3> cables{};
    for (const PlannedCable& cable : plan.cables)
        ++cables[std::min<std::size_t>(cable.tier, 2)];
    for (std::size_t t = 0; t < fabric.tiers.size() && t < cables.size(); ++t)
        out += "  " + fabric.tiers[t].name + ": " + std::to_string(fabric.tiers[t].switches.size()) +
               " switches, " + std::to_string(cables[t]) + " cables below\n";
    for (const std::string& problem : plan.problems)
        out += "  problem: " + problem + "\n";
    return out;
}

}  // namespace

std::string designText(const Snapshot& s) {
    std::string out = "site " + s.site->name + " from " + s.site->templateId + "\n";
    s.halls.forEach([&](HallId, const Hall& hall) {
        out += "hall " + hall.name + " " + std::to_string(hall.width) + " x " + std::to_string(hall.depth) +
               "\n";
    });
    s.racks.forEach([&](RackId, const Rack& rack) { out += rackLine(s, rack); });
    for (const auto& [device, deviation] : *s.overrides)
        out += "slot " + std::to_string(device.slot.value) + " of rack " + nameIn(s.racks, device.rack) +
               (deviation.removed ? " is empty\n" : " holds " + typeKey(s, deviation.type) + "\n");
    s.fabrics.forEach([&](FabricId, const Shared<Fabric>& fabric) { out += fabricLines(s, *fabric); });
    s.powerNodes.forEach([&](PowerNodeId, const PowerNode& node) {
        out += "power " + node.name + " = " + typeKey(s, node.type) + times(node.count);
        for (const PowerNodeId parent : node.parents)
            out += " from " + nameIn(s.powerNodes, parent);
        out += "\n";
    });
    s.coolingUnits.forEach([&](CoolingUnitId, const CoolingUnit& unit) {
        out += "cooling " + unit.name + " = " + typeKey(s, unit.type) + times(unit.count) + " on " +
               nameIn(s.coolingLoops, unit.loop) + "; fed by " + nameIn(s.powerNodes, unit.feed) +
               placementText(unit.placement) + "\n";
    });
    s.jobs.forEach([&](JobId, const Job& job) {
        out += "job " + job.name + " in " + std::string(precisionName(job.precision)) + "\n";
    });
    return out;
}

}  // namespace rackloom::model::fixtures
