// SPDX-License-Identifier: GPL-3.0-or-later
// Scale-out bandwidth of the compute fabrics as drawn.
// Formula: injection = sum of cable rates at the endpoints; bisection = least cut between two halves of the
// GPUs. Unit: bit/s per direction. Source: fabric reference 4.3 (hub certificate, lower bound) and 4.5
// (explicit partitions, upper bound). Valid for: any cable graph; exact where both bounds meet, else the
// interval is certified. Ignores: routing, congestion, collisions of flows and protocol overhead: it is what
// cables could carry.
#include "analytics/capacity/figure_total.h"
#include "analytics/capacity/parts.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_cut.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/hanging_together.h"
#include "analytics/fabric/tight_bisection.h"
#include "analytics/inputs/fabric.h"
#include "analytics/metrics/metric.h"
#include "analytics/metrics/metrics.h"

namespace rackloom::analytics {
namespace {

constexpr std::string_view kSource = "Hub certificate below, explicit cut and maximum flow above.";

MetricValue noFabric(Query& q) {
    return unknownValue(q.get<FabricsOfRole>(model::FabricRole::Compute).empty()
                            ? "no compute fabric is drawn"
                            : "no device with compute ports is attached to a compute fabric");
}

double totalGpus(Query& q) {
    double gpus = 0;
    for (const auto& [rack, count] : *q.get<RackGpus>())
        gpus += static_cast<double>(count);
    return gpus;
}

/// What a reader must know about the graph before trusting the number.
void addLimits(Query& q, const DrawnFabric& fabric, MetricValue& value) {
    if (fabric.unknownRates > 0) {
        value.warnings.push_back(std::to_string(fabric.unknownRates) +
                                 " cables have ports of unknown rate and are left out");
        const auto cables = static_cast<double>(fabric.linkCount());
        value.coverage = cables / (cables + fabric.unknownRates);
    }
    if (!fabric.countsGpus()) return;
    const double apart = totalGpus(q) - static_cast<double>(fabric.contracted().totalWeight);
    if (apart > 0)
        value.warnings.push_back(
            std::to_string(static_cast<long long>(apart)) +
            " GPUs stand in racks or devices that no compute fabric attaches; they are not "
            "among the halves");
}

std::uint32_t strandedEndpoints(Query& q, const DrawnFabric& fabric) {
    std::uint32_t stranded = 0;
    for (const std::uint32_t v : q.get<ComputeTogether>()->bare)
        stranded += fabric.weight()[v];
    return stranded;
}

MetricValue injection(Query& q) {
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    if (fabric->endpoints().empty()) return noFabric(q);
    std::int64_t sum = 0;
    const ContractedGraph& graph = fabric->contracted();
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        if (!graph.isEndpoint(c)) continue;
        for (const ContractedGraph::Arc& arc : graph.arcsOf(c)) {
            const std::int64_t all = arc.capacity * graph.classes[c].size * graph.classes[arc.to].size;
            // A link between two endpoints is met from both.
            if (!graph.isEndpoint(arc.to) || arc.to > c) sum += all;
        }
    }
    MetricValue value = countValue(bitRate(sum));
    addLimits(q, *fabric, value);
    return value;
}

template <class Cut> MetricValue bisectionBy(Query& q) {
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    if (fabric->endpoints().empty()) return noFabric(q);
    const Shared<Bisection> cut = q.get<Cut>();
    MetricValue value = intervalValue(bitRate(cut->lower), bitRate(cut->upper));
    addLimits(q, *fabric, value);
    value.inputs.push_back(
        drawnInput(fabric->countsGpus() ? "GPUs that are halved" : "Devices that are halved",
                   static_cast<double>(fabric->contracted().totalWeight), "1"));
    value.inputs.push_back(
        drawnInput("Cables", static_cast<double>(fabric->linkCount()), "1", "bounds by " + cut->method));
    if (!cut->exact())
        value.warnings.push_back(
            "the least cut lies between both bounds; the upper one is a cut that exists");
    if (const std::uint32_t stranded = strandedEndpoints(q, *fabric); stranded > 0)
        value.warnings.push_back(
            std::to_string(stranded) +
            " endpoints have no cable; they count as part of a half and lower the number");
    return value;
}

MetricValue stranded(Query& q) {
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    if (fabric->endpoints().empty()) return noFabric(q);
    return countValue(strandedEndpoints(q, *fabric));
}

Metric metric(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
              std::string_view formula, MetricValue (*compute)(Query&)) {
    return {{.id = id,
             .label = label,
             .unit = unit,
             .family = Family::Fabric,
             .lane = Lane::Interactive,
             .higherIsBetter = true,
             .sentence = sentence,
             .formula = formula,
             .source = kSource,
             .validFor = "Any drawn cables; several compute fabrics count as planes of one.",
             .ignores = "Routing, congestion and protocol overhead."},
            compute};
}

}  // namespace

std::vector<Metric> scaleOutMetrics() {
    std::vector<Metric> out = {
        metric("fabric.scale_out.injection", "Scale-out injection", "bit/s",
               "How much all GPUs together can send into the compute fabrics, in one direction.",
               "Sum of the rates of all cables at endpoints.", injection),
        metric("fabric.scale_out.bisection", "Scale-out bisection", "bit/s",
               "The least bandwidth between two equal halves of the GPUs through the compute fabrics, in one "
               "direction.",
               "Minimum over balanced splits of the GPUs of the capacity that crosses; switches take the "
               "cheaper side.",
               bisectionBy<ComputeCut>),
        metric("fabric.stranded_endpoints", "Stranded endpoints", "1",
               "How many GPUs (or devices, where there are no GPUs) belong to a compute fabric but have no "
               "cable.",
               "Endpoints without any link in the graph of the compute fabrics.", stranded),
    };
    out[1].info.brief = "Bisection";
    out.back().info.higherIsBetter = false;
    return out;
}

const Metric& tightScaleOutBisection() {
    static const Metric tight = [] {
        Metric out = scaleOutMetrics()[1];
        out.info.lane = Lane::Slow;
        out.compute = bisectionBy<TightComputeCut>;
        return out;
    }();
    return tight;
}

}  // namespace rackloom::analytics
