// SPDX-License-Identifier: GPL-3.0-or-later
// Abstract networks by the generator rules of the vector file: rings, tori, cliques, dragonflies and the
// like, from the topology name and the parameter text of a row. Not the program's own generators.
#pragma once

#include "analytics/fabric/graph.h"

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace rackloom::test {

using analytics::FabricGraph;

FabricGraph ring(std::uint32_t n);
FabricGraph complete(std::uint32_t n);
/// A grid of any number of dimensions; a dimension of two has one link, wrapped or not.
FabricGraph grid(const std::vector<std::uint32_t>& sizes, bool wrapped);
FabricGraph hyperX(const std::vector<std::uint32_t>& sizes, std::uint32_t endpoints);
FabricGraph dragonfly(std::uint32_t endpoints, std::uint32_t routers, std::uint32_t ports,
                      std::uint32_t groups);
FabricGraph slimFly5();
/// A random graph in which each vertex has `degree` links and weighs `weight`.
FabricGraph randomRegular(std::uint32_t n, std::uint32_t degree, std::uint32_t weight, std::uint32_t seed);

/// The graph of one row, or nothing when the row is of a family that is not here.
std::optional<FabricGraph> familyOfRow(const std::string& topology, const std::string& parameters);

/// Any graph: direct, switched or both, weighted, with parts apart and nodes on two switches.
FabricGraph randomGraph(std::mt19937& random, std::uint32_t most);

}  // namespace rackloom::test
