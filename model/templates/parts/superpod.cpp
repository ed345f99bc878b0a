// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/parts/superpod.h"

#include "model/templates/parts/hall_layout.h"
#include "model/templates/parts/superpod_plan.h"

#include <algorithm>
#include <cmath>

namespace rackloom::model {

namespace {

constexpr int kRowPitch = 2400;         // a row and an aisle, mm
constexpr double kUtilityShare = 1.25;  // losses, cooling and plant over the draw of the racks
constexpr const char* kLeafSwitch = "nvidia-qm9700";
constexpr const char* kInBandLeaf = "nvidia-sn5600-split-400";
constexpr const char* kInBandSpine = "nvidia-sn5600-split-mixed";
constexpr const char* kSlowSwitch = "nvidia-sn4600c";

void append(std::vector<DeviceRef>& to, const std::vector<DeviceRef>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

/// The first `n` devices to one list, the rest to the other.
void split(const std::vector<DeviceRef>& devices, std::size_t n, std::vector<DeviceRef>& first,
           std::vector<DeviceRef>& rest) {
    const auto middle = devices.begin() + static_cast<std::ptrdiff_t>(std::min(n, devices.size()));
    first.insert(first.end(), devices.begin(), middle);
    rest.insert(rest.end(), middle, devices.end());
}

class Drawing {
public:
    Drawing(DesignBuilder& b, const SuperPodSpec& spec, SuperPodPlan plan)
        : b_(b),
          spec_(spec),
          plan_(std::move(plan)),
          cooling_(b),
          power_(b, plan_.load.draw * kUtilityShare),
          layout_(b, "Hall 1", columns(), plan_.width) {
        compute_.name = "Compute";
        compute_.role = FabricRole::Compute;
        compute_.generator = "rail-optimized";
        compute_.parameters = spec.compute;
        compute_.cableTypes = spec.computeCables;
        compute_.tiers = {{"leaf", {}}, {"spine", {}}};
        if (spec.cores > 0) compute_.tiers.push_back({"core", {}});
    }

    void draw() {
        std::vector<Block> blocks(plan_.blocks.size());
        for (std::size_t i = 0; i < blocks.size(); ++i)
            for (int u = 0; u < plan_.blocks[i].units; ++u)
                drawUnit(plan_.blocks[i].firstUnit + u, blocks[i]);
        if (manager_.isValid()) compute_.racks.push_back(manager_);
        b_.add(std::move(compute_));
        for (std::size_t i = 0; i < blocks.size(); ++i)
            addServiceFabrics(b_, blocks[i], spec_.block,
                              blocks.size() > 1 ? " " + std::to_string(i + 1) : std::string());
        cooling_.close(plan_.load, power_);
        layout_.close();
    }

private:
    int columns() const {
        const double units = static_cast<double>(plan_.units.size());
        return static_cast<int>(std::lround(std::sqrt(units * kRowPitch / plan_.width)));
    }

    std::string unitsName(int u, int per) const {
        const int last = std::min(static_cast<int>(plan_.units.size()), u + per);
        const std::string name = "SU " + std::to_string(u + 1);
        return last > u + 1 ? name + "-" + std::to_string(last) : name;
    }

    /// The chains that feed a unit are made when their first unit is drawn.
    void startChains(int u) {
        if (u % spec_.unitsPerChain == 0) chain_ = power_.chain(unitsName(u, spec_.unitsPerChain));
        if (spec_.unitsPerServiceChain == 0)
            serviceChain_ = chain_;
        else if (u % spec_.unitsPerServiceChain == 0)
            serviceChain_ = power_.chain(unitsName(u, spec_.unitsPerServiceChain) + " services");
    }

    void drawUnit(int u, Block& block) {
        const UnitPlan& unit = plan_.units[static_cast<std::size_t>(u)];
        const std::string name = "SU " + std::to_string(u + 1);
        startChains(u);
        layout_.startRow();
        const BothSides services = power_.busway(name + " services", serviceChain_);
        const CoolingLoopId air = cooling_.airLoop(name + " air");
        const CoolingLoopId liquid =
            unit.cooling.cdus > 0 ? cooling_.liquidLoop(name + " liquid") : CoolingLoopId{};
        const int left = unit.cooling.coolers / 2;
        for (int i = 0; i < left; ++i)
            cooling_.addCooler(air, name + " cooler " + std::to_string(i + 1), services, layout_);
        drawCompute(u, unit, name, air, liquid, block);
        drawNetwork(unit, services, air, block);
        drawServices(u, unit, services, air, block);
        for (int i = 0; i < unit.cooling.cdus; ++i)
            cooling_.addCdu(liquid, name + " CDU " + std::to_string(i + 1), services, layout_);
        for (int i = left; i < unit.cooling.coolers; ++i)
            cooling_.addCooler(air, name + " cooler " + std::to_string(i + 1), services, layout_);
    }

    RackId place(RackDesignId design, const BothSides& feeds, CoolingLoopId air, CoolingLoopId liquid,
                 Block& block) {
        Rack rack;
        rack.design = design;
        rack.feeds = feeds;
        rack.airLoop = air;
        rack.liquidLoop = liquid;
        const RackId id = layout_.place(std::move(rack));
        block.racks.push_back(id);
        append(block.oobSwitches, b_.devices(id, "nvidia-sn2201-m"));
        append(block.oobSwitches, b_.devices(id, "nvidia-sn2201"));
        return id;
    }

    void drawCompute(int u, const UnitPlan& unit, const std::string& name, CoolingLoopId air,
                     CoolingLoopId liquid, Block& block) {
        BothSides busway;
        for (int i = 0; i < unit.computeRacks; ++i) {
            if (i % spec_.racksPerBusway == 0)
                busway = power_.busway(name + " row " + std::to_string(i / spec_.racksPerBusway + 1), chain_);
            compute_.racks.push_back(place(unit.compute, busway, air, liquid, block));
        }
        if (!spec_.fabricManagers || u > 0) return;
        if (const auto nodes = b_.devices(compute_.racks.back(), spec_.computeDevice); !nodes.empty())
            b_.leaveOut(nodes.back());
    }

    void drawNetwork(const UnitPlan& unit, const BothSides& feeds, CoolingLoopId air, Block& block) {
        for (const RackDesignId design : unit.leafRacks)
            append(compute_.tiers[0].switches, b_.devices(place(design, feeds, air, {}, block), kLeafSwitch));
        std::vector<DeviceRef> none;
        for (const UpperRack& upper : unit.upperRacks) {
            const RackId rack = place(upper.design, feeds, air, {}, block);
            split(b_.devices(rack, spec_.upperSwitch), static_cast<std::size_t>(upper.spines),
                  compute_.tiers[1].switches, spec_.cores > 0 ? compute_.tiers[2].switches : none);
        }
    }

    void drawServices(int u, const UnitPlan& unit, const BothSides& feeds, CoolingLoopId air, Block& block) {
        const RackId storage = place(unit.storage, feeds, air, {}, block);
        split(b_.devices(storage, kLeafSwitch), static_cast<std::size_t>(spec_.storageLeaves),
              block.storageLeaves, block.storageSpines);
        const RackId management = place(unit.management, feeds, air, {}, block);
        append(block.inBandLeaves, b_.devices(management, kInBandLeaf));
        append(block.inBandSpines, b_.devices(management, kInBandSpine));
        split(b_.devices(management, kSlowSwitch), 2, block.inBandLeaves, block.oobCores);
        if (spec_.fabricManagers && u == 0) manager_ = management;
    }

    DesignBuilder& b_;
    const SuperPodSpec& spec_;
    SuperPodPlan plan_;
    CoolingPlant cooling_;
    PowerTree power_;
    HallLayout layout_;
    Fabric compute_;
    BothSides chain_, serviceChain_;
    RackId manager_;  // holds the fabric managers
};

}  // namespace

void drawSuperPod(DesignBuilder& b, const SuperPodSpec& spec) {
    Drawing(b, spec, planSuperPod(b, spec)).draw();
}

}  // namespace rackloom::model
