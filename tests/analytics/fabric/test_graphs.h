// SPDX-License-Identifier: GPL-3.0-or-later
// Fabric graphs by the generator rules of the vector file (tests/data/fabric.csv), without the program's own
// generators: topology name and parameter text in, graph out. Also a brute-force bisection to judge against.
#pragma once

#include "analytics/fabric/graph.h"

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>

namespace rackloom::test {

using analytics::FabricGraph;

/// A graph whose vertices have names such as "core[0][1]", so that rows can say what to remove.
class NamedGraph {
public:
    FabricGraph graph;

    std::uint32_t endpoint(const std::string& name, std::uint32_t weight = 1);
    std::uint32_t switchAt(const std::string& name, std::uint32_t tier);
    void join(const std::string& a, const std::string& b, std::int64_t capacity = 1);
    /// "core[0][0]" removes the links of a vertex, "a-b" one link, "x+y" several things.
    void remove(const std::string& list);

private:
    std::map<std::string, std::uint32_t> byName_;
};

/// The graph of one row, or nothing when the row is of a family this test does not draw.
std::optional<FabricGraph> graphOfRow(const std::string& topology, const std::string& parameters);

/// Fat tree of the vector rules: `trunk` parallel links between aggregation and core as one capacity.
NamedGraph fatTree(int k, int pods, int trunk, std::int64_t rate);
NamedGraph leafSpine(int leaves, int spines, int hosts, int trunk);
/// GB200 NVL72 racks, scale-out only: 8 racks per unit; one tier of spines, or spines and cores.
FabricGraph gb200Racks(int racks, bool cores);

/// The least cut with exactly `sideWeight` on one side, over all 2^n sides.
std::int64_t bruteForce(const FabricGraph& graph, std::uint64_t sideWeight);

/// A small random fabric with missing links, odd ends and sometimes weights; at most 13 vertices.
FabricGraph randomFabric(std::mt19937& random);

}  // namespace rackloom::test
