// SPDX-License-Identifier: GPL-3.0-or-later
// Bisection of scale-out and scale-up fabrics together, strict and with whole domains.
// Formula: for one split of the GPUs both cuts add; lower bound = scale-out bound + least scale-up cut that
// halves force. Unit: bit/s per direction. Source: fabric reference 1 (three numbers, always labelled)
// and 4.7 (edge-disjoint fabrics add). Valid for: domains solved exactly; exact where both bounds meet, else
// a certified interval. Ignores: routing between both fabrics, congestion and protocol overhead.
#include "analytics/capacity/figure_total.h"
#include "analytics/fabric/combined_bisection.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

MetricValue valueOf(const CombinedResult& result, const std::optional<Bounds>& bounds,
                    const std::string& why) {
    if (!bounds) return unknownValue(why);
    MetricValue value = intervalValue(bitRate(bounds->lower), bitRate(bounds->upper));
    value.inputs.push_back(drawnInput("GPUs", static_cast<double>(result.gpus), "1"));
    value.inputs.push_back(drawnInput("Scale-up domains", result.domains, "1"));
    return value;
}

MetricValue strict(Query& q) {
    const Shared<CombinedResult>& result = q.get<CombinedBisection>();
    return valueOf(*result, result->strict, result->whyNoStrict);
}

MetricValue aligned(Query& q) {
    const Shared<CombinedResult>& result = q.get<CombinedBisection>();
    MetricValue value = valueOf(*result, result->aligned, result->whyNoAligned);
    if (result->aligned)
        value.inputs.push_back(
            drawnInput("GPUs on the smaller side", static_cast<double>(result->alignedSide), "1"));
    return value;
}

}  // namespace

std::vector<Metric> bothFabricsMetrics() {
    MetricInfo info{
        .id = "fabric.bisection.strict",
        .label = "Bisection, both fabrics",
        .unit = "bit/s",
        .family = Family::Fabric,
        .lane = Lane::Interactive,
        .higherIsBetter = true,
        .sentence = "The least bandwidth between two equal halves of the GPUs through scale-out and "
                    "scale-up fabrics together, in one direction.",
        .formula = "Minimum over equal splits of scale-out cut + scale-up cut. Where halves do not fall "
                   "between whole domains, one domain is split and its cut is part of the number.",
        .source = "Sum of the bounds of edge-disjoint fabrics on the same endpoints.",
        .validFor = "Domains whose cuts are known exactly.",
        .ignores = "Routing, congestion and protocol overhead."};
    MetricInfo whole = info;
    whole.id = "fabric.bisection.domain_aligned";
    whole.label = "Bisection between whole domains";
    whole.sentence =
        "The least bandwidth between two sides made of whole scale-up domains, in one direction.";
    whole.formula =
        "Minimum over splits that keep every domain whole and differ by at most one domain of the capacity "
        "that crosses.";
    return {{info, strict}, {whole, aligned}};
}

}  // namespace rackloom::analytics
