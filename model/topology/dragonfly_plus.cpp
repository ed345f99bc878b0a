// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/dragonfly_plus.h"

#include "model/topology/clos_wiring.h"

#include <algorithm>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

constexpr std::uint64_t kMostLinks = 1u << 24;

struct Shape {
    Count groups = 0, leaves = 0, spines = 0, trunk = 1, perPair = 1, down = 0;
};

class Wiring {
public:
    Wiring(const GeneratorInput& in, const Shape& shape, FabricPlan& plan)
        : in_(in), s_(shape), plan_(plan) {}

    void withinGroups() {
        const std::size_t leaves = in_.tiers.empty() ? 0 : in_.tiers[0].size();
        for (Count g = 0; g < s_.groups && std::size_t{g} * s_.leaves < leaves; ++g)
            for (Count l = 0; l < s_.leaves; ++l)
                for (Count s = 0; s < s_.spines; ++s)
                    for (Count t = 0; t < s_.trunk; ++t)
                        join(1, at(0, g * s_.leaves + l), s_.down + s * s_.trunk + t,
                             at(1, g * s_.spines + s), l * s_.trunk + t);
    }

    /// The cables of a pair start at the spine after the last one used, on both sides.
    void betweenGroups() {
        std::vector<Count> used(s_.groups, 0);
        const std::size_t spines = in_.tiers.size() > 1 ? in_.tiers[1].size() : 0;
        for (Count i = 0; i < s_.groups && std::size_t{i} * s_.spines < spines; ++i)
            for (Count j = i + 1; j < s_.groups; ++j)
                for (Count m = 0; m < s_.perPair; ++m) {
                    const Count p = used[i]++, q = used[j]++, first = s_.leaves * s_.trunk;
                    join(2, at(1, i * s_.spines + p % s_.spines), first + p / s_.spines,
                         at(1, j * s_.spines + q % s_.spines), first + q / s_.spines);
                }
    }

    std::size_t withoutPort() const { return noPort_; }

private:
    const FabricSwitch* at(std::size_t tier, std::size_t index) const {
        return tier < in_.tiers.size() && index < in_.tiers[tier].size() ? &in_.tiers[tier][index] : nullptr;
    }
    void join(Count tier, const FabricSwitch* a, Count portA, const FabricSwitch* b, Count portB) {
        if (!a || !b || !a->present || !b->present) return;
        if (portA >= a->ports || portB >= b->ports) {
            ++noPort_;
            return;
        }
        plan_.cables.push_back(
            {{a->device, portA}, {b->device, portB}, slowerRate(a->rateOf(portA), b->rateOf(portB)), tier});
    }

    const GeneratorInput& in_;
    const Shape& s_;
    FabricPlan& plan_;
    std::size_t noPort_ = 0;
};

Count sizeOf(const GeneratorInput& in, std::size_t tier) {
    return tier < in.tiers.size() ? static_cast<Count>(in.tiers[tier].size()) : 0;
}

void report(const GeneratorInput& in, FabricPlan& plan) {
    for (std::size_t t = 0; t < 2; ++t) {
        const Count there = sizeOf(in, t), wanted = plan.wanted[t];
        const std::string tier = t == 0 ? "leaf" : "spine";
        if (there < wanted)
            plan.problems.push_back("The " + tier + " tier of the dragonfly+ has " + std::to_string(there) +
                                    " of " + counted(wanted, "switch", "switches") + ". Add " +
                                    std::to_string(wanted - there) + ".");
        if (there > wanted)
            plan.problems.push_back("The " + tier + " tier of the dragonfly+ takes " +
                                    counted(wanted, "switch", "switches") + " and has " +
                                    std::to_string(there) + ". Add a group, or take the others away.");
    }
}

}  // namespace

std::vector<ParameterSpec> dragonflyPlusParameters() {
    return {
        {"groups", "Groups", "0 takes what the leaves there come to.", 0, 0, 4096, true},
        {"leaves", "Leaves per group", "Each of them reaches each spine of its group.", 4, 1, 512, true},
        {"spines", "Spines per group", "Each leaf reaches each of them.", 4, 1, 512, true},
        {"trunk", "Cables from leaf to spine", "Parallel cables within a group.", 1, 1, 64, true},
        {"per_pair", "Cables per pair of groups", "Dealt over the spines in turn.", 1, 0, 4096, true},
        {"endpoints", "Endpoint ports per leaf", "0 takes what the uplinks leave.", 0, 0, 1024, true},
    };
}

FabricPlan planDragonflyPlus(const GeneratorInput& in) {
    Shape s;
    s.leaves = std::max(Count{1}, countParameter(in, "leaves"));
    s.spines = std::max(Count{1}, countParameter(in, "spines"));
    s.trunk = std::max(Count{1}, countParameter(in, "trunk"));
    s.perPair = countParameter(in, "per_pair");
    s.groups = countParameter(in, "groups");
    if (s.groups == 0) s.groups = std::max(Count{1}, (sizeOf(in, 0) + s.leaves - 1) / s.leaves);
    s.down = countParameter(in, "endpoints");
    const Count ports = in.tiers.empty() ? 0 : tierPorts(in.tiers[0]), up = s.spines * s.trunk;
    if (s.down == 0) s.down = ports > up ? ports - up : 0;
    const std::uint64_t pairs = std::uint64_t{s.groups} * (s.groups - 1) / 2;
    if (pairs * s.perPair > kMostLinks || std::uint64_t{s.groups} * s.leaves * up > kMostLinks)
        return refused("The dragonfly+ has too many links. Lower its groups or what each of them holds.");
    FabricPlan plan;
    plan.wanted = {s.groups * s.leaves, s.groups * s.spines};
    const std::size_t left = attachInOrder(in, s.down, plan.wanted[0], plan);
    Wiring wiring(in, s, plan);
    wiring.withinGroups();
    wiring.betweenGroups();
    report(in, plan);
    if (left > 0)
        plan.problems.push_back(counted(left, "endpoint port has", "endpoint ports have") +
                                " no leaf port. Add groups, or raise the endpoint ports per leaf.");
    if (wiring.withoutPort() > 0)
        plan.problems.push_back(counted(wiring.withoutPort(), "cable needs", "cables need") +
                                " a port that its switch does not have. Use larger switches, or fewer "
                                "endpoints per leaf or cables per pair of groups.");
    return plan;
}

}  // namespace rackloom::model
