// SPDX-License-Identifier: GPL-3.0-or-later
// Cost: what everything drawn costs to buy, as far as the catalogue knows prices.
// Formula: sum over devices, enclosures, power elements, cooling units and cables of the price, a device's
// own price including its parts. Unit: USD. Source: prices in the catalogue, dated, each with its own source;
// facility reference C2. Valid for: equipment with a price; coverage tells how much that is, by number.
// Ignores: building, installation, fibre trunks and trays, spares, discounts. What an hour costs is in
// cost_hour.cpp.
#include "analytics/capacity/figure_total.h"
#include "analytics/economics/price_date.h"
#include "analytics/inputs/catalog.h"
#include "analytics/loads/bill.h"
#include "analytics/metrics/metric.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

const model::Figure<Money>& noPrice() {
    static const auto kNone = model::Figure<Money>::unknown("no price is known");
    return kNone;
}

void addLine(Query& q, FigureTotal& total, const BillLine& line) {
    if (!line.type.isValid()) {
        model::DeviceType open;
        open.name = nameOf(q, line);
        total.add(open, line.count, model::Figure<Money>::unknown("none of the allowed cables reaches"));
        return;
    }
    const model::DeviceType& type = *q.get<TypeOf>(line.type);
    total.add(type, line.count, line.price ? type.price->amount : noPrice());
}

/// Prices age, so that each says what day it is of.
void addDates(Query& q, const std::vector<BillLine>& lines, std::vector<Input>& inputs) {
    for (std::size_t i = 0; i < lines.size() && i < inputs.size(); ++i) {
        if (!lines[i].price) continue;
        const std::string& date = q.get<TypeOf>(lines[i].type)->price->date;
        if (date.empty()) continue;
        std::string& note = inputs[i].note;
        if (!note.empty()) note += "; ";
        note += newestDay(date) ? "price of " + date : "price without a date";
    }
}

MetricValue capex(Query& q) {
    FigureTotal total("USD");
    const std::vector<BillLine>& lines = q.get<Bill>()->lines;
    for (const BillLine& line : lines)
        addLine(q, total, line);
    MetricValue value = total.value("nothing is drawn that could have a price");
    addDates(q, lines, value.inputs);
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
    MetricInfo i = described(id, label, "USD", sentence, formula);
    i.family = Family::Economics;
    i.higherIsBetter = false;
    i.source = "Prices in the catalogue, each with source and date; facility reference C1, C2.";
    i.validFor = "Equipment whose price is known; the coverage says how much.";
    i.ignores = "Building, installation, fibre trunks and trays, spares, discounts, interest.";
    return i;
}

}  // namespace

std::vector<Metric> costMetrics() {
    return {
        {info("cost.capex", "Equipment cost",
              "What the drawn equipment and its cables cost to buy, as far as prices are known.",
              "Sum of prices; a device's own price includes its parts, else its parts are summed."),
         capex},
    };
}

}  // namespace rackloom::analytics
