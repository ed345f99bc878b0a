// SPDX-License-Identifier: GPL-3.0-or-later
// Not listed: wiring shared by the generators, itself none.
#include "model/topology/direct_wiring.h"

#include "model/topology/clos_wiring.h"

#include <algorithm>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

bool nodesAreRouters(const GeneratorInput& in) {
    return in.tiers.empty() || in.tiers[0].empty();
}

Count chipsOf(const GeneratorInput& in, Count portsPerRouter) {
    const Count ports = widestNode(in);
    return portsPerRouter == 0 || ports == 0 ? 1 : (ports + portsPerRouter - 1) / portsPerRouter;
}

}  // namespace

Count DirectWiring::available(const GeneratorInput& in, Count portsPerRouter) {
    if (!nodesAreRouters(in)) return static_cast<Count>(in.tiers[0].size());
    if (in.endpoints.empty()) return 0;
    const Count nodes = in.firstNode.empty() ? in.endpoints.back().node + 1 : in.firstNode.back();
    return nodes * chipsOf(in, portsPerRouter);
}

DirectWiring::DirectWiring(const GeneratorInput& in, const DirectShape& shape, FabricPlan& plan)
    : in_(in), shape_(shape), plan_(plan), nodes_(nodesAreRouters(in)) {
    found_ = available(in, shape.portsPerRouter);
    routers_.resize(shape.routers);
    if (nodes_)
        collectNodes();
    else
        collectSwitches();
}

void DirectWiring::collectSwitches() {
    const std::vector<FabricSwitch>& tier = in_.tiers[0];
    const Count known = tierPorts(tier);
    const std::size_t used = std::min(tier.size(), routers_.size());
    for (std::size_t i = 0; i < used; ++i) {
        const FabricSwitch& s = tier[i];
        routers_[i] = {s.device, 0, s.ports > 0 ? s.ports : known, 0, true, s.present};
    }
    if (shape_.endpoints == 0 && used > 0)
        shape_.endpoints = static_cast<Count>((in_.endpoints.size() + used - 1) / used);
    portsWanted_ = shape_.endpoints + shape_.links;
    firstLink_ = shape_.endpoints;
    if (!tier.front().uniform() && tier.front().access >= shape_.endpoints) firstLink_ = tier.front().access;
    plan_.cables.reserve(in_.endpoints.size() + std::size_t{shape_.routers} * shape_.links / 2);
    noRouter_ = attachInOrder(in_, shape_.endpoints, shape_.routers, plan_);
}

void DirectWiring::collectNodes() {
    const Count chips = chipsOf(in_, shape_.portsPerRouter);
    for (Count i = 0; i < in_.endpoints.size(); ++i) {
        const EndpointPort& e = in_.endpoints[i];
        const Count chip = shape_.portsPerRouter == 0 ? 0 : e.rail / shape_.portsPerRouter;
        const std::size_t at = std::size_t{e.node} * chips + chip;
        if (at >= routers_.size()) continue;
        Router& router = routers_[at];
        if (!router.drawn) router = {e.port.device, i, 0, 0, true, true};
        ++router.ports;
    }
    portsWanted_ = shape_.links;
    plan_.cables.reserve(std::size_t{shape_.routers} * shape_.links / 2);
}

DirectWiring::End DirectWiring::linkEnd(const Router& router, Count link) const {
    if (nodes_) {
        if (link >= router.ports) return {};
        const EndpointPort& e = in_.endpoints[router.first + link];
        return {e.port, e.rate, true};
    }
    const Count port = firstLink_ + link;
    if (port >= router.ports) return {};
    const FabricSwitch& s = in_.tiers[0][static_cast<std::size_t>(&router - routers_.data())];
    return {{s.device, port}, s.rateOf(port), true};
}

void DirectWiring::join(Count a, Count b, Count cables) {
    for (Count i = 0; i < cables; ++i) {
        const Count portA = routers_[a].next++;
        const Count portB = routers_[b].next++;
        joinAt(a, portA, b, portB);
    }
}

void DirectWiring::joinAt(Count a, Count portA, Count b, Count portB) {
    const Router &low = routers_[a], &high = routers_[b];
    if (!low.drawn || !high.drawn) return;
    const End from = linkEnd(low, portA), to = linkEnd(high, portB);
    if (!from.exists || !to.exists) {
        leastPorts_ = std::max(1u, from.exists ? high.ports : low.ports);
        return;
    }
    if (!low.present || !high.present) return;
    plan_.cables.push_back({from.port, to.port, slowerRate(from.rate, to.rate), nodes_ ? 0u : 1u});
}

void DirectWiring::finish() {
    const std::string name = shape_.name;
    const std::string one = nodes_ ? "node" : "switch", many = nodes_ ? "nodes" : "switches";
    if (found_ < shape_.routers)
        plan_.problems.push_back("The " + name + " has " + std::to_string(found_) + " of its " +
                                 counted(shape_.routers, "router", "routers") + ". Add " +
                                 counted(shape_.routers - found_, one, many) +
                                 (nodes_ ? "." : " to the leaf tier.") +
                                 " What is there is cabled as far as it goes.");
    if (found_ > shape_.routers)
        plan_.problems.push_back("The " + name + " takes " + counted(shape_.routers, one, many) +
                                 " and has " + std::to_string(found_) +
                                 ". Enlarge it, or take the others away.");
    if (leastPorts_ > 0)
        plan_.problems.push_back("A router of the " + name + " needs " +
                                 counted(portsWanted_, "port", "ports") + " and there are routers with " +
                                 std::to_string(leastPorts_) + ". Use routers with more ports, or fewer " +
                                 (nodes_ ? "links." : "endpoints per router."));
    if (noRouter_ > 0)
        plan_.problems.push_back(counted(noRouter_, "endpoint port has", "endpoint ports have") +
                                 " no router. Raise the endpoints per router, or add switches to the leaf "
                                 "tier.");
    if (nodes_ && shape_.routers < 2)
        plan_.problems.push_back("A " + name +
                                 " of one node joins nothing. Add nodes, or switches to the leaf tier.");
    if (!nodes_) plan_.wanted = {shape_.routers};
}

}  // namespace rackloom::model
