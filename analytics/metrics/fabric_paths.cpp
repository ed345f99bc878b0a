// SPDX-License-Identifier: GPL-3.0-or-later
// Hops, latency and number of paths between GPUs through the compute fabrics.
// Formula: hops = links of the shortest path; latency = Σ switch delays + length ÷ signal speed + message ÷
// slowest access rate; paths = equally short ones, and ones without a common cable (maximum flow). Unit: 1,
// s. Source: fabric reference 5. Valid for: all pairs of endpoints, exactly; numbers of paths are a sample in
// large fabrics, which is said. Latencies take mean or greatest cable lengths of each tier. Ignores: queues,
// software and network cards, routing that takes longer ways, scale-up links.
#include "analytics/capacity/figure_total.h"
#include "analytics/fabric/compute_paths.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/inputs/work.h"
#include "analytics/metrics/metric.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

constexpr double kLightSpeed = 299'792'458;  // m/s in vacuum, by definition of the metre
constexpr double kBitsPerByte = 8;
constexpr const char* kNoFabric = "no compute fabric attaches an endpoint";
constexpr const char* kNoPair = "no two endpoints are connected";

bool empty(Query& q) {
    return q.get<ComputeGraph>()->endpoints().empty();
}

void addReach(const HopTable& hops, MetricValue& value) {
    const double all = hops.connected() + hops.unreachable;
    if (hops.unreachable > 0) {
        value.coverage = hops.connected() / all;
        value.warnings.push_back("some pairs of endpoints have no path through the compute fabrics");
    }
}

void addTable(const HopTable& hops, MetricValue& value) {
    for (std::size_t h = 1; h < hops.pairs.size(); ++h)
        if (hops.pairs[h] > 0)
            value.inputs.push_back(drawnInput("Pairs at " + std::to_string(h) + " links",
                                              hops.pairs[h] / hops.connected(), "1", "share of all pairs"));
}

MetricValue meanHops(Query& q) {
    if (empty(q)) return unknownValue(kNoFabric);
    const HopTable& hops = *q.get<ComputeHops>();
    if (!(hops.connected() > 0)) return unknownValue(kNoPair);
    MetricValue value = countValue(hops.mean());
    addTable(hops, value);
    addReach(hops, value);
    return value;
}

MetricValue diameter(Query& q) {
    if (empty(q)) return unknownValue(kNoFabric);
    const HopTable& hops = *q.get<ComputeHops>();
    if (!(hops.connected() > 0)) return unknownValue(kNoPair);
    MetricValue value = countValue(hops.diameter());
    addTable(hops, value);
    addReach(hops, value);
    return value;
}

/// Metres of a path of so many links: up through the tiers and down again.
double metres(const PathDelays& delays, std::size_t hops, bool longest) {
    double sum = 0;
    for (std::size_t i = 0; i < hops; ++i) {
        const std::size_t tier = std::min({i, hops - 1 - i, delays.lengths.size() - 1});
        sum += longest ? delays.lengths[tier].longest : delays.lengths[tier].mean;
    }
    return sum;
}

/// What the delays were worked out from.
void explain(Query& q, const PathDelays& delays, bool worst, double atSwitch, double wire,
             MetricValue& value) {
    value.inputs.push_back(drawnInput("Switch delay", atSwitch, "s",
                                      delays.switchesKnown < delays.switches
                                          ? "assumed where the type of a switch states none"
                                          : "from the catalogue"));
    for (std::size_t tier = 0; tier < delays.lengths.size(); ++tier)
        if (delays.lengths[tier].cables > 0)
            value.inputs.push_back(
                drawnInput("Cables of tier " + std::to_string(tier) + (worst ? ", longest" : ", mean"),
                           worst ? delays.lengths[tier].longest : delays.lengths[tier].mean, "m",
                           "longest of each bundle"));
    value.inputs.push_back(drawnInput("Message on the wire", wire, "s"));
    for (const char* id : {"latency.switch_s", "latency.cable_speed", "latency.message_byte"}) {
        const model::Assumption& assumption = q.get<AssumptionOf>(id);
        value.inputs.push_back(drawnInput(id, assumption.value,
                                          std::string_view(id) == "latency.switch_s"       ? "s"
                                          : std::string_view(id) == "latency.message_byte" ? "byte"
                                                                                           : "1"));
        value.inputs.back().source = assumption.source;
    }
    if (delays.unmeasured > 0)
        value.warnings.push_back("cables between halls have no length and are left out of the mean");
}

MetricValue latency(Query& q, bool worst) {
    if (empty(q)) return unknownValue(kNoFabric);
    const HopTable& hops = *q.get<ComputeHops>();
    const PathDelays& delays = q.get<ComputeDelays>();
    if (!(hops.connected() > 0)) return unknownValue(kNoPair);
    if (delays.lengths.empty()) return unknownValue("no cable of a compute fabric has a length");
    const double perMetre = 1 / (q.get<AssumptionOf>("latency.cable_speed").value * kLightSpeed);
    const double wire = q.get<AssumptionOf>("latency.message_byte").value * kBitsPerByte / delays.slowestRate;
    const double atSwitch = worst ? delays.slowestSwitch : delays.switchDelay;
    const auto along = [&](std::size_t h) {
        const double switches = static_cast<double>(h) - 1;
        return switches * atSwitch + metres(delays, h, worst) * perMetre + wire;
    };
    double seconds = along(hops.diameter());
    if (!worst) {
        seconds = 0;
        for (std::size_t h = 1; h < hops.pairs.size(); ++h)
            if (hops.pairs[h] > 0) seconds += along(h) * hops.pairs[h] / hops.connected();
    }
    MetricValue value = countValue(seconds);
    explain(q, delays, worst, atSwitch, wire, value);
    addReach(hops, value);
    return value;
}

MetricValue meanLatency(Query& q) {
    return latency(q, false);
}
MetricValue worstLatency(Query& q) {
    return latency(q, true);
}

void addSample(const PathDiversity& paths, const char* what, MetricValue& value) {
    value.inputs.push_back(drawnInput("Mean", paths.mean, "1"));
    value.inputs.push_back(drawnInput(std::string("Examined ") + what, static_cast<double>(paths.examined),
                                      "1", "of " + std::to_string(paths.possible)));
    if (!paths.complete())
        value.warnings.push_back("a sample was examined: pairs with fewer paths may exist");
}

MetricValue shortest(Query& q) {
    if (empty(q)) return unknownValue(kNoFabric);
    const PathDiversity& paths = q.get<ComputeShortestPaths>();
    if (!(paths.fewest > 0)) return unknownValue("no two endpoints of different leaves are connected");
    MetricValue value = countValue(paths.fewest);
    addSample(paths, "groups of equal GPUs", value);
    return value;
}

MetricValue disjoint(Query& q) {
    if (empty(q)) return unknownValue(kNoFabric);
    const PathDiversity& paths = q.get<ComputeDisjointPaths>();
    if (paths.examined == 0) return unknownValue("there are no two switches with endpoints");
    MetricValue value = countValue(paths.fewest);
    addSample(paths, "pairs of leaves", value);
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view unit, bool higherIsBetter,
                std::string_view sentence, std::string_view formula) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = Family::Fabric;
    i.lane = Lane::Slow;
    i.higherIsBetter = higherIsBetter;
    i.source = "The drawn cables; breadth-first search and maximum flow over merged twins.";
    i.validFor = "Scale-out paths; several compute fabrics count as planes of one.";
    i.ignores = "Queues, software, network cards, routing that takes longer ways, scale-up links.";
    return i;
}

}  // namespace

std::vector<Metric> fabricPathsMetrics() {
    return {
        {info("fabric.hops.mean", "Links between GPUs", "1", false,
              "How many cables lie between two GPUs on average, on the shortest path.",
              "Mean over all pairs of endpoints of the links of the shortest path."),
         meanHops},
        {info("fabric.hops.diameter", "Links between the farthest GPUs", "1", false,
              "How many cables lie between the two GPUs that are farthest apart, on the shortest path.",
              "Maximum over all connected pairs of endpoints of the links of the shortest path."),
         diameter},
        {info("fabric.latency.mean", "Latency between GPUs", "s", false,
              "How long a message takes through the idle fabric, averaged over all pairs of GPUs.",
              "Σ over the path of switch delay + mean cable length of the tier ÷ signal speed, + message ÷ "
              "rate."),
         meanLatency},
        {info("fabric.latency.worst", "Latency between the farthest GPUs", "s", false,
              "How long a message takes at most through the idle fabric between the farthest GPUs.",
              "As the mean, for the most links, with the longest cable of each tier and the slowest switch."),
         worstLatency},
        {info("fabric.paths.shortest", "Shortest paths", "1", true,
              "How many equally short paths the worst pair of GPUs of different leaves has.",
              "Minimum over pairs of the number of shortest paths, parallel cables counted apart."),
         shortest},
        {info("fabric.paths.disjoint", "Paths without a common cable", "1", true,
              "How many paths without a common cable the worst pair of leaves has: one less than that many "
              "cables "
              "may fail before two leaves are parted.",
              "Minimum over pairs of leaves of the maximum flow with one unit for each cable."),
         disjoint},
    };
}

}  // namespace rackloom::analytics
