// SPDX-License-Identifier: GPL-3.0-or-later
// Cost of a GPU-hour of the drawn cluster. Formula: (equipment (CRF − s SFF) + building CRF or rent + energy
// + maintenance + staff) / (GPUs · 8,760 h · utilisation · availability); useful = that / goodput. Unit: USD
// a year, USD/s. Source: facility reference C1, C2; prices from the catalogue or as the site states.
// Valid for: one life for all equipment, prices that do not change. Ignores: tax, whatever has no price,
// land, network to the outside, storage services.
#include "analytics/capacity/figure_total.h"
#include "analytics/economics/annuity.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/bill.h"
#include "analytics/loads/figure_input.h"
#include "analytics/loads/site_cost.h"
#include "analytics/metrics/metric.h"

#include <initializer_list>

namespace rackloom::analytics {
namespace {

/// What holds for every sum of money of the cluster.
MetricValue moneyValue(Query& q, double amount) {
    const CostState& s = *q.get<SiteCost>();
    MetricValue value = countValue(amount);
    value.coverage = s.pricedShare;
    if (s.pricedShare < 1)
        value.warnings.push_back(
            "prices are known for a part of the equipment only; the true cost is higher");
    if (s.assumedPue)
        value.warnings.push_back("nothing drawn is cooled, so the energy rests on an assumed PUE");
    for (const BillLine& line : q.get<Bill>()->lines)
        if (!line.price && s.pricedShare < 1) value.missing.push_back(nameOf(q, line));
    return value;
}

MetricValue ofYear(Query& q, MoneyRate (*read)(const AnnualCost&)) {
    const CostState& s = *q.get<SiteCost>();
    return s.problem.empty() ? moneyValue(q, read(s.year).in(kUsdPerYear)) : unknownValue(s.problem);
}

/// `unit` is what the contributions are counted in.
void addParts(const AnnualCost& year, MoneyRate unit, MetricValue& value) {
    value.contributions = {
        {"Equipment", year.hardware / unit},      {"Building, owned", year.facility / unit},
        {"Building, leased", year.lease / unit},  {"Energy", year.energy / unit},
        {"Maintenance", year.maintenance / unit}, {"Staff", year.staff / unit}};
    sortLargestFirst(value.contributions);
}

MetricValue annual(Query& q) {
    MetricValue value = ofYear(q, [](const AnnualCost& year) { return year.total(); });
    if (value.known()) addParts(q.get<SiteCost>()->year, kUsdPerYear, value);
    addAssumptions(q, value,
                   {"economics.capital_rate", "economics.hardware_years", "economics.salvage",
                    "economics.hardware_usd", "economics.leased", "economics.lease",
                    "economics.facility_price", "economics.facility_rate", "economics.facility_years",
                    "economics.energy_price", "economics.maintenance", "economics.staff"});
    return value;
}
MetricValue energyCost(Query& q) {
    MetricValue value = ofYear(q, [](const AnnualCost& year) { return year.energy; });
    addAssumptions(q, value, {"economics.energy_price", "energy.load", "energy.pue"});
    return value;
}

/// USD/s of one GPU when the share `used` of all hours counts.
MetricValue hourOver(Query& q, double used) {
    const CostState& s = *q.get<SiteCost>();
    if (!s.problem.empty()) return unknownValue(s.problem);
    const auto hour = costOfHour(s.year.total(), s.gpus, used, 1);
    if (!hour) return unknownValue("no hour is used");
    MetricValue value = moneyValue(q, hour->si());
    addParts(s.year, s.year.total() / hour->si(), value);
    value.inputs.push_back(drawnInput("GPUs", s.gpus, "1"));
    return value;
}
MetricValue hourInstalled(Query& q) {
    return hourOver(q, 1);
}
MetricValue hourSold(Query& q) {
    const CostState& s = *q.get<SiteCost>();
    MetricValue value = hourOver(q, s.utilisation * s.availability);
    addAssumptions(q, value, {"economics.utilisation", "economics.availability"});
    return value;
}
MetricValue hourUseful(Query& q) {
    const CostState& s = *q.get<SiteCost>();
    if (s.problem.empty() && !s.goodput)
        return unknownValue("the goodput of a job is unknown; see reliability.goodput");
    MetricValue value = hourOver(q, s.utilisation * s.availability * s.goodput.value_or(1));
    if (s.goodput) value.inputs.push_back(drawnInput("Goodput of the job", *s.goodput, "1"));
    addAssumptions(q, value, {"economics.utilisation", "economics.availability"});
    return value;
}
MetricValue bookHour(Query& q) {
    const CostState& s = *q.get<SiteCost>();
    if (!s.problem.empty()) return unknownValue(s.problem);
    const auto rate =
        straightLine(Money::si(s.hardware), q.get<AssumptionOf>("economics.hardware_years").value, s.gpus);
    if (!rate) return unknownValue("the life of the equipment is not positive");
    MetricValue value = moneyValue(q, rate->si());
    addAssumptions(q, value, {"economics.hardware_years"});
    return value;
}

Metric make(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
            std::string_view formula, MetricValue (*compute)(Query&)) {
    MetricInfo i = described(id, label, unit, sentence, formula);
    i.family = Family::Economics;
    i.higherIsBetter = false;
    i.source = "Facility reference C1, C2; prices of the catalogue with their dates; the site's assumptions.";
    i.validFor = "One life for all equipment, prices that do not change over it.";
    i.ignores = "Tax, whatever has no price, land, network to the outside.";
    return {i, compute};
}

}  // namespace

std::vector<Metric> costHourMetrics() {
    return {
        make("cost.annual", "Cost in a year", "USD",
             "Everything the cluster costs in a year: capital, building, energy, maintenance, staff.",
             "Equipment (CRF − s SFF) + building + energy + maintenance + staff.", annual),
        make("cost.energy", "Energy bill of a year", "USD", "What the electricity of a year costs.",
             "Site energy × price.", energyCost),
        make("cost.gpu_hour_installed", "Cost of an installed GPU-hour", "USD/s",
             "The cost spread over every hour of every GPU, used or not.", "Annual cost / (GPUs · 8,760 h).",
             hourInstalled),
        make("cost.gpu_hour", "Cost of a GPU-hour sold", "USD/s",
             "The cost spread over the hours that are offered and used.",
             "Annual cost / (GPUs · 8,760 h · utilisation · availability).", hourSold),
        make("cost.gpu_hour_useful", "Cost of a useful GPU-hour", "USD/s",
             "The cost of an hour whose work lasts, failures of the job counted in.",
             "Cost of a GPU-hour sold / goodput.", hourUseful),
        make("cost.gpu_hour_book", "Depreciation of a GPU-hour", "USD/s",
             "The book view: the equipment written off in equal parts, interest left out.",
             "Equipment / (life · GPUs).", bookHour),
    };
}

}  // namespace rackloom::analytics
