// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/fat_tree.h"

#include "model/topology/clos_wiring.h"

#include <algorithm>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

constexpr const char* kTierNames[] = {"leaf", "spine", "core"};

/// Cables between switches at given ports, skipping what is not there.
class PortMap {
public:
    PortMap(const GeneratorInput& in, FabricPlan& plan) : in_(in), plan_(plan) {}

    void join(Count tier, std::size_t low, Count lowPort, std::size_t high, Count highPort) {
        if (low >= sizeOf(tier - 1) || high >= sizeOf(tier)) return;
        const FabricSwitch &a = in_.tiers[tier - 1][low], &b = in_.tiers[tier][high];
        if (lowPort >= a.ports || highPort >= b.ports) {
            ++noPort_;
            return;
        }
        if (!a.present || !b.present) return;
        plan_.cables.push_back({{a.device, lowPort},
                                {b.device, highPort},
                                slowerRate(a.rateOf(lowPort), b.rateOf(highPort)),
                                tier});
    }
    std::size_t sizeOf(Count tier) const { return tier < in_.tiers.size() ? in_.tiers[tier].size() : 0; }
    std::size_t withoutPort() const { return noPort_; }

private:
    const GeneratorInput& in_;
    FabricPlan& plan_;
    std::size_t noPort_ = 0;
};

void reportTiers(const PortMap& map, FabricPlan& plan) {
    for (Count t = 0; t < 3; ++t) {
        const std::size_t there = map.sizeOf(t), wanted = plan.wanted[t];
        if (there < wanted)
            plan.problems.push_back("The " + std::string(kTierNames[t]) + " tier has " +
                                    std::to_string(there) + " of " + counted(wanted, "switch", "switches") +
                                    ". Add " + std::to_string(wanted - there) + ".");
        if (there > wanted)
            plan.problems.push_back("The " + std::string(kTierNames[t]) + " tier takes " +
                                    counted(wanted, "switch", "switches") + " and has " +
                                    std::to_string(there) + ". Add pods, or take the others away.");
    }
}

}  // namespace

std::vector<ParameterSpec> fatTreeParameters() {
    return {
        {"k", "Ports per switch (k)", "Even. 0 takes the ports of the first leaf.", 0, 0, 1024, true},
        {"pods", "Pods", "At most k. 0 takes what the endpoints need.", 0, 0, 1024, true},
        {"trunk", "Cables to each core", "Parallel cables from a spine to a core; divides k/2.", 1, 1, 512,
         true},
    };
}

FabricPlan planFatTree(const GeneratorInput& in) {
    Count k = countParameter(in, "k"), pods = countParameter(in, "pods");
    const Count trunk = std::max(Count{1}, countParameter(in, "trunk"));
    if (k == 0 && !in.tiers.empty()) k = tierPorts(in.tiers[0]) / 2 * 2;
    if (k == 0)
        return refused("The fat tree has no leaf to take its ports from. Add switches to the leaf "
                       "tier, or set the ports per switch.");
    if (k % 2 == 1)
        return refused("A fat tree takes an even number of ports, not " + std::to_string(k) + ". Use " +
                       std::to_string(k + 1) + ".");
    const Count half = k / 2;
    const std::size_t perPod = std::size_t{half} * half;
    if (pods == 0)
        pods = static_cast<Count>(std::clamp<std::size_t>((in.endpoints.size() + perPod - 1) / perPod, 1, k));
    if (half % trunk != 0)
        return refused(counted(trunk, "cable", "cables") + " to each core do not divide the " +
                       std::to_string(half) + " uplinks of a spine. Choose a divisor of it.");
    if (pods * trunk > k)
        return refused(counted(pods, "pod", "pods") + " with " + counted(trunk, "cable", "cables") +
                       " to each core need cores of " + std::to_string(pods * trunk) +
                       " ports. Lower the pods or the cables, or raise the ports per switch.");
    FabricPlan plan;
    plan.wanted = {pods * half, pods * half, half * (half / trunk)};
    PortMap map(in, plan);
    const std::size_t left = attachInOrder(in, half, std::size_t{pods} * half, plan);
    for (Count p = 0; p < pods; ++p)
        for (Count e = 0; e < half && std::size_t{p} * half + e < map.sizeOf(0); ++e)
            for (Count a = 0; a < half; ++a)
                map.join(1, p * half + e, half + a, p * half + a, e);
    for (Count p = 0; p < pods; ++p)
        for (Count a = 0; a < half && std::size_t{p} * half + a < map.sizeOf(1); ++a)
            for (Count u = 0; u < half; ++u)
                map.join(2, p * half + a, half + u, a * (half / trunk) + u / trunk, p * trunk + u % trunk);
    reportTiers(map, plan);
    if (left > 0)
        plan.problems.push_back(counted(left, "endpoint port has", "endpoint ports have") +
                                " no leaf port. Add leaves or pods.");
    if (map.withoutPort() > 0)
        plan.problems.push_back(counted(map.withoutPort(), "cable needs", "cables need") +
                                " a port that its switch does not have. Use switches of " +
                                std::to_string(k) + " ports.");
    return plan;
}

}  // namespace rackloom::model
