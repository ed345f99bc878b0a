// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/hypercube.h"

#include "model/topology/clos_wiring.h"
#include "model/topology/direct_wiring.h"

#include <algorithm>

namespace rackloom::model {

std::vector<ParameterSpec> hypercubeParameters() {
    return {
        {"dimensions", "Dimensions",
         "2 to this power is the number of routers. 0 takes the smallest that "
         "holds the routers there.",
         0, 0, 16, true},
        {"trunk", "Cables per link", "Parallel cables between neighbours.", 1, 1, 64, true},
        {"endpoints", "Endpoint ports per switch", "0 takes an even share. Not used where nodes are routers.",
         0, 0, 1024, true},
        {"chip_ports", "Ports per chip",
         "Where nodes are the routers: one router per so many ports of a node. 0: the whole node is one.", 0,
         0, 1024, true},
    };
}

FabricPlan planHypercube(const GeneratorInput& in) {
    const std::uint32_t trunk = std::max(1u, countParameter(in, "trunk"));
    DirectShape shape;
    shape.name = "hypercube";
    shape.endpoints = countParameter(in, "endpoints");
    shape.portsPerRouter = countParameter(in, "chip_ports");
    std::uint32_t dimensions = countParameter(in, "dimensions");
    constexpr std::uint32_t kMost = 16;
    if (dimensions == 0)
        while (dimensions < kMost && (1u << dimensions) < DirectWiring::available(in, shape.portsPerRouter))
            ++dimensions;
    shape.routers = 1u << std::min(kMost, dimensions);
    shape.links = dimensions * trunk;
    FabricPlan plan;
    DirectWiring wiring(in, shape, plan);
    for (std::uint32_t d = 0; d < dimensions; ++d)
        for (std::uint32_t r = 0; r < shape.routers; ++r)
            if ((r >> d & 1) == 0)
                for (std::uint32_t t = 0; t < trunk; ++t)
                    wiring.joinAt(r, d * trunk + t, r | 1u << d, d * trunk + t);
    wiring.finish();
    return plan;
}

}  // namespace rackloom::model
