// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/hyperx.h"

#include "model/topology/clos_wiring.h"
#include "model/topology/direct_wiring.h"

#include <algorithm>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

constexpr Count kDimensions = 4;
constexpr std::uint64_t kMostRouters = 1u << 17, kMostLinks = 1u << 24;
constexpr const char* kSizes[kDimensions] = {"s1", "s2", "s3", "s4"};
constexpr const char* kTrunks[kDimensions] = {"k1", "k2", "k3", "k4"};

}  // namespace

std::vector<ParameterSpec> hyperxParameters() {
    return {
        {"s1", "Size 1", "Routers along the first dimension. 0 takes what the routers there come to.", 0, 0,
         1024, true},
        {"s2", "Size 2", "Along the second dimension; 1: there is none.", 1, 1, 1024, true},
        {"s3", "Size 3", "Along the third dimension; 1: there is none.", 1, 1, 1024, true},
        {"s4", "Size 4", "Along the fourth dimension; 1: there is none.", 1, 1, 1024, true},
        {"k1", "Cables 1", "Parallel cables between two routers of a line, first dimension.", 1, 1, 64, true},
        {"k2", "Cables 2", "The same along the second dimension.", 1, 1, 64, true},
        {"k3", "Cables 3", "The same along the third dimension.", 1, 1, 64, true},
        {"k4", "Cables 4", "The same along the fourth dimension.", 1, 1, 64, true},
        {"endpoints", "Endpoint ports per switch", "0 takes an even share.", 0, 0, 1024, true},
    };
}

FabricPlan planHyperx(const GeneratorInput& in) {
    std::uint64_t size[kDimensions], routers = 1;
    for (Count d = kDimensions; d-- > 0;) {
        size[d] = countParameter(in, kSizes[d]);
        if (d == 0 && size[0] == 0) size[0] = (DirectWiring::available(in, 0) + routers - 1) / routers;
        size[d] = std::max<std::uint64_t>(1, size[d]);
        routers = std::min(kMostRouters + 1, routers * size[d]);
    }
    std::uint64_t links = 0;
    for (Count d = 0; d < kDimensions; ++d)
        links += (size[d] - 1) * std::max(Count{1}, countParameter(in, kTrunks[d]));
    if (routers > kMostRouters || routers * links > kMostLinks)
        return refused("The HyperX has too many routers or links. Make a dimension smaller.");
    DirectShape shape;
    shape.name = "HyperX";
    shape.endpoints = countParameter(in, "endpoints");
    shape.routers = static_cast<Count>(routers);
    shape.links = static_cast<Count>(links);
    FabricPlan plan;
    DirectWiring wiring(in, shape, plan);
    Count stride = 1, before = 0;
    for (Count d = 0; d < kDimensions; ++d) {
        const auto n = static_cast<Count>(size[d]);
        const Count trunk = std::max(Count{1}, countParameter(in, kTrunks[d]));
        for (Count r = 0; r < shape.routers; ++r)
            for (Count i = r / stride % n, j = i + 1; j < n; ++j)  // ports are numbered by the router reached
                for (Count t = 0; t < trunk; ++t)
                    wiring.joinAt(r, before + (j - 1) * trunk + t, r + (j - i) * stride,
                                  before + i * trunk + t);
        stride *= n;
        before += (n - 1) * trunk;
    }
    wiring.finish();
    return plan;
}

}  // namespace rackloom::model
