// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/rail_optimized.h"

#include "model/base/large_array.h"
#include "model/topology/clos_wiring.h"
#include "model/topology/pod_wiring.h"

#include <algorithm>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

/// What the parameters and the ports that are there come to.
struct Shape {
    Count rails = 1, perRail = 1;  // ports of a node on one rail
    Count racksPerGroup = 0, nodesPerGroup = 0;
    Count down = 0, uplinks = 0;  // of a leaf
};

struct Node {
    Count first = 0, ports = 0;  // its endpoints
};

std::vector<Node> nodesOf(const GeneratorInput& in) {
    std::vector<Node> nodes;
    for (Count i = 0; i < in.endpoints.size(); ++i) {
        if (i == 0 || in.endpoints[i].node != in.endpoints[i - 1].node) nodes.push_back({i, 0});
        ++nodes.back().ports;
    }
    return nodes;
}

/// Numbers of group and of place within it.
struct Place {
    Count group = 0, index = 0;
};

Place placeOf(const GeneratorInput& in, const Shape& shape, const EndpointPort& e) {
    if (shape.racksPerGroup == 0) return {e.node / shape.nodesPerGroup, e.node % shape.nodesPerGroup};
    const Count group = e.rackIndex / shape.racksPerGroup;
    const std::size_t first = std::size_t{group} * shape.racksPerGroup;
    const Count before = first < in.firstNode.size() ? in.firstNode[first] : 0;
    return {group, e.node - std::min(before, e.node)};
}

bool isService(const Shape& shape, const Node& node) {
    return node.ports < shape.rails;
}

Shape shapeOf(const GeneratorInput& in, const std::vector<Node>& nodes) {
    Shape s;
    Count most = 1;
    for (const Node& node : nodes)
        most = std::max(most, node.ports);
    s.rails = countParameter(in, "rails");
    if (s.rails == 0) s.rails = most;
    s.perRail = (most + s.rails - 1) / s.rails;
    s.nodesPerGroup = countParameter(in, "nodes_per_group");
    s.racksPerGroup = s.nodesPerGroup > 0 ? 0 : std::max(Count{1}, countParameter(in, "racks_per_group"));
    s.down = countParameter(in, "downlinks");
    if (s.down == 0)
        for (const Node& node : nodes)
            if (!isService(s, node))
                s.down = std::max(s.down, (placeOf(in, s, in.endpoints[node.first]).index + 1) * s.perRail);
    s.uplinks = countParameter(in, "uplinks");
    if (s.uplinks == 0) s.uplinks = s.down;
    return s;
}

/// Puts endpoints on leaf ports and remembers which ports are taken, for the service nodes.
class LeafPorts {
public:
    LeafPorts(const std::vector<FabricSwitch>& leaves, Count down, FabricPlan& plan)
        : leaves_(leaves), plan_(plan), down_(down), taken_(leaves.size() * down, 0) {}

    void connect(const EndpointPort& e, std::size_t leaf, Count port) {
        if (leaf >= leaves_.size()) {
            ++noLeaf_;
            leavesWanted_ = std::max(leavesWanted_, leaf + 1);
            return;
        }
        if (port >= down_) {
            ++noPort_;
            return;
        }
        taken_[leaf * down_ + port] = 1;
        const FabricSwitch& s = leaves_[leaf];
        if (s.present)
            plan_.cables.push_back({e.port, {s.device, port}, slowerRate(e.rate, s.rateOf(port)), 0});
    }

    /// The next leaf with a free port after the last one used this way.
    void connectAnywhere(const EndpointPort& e) {
        for (std::size_t tried = 0; tried < leaves_.size(); ++tried, next_ = (next_ + 1) % leaves_.size()) {
            const auto begin = taken_.begin() + static_cast<std::ptrdiff_t>(next_ * down_);
            const auto free = std::find(begin, begin + static_cast<std::ptrdiff_t>(down_), 0);
            if (free == begin + static_cast<std::ptrdiff_t>(down_)) continue;
            connect(e, next_, static_cast<Count>(free - begin));
            next_ = (next_ + 1) % leaves_.size();
            return;
        }
        ++noPort_;
    }

    Count wanted() const { return static_cast<Count>(std::max(leavesWanted_, leaves_.size())); }

    void report() const {
        if (noLeaf_ > 0)
            plan_.problems.push_back(
                counted(noLeaf_, "endpoint port has", "endpoint ports have") + " no leaf. Add " +
                counted(leavesWanted_ - leaves_.size(), "switch", "switches") + " to the leaf tier.");
        if (noPort_ > 0)
            plan_.problems.push_back("The leaves have " + counted(noPort_, "port", "ports") +
                                     " too few for their endpoints (" + std::to_string(down_) +
                                     " each face down). Add leaves, or let fewer nodes share a leaf.");
    }

private:
    const std::vector<FabricSwitch>& leaves_;
    FabricPlan& plan_;
    Count down_;
    std::vector<char> taken_;
    std::size_t next_ = 0, noLeaf_ = 0, noPort_ = 0, leavesWanted_ = 0;
};

/// Returns how many leaves the endpoints ask for.
Count wireEndpoints(const GeneratorInput& in, const Shape& s, const std::vector<Node>& nodes, Count down,
                    FabricPlan& plan) {
    LeafPorts leaves(in.tiers[0], down, plan);
    bool service = false;
    for (const Node& node : nodes) {
        if (isService(s, node)) {
            service = true;
            continue;
        }
        const Place place = placeOf(in, s, in.endpoints[node.first]);
        for (Count p = 0; p < node.ports; ++p) {
            const EndpointPort& e = in.endpoints[node.first + p];
            const Count turn = e.rail < s.rails ? 0 : e.rail / s.rails;
            leaves.connect(e, std::size_t{place.group} * s.rails + e.rail - turn * s.rails,
                           place.index * s.perRail + turn);
        }
    }
    if (service)
        for (const Node& node : nodes)
            if (isService(s, node))
                for (Count p = 0; p < node.ports; ++p)
                    leaves.connectAnywhere(in.endpoints[node.first + p]);
    leaves.report();
    return leaves.wanted();
}

}  // namespace

std::vector<ParameterSpec> railOptimizedParameters() {
    return {
        {"rails", "Rails", "Leaves of a group: one per rail. 0 takes the ports of a node.", 0, 0, 64, true},
        {"racks_per_group", "Racks per group", "Racks whose nodes share one set of leaves.", 1, 1, 4096,
         true},
        {"nodes_per_group", "Nodes per group", "Groups by number of nodes instead of racks. 0 turns it off.",
         0, 0, 65536, true},
        {"downlinks", "Endpoint ports per leaf", "0 takes what a full group needs.", 0, 0, 1024, true},
        {"uplinks", "Uplinks per leaf", "0 takes as many as face down: no oversubscription.", 0, 0, 1024,
         true},
        {"pod_leaves", "Leaves per pod", "With three tiers. 0 takes what the spines carry.", 0, 0, 65536,
         true},
        {"spines_per_pod", "Spines per pod", "With three tiers. 0 takes one per uplink of a leaf.", 0, 0,
         65536, true},
        {"spine_uplinks", "Uplinks per spine", "With three tiers. 0 takes as many as face down.", 0, 0, 1024,
         true},
    };
}

FabricPlan planRailOptimized(const GeneratorInput& in) {
    FabricPlan plan;
    if (in.endpoints.empty()) return plan;
    if (in.tiers.empty() || in.tiers[0].empty()) {
        plan.problems.push_back(counted(in.endpoints.size(), "endpoint port has", "endpoint ports have") +
                                " no leaf. Add switches to the leaf tier.");
        return plan;
    }
    const std::vector<Node> nodes = nodesOf(in);
    Shape s = shapeOf(in, nodes);
    const bool spines = in.tiers.size() > 1 && !in.tiers[1].empty();
    const Count ports = tierPorts(in.tiers[0]);
    const Count reserved = spines ? std::min(s.uplinks, ports) : 0;
    const Count down = std::min(s.down, ports - reserved);
    reserveLarge(plan.cables,
                 in.endpoints.size() +
                     (spines ? in.tiers[0].size() * s.uplinks * (in.tiers.size() > 2 ? 2 : 1) : 0));
    const Count leavesWanted = wireEndpoints(in, s, nodes, down, plan);
    plan.wanted = {leavesWanted};
    if (!spines) return plan;
    PodShape pods;
    pods.uplinks = s.uplinks;
    pods.podLeaves = countParameter(in, "pod_leaves");
    pods.podSpines = countParameter(in, "spines_per_pod");
    pods.spineUplinks = countParameter(in, "spine_uplinks");
    wirePods(in, pods, down, leavesWanted, plan);
    return plan;
}

}  // namespace rackloom::model
