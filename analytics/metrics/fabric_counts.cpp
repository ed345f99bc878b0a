// SPDX-License-Identifier: GPL-3.0-or-later
// Switches and cables of the compute fabrics, and how the tiers are subscribed.
// Formula: counts of present switches per tier and of cables; oversubscription = capacity below ÷ capacity
// above. Unit: 1. Source: the drawn cables; fabric reference 5 for oversubscription. Valid for: tiered
// fabrics (leaf, spine, core); hand-drawn cables count by the tiers of their ends. Ignores: spare ports,
// switches without cables in oversubscription, other roles than compute in the totals.
#include "analytics/capacity/figure_total.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/tiers.h"
#include "analytics/fabric/wiring.h"
#include "analytics/inputs/fabric.h"
#include "analytics/metrics/metric.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

const std::vector<FabricId>& computeFabrics(Query& q) {
    return q.get<FabricsOfRole>(model::FabricRole::Compute);
}

MetricValue none() {
    return unknownValue("no compute fabric is drawn");
}

MetricValue switchesOfTier(Query& q, std::size_t tier) {
    if (computeFabrics(q).empty()) return none();
    MetricValue value = countValue(0);
    for (const FabricId id : computeFabrics(q)) {
        const auto& tiers = q.get<FabricRow>(id)->tiers;
        double present = 0;
        if (tier < tiers.size()) {
            std::size_t first = 0;
            for (std::size_t t = 0; t < tier; ++t)
                first += tiers[t].switches.size();
            const auto& absent = *q.get<AbsentSwitches>(id);
            const std::size_t end = first + tiers[tier].switches.size();
            present = static_cast<double>(end - first) -
                      static_cast<double>(std::count_if(absent.begin(), absent.end(), [&](std::uint32_t s) {
                          return s >= first && s < end;
                      }));
        }
        value.lower = value.upper = value.value() + present;
        value.contributions.push_back({q.get<FabricRow>(id)->name, present});
    }
    return value;
}

MetricValue leaves(Query& q) {
    return switchesOfTier(q, 0);
}
MetricValue spines(Query& q) {
    return switchesOfTier(q, 1);
}
MetricValue cores(Query& q) {
    return switchesOfTier(q, 2);
}

MetricValue cables(Query& q) {
    if (computeFabrics(q).empty()) return none();
    constexpr std::string_view kTierNames[] = {"endpoint to leaf", "leaf to spine", "spine to core"};
    MetricValue value = countValue(0);
    for (const FabricId id : computeFabrics(q)) {
        double all = 0;
        const std::vector<std::uint32_t>& perTier = q.get<FabricWiring>(id)->perTier;
        for (const std::uint32_t cablesOfTier : perTier)
            all += cablesOfTier;
        value.lower = value.upper = value.value() + all;
        for (std::size_t t = 0; t < perTier.size(); ++t) {
            const std::string tier(t < std::size(kTierNames) ? kTierNames[t]
                                                             : std::string_view("higher tiers"));
            value.contributions.push_back(
                {q.get<FabricRow>(id)->name + ", " + tier, static_cast<double>(perTier[t])});
        }
    }
    sortLargestFirst(value.contributions);
    return value;
}

MetricValue oversubscription(Query& q) {
    if (computeFabrics(q).empty()) return none();
    constexpr std::string_view kTiers[] = {"", "Leaf", "Spine", "Core"};
    double worst = 0;
    MetricValue value;
    for (const FabricId id : computeFabrics(q)) {
        const Shared<Subscription> all = q.get<FabricSubscription>(id);
        for (std::size_t level = 1; level < all->tiers.size(); ++level) {
            const TierSubscription& load = all->tiers[level];
            if (!(load.allAbove > 0)) continue;
            worst = std::max(worst, load.worstOfAll);
            const std::string tier(level < std::size(kTiers) ? kTiers[level] : std::string_view("Upper"));
            value.inputs.push_back(drawnInput(q.get<FabricRow>(id)->name + ", " + tier + " tier on average",
                                              load.allBelow / load.allAbove, "1"));
            value.contributions.push_back(
                {q.get<FabricRow>(id)->name + ", " + tier + " tier", load.worstOfAll});
        }
    }
    if (worst > 0)
        value.lower = value.upper = worst;
    else
        value.unknownReason = "no switch has cables both below and above it";
    return value;
}

Metric metric(std::string_view id, std::string_view label, std::string_view sentence,
              std::string_view formula, MetricValue (*compute)(Query&)) {
    return {{.id = id,
             .label = label,
             .unit = "1",
             .family = Family::Fabric,
             .lane = Lane::Interactive,
             .higherIsBetter = false,
             .sentence = sentence,
             .formula = formula,
             .source = "The drawn fabric.",
             .validFor = "Compute fabrics; each fabric is listed on its own as well.",
             .ignores = "Storage, in-band and out-of-band fabrics; spare ports."},
            compute};
}

}  // namespace

std::vector<Metric> fabricCountsMetrics() {
    return {
        metric("fabric.leaves", "Leaf switches", "How many leaf switches the compute fabrics have.",
               "Present switches of the first tier.", leaves),
        metric("fabric.spines", "Spine switches", "How many spine switches the compute fabrics have.",
               "Present switches of the second tier.", spines),
        metric("fabric.cores", "Core switches", "How many core switches the compute fabrics have.",
               "Present switches of the third tier.", cores),
        metric("fabric.cables", "Compute cables", "How many cables the compute fabrics have.",
               "Generated cables less removed ones plus those drawn by hand.", cables),
        metric("fabric.oversubscription", "Oversubscription",
               "How many times more capacity enters the worst switch from below than leaves it upwards; 1 is "
               "non-blocking.",
               "Maximum over switches of capacity to lower tiers ÷ capacity to higher tiers.",
               oversubscription),
    };
}

}  // namespace rackloom::analytics
