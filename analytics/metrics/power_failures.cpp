// SPDX-License-Identifier: GPL-3.0-or-later
// Power after failures: what is left of the tightest limit, what goes dark, and how many racks have which
// proven redundancy. Formula: the tree is solved without each element in turn (an element of several equal
// units loses one); margin = 1 − load / limit; redundancy from vertex-disjoint paths and that sweep.
// Unit: 1, W. Source: facility reference A5. Valid for: single failures at the planning load. Ignores:
// failures of supplies inside racks, common causes, the time that a transfer takes, elements of unknown
// limit.
#include "analytics/capacity/figure_total.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_sweep.h"
#include "analytics/loads/power_words.h"
#include "analytics/metrics/metric.h"

#include <array>

namespace rackloom::analytics {
namespace {

constexpr const char* kNoTree = "no power tree with live elements is drawn";

Input named(std::string label, std::string name) {
    return {std::move(label), std::nullopt, {}, "drawing", {}, std::move(name), {}};
}

void addUnlimited(const PowerDrawing& drawing, MetricValue& value) {
    std::size_t known = 0;
    for (const PowerElement& e : drawing.tree.elements)
        known += e.limit ? 1 : 0;
    value.coverage = static_cast<double>(known) / static_cast<double>(drawing.tree.elements.size());
    if (known < drawing.tree.elements.size())
        value.warnings.push_back(std::to_string(drawing.tree.elements.size() - known) +
                                 " elements have no known limit");
}

MetricValue worstMargin(Query& q) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    const SweepResult& sweep = q.get<PowerSweep>()->result;
    std::optional<TightElement> tightest;
    std::size_t cause = 0;
    for (std::size_t i = 0; i < sweep.outcomes.size(); ++i) {
        const auto& t = sweep.outcomes[i].tightest;
        if (!t || (tightest && t->loadShare <= tightest->loadShare)) continue;
        tightest = t;
        cause = sweep.failures[i].element;
    }
    if (sweep.outcomes.empty()) return unknownValue(kNoTree);
    if (!tightest) return unknownValue("no element of the power tree has a known limit");
    MetricValue value = countValue(1 - tightest->loadShare);
    value.inputs.push_back(named("Tightest element", powerNodeName(q, drawing.nodes[tightest->element])));
    value.inputs.push_back(named("After losing", failedName(q, drawing, cause)));
    value.inputs.push_back(
        drawnInput("Failures tried", static_cast<double>(sweep.outcomes.size()), "1", "one at a time"));
    addUnlimited(drawing, value);
    return value;
}

/// The failure with the most of something.
template <class Of> MetricValue mostOf(Query& q, const Of& of) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    const SweepResult& sweep = q.get<PowerSweep>()->result;
    if (sweep.outcomes.empty()) return unknownValue(kNoTree);
    std::size_t worst = 0;
    for (std::size_t i = 1; i < sweep.outcomes.size(); ++i)
        if (of(sweep.outcomes[i]) > of(sweep.outcomes[worst])) worst = i;
    MetricValue value = countValue(of(sweep.outcomes[worst]));
    if (value.value() > 0)
        value.inputs.push_back(named("Worst loss", failedName(q, drawing, sweep.failures[worst].element)));
    value.inputs.push_back(
        drawnInput("Failures tried", static_cast<double>(sweep.outcomes.size()), "1", "one at a time"));
    return value;
}

MetricValue racksDark(Query& q) {
    return mostOf(q, [](const FailureOutcome& o) { return static_cast<double>(o.loadsDark); });
}
MetricValue powerDark(Query& q) {
    return mostOf(q, [](const FailureOutcome& o) { return o.unserved.si(); });
}

MetricValue racksTwoN(Query& q) {
    std::array<double, 4> counts{};
    for (const auto& [rack, supply] : *q.get<RackSupplies>())
        ++counts[static_cast<std::size_t>(supply.label)];
    if (q.get<DrawnPower>()->nodes.empty()) return unknownValue("no power tree is drawn");
    if (counts[0] + counts[1] + counts[2] + counts[3] <= 0)
        return unknownValue("no rack that draws power is drawn");
    MetricValue value = countValue(counts[static_cast<std::size_t>(Redundancy::TwoN)]);
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0) value.contributions.push_back({std::string(kRedundancyNames[i]), counts[i]});
    sortLargestFirst(value.contributions);
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = Family::Power;
    i.lane = Lane::Slow;
    i.higherIsBetter = false;
    i.source = "Facility reference A5; limits from the catalogue.";
    i.validFor = "Any one failure at the planning load; of several equal units one is lost.";
    i.ignores = "Failures of supplies inside racks, common causes, elements of unknown limit.";
    return i;
}

}  // namespace

std::vector<Metric> powerFailuresMetrics() {
    MetricInfo margin =
        info("power.worst_margin", "Smallest power margin after a failure", "1",
             "What is left of the tightest limit after the worst single failure.",
             "Smallest over failures and live elements of 1 − load / limit; negative: overloaded.");
    MetricInfo twoN = info("power.racks_2n", "Racks with proven 2N supply", "1",
                           "Racks that two ways without a common element reach, and that no single failure "
                           "overloads anything above.",
                           "Maximum flow on the tree with every element split, and the failure sweep.");
    margin.higherIsBetter = twoN.higherIsBetter = true;
    return {{margin, worstMargin},
            {info("power.racks_dark", "Racks dark after a failure", "1",
                  "Racks without power after the single failure that darkens most.",
                  "Largest over failures of the racks that no live source reaches any more."),
             racksDark},
            {info("power.dark", "Power dark after a failure", "W",
                  "What those racks would draw that a single failure leaves without power.",
                  "Largest over failures of the planning power of the racks that go dark."),
             powerDark},
            {twoN, racksTwoN}};
}

}  // namespace rackloom::analytics
