// SPDX-License-Identifier: GPL-3.0-or-later
// How many switches each topology takes for so many nodes, and the parameters of its generator. Rules: fabric
// reference 2; docs/topologies.md. Must not know where anything stands.
#pragma once

#include "model/base/parameters.h"

#include <span>
#include <string>
#include <vector>

namespace rackloom::model {

struct FabricWish {
    int topology = 0;  ///< index into topologyIds()
    int nodes = 1;
    int ports = 8;   ///< of a node
    int radix = 64;  ///< ports of a switch
    double oversubscription = 1;
    int planes = 2;     ///< multi-plane only
    int perSwitch = 0;  ///< endpoint ports per switch of a direct network; 0 = chosen
    int seed = 1;       ///< Jellyfish only
};

/// Of the trays that a torus of cubes is made of.
inline constexpr int kChipsPerTray = 4;

struct SizedFabric {
    std::string generator;
    ParameterValues parameters;
    std::vector<int> tiers;  ///< switches, leaf first
};

/// Generators in the order in which FabricWish counts them.
std::span<const char* const> topologyIds();

Result<SizedFabric> sizeFabric(const FabricWish&);

}  // namespace rackloom::model
