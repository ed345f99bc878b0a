// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/parts/superpod_plan.h"

#include <algorithm>

namespace rackloom::model {

namespace {

constexpr int kLeavesPerRack = 16;
constexpr int kInBandPorts = 112, kSlowPorts = 32;  // of an in-band spine, 400 and 100 Gb/s
constexpr int kCorePorts = 64, kStoragePorts = 64;
constexpr int kSlowLeaves = 2;         // of the in-band network, per unit, for nodes with 100 Gb/s ports
constexpr int kOtherOobSwitches = 12;  // most management switches of a unit outside its compute racks

int ceilOf(int a, int b) {
    return (a + b - 1) / b;
}

class Planner {
public:
    Planner(DesignBuilder& b, const SuperPodSpec& spec)
        : b_(b), spec_(spec), units_(ceilOf(spec.racks, spec.racksPerUnit)) {}

    SuperPodPlan plan() {
        SuperPodPlan out;
        for (int first = 0; first < units_; first += kUnitsPerBlock)
            out.blocks.push_back(block(first));
        for (int u = 0; u < units_; ++u) {
            out.units.push_back(unit(u, out.blocks[static_cast<std::size_t>(u / kUnitsPerBlock)]));
            out.load += out.units.back().load;
            out.width = std::max(out.width, out.units.back().width);
        }
        return out;
    }

private:
    int racksOf(int u) const { return std::min(spec_.racksPerUnit, spec_.racks - u * spec_.racksPerUnit); }

    BlockPlan block(int first) const {
        BlockPlan plan{first, std::min(kUnitsPerBlock, units_ - first)};
        const int storageUp = spec_.block.storageUplinks, inBandUp = spec_.block.inBandUplinks;
        const int leaves = plan.units * spec_.storageLeaves;
        plan.storageSpines = divisorFrom(storageUp, std::max({2, ceilOf(leaves * storageUp, kStoragePorts),
                                                              leaves / spec_.leavesPerSpine}));
        const int fast = plan.units * spec_.inBandLeaves * inBandUp,
                  slow = plan.units * kSlowLeaves * inBandUp;
        plan.inBandSpines =
            divisorFrom(inBandUp, std::max({2, ceilOf(fast, kInBandPorts), ceilOf(slow, kSlowPorts)}));
        int switches = plan.units * kOtherOobSwitches;
        for (int u = first; u < first + plan.units; ++u)
            switches += spec_.oobSwitchesPerRack * racksOf(u);
        plan.oobCores = std::max(2, ceilOf(2 * switches, kCorePorts));
        plan.oobCores += plan.oobCores % 2;
        return plan;
    }

    UnitPlan unit(int u, const BlockPlan& block) {
        UnitPlan plan;
        plan.computeRacks = racksOf(u);
        plan.compute = b_.design(spec_.computeRack);
        planNetwork(u, plan);
        const int i = u - block.firstUnit;
        plan.storage = storageRack(b_, spec_.storageNodes, spec_.storageLeaves,
                                   shareOf(block.storageSpines, block.units, i));
        ManagementItems items;
        items.fabricManagers = spec_.fabricManagers && u == 0 ? 2 : 0;
        items.leaves = spec_.inBandLeaves;
        items.slowLeaves = kSlowLeaves;
        items.spines = shareOf(block.inBandSpines, block.units, i);
        items.oobCores = shareOf(block.oobCores, block.units, i);
        plan.management = managementRack(b_, items);
        measure(plan);
        return plan;
    }

    void planNetwork(int u, UnitPlan& plan) {
        const int leaves =
            spec_.leavesPerRack > 0 ? spec_.leavesPerRack * plan.computeRacks : spec_.leavesPerUnit;
        const int leafRacks = ceilOf(leaves, kLeavesPerRack);
        for (int i = 0; i < leafRacks; ++i)
            plan.leafRacks.push_back(leafRack(b_, shareOf(leaves, leafRacks, i)));
        int spines = shareOf(spec_.spines, units_, u);
        const int all = spines + shareOf(spec_.cores, units_, u);
        const int racks = ceilOf(all, spec_.upperPerRack);
        for (int i = 0; i < racks; ++i) {
            const int here = shareOf(all, racks, i), spinesHere = std::min(here, spines);
            spines -= spinesHere;
            plan.upperRacks.push_back({upperRack(b_, spec_.upperSwitch, spinesHere, here - spinesHere),
                                       spinesHere, here - spinesHere});
        }
    }

    /// Adds up what the racks draw and how wide they stand.
    void measure(UnitPlan& plan) {
        const auto add = [&](RackDesignId id, int count) {
            const RackLoad one = loadOf(b_, id);
            for (int i = 0; i < count; ++i)
                plan.load += one;
            if (const Shared<RackDesign>* design = b_.draft().designs.find(id))
                plan.width += count * footprint(b_.draft(), (*design)->enclosure, Rotation::R0).width;
        };
        add(plan.compute, plan.computeRacks);
        for (const RackDesignId id : plan.leafRacks)
            add(id, 1);
        for (const UpperRack& rack : plan.upperRacks)
            add(rack.design, 1);
        add(plan.storage, 1);
        add(plan.management, 1);
        plan.cooling = countsFor(plan.load);
        plan.width += (plan.cooling.cdus + plan.cooling.coolers) * Footprint{}.width;
    }

    DesignBuilder& b_;
    const SuperPodSpec& spec_;
    int units_;
};

}  // namespace

SuperPodPlan planSuperPod(DesignBuilder& b, const SuperPodSpec& spec) {
    return Planner(b, spec).plan();
}

}  // namespace rackloom::model
