// SPDX-License-Identifier: GPL-3.0-or-later
// Single points of failure and the blast set of the worst switch.
// Formula: articulation points and bridges of the cable graph; blast = GPUs with a cable at one switch, and
// GPUs that can no longer reach half of all once it is gone. Unit: 1. Source: fabric reference 5 (depth-first
// search, one pass). Valid for: any drawn cables; with scale-up a GPU has a second way through its domain.
// Ignores: power, cooling, software, several failures at once, bandwidth that a loss leaves.
#include "analytics/capacity/figure_total.h"
#include "analytics/fabric/cable_graph.h"
#include "analytics/fabric/compute_paths.h"
#include "analytics/fabric/scale_up.h"
#include "analytics/fabric/single_points.h"
#include "analytics/metrics/metric.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

constexpr const char* kNoFabric = "no compute fabric attaches an endpoint";
constexpr std::string_view kTierNames[] = {"endpoints", "leaves", "spines", "cores"};

std::string tierName(std::uint32_t level) {
    return std::string(level < std::size(kTierNames) ? kTierNames[level]
                                                     : std::string_view("upper switches"));
}

const ContractedGraph& graphOf(Query& q, Reach reach) {
    return reach == Reach::ScaleOut ? *q.get<CableGraph>() : *q.get<JoinedCableGraph>();
}

/// Why nothing can be said; empty when it can.
std::string obstacle(Query& q, Reach reach) {
    if (q.get<ComputeGraph>()->endpoints().empty()) return kNoFabric;
    if (graphOf(q, reach).classCount() > 0) return {};
    for (const SiteDomain& domain : *q.get<SiteDomains>())
        if (!domain.result().known()) return domain.result().unknownReason;
    return "the scale-up domains are unknown";
}

MetricValue articulations(Query& q, Reach reach) {
    if (const std::string why = obstacle(q, reach); !why.empty()) return unknownValue(why);
    const ContractedGraph& graph = graphOf(q, reach);
    const SinglePoints& points = *q.get<ComputeSinglePoints>(reach);
    MetricValue value = countValue(static_cast<double>(points.articulations));
    std::vector<double> ofTier(graph.levels + std::size_t{2}, 0);
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        if (points.articulation[c]) ++ofTier[std::min(graph.classes[c].level, graph.levels + 1)];
    for (std::uint32_t level = 0; level < ofTier.size(); ++level)
        if (ofTier[level] > 0) value.contributions.push_back({tierName(level), ofTier[level]});
    sortLargestFirst(value.contributions);
    return value;
}

MetricValue bridges(Query& q, Reach reach) {
    if (const std::string why = obstacle(q, reach); !why.empty()) return unknownValue(why);
    return countValue(static_cast<double>(q.get<ComputeSinglePoints>(reach)->bridges));
}

MetricValue articulationsOut(Query& q) {
    return articulations(q, Reach::ScaleOut);
}
MetricValue articulationsUp(Query& q) {
    return articulations(q, Reach::WithScaleUp);
}
MetricValue bridgesOut(Query& q) {
    return bridges(q, Reach::ScaleOut);
}
MetricValue bridgesUp(Query& q) {
    return bridges(q, Reach::WithScaleUp);
}

/// Endpoint weight with a cable at one switch of a class.
std::uint64_t weightAt(const ContractedGraph& graph, std::uint32_t c) {
    std::uint64_t weight = 0;
    for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
        weight += std::uint64_t{graph.classes[arc.to].weight} * graph.classes[arc.to].size;
    return weight;
}

MetricValue worstOf(Query& q,
                    std::uint64_t (*harm)(const ContractedGraph&, const SinglePoints&, std::uint32_t)) {
    if (q.get<ComputeGraph>()->endpoints().empty()) return unknownValue(kNoFabric);
    const ContractedGraph& graph = *q.get<CableGraph>();
    const SinglePoints& points = *q.get<ComputeSinglePoints>(Reach::ScaleOut);
    std::vector<std::uint64_t> worst(graph.levels + std::size_t{2}, 0);
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        if (!graph.isEndpoint(c)) {
            std::uint64_t& tier = worst[std::min(graph.classes[c].level, graph.levels + 1)];
            tier = std::max(tier, harm(graph, points, c));
        }
    MetricValue value = countValue(static_cast<double>(*std::max_element(worst.begin(), worst.end())));
    for (std::uint32_t level = 1; level < worst.size(); ++level)
        if (worst[level] > 0)
            value.inputs.push_back(
                drawnInput("Worst of the " + tierName(level), static_cast<double>(worst[level]), "1"));
    if (points.apart > 0)
        value.warnings.push_back(
            std::to_string(points.apart) +
            " GPUs cannot reach half of all even with nothing lost; they are not counted");
    return value;
}

MetricValue degraded(Query& q) {
    return worstOf(q, [](const ContractedGraph& graph, const SinglePoints&, std::uint32_t c) {
        return weightAt(graph, c);
    });
}

MetricValue cutOff(Query& q) {
    return worstOf(q, [](const ContractedGraph&, const SinglePoints& points, std::uint32_t c) {
        return points.cutOff[c];
    });
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, "1", sentence, formula);
    i.family = Family::Fabric;
    i.lane = Lane::Slow;
    i.higherIsBetter = false;
    i.source = "Depth-first search over the drawn cables, twins merged.";
    i.validFor = "Any drawn cables; several compute fabrics count as planes of one.";
    i.ignores = "Power, cooling, software, and several failures at once.";
    return i;
}

}  // namespace

std::vector<Metric> fabricSinglePointsMetrics() {
    constexpr std::string_view kPoint =
        "Vertices of the cable graph whose removal leaves more parts than before.";
    constexpr std::string_view kBridge = "Single cables whose removal leaves more parts than before.";
    return {
        {info("fabric.articulation_points", "Switches that cut GPUs off",
              "How many devices cut others off from the compute fabrics when they fail.", kPoint),
         articulationsOut},
        {info("fabric.bridges", "Cables that cut GPUs off",
              "How many single cables cut a part off from the compute fabrics when they fail.", kBridge),
         bridgesOut},
        {info("fabric.articulation_points.with_scale_up", "Cut-off points, both fabrics",
              "How many devices cut GPUs off even if these may go through their scale-up domain.", kPoint),
         articulationsUp},
        {info("fabric.bridges.with_scale_up", "Cut-off cables, both fabrics",
              "How many single cables cut GPUs off even if these may go through their scale-up domain.",
              kBridge),
         bridgesUp},
        {info("fabric.blast.degraded", "GPUs behind the worst switch",
              "How many GPUs lose some of their cables when the switch with the most GPUs fails.",
              "Maximum over switches of the endpoints with a cable there."),
         degraded},
        {info("fabric.blast.cut_off", "GPUs the worst switch cuts off",
              "How many GPUs can no longer reach half of all GPUs through the compute fabrics when the worst "
              "switch fails.",
              "Maximum over switches of the endpoints in parts that hold less than half of all once it is "
              "gone."),
         cutOff},
    };
}

}  // namespace rackloom::analytics
