// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/clos.h"

#include "model/topology/clos_wiring.h"
#include "model/topology/pod_wiring.h"

#include <algorithm>
#include <cmath>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

struct Split {
    Count down = 0, up = 0;
};

/// Ports of a leaf that face nodes and spines: as told, or by ratio. The ratio is met or bettered.
Split splitOf(const GeneratorInput& in, Count ports) {
    Split s{countParameter(in, "downlinks"), countParameter(in, "uplinks")};
    const auto it = in.parameters.find("oversubscription");
    const double ratio = it == in.parameters.end() || !(it->second > 0) ? 1 : it->second;
    if (s.down == 0 && s.up == 0) {
        s.down = static_cast<Count>(std::floor(ports * ratio / (1 + ratio) + 1e-9));
        s.up = static_cast<Count>(std::ceil(s.down / ratio - 1e-9));
        if (s.down + s.up > ports) --s.down;
    } else if (s.up == 0) {
        s.up = static_cast<Count>(std::ceil(s.down / ratio - 1e-9));
    } else if (s.down == 0) {
        s.down = static_cast<Count>(std::floor(s.up * ratio + 1e-9));
    }
    return s;
}

}  // namespace

std::vector<ParameterSpec> closParameters() {
    return {
        {"oversubscription", "Oversubscription",
         "Ports that face nodes over ports that face spines, of a leaf; met or bettered.", 1, 0.01, 1000,
         false},
        {"downlinks", "Endpoint ports per leaf", "0 follows from the oversubscription.", 0, 0, 1024, true},
        {"uplinks", "Uplinks per leaf", "0 follows from the oversubscription.", 0, 0, 1024, true},
        {"pod_leaves", "Leaves per pod", "With three tiers. 0 takes what the spines carry.", 0, 0, 65536,
         true},
        {"spines_per_pod", "Spines per pod", "With three tiers. 0 takes one per uplink of a leaf.", 0, 0,
         65536, true},
        {"spine_uplinks", "Uplinks per spine", "With three tiers. 0 takes as many as face down.", 0, 0, 1024,
         true},
        {"every_core", "Spines to every core",
         "1: each spine reaches each core. 0: only those of its position in the pod.", 0, 0, 1, true},
    };
}

FabricPlan planClos(const GeneratorInput& in) {
    if (in.endpoints.empty()) return {};
    if (in.tiers.empty() || in.tiers[0].empty())
        return refused(counted(in.endpoints.size(), "endpoint port has", "endpoint ports have") +
                       " no leaf. Add switches to the leaf tier.");
    const Count ports = tierPorts(in.tiers[0]);
    const bool spines = in.tiers.size() > 1 && !in.tiers[1].empty();
    const Split split = spines ? splitOf(in, ports) : Split{countParameter(in, "downlinks"), 0};
    const Count down = split.down > 0 ? split.down : ports;
    if (std::uint64_t{down} + split.up > ports)
        return refused(counted(down, "endpoint port", "endpoint ports") + " and " +
                       counted(split.up, "uplink", "uplinks") + " exceed the " + std::to_string(ports) +
                       " ports of a leaf. Lower one of them, or use larger switches.");
    FabricPlan plan;
    const std::size_t left = attachInOrder(in, down, in.tiers[0].size(), plan);
    // Leaves without a port say nothing about how many would do.
    const Count more = down > 0 ? static_cast<Count>((left + down - 1) / down) : 0;
    if (left > 0)
        plan.problems.push_back("The leaf tier has " + counted(left, "port", "ports") +
                                " too few for its endpoints. Add at least " +
                                counted(more, "switch", "switches") + " to the leaf tier.");
    const Count wanted = static_cast<Count>(in.tiers[0].size()) + more;
    plan.wanted = {wanted};
    PodShape pods;
    pods.uplinks = split.up;
    pods.podLeaves = countParameter(in, "pod_leaves");
    pods.podSpines = countParameter(in, "spines_per_pod");
    pods.spineUplinks = countParameter(in, "spine_uplinks");
    pods.everyCore = countParameter(in, "every_core") > 0;
    wirePods(in, pods, down, wanted, plan);
    return plan;
}

}  // namespace rackloom::model
