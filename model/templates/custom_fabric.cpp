// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/custom_fabric.h"

#include "model/templates/parts/cooling_plant.h"
#include "model/templates/parts/fabric_sizing.h"
#include "model/templates/parts/hall_layout.h"
#include "model/templates/parts/networks.h"
#include "model/templates/parts/power_tree.h"
#include "model/templates/parts/rack_assembly.h"
#include "model/topology/generators.h"

#include <algorithm>
#include <iterator>

namespace rackloom::model {

namespace {

struct NodeKind {
    const char *name, *rack, *device;
};
constexpr NodeKind kNodes[] = {{"DGX B200", "dgx-b200-rack", "nvidia-dgx-b200"},
                               {"DGX H100", "dgx-h100-rack", "nvidia-dgx-h100"},
                               {"DGX H200", "dgx-h200-rack", "nvidia-dgx-h200"},
                               {"DGX B300", "dgx-b300-rack", "nvidia-dgx-b300"},
                               {"MI300X server", "mi300x-rack", "amd-mi300x-node"},
                               {"GB200 tray", "gb200-nvl72", "nvidia-gb200-compute-tray"},
                               {"GB300 tray", "gb300-nvl72", "nvidia-gb300-compute-tray"}};
constexpr const char* kSwitches[] = {"nvidia-qm9700", "nvidia-q3400-ra", "nvidia-sn5600-split-400",
                                     "nvidia-sn5610", "nvidia-sn6810"};
// A torus of cubes is made of these, whatever is asked for.
constexpr NodeKind kChips = {"TPU v4 tray", "tpu-v4-rack", "google-tpu-v4-tray"};
constexpr const char* kCircuitSwitch = "generic-ocs-136";
constexpr const char* kManagement = "nvidia-sn2201";
constexpr const char* kManagementCore = "nvidia-sn4600c";
constexpr int kAccessPorts = 48, kCorePorts = 64, kManagementPerRack = 20;
constexpr int kRacksPerRow = 12, kUnitsForSwitches = 40, kMostSwitches = 16;
constexpr Power kRackPower = 30 * unit::kW;  // of switches, on one rack PDU
constexpr Power kUnknownDraw = 3 * unit::kW;
constexpr Power kBusway = 450 * unit::kW, kChain = 1000 * unit::kW;
constexpr double kUtilityShare = 1.3;  // losses, cooling and plant over the draw of the racks
constexpr const char* kNotes =
    "Nodes on a compute fabric of the chosen topology, sized by the rules of docs/topologies.md. Rack "
    "contents, management, power and cooling are assumptions of this template, sized from nameplates; "
    "storage "
    "and in-band networks are left to you.";

int portsOf(const DeviceType& type, FabricRole role) {
    int n = 0;
    for (const PortGroup& group : type.ports)
        if (group.fabric == role) n += group.count;
    return n;
}

std::string listed(const char* what, const auto& names, const auto& nameOf) {
    std::string out = what;
    int i = 0;
    for (const auto& name : names)
        out += (i == 0 ? " " : ", ") + std::to_string(i) + " " + std::string(nameOf(name)), ++i;
    return out + ".";
}

class CustomFabric {
public:
    CustomFabric(DesignBuilder& b, const NodeKind& kind, const char* switchType, int nodes, SizedFabric sized)
        : b_(b),
          kind_(kind),
          switch_(switchType),
          nodes_(nodes),
          sized_(std::move(sized)),
          layout_(b, "Hall 1", 1, 0),
          cooling_(b) {}

    void draw() {
        planRacks();
        RackLoad load;
        for (const RackDesignId id : racks_)
            load += loadOf(b_, id);
        PowerTree power(b_, load.draw * kUtilityShare);
        air_ = cooling_.airLoop("Room air");
        if (load.liquid > Power{}) liquid_ = cooling_.liquidLoop("Liquid");
        for (std::size_t i = 0; i < racks_.size(); i += kRacksPerRow)
            drawRow(i, std::min(racks_.size(), i + kRacksPerRow), power);
        addFabrics();
        cooling_.close(load, power);
        layout_.close();
    }

private:
    void planRacks() {
        const RackDesignId nodes = b_.design(kind_.rack);
        int perRack = 0;
        if (const Shared<RackDesign>* design = b_.draft().designs.find(nodes))
            for (const Slot& slot : (*design)->slots)
                perRack += slot.type == b_.type(kind_.device);
        racks_.assign(static_cast<std::size_t>((nodes_ + perRack - 1) / std::max(1, perRack)), nodes);
        nodeRacks_ = racks_.size();
        int switches = 0;
        for (const int tier : sized_.tiers)
            switches += tier;
        const int each = switchesPerRack(), count = (switches + each - 1) / each;
        for (int i = 0; i < count; ++i) {
            const int here = shareOf(switches, count, i);
            racks_.push_back(stackedRack(
                b_, "Switch rack, " + std::to_string(here) + (here == 1 ? " switch" : " switches"),
                {{switch_, here, "Switch"}, {kManagement, 1, "Management switch"}}));
        }
        switchRacks_ = racks_.size();
        planManagement();
    }

    int switchesPerRack() {
        const DeviceType& type = b_.entry(switch_);
        const Power draw = type.power ? type.power->nameplate.value.value_or(kUnknownDraw) : kUnknownDraw;
        const int byPower = static_cast<int>(kRackPower / draw);
        return std::clamp(std::min(byPower, kUnitsForSwitches / std::max(1, type.form.heightU)), 1,
                          kMostSwitches);
    }

    /// Management switches for all ports that want one, and the cores above them.
    void planManagement() {
        int ports = 0, switches = static_cast<int>(switchRacks_ - nodeRacks_);
        for (const RackDesignId id : racks_)
            if (const Shared<RackDesign>* design = b_.draft().designs.find(id))
                for (const Slot& slot : (*design)->slots) {
                    if (const Shared<DeviceType>* type = b_.draft().types.find(slot.type))
                        ports += portsOf(**type, FabricRole::OutOfBand);
                    switches += slot.type == b_.type("nvidia-sn2201-m");
                }
        int more = std::max(1, (ports + 8 + kAccessPorts - 1) / kAccessPorts - switches);
        const int cores = std::max(2, (2 * (switches + more) + kCorePorts - 1) / kCorePorts);
        for (bool first = true; more > 0; first = false) {
            const int here = std::min(more, kManagementPerRack);
            std::vector<RackItem> items{{kManagement, here, "Management switch"}};
            if (first) items.push_back({kManagementCore, cores, "Management core"});
            racks_.push_back(stackedRack(
                b_, "Management rack, " + std::to_string(here) + (first ? ", with cores" : ""), items));
            more -= here;
        }
    }

    void drawRow(std::size_t begin, std::size_t end, PowerTree& power) {
        layout_.startRow();
        RackLoad row;
        BothSides busway;
        Power onBusway = kBusway;
        for (std::size_t i = begin; i < end; ++i) {
            const RackLoad one = loadOf(b_, racks_[i]);
            row += one;
            if (onChain_ + one.draw > kChain) {
                chain_ = power.chain("Chain " + std::to_string(++chains_));
                onChain_ = {};
                onBusway = kBusway;
            }
            if (onBusway + one.draw > kBusway) {
                busway = power.busway("Busway " + std::to_string(++busways_), chain_);
                onBusway = {};
            }
            onBusway += one.draw;
            onChain_ += one.draw;
            Rack rack;
            rack.design = racks_[i];
            rack.feeds = busway;
            rack.airLoop = air_;
            if (one.liquid > Power{}) rack.liquidLoop = liquid_;
            placed_.push_back(layout_.place(std::move(rack)));
        }
        const CoolingCounts counts = countsFor(row);
        for (int i = 0; i < counts.coolers; ++i)
            cooling_.addCooler(air_, "Cooler " + std::to_string(++coolers_), busway, layout_);
        for (int i = 0; i < counts.cdus; ++i)
            cooling_.addCdu(liquid_, "CDU " + std::to_string(++cdus_), busway, layout_);
    }

    std::vector<DeviceRef> all(const char* key, std::size_t begin, std::size_t end) {
        std::vector<DeviceRef> out;
        for (std::size_t i = begin; i < end; ++i)
            for (const DeviceRef device : b_.devices(placed_[i], key))
                out.push_back(device);
        return out;
    }

    void addFabrics() {
        const std::vector<DeviceRef> nodes = all(kind_.device, 0, nodeRacks_);
        for (std::size_t i = static_cast<std::size_t>(nodes_); i < nodes.size(); ++i)
            b_.leaveOut(nodes[i]);
        Fabric compute;
        compute.name = "Compute";
        compute.role = FabricRole::Compute;
        compute.generator = sized_.generator;
        compute.parameters = sized_.parameters;
        compute.racks.assign(placed_.begin(), placed_.begin() + static_cast<std::ptrdiff_t>(nodeRacks_));
        compute.cableTypes = cables400And800();
        const std::vector<DeviceRef> switches = all(switch_, nodeRacks_, switchRacks_);
        auto next = switches.begin();
        constexpr const char* kNames[] = {"leaf", "spine", "core"};
        for (std::size_t t = 0; t < sized_.tiers.size(); ++t) {
            const auto end = next + std::min<std::ptrdiff_t>(sized_.tiers[t], switches.end() - next);
            const char* const only =
                std::string_view(switch_) == kCircuitSwitch ? "circuit switch" : "switch";
            compute.tiers.push_back({sized_.tiers.size() == 1 ? only : kNames[t], {next, end}});
            next = end;
        }
        b_.add(std::move(compute));

        Fabric oob;
        oob.name = "Out-of-band";
        oob.role = FabricRole::OutOfBand;
        oob.generator = "star";
        oob.racks = placed_;
        std::vector<DeviceRef> leaves = all("nvidia-sn2201-m", 0, nodeRacks_);
        for (const DeviceRef device : all(kManagement, nodeRacks_, placed_.size()))
            leaves.push_back(device);
        oob.tiers = {{"leaf", std::move(leaves)},
                     {"core", all(kManagementCore, switchRacks_, placed_.size())}};
        oob.cableTypes = cablesManagement();
        b_.add(std::move(oob));
    }

    DesignBuilder& b_;
    const NodeKind& kind_;
    const char* switch_;
    int nodes_;
    SizedFabric sized_;
    HallLayout layout_;
    CoolingPlant cooling_;
    std::vector<RackDesignId> racks_;  // nodes, then switches, then management
    std::vector<RackId> placed_;
    std::size_t nodeRacks_ = 0, switchRacks_ = 0;
    CoolingLoopId air_, liquid_;
    BothSides chain_;
    Power onChain_ = kChain;
    int chains_ = 0, busways_ = 0, coolers_ = 0, cdus_ = 0;
};

}  // namespace

std::vector<ParameterSpec> parametersOfCustomFabric() {
    const auto label = [](const char* id) { return findGenerator(id)->label; };
    return {
        {"topology", "Topology", listed("By number:", topologyIds(), label), 0, 0,
         static_cast<double>(topologyIds().size() - 1), true},
        {"nodes", "Nodes",
         "Servers or compute trays. A torus of cubes is filled up to whole cubes of 16 trays.", 64, 1, 2048,
         true},
        {"node", "Kind of node", listed("By number:", kNodes, [](const NodeKind& k) { return k.name; }), 0, 0,
         static_cast<double>(std::size(kNodes) - 1), true},
        {"switch", "Kind of switch",
         listed("By number:", kSwitches, [](const char* key) { return key; }) +
             " The torus of cubes takes optical circuit switches instead.",
         0, 0, static_cast<double>(std::size(kSwitches) - 1), true},
        {"oversubscription", "Oversubscription",
         "Bandwidth towards nodes over bandwidth towards other switches, of a leaf. Not used by fat tree and "
         "grids.",
         1, 0.25, 16, false},
        {"planes", "Planes", "Of the topology with several planes; divides the ports of a node.", 2, 1, 8,
         true},
        {"per_switch", "Endpoint ports per switch", "Of direct networks and the dragonfly+. 0: chosen.", 0, 0,
         63, true},
        {"seed", "Seed", "Of the Jellyfish.", 1, 0, 1000000, true},
    };
}

namespace {

/// A torus with holes is none: its trays are as many as its cubes take.
int wholeCubes(const ParameterValues& p) {
    const double side = p.at("side");
    return static_cast<int>(p.at("c1") * p.at("c2") * p.at("c3") * side * side * side) / kChipsPerTray;
}

}  // namespace

Result<Snapshot> buildCustomFabric(const Catalog& catalog, const ParameterValues& p) {
    DesignBuilder b(catalog);
    FabricWish wish;
    wish.topology = static_cast<int>(p.at("topology"));
    const bool cubes =
        std::string_view(topologyIds()[static_cast<std::size_t>(wish.topology)]) == "torus-cubes";
    const NodeKind& kind = cubes ? kChips : kNodes[static_cast<std::size_t>(p.at("node"))];
    const char* switchType = cubes ? kCircuitSwitch : kSwitches[static_cast<std::size_t>(p.at("switch"))];
    wish.nodes = static_cast<int>(p.at("nodes"));
    wish.ports = std::max(1, portsOf(b.entry(kind.device), FabricRole::Compute));
    wish.radix = std::max(2, portsOf(b.entry(switchType), FabricRole::Any));
    wish.oversubscription = p.at("oversubscription");
    wish.planes = static_cast<int>(p.at("planes"));
    wish.perSwitch = static_cast<int>(p.at("per_switch"));
    wish.seed = static_cast<int>(p.at("seed"));
    Result<SizedFabric> sized = sizeFabric(wish);
    if (!sized) return sized.error();
    const std::string topology(findGenerator(sized.value().generator)->label);
    const int nodes = cubes ? wholeCubes(sized.value().parameters) : wish.nodes;
    CustomFabric(b, kind, switchType, nodes, std::move(sized).value()).draw();
    Job job;
    job.name = "Training";
    job.precision = Precision::Fp8;
    b.add(job);
    Site site;
    site.name = topology + ", " + std::to_string(nodes) + " " + kind.name + (nodes == 1 ? "" : "s");
    site.notes = kNotes;
    site.templateId = "custom-fabric";
    return std::move(b).finish(std::move(site));
}

}  // namespace rackloom::model
