// SPDX-License-Identifier: GPL-3.0-or-later
// Cost: what the drawn equipment costs to buy, as far as the catalogue knows prices.
// Formula: sum over devices, enclosures, power elements and cooling units of the price, a device's own price
// including its parts. Unit: USD. Source: prices in the catalogue, dated, each with its own source; facility
// reference C2. Valid for: equipment with a price; coverage tells how much that is. Ignores: cables, optics,
// building, installation, discounts. What an hour costs is in cost_hour.cpp.
#include "analytics/capacity/figure_total.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/rack_load.h"
#include "analytics/metrics/metric.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {
namespace {

/// Deeper nesting than any device has; the model refuses types that contain themselves.
constexpr int kDeepest = 8;

/// A device with a price stands for its parts; one without is the sum of them.
void addPrice(Query& q, FigureTotal& total, DeviceTypeId id, int count, int depth = 0) {
    if (count <= 0 || depth > kDeepest) return;
    const model::DeviceType& type = *q.get<TypeOf>(id);
    if (type.key.empty()) return;
    if (type.price && type.price->amount.known())
        total.add(type, count, type.price->amount);
    else if (type.components.empty())
        total.add(type, count, model::Figure<Money>::unknown("no price is known"));
    else
        for (const model::Component& part : type.components)
            addPrice(q, total, q.get<TypeByKey>(part.type), count * part.count, depth + 1);
}

MetricValue capex(Query& q) {
    FigureTotal total("USD");
    const DeviceCounts& counts = *q.get<SiteDevices>();
    for (const auto* list : {&counts.devices, &counts.enclosures})
        for (const auto& [id, count] : *list)
            addPrice(q, total, id, count);
    // Type by type: a large site has thousands of equal power elements.
    std::map<DeviceTypeId, int> equipment;
    for (const auto& [id, node] : *q.get<PowerNodes>())
        equipment[node.type] += std::max(node.count, 0);
    for (const auto& [id, unit] : *q.get<CoolingUnits>())
        equipment[unit.type] += std::max(unit.count, 0);
    for (const auto& [id, count] : equipment)
        addPrice(q, total, id, count);
    MetricValue value = total.value("nothing is drawn that could have a price");
    std::sort(value.missing.begin(), value.missing.end());
    value.missing.erase(std::unique(value.missing.begin(), value.missing.end()), value.missing.end());
    if (value.known() && value.coverage < 1)
        value.warnings.push_back(
            "prices are known for a part of the equipment only; the true cost is higher");
    if (!value.known() && value.coverage == 0)
        value.unknownReason = "the catalogue holds no price for anything drawn";
    return value;
}

MetricInfo info(std::string_view id, std::string_view label, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i;
    i.id = id;
    i.label = label;
    i.unit = "USD";
    i.family = Family::Economics;
    i.higherIsBetter = false;
    i.sentence = sentence;
    i.formula = formula;
    i.source = "Prices in the catalogue, each with source and date; facility reference C1, C2.";
    i.validFor = "Equipment whose price is known; the coverage says how much.";
    i.ignores = "Cables, optics, building, installation, discounts, interest.";
    return i;
}

}  // namespace

std::vector<Metric> costMetrics() {
    return {
        {info("cost.capex", "Equipment cost",
              "What the drawn equipment costs to buy, as far as prices are known.",
              "Sum of prices; a device's own price includes its parts, else its parts are summed."),
         capex},
    };
}

}  // namespace rackloom::analytics
