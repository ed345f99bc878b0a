// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/dragonfly.h"

#include "model/topology/clos_wiring.h"
#include "model/topology/direct_wiring.h"

#include <algorithm>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

constexpr std::uint64_t kMostRouters = 1u << 20, kMostLinks = 1u << 24;

}  // namespace

std::vector<ParameterSpec> dragonflyParameters() {
    return {
        {"routers", "Routers per group", "All of them are joined with each other.", 4, 1, 1024, true},
        {"globals", "Global ports per router", "Towards other groups.", 2, 0, 1024, true},
        {"groups", "Groups", "At most routers × global ports + 1. 0 takes what the switches there come to.",
         0, 0, 65536, true},
        {"per_pair", "Cables per pair of groups", "0 takes as many as the global ports allow.", 1, 0, 1024,
         true},
        {"endpoints", "Endpoint ports per switch", "0 takes an even share.", 0, 0, 1024, true},
    };
}

FabricPlan planDragonfly(const GeneratorInput& in) {
    const Count a = std::max(Count{1}, countParameter(in, "routers")), h = countParameter(in, "globals");
    Count groups = countParameter(in, "groups");
    if (groups == 0) groups = std::max(Count{1}, (DirectWiring::available(in, 0) + a - 1) / a);
    const std::uint64_t globals = std::uint64_t{a} * h;
    if (groups > globals + 1)
        return refused(counted(groups, "group does", "groups do") +
                       " not fit: " + counted(a, "router", "routers") + " with " +
                       counted(h, "global port", "global ports") + " reach " + std::to_string(globals + 1) +
                       " groups. Raise the global ports or the routers per group.");
    Count perPair = countParameter(in, "per_pair");
    if (perPair == 0) perPair = groups > 1 ? static_cast<Count>(globals / (groups - 1)) : 0;
    if (std::uint64_t{perPair} * (groups - 1) > globals)
        return refused(counted(perPair, "cable", "cables") + " per pair of " + std::to_string(groups) +
                       " groups need more than the " + std::to_string(globals) +
                       " global ports of a group. Lower the cables per pair, or raise the global ports.");
    if (std::uint64_t{groups} * a > kMostRouters || std::uint64_t{groups} * a * (a - 1 + h) > kMostLinks)
        return refused("The dragonfly has too many routers or links. Lower the groups or their routers.");
    DirectShape shape;
    shape.name = "dragonfly";
    shape.routers = groups * a;
    shape.links = a - 1 + h;
    shape.endpoints = countParameter(in, "endpoints");
    FabricPlan plan;
    DirectWiring wiring(in, shape, plan);
    for (Count g = 0; g < groups; ++g)
        for (Count i = 0; i < a; ++i)
            for (Count j = i + 1; j < a; ++j)
                wiring.joinAt(g * a + i, j - 1, g * a + j, i);
    const Count there = DirectWiring::available(in, 0);  // groups beyond have nothing to cable
    std::vector<Count> used(groups, 0);                  // global ports of each group
    for (Count round = 0; round < perPair; ++round)
        for (Count i = 0; i < groups && i * a < there; ++i)
            for (Count j = i + 1; j < groups; ++j) {
                const Count p = used[i]++, q = used[j]++;
                wiring.joinAt(i * a + p / h, a - 1 + p % h, j * a + q / h, a - 1 + q % h);
            }
    wiring.finish();
    return plan;
}

}  // namespace rackloom::model
