// SPDX-License-Identifier: GPL-3.0-or-later
// Oversubscription per tier and from end to end.
// Formula: per switch capacity to lower tiers ÷ capacity to higher tiers; the metric is the worst switch, the
// weighted mean stands beside it; end to end is the greatest product on a way from an endpoint to the top.
// Unit: 1. Source: fabric reference 5. Valid for: tiered fabrics; planes count as one. Ignores: cables within
// a tier, spare ports, routing, in-network reduction.
#include "analytics/capacity/figure_total.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/tiers.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kLeaf = 1, kSpine = 2;

MetricValue ofTier(Query& q, std::uint32_t level, const char* nothing) {
    if (q.get<ComputeGraph>()->endpoints().empty())
        return unknownValue("no compute fabric attaches an endpoint");
    const Shared<Subscription> shared = q.get<ComputeSubscription>();
    const Subscription& all = *shared;
    if (level >= all.tiers.size() || all.tiers[level].switches == 0) return unknownValue(nothing);
    const TierSubscription& tier = all.tiers[level];
    MetricValue value = countValue(tier.worst);
    value.inputs.push_back(drawnInput("Mean, weighted by uplinks", tier.mean(), "1"));
    value.inputs.push_back(drawnInput("Switches", static_cast<double>(tier.switches), "1",
                                      "with cables both below and above them"));
    value.inputs.push_back(drawnInput("Capacity below", bitRate(1) * tier.below, "bit/s"));
    value.inputs.push_back(drawnInput("Capacity above", bitRate(1) * tier.above, "bit/s"));
    return value;
}

MetricValue leaf(Query& q) {
    return ofTier(q, kLeaf, "no leaf has cables both below and above it");
}
MetricValue spine(Query& q) {
    return ofTier(q, kSpine, "no spine has cables both below and above it");
}

MetricValue endToEnd(Query& q) {
    if (q.get<ComputeGraph>()->endpoints().empty())
        return unknownValue("no compute fabric attaches an endpoint");
    const Shared<Subscription> shared = q.get<ComputeSubscription>();
    const Subscription& all = *shared;
    if (!(all.endToEnd > 0)) return unknownValue("no endpoint is cabled to a switch");
    MetricValue value = countValue(all.endToEnd);
    for (std::size_t level = 1; level < all.tiers.size(); ++level)
        if (all.tiers[level].switches > 0)
            value.inputs.push_back(
                drawnInput("Tier " + std::to_string(level) + ", worst switch", all.tiers[level].worst, "1"));
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, "1", sentence, formula);
    i.family = Family::Fabric;
    i.higherIsBetter = false;
    i.source = "The drawn cables of the compute fabrics.";
    i.validFor = "Tiered fabrics; several compute fabrics count as planes of one.";
    i.ignores = "Cables within a tier, spare ports, routing.";
    return i;
}

}  // namespace

std::vector<Metric> fabricTiersMetrics() {
    constexpr std::string_view kFormula =
        "Maximum over switches of the tier of capacity to lower tiers ÷ capacity to higher tiers.";
    return {
        {info("fabric.oversubscription.leaf", "Oversubscription of leaves",
              "How many times more capacity enters the worst leaf from below than leaves it upwards.",
              kFormula),
         leaf},
        {info("fabric.oversubscription.spine", "Oversubscription of spines",
              "How many times more capacity enters the worst spine from below than leaves it upwards.",
              kFormula),
         spine},
        {info(
             "fabric.oversubscription.end_to_end", "Oversubscription to the top",
             "How much of its rate an endpoint has left at the top of the fabric when all send upwards: 2 is "
             "half of it.",
             "Greatest product of the ratios of the switches on a way from an endpoint to the top tier."),
         endToEnd},
    };
}

}  // namespace rackloom::analytics
