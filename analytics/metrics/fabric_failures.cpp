// SPDX-License-Identifier: GPL-3.0-or-later
// Bisection of the compute fabrics after failures: of one switch, of several, of cables.
// Formula: lower = bisection − half the capacity of a switch (it may stand on the cheaper side of any cut),
// − the capacity of a cable; upper = the known cut without what failed. Unit: bit/s per direction. Source:
// fabric reference 4 and 7 (certificates, O(1) rules). Valid for: any drawn cables; certified intervals, also
// as a mean over all choices. Ignores: time to repair, routing around a loss, how likely each failure is,
// scale-up links, endpoints that fail.
#include "analytics/capacity/figure_total.h"
#include "analytics/engine/node_store.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_cut.h"
#include "analytics/fabric/failure_bounds.h"
#include "analytics/inputs/work.h"
#include "analytics/metrics/metric.h"

#include <cmath>

namespace rackloom::analytics {
namespace {

constexpr std::string_view kTierNames[] = {"endpoint", "leaf", "spine", "core"};

struct ComputeSwitchLosses {
    using Key = NoKey;
    using Value = Shared<SwitchLosses>;
    static constexpr std::string_view kName = "compute switch losses";
    static Value compute(const Key&, Query& q) {
        const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
        return afterOneSwitch(*q.get<ComputeLinks>(), fabric->contracted(), *q.get<ComputeCut>(),
                              [&] { q.poll(); });
    }
};

MetricValue inBits(const LossInterval& interval) {
    return intervalValue(interval.lower * kBitsPerCapacity, interval.upper * kBitsPerCapacity);
}

std::string obstacle(Query& q) {
    return q.get<ComputeGraph>()->endpoints().empty() ? "no compute fabric attaches an endpoint" : "";
}

void addHealthy(Query& q, MetricValue& value) {
    value.inputs.push_back(
        drawnInput("Bisection with nothing lost", bitRate(q.get<ComputeCut>()->upper), "bit/s"));
}

MetricValue oneSwitch(Query& q, bool worst) {
    if (const std::string why = obstacle(q); !why.empty()) return unknownValue(why);
    const SwitchLosses& losses = *q.get<ComputeSwitchLosses>();
    if (losses.switches == 0) return unknownValue("no switch has cables");
    MetricValue value = inBits(worst ? losses.worst : losses.mean);
    addHealthy(q, value);
    const auto& tiers = worst ? losses.worstOfTier : losses.meanOfTier;
    for (std::size_t level = 1; level < tiers.size(); ++level)
        if (losses.switchesOfTier[level] > 0)
            value.inputs.push_back(
                drawnInput(std::string("Without a ") +
                               std::string(level < std::size(kTierNames) ? kTierNames[level] : "higher") +
                               " switch, at least",
                           tiers[level].lower * kBitsPerCapacity, "bit/s",
                           std::to_string(losses.switchesOfTier[level]) + " switches"));
    return value;
}

MetricValue worstSwitch(Query& q) {
    return oneSwitch(q, true);
}
MetricValue meanSwitch(Query& q) {
    return oneSwitch(q, false);
}

std::uint32_t assumedCount(Query& q, const char* id, MetricValue& value) {
    const model::Assumption& assumption = q.get<AssumptionOf>(id);
    value.inputs.push_back(drawnInput(id, assumption.value, "1"));
    value.inputs.back().source = assumption.source;
    return static_cast<std::uint32_t>(std::lround(assumption.value));
}

MetricValue severalSwitches(Query& q) {
    if (const std::string why = obstacle(q); !why.empty()) return unknownValue(why);
    MetricValue explained;
    const std::uint32_t count = assumedCount(q, "failure.switches", explained);
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    MetricValue value =
        inBits(afterWorstSwitches(*q.get<ComputeLinks>(), fabric->contracted(), *q.get<ComputeCut>(), count));
    value.inputs = std::move(explained.inputs);
    addHealthy(q, value);
    return value;
}

MetricValue cables(Query& q, LossInterval CableLosses::*which) {
    if (const std::string why = obstacle(q); !why.empty()) return unknownValue(why);
    MetricValue explained;
    const std::uint32_t count = assumedCount(q, "failure.cables", explained);
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    MetricValue value = inBits(afterCables(*q.get<ComputeLinks>(), *q.get<ComputeCut>(), count).*which);
    value.inputs = std::move(explained.inputs);
    value.inputs.push_back(drawnInput("Cables", static_cast<double>(fabric->linkCount()), "1"));
    addHealthy(q, value);
    return value;
}

MetricValue worstCables(Query& q) {
    return cables(q, &CableLosses::worst);
}
MetricValue meanCables(Query& q) {
    return cables(q, &CableLosses::expected);
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, "bit/s", sentence, formula);
    i.family = Family::Fabric;
    i.lane = Lane::Slow;
    i.higherIsBetter = true;
    i.source =
        "Sound rules on the certified bisection and its cut; hub certificate where few switches are open.";
    i.validFor = "Any drawn cables; several compute fabrics count as planes of one.";
    i.ignores = "How likely failures are, repair, routing, scale-up links.";
    return i;
}

}  // namespace

std::vector<Metric> fabricFailuresMetrics() {
    return {
        {info("fabric.bisection.switch_loss.worst", "Bisection without the worst switch",
              "The bisection of the compute fabrics after the one switch fails whose loss costs most.",
              "Minimum over switches of the bisection without it: at least bisection − half its capacity."),
         worstSwitch},
        {info("fabric.bisection.switch_loss.expected", "Bisection without some switch",
              "The bisection of the compute fabrics after one switch fails, averaged over all switches.",
              "Mean over switches of the bisection without each."),
         meanSwitch},
        {info("fabric.bisection.switches_lost", "Bisection without several switches",
              "The bisection after the assumed number of switches fails, chosen to do the most harm.",
              "At least bisection − half the capacity of the largest switches; at most the known cut without "
              "switches chosen one by one."),
         severalSwitches},
        {info("fabric.bisection.cables_lost.worst", "Bisection without the worst cables",
              "The bisection after the assumed number of cables fails, chosen to do the most harm.",
              "Bisection − capacity of that many cables of its cut."),
         worstCables},
        {info(
             "fabric.bisection.cables_lost.expected", "Bisection without some cables",
             "The bisection after the assumed number of cables fails, averaged over all choices.",
             "At least bisection − number × mean capacity; at most the known cut − number × its share of all "
             "capacity."),
         meanCables},
    };
}

}  // namespace rackloom::analytics
