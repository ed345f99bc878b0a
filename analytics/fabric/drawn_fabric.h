// SPDX-License-Identifier: GPL-3.0-or-later
// DrawnFabric: the cables of one or several fabrics turned into a graph of endpoints and switches. Endpoints
// are GPUs where ports divide evenly among them, so that planes of one GPU meet in one vertex; else ports or
// whole devices, weighted by their GPUs. In a fabric without any GPU every device counts as one.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/contraction.h"
#include "analytics/fabric/graph.h"
#include "analytics/fabric/recontraction.h"
#include "analytics/fabric/wiring.h"
#include "model/base/shared.h"
#include "model/topology/plan.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace rackloom::analytics {

/// Graph capacities count kbit/s: fine enough for any lane rate, and 64 bits hold any site.
inline constexpr double kBitsPerCapacity = 1e3;
inline std::int64_t capacityOf(DataRate rate) {
    return static_cast<std::int64_t>(std::llround(rate.si() / kBitsPerCapacity));
}
inline double bitRate(std::int64_t capacity) {
    return static_cast<double>(capacity) * kBitsPerCapacity;
}

/// The graph as the generators draw it, with every switch in place.
struct FabricDrawing {
    struct Endpoint {
        model::DeviceRef device;
        std::uint32_t index = 0;  ///< GPU or port within the device
        friend bool operator==(const Endpoint&, const Endpoint&) = default;
    };
    /// How the ports of one device meet the graph.
    struct Joint {
        std::uint32_t vertex = FabricEnds::kNone;  ///< the only one, or the first of several
        std::uint32_t vertices = 0, count = 0;
        std::uint32_t begin = 0, port = 0;  ///< of GeneratorInput::endpoints, and the number of that port
        friend bool operator==(const Joint&, const Joint&) = default;
    };

    FabricGraph graph;  ///< endpoints first, then switches
    TwinTable twins;
    std::vector<Endpoint> endpoints;         ///< by vertex
    std::vector<model::DeviceRef> switches;  ///< vertex = endpoints.size() + index
    std::vector<std::vector<Joint>> joints;  ///< by plane and device of its FabricEnds
    std::uint32_t unknownRates = 0;          ///< cables left out because a rate is unknown
    bool countsGpus = false;                 ///< weights are GPUs
    friend bool operator==(const FabricDrawing&, const FabricDrawing&) = default;
};

/// The graph as it stands: the drawing, corrected by what is gone or was drawn by hand. A switch taken out
/// keeps its vertex and has no links.
struct DrawnFabric {
    Shared<FabricDrawing> plan;
    LinkChanges changes;        ///< against plan->graph
    ContractedGraph corrected;  ///< only where something changed
    std::uint32_t unknownRates = 0;
    std::vector<model::DeviceRef> absent;  ///< switches taken out, sorted

    const ContractedGraph& contracted() const { return changes.empty() ? plan->twins.contracted : corrected; }
    const std::vector<FabricDrawing::Endpoint>& endpoints() const { return plan->endpoints; }
    const std::vector<model::DeviceRef>& switches() const { return plan->switches; }
    const std::vector<std::uint32_t>& weight() const { return plan->graph.weight; }
    bool countsGpus() const { return plan->countsGpus; }
    bool isAbsent(model::DeviceRef device) const {
        return std::binary_search(absent.begin(), absent.end(), device);
    }
    std::size_t linkCount() const {
        return plan->graph.links.size() - changes.gone.size() + changes.added.size();
    }
    /// Calls see(link) for every cable that counts.
    template <class F> void eachLink(F&& see) const {
        auto gone = changes.gone.begin();
        for (std::uint32_t i = 0; i < plan->graph.links.size(); ++i) {
            if (gone != changes.gone.end() && *gone == i)
                ++gone;
            else
                see(plan->graph.links[i]);
        }
        for (const FabricGraph::Link& link : changes.added)
            see(link);
    }
    /// All links in one list: a copy.
    FabricGraph graph() const { return changedGraph(plan->graph, changes); }
    friend bool operator==(const DrawnFabric&, const DrawnFabric&) = default;
};

/// One fabric to be drawn: its ports and its cables.
struct Plane {
    const model::GeneratorInput* input = nullptr;
    const Wiring* wiring = nullptr;
    const std::vector<std::int64_t>* gpus = nullptr;  ///< by device; only the plan needs them
};

FabricDrawing drawPlan(const std::vector<Plane>& planes, const PollFunction& poll = {});
/// The same fabrics as they stand.
DrawnFabric asItStands(const Shared<FabricDrawing>& plan, const std::vector<Plane>& planes,
                       const PollFunction& poll = {});

/// The link that a cable of one plane would be in the drawing; none where it joins nothing or its rate is not
/// known.
std::optional<FabricGraph::Link> linkDrawnBy(const FabricDrawing& plan, std::size_t place, const Plane& plane,
                                             const model::PlannedCable& cable, FabricEnds::Ends ends);

/// GPUs by device of FabricEnds: a change of GPUs elsewhere ends here.
struct FabricGpus {
    using Key = FabricId;
    using Value = Shared<std::vector<std::int64_t>>;
    static constexpr std::string_view kName = "fabric gpus";
    static Value compute(const Key&, Query&);
};

/// The graph of one fabric as its generator draws it.
struct FabricPlanGraph {
    using Key = FabricId;
    using Value = Shared<FabricDrawing>;
    static constexpr std::string_view kName = "fabric plan graph";
    static Value compute(const Key&, Query&);
};

/// The same of all compute fabrics together.
struct ComputePlanGraph {
    using Key = NoKey;
    using Value = Shared<FabricDrawing>;
    static constexpr std::string_view kName = "compute plan graph";
    static Value compute(const Key&, Query&);
};

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

/// All links of the compute fabrics in one list, for readers that walk them often.
struct ComputeLinks {
    using Key = NoKey;
    using Value = Shared<FabricGraph>;
    static constexpr std::string_view kName = "compute links";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
