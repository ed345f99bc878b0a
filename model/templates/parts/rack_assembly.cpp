// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/parts/rack_assembly.h"

#include <algorithm>

namespace rackloom::model {

namespace {

constexpr const char* kEnclosure = "generic-48u-rack-800";
constexpr const char* kRackPdu = "rack-pdu-415v-60a";
constexpr const char* kManagementSwitch = "nvidia-sn2201";
constexpr int kFirstUnit = 3;  // the lowest units stay free for cabling
// Sizing only: stands in for a device whose draw nobody publishes (the 144-port switches).
constexpr Power kUnknownDraw = 3 * unit::kW;
constexpr double kShelfLoss = 0.03;  // of the power a shelf passes on, given off to the air

std::string numbered(const std::string& label, int i, int count) {
    return count > 1 ? label + " " + std::to_string(i + 1) : label;
}

void addSlot(RackDesign& design, DeviceTypeId type, int u, Face face, PowerSide side, std::string label) {
    design.slots.push_back({SlotId{design.nextSlot++}, type, u, face, side, std::move(label)});
}

std::string plural(int n, const char* one, const char* many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

}  // namespace

RackDesignId stackedRack(DesignBuilder& b, const std::string& name, const std::vector<RackItem>& items,
                         const std::string& notes) {
    RackDesign design;
    design.name = name;
    design.notes = notes.empty() ? "Positions are an assumption." : notes;
    design.enclosure = b.type(kEnclosure);
    int u = kFirstUnit;
    for (const RackItem& item : items) {
        const DeviceTypeId type = b.type(item.type);
        const int height = std::max(1, b.entry(item.type).form.heightU);
        for (int i = 0; i < item.count; ++i, u += height)
            addSlot(design, type, u, Face::Front, PowerSide::None, numbered(item.label, i, item.count));
        if (item.count > 0) ++u;  // a gap between kinds
    }
    addSlot(design, b.type(kRackPdu), 1, Face::Rear, PowerSide::A, "Rack PDU A");
    addSlot(design, b.type(kRackPdu), 1, Face::Rear, PowerSide::B, "Rack PDU B");
    return b.ownDesign(std::move(design));
}

RackDesignId leafRack(DesignBuilder& b, int leaves) {
    return stackedRack(b, "Leaf rack, " + plural(leaves, "switch", "switches"),
                       {{"nvidia-qm9700", leaves, "Leaf"}, {kManagementSwitch, 1, "Management switch"}});
}

RackDesignId upperRack(DesignBuilder& b, const std::string& switchType, int spines, int cores) {
    std::string name = spines > 0 ? "Spine rack, " + plural(spines, "spine", "spines") : "Core rack";
    if (cores > 0) name += ", " + plural(cores, "core", "cores");
    return stackedRack(b, name,
                       {{switchType, spines, "Spine"},
                        {switchType, cores, "Core"},
                        {kManagementSwitch, 1, "Management switch"}});
}

RackDesignId storageRack(DesignBuilder& b, int nodes, int leaves, int spines) {
    std::string name = "Storage rack, " + plural(nodes, "node", "nodes");
    if (leaves > 0) name += ", " + plural(leaves, "leaf", "leaves");
    if (spines > 0) name += ", " + plural(spines, "spine", "spines");
    return stackedRack(b, name,
                       {{"generic-storage-node", nodes, "Storage node"},
                        {"nvidia-qm9700", leaves, "Storage leaf"},
                        {"nvidia-qm9700", spines, "Storage spine"},
                        {kManagementSwitch, 1, "Management switch"}});
}

RackDesignId managementRack(DesignBuilder& b, const ManagementItems& m) {
    std::string name = "Management rack";
    if (m.fabricManagers > 0) name += ", " + plural(m.fabricManagers, "fabric manager", "fabric managers");
    if (m.spines > 0) name += ", " + plural(m.spines, "in-band spine", "in-band spines");
    if (m.oobCores > 0) name += ", " + plural(m.oobCores, "core", "cores");
    return stackedRack(b, name,
                       {{"generic-management-node", m.servers, "Management server"},
                        {"generic-ufm-node", m.fabricManagers, "Fabric manager"},
                        {"nvidia-sn5600-split-400", m.leaves, "In-band leaf"},
                        {"nvidia-sn5600-split-mixed", m.spines, "In-band spine"},
                        {"nvidia-sn4600c", m.slowLeaves, "In-band leaf 100G"},
                        {"nvidia-sn4600c", m.oobCores, "Management core"},
                        {kManagementSwitch, 2, "Management switch"}});
}

RackLoad& RackLoad::operator+=(const RackLoad& o) {
    draw += o.draw;
    liquid += o.liquid;
    air += o.air;
    flow += o.flow;
    return *this;
}

RackLoad loadOf(DesignBuilder& b, RackDesignId id) {
    RackLoad sum;
    const Shared<RackDesign>* design = b.draft().designs.find(id);
    if (!design) return sum;
    bool shelves = false;
    for (const Slot& slot : (*design)->slots) {
        const Shared<DeviceType>* found = b.draft().types.find(slot.type);
        if (!found) continue;
        const DeviceType& type = **found;
        shelves = shelves || type.conversion.has_value();
        if (!type.power) continue;
        const Power draw =
            type.power->nameplate.value.value_or(type.power->provisioned.value.value_or(kUnknownDraw));
        const double liquid = type.heat ? type.heat->liquidFraction.value.value_or(0) : 0;
        sum.draw += draw;
        sum.liquid += draw * liquid;
        sum.air += draw * (1 - liquid);
        if (type.heat && type.heat->minFlow) sum.flow += type.heat->minFlow->value.value_or(VolumeFlow{});
    }
    if (shelves) {
        sum.air += sum.draw * kShelfLoss;
        sum.draw *= 1 + kShelfLoss;
    }
    return sum;
}

}  // namespace rackloom::model
