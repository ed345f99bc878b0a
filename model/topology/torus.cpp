// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/torus.h"

#include "model/topology/clos_wiring.h"
#include "model/topology/direct_wiring.h"

#include <algorithm>
#include <array>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

constexpr Count kMostDimensions = 6;
constexpr std::uint64_t kMostRouters = 1u << 20;
constexpr const char* kSizes[kMostDimensions] = {"d1", "d2", "d3", "d4", "d5", "d6"};

struct Grid {
    std::vector<Count> size, stride;  // of the dimensions longer than 1
    std::vector<Count> linksAt;       // link ports before those of a dimension
    Count routers = 1, ports = 0;
};

/// Sizes of the dimensions; the first one may follow from the routers there are.
std::string gridOf(const GeneratorInput& in, Count trunk, Count chipPorts, Grid& grid) {
    std::uint64_t others = 1;
    for (Count d = 1; d < kMostDimensions; ++d)
        others = std::min(kMostRouters + 1, others * std::max(Count{1}, countParameter(in, kSizes[d])));
    const std::uint64_t there = DirectWiring::available(in, chipPorts);
    std::uint64_t first = countParameter(in, kSizes[0]);
    if (first == 0) first = std::max<std::uint64_t>(1, (there + others - 1) / others);
    if (first * others > kMostRouters) return "The torus has more than a million routers. Make it smaller.";
    for (Count d = 0; d < kMostDimensions; ++d) {
        const Count n =
            d == 0 ? static_cast<Count>(first) : std::max(Count{1}, countParameter(in, kSizes[d]));
        if (n > 1) {
            grid.size.push_back(n);
            grid.stride.push_back(grid.routers);
            grid.linksAt.push_back(grid.ports);
            grid.ports += (n > 2 ? 2 : 1) * trunk;
        }
        grid.routers *= n;
    }
    return {};
}

}  // namespace

std::vector<ParameterSpec> torusParameters() {
    return {
        {"d1", "Size 1", "Routers along the first dimension. 0 takes what the routers there come to.", 0, 0,
         65536, true},
        {"d2", "Size 2", "Along the second dimension; 1: there is none.", 1, 1, 65536, true},
        {"d3", "Size 3", "Along the third dimension; 1: there is none.", 1, 1, 65536, true},
        {"d4", "Size 4", "Along the fourth dimension; 1: there is none.", 1, 1, 64, true},
        {"d5", "Size 5", "Along the fifth dimension; 1: there is none.", 1, 1, 64, true},
        {"d6", "Size 6", "Along the sixth dimension; 1: there is none.", 1, 1, 64, true},
        {"wrap", "Closed rings", "1: torus. 0: mesh, without the links that close the rings.", 1, 0, 1, true},
        {"trunk", "Cables per link", "Parallel cables between neighbours.", 1, 1, 64, true},
        {"endpoints", "Endpoint ports per switch", "0 takes an even share. Not used where nodes are routers.",
         0, 0, 1024, true},
        {"chip_ports", "Ports per chip",
         "Where nodes are the routers: one router per so many ports of a node. 0: the whole node is one.", 0,
         0, 1024, true},
    };
}

FabricPlan planTorus(const GeneratorInput& in) {
    const Count trunk = std::max(Count{1}, countParameter(in, "trunk"));
    const bool wrap = countParameter(in, "wrap") > 0;
    DirectShape shape;
    shape.name = wrap ? "torus" : "mesh";
    shape.endpoints = countParameter(in, "endpoints");
    shape.portsPerRouter = countParameter(in, "chip_ports");
    Grid grid;
    if (const std::string wrong = gridOf(in, trunk, shape.portsPerRouter, grid); !wrong.empty())
        return refused(wrong);
    shape.routers = grid.routers;
    shape.links = grid.ports;
    FabricPlan plan;
    DirectWiring wiring(in, shape, plan);
    // Each dimension has its ports: those towards the next router first, then those towards the one before.
    for (std::size_t d = 0; d < grid.size.size(); ++d)
        for (Count r = 0; r < grid.routers; ++r) {
            const Count n = grid.size[d], at = r / grid.stride[d] % n;
            const bool last = at + 1 == n;
            if (last && (!wrap || n == 2)) continue;
            const Count next = last ? r - (n - 1) * grid.stride[d] : r + grid.stride[d];
            const Count back = n > 2 ? trunk : 0;
            for (Count t = 0; t < trunk; ++t)
                wiring.joinAt(r, grid.linksAt[d] + t, next, grid.linksAt[d] + back + t);
        }
    wiring.finish();
    return plan;
}

}  // namespace rackloom::model
