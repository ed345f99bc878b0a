// SPDX-License-Identifier: GPL-3.0-or-later
// DrawnFabric: the cables of one or several fabrics turned into a graph of endpoints and switches. Endpoints
// are GPUs where ports divide evenly among them, so that planes of one GPU meet in one vertex; else ports or
// whole devices, weighted by their GPUs. In a fabric without any GPU every device counts as one.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/bisection.h"
#include "analytics/fabric/contraction.h"
#include "analytics/fabric/fabric_ends.h"
#include "model/base/shared.h"
#include "model/topology/plan.h"

#include <cmath>
#include <functional>

namespace rackloom::analytics {

/// Graph capacities count kbit/s: fine enough for any lane rate, and 64 bits hold any site.
inline constexpr double kBitsPerCapacity = 1e3;
inline std::int64_t capacityOf(DataRate rate) {
    return static_cast<std::int64_t>(std::llround(rate.si() / kBitsPerCapacity));
}
inline double bitRate(std::int64_t capacity) {
    return static_cast<double>(capacity) * kBitsPerCapacity;
}

struct DrawnFabric {
    struct Endpoint {
        model::DeviceRef device;
        std::uint32_t index = 0;  ///< GPU or port within the device
        friend bool operator==(const Endpoint&, const Endpoint&) = default;
    };

    FabricGraph graph;  ///< endpoints first, then switches
    ContractedGraph contracted;
    std::vector<Endpoint> endpoints;         ///< by vertex
    std::vector<model::DeviceRef> switches;  ///< vertex = endpoints.size() + index
    std::uint32_t unknownRates = 0;          ///< cables left out because a rate is unknown
    bool countsGpus = false;                 ///< weights are GPUs
    friend bool operator==(const DrawnFabric&, const DrawnFabric&) = default;
};

/// One fabric to be drawn: its ports and its cables.
struct Plane {
    const model::GeneratorInput* input = nullptr;
    const std::vector<model::PlannedCable>* cables = nullptr;
    const FabricEnds* ends = nullptr;
};

DrawnFabric drawFabric(const std::vector<Plane>& planes,
                       const std::function<std::int64_t(model::DeviceRef)>& gpusOf,
                       const PollFunction& poll = {});

/// The graph of one fabric.
struct FabricGraphNode {
    using Key = FabricId;
    using Value = Shared<DrawnFabric>;
    static constexpr std::string_view kName = "fabric graph";
    static Value compute(const Key&, Query&);
};

/// The graph of all compute fabrics together: planes that share their GPUs.
struct ComputeGraph {
    using Key = NoKey;
    using Value = Shared<DrawnFabric>;
    static constexpr std::string_view kName = "compute graph";
    static Value compute(const Key&, Query&);
};

/// The bisection of one fabric, and of the compute fabrics together.
struct FabricCut {
    using Key = FabricId;
    using Value = Shared<Bisection>;
    static constexpr std::string_view kName = "fabric cut";
    static Value compute(const Key&, Query&);
};
struct ComputeCut {
    using Key = NoKey;
    using Value = Shared<Bisection>;
    static constexpr std::string_view kName = "compute cut";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
