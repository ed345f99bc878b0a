// SPDX-License-Identifier: GPL-3.0-or-later
// What hashing of flows onto equal links costs: collisions at leaves, and polarisation between stages.
// Formula: E[max] of n flows thrown on m uplinks, exactly by generating function; share = max(1, n/m) ÷
// E[max]; polarisation = lcm(m1, m2) ÷ (m1 m2). Unit: 1. Source: fabric reference 5. Valid for: equal long
// flows whose headers hash independently, all leaving their leaf. Ignores: flows that stay below the leaf,
// packet spraying and adaptive routing (with them the share is 1), moving of flows, unequal flows.
#include "analytics/capacity/figure_total.h"
#include "analytics/engine/node_store.h"
#include "analytics/fabric/cable_graph.h"
#include "analytics/fabric/ecmp.h"
#include "analytics/inputs/work.h"
#include "analytics/metrics/metric.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace rackloom::analytics {
namespace {

/// Beyond this many flows of one leaf the exact count takes too long.
constexpr double kMostFlows = 1024;

/// Cables of one switch to lower and to higher tiers.
struct Cables {
    std::int64_t below = 0, above = 0;
    friend auto operator<=>(const Cables&, const Cables&) = default;
};

Cables cablesOf(const ContractedGraph& graph, std::uint32_t c) {
    Cables out;
    for (const ContractedGraph::Arc& arc : graph.arcsOf(c)) {
        const std::int64_t all = arc.capacity * graph.classes[arc.to].size;
        if (graph.classes[arc.to].level < graph.classes[c].level) out.below += all;
        if (graph.classes[arc.to].level > graph.classes[c].level) out.above += all;
    }
    return out;
}

struct Hashing {
    std::map<Cables, double> leaves;  ///< how many leaves of each shape
    double tooLarge = 0;              ///< leaves with too many flows to count
    double reach = 1;                 ///< share of combinations of two stages that one hash reaches
    std::int64_t first = 0, second = 0;
    friend bool operator==(const Hashing&, const Hashing&) = default;
};

void addStages(const ContractedGraph& graph, std::uint32_t leaf, std::int64_t uplinks, Hashing& out) {
    for (const ContractedGraph::Arc& arc : graph.arcsOf(leaf)) {
        if (graph.classes[arc.to].level <= graph.classes[leaf].level) continue;
        const std::int64_t next = cablesOf(graph, arc.to).above;
        if (next == 0) continue;
        const double share = static_cast<double>(reachableCombinations(static_cast<std::uint32_t>(uplinks),
                                                                       static_cast<std::uint32_t>(next))) /
                             (static_cast<double>(uplinks) * static_cast<double>(next));
        if (out.second != 0 && share >= out.reach) continue;
        out.reach = share;
        out.first = uplinks;
        out.second = next;
    }
}

struct ComputeHashing {
    using Key = NoKey;
    using Value = Hashing;
    static constexpr std::string_view kName = "compute hashing";
    static Value compute(const Key&, Query& q) {
        const Shared<ContractedGraph> graph = q.get<CableGraph>();
        Hashing out;
        for (std::uint32_t c = 0; c < graph->classCount(); ++c) {
            if (graph->isEndpoint(c) || graph->classes[c].level != 1) continue;
            const Cables cables = cablesOf(*graph, c);
            if (cables.above == 0 || cables.below == 0) continue;
            out.leaves[cables] += graph->classes[c].size;
            addStages(*graph, c, cables.above, out);
        }
        return out;
    }
};

struct Collision {
    double share = 1, load = 0, leaves = 0;
    Cables worst;
};

Collision collisions(Query& q, const Hashing& hashing) {
    const double perCable = q.get<AssumptionOf>("ecmp.flows_per_cable").value;
    Collision out;
    for (const auto& [cables, count] : hashing.leaves) {
        const double flows = std::round(perCable * static_cast<double>(cables.below));
        if (flows > kMostFlows) continue;
        q.poll();
        const auto n = static_cast<std::uint32_t>(flows), m = static_cast<std::uint32_t>(cables.above);
        const double share = hashedShare(n, m);
        if (out.leaves == 0 || share < out.share) {
            out.share = share;
            out.load = expectedMaxLoad(n, m);
            out.worst = cables;
        }
        out.leaves += count;
    }
    return out;
}

MetricValue nothing() {
    return unknownValue("no leaf of a compute fabric has cables both below and above it");
}

MetricValue collisionMetric(Query& q, double Collision::*result) {
    const Hashing& hashing = q.get<ComputeHashing>();
    if (hashing.leaves.empty()) return nothing();
    const Collision worst = collisions(q, hashing);
    if (worst.leaves == 0) return unknownValue("leaves have more flows than can be counted exactly");
    MetricValue value = countValue(worst.*result);
    double all = 0;
    for (const auto& [cables, count] : hashing.leaves)
        all += count;
    value.coverage = worst.leaves / all;
    const model::Assumption& flows = q.get<AssumptionOf>("ecmp.flows_per_cable");
    value.inputs.push_back(
        drawnInput("Access cables of the worst leaf", static_cast<double>(worst.worst.below), "1"));
    value.inputs.push_back(
        drawnInput("Uplinks of the worst leaf", static_cast<double>(worst.worst.above), "1"));
    value.inputs.push_back(drawnInput("ecmp.flows_per_cable", flows.value, "1"));
    value.inputs.back().source = flows.source;
    value.inputs.push_back(drawnInput("Expected flows on the fullest uplink", worst.load, "1"));
    return value;
}

MetricValue share(Query& q) {
    return collisionMetric(q, &Collision::share);
}
MetricValue load(Query& q) {
    return collisionMetric(q, &Collision::load);
}

MetricValue polarisation(Query& q) {
    const Hashing& hashing = q.get<ComputeHashing>();
    if (hashing.leaves.empty()) return nothing();
    MetricValue value = countValue(hashing.reach);
    value.inputs.push_back(drawnInput("Uplinks of a leaf", static_cast<double>(hashing.first), "1"));
    value.inputs.push_back(drawnInput("Uplinks of a spine", static_cast<double>(hashing.second), "1",
                                      hashing.second == 0 ? "paths are chosen at one stage only" : ""));
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, bool higherIsBetter, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, "1", sentence, formula);
    i.family = Family::Fabric;
    i.lane = Lane::Slow;
    i.higherIsBetter = higherIsBetter;
    i.source = "Exact count of flows thrown on links; the drawn cables of the leaves.";
    i.validFor = "Static hashing of equal long flows that all leave their leaf.";
    i.ignores = "Packet spraying and adaptive routing, with which nothing is lost.";
    return i;
}

}  // namespace

std::vector<Metric> fabricEcmpMetrics() {
    return {
        {info("fabric.ecmp.share", "Rate left after hash collisions", true,
              "Which share of its rate the slowest flow can expect at the worst leaf when a hash places "
              "flows.",
              "max(1, n/m) ÷ expected number of flows on the fullest of m uplinks, for n flows."),
         share},
        {info("fabric.ecmp.max_load", "Flows on the fullest uplink", false,
              "How many flows fall on the fullest uplink of that leaf on average.",
              "E[max] = Σ over t of P(max > t), with P(max ≤ t) = n! m⁻ⁿ [xⁿ] (Σ over i ≤ t of xⁱ/i!)^m."),
         load},
        {info("fabric.ecmp.polarisation", "Paths reached by one hash", true,
              "Which share of the combinations of uplinks is ever used when leaves and spines hash alike.",
              "lcm(m1, m2) ÷ (m1 m2) for m1 uplinks of a leaf and m2 of a spine, in the worst place."),
         polarisation},
    };
}

}  // namespace rackloom::analytics
