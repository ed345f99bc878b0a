// SPDX-License-Identifier: GPL-3.0-or-later
// Cost of a used GPU-hour over utilisation: owned, reserved, on demand and spot.
#include "analytics/charts/chart_maker.h"
#include "analytics/economics/renting.h"
#include "analytics/loads/rent_market.h"
#include "analytics/loads/site_cost.h"

namespace rackloom::analytics {

namespace {

constexpr int kSteps = 20;  ///< of five per cent each

template <class F> ChartSeries curve(const char* name, F&& costAt) {
    ChartSeries series{name, false, {}, {}, {}};
    for (int i = 1; i <= kSteps; ++i) {
        const double used = static_cast<double>(i) / kSteps;
        series.data.push_back({used, costAt(used), {}});
    }
    return series;
}

double overUse(double paid, double used) {
    return spreadOverUse(MoneyRate::si(paid), used).value_or(MoneyRate{}).si();
}

void addOwning(const CostState& s, const RentPrices& rent, Chart& chart) {
    const double each = s.year.total().si() / (s.gpus * s.availability);
    chart.series.push_back(curve("Owned", [&](double used) { return overUse(each, used); }));
    const auto cross = [&](const char* label, const std::optional<double>& price) {
        const double at = price && *price > 0 ? each / *price : 2;
        if (at <= 1) chart.marks.push_back({label, at, std::nullopt});
    };
    cross("owning beats reserved", rent.reserved);
    cross("owning beats on demand", rent.onDemand);
    chart.marks.push_back({"utilisation now", s.utilisation, std::nullopt});
    if (s.pricedShare < 1)
        chart.notes.push_back("Prices of a part of the equipment are unknown; owning looks too cheap.");
}

/// Which row a curve rests on, and who made the table.
void addNote(const char* what, const std::string& row, const Input& listed, Chart& chart) {
    if (!row.empty())
        chart.notes.push_back(std::string(what) + ": " + row + "; " + listed.note +
                              ". Source: " + listed.source + '.');
    else if (listed.value)
        chart.notes.push_back(std::string(what) + ": as stated in the assumptions, " + listed.source + '.');
}

Chart make(Query& q) {
    const RentPrices& rent = *q.get<RentMarket>();
    const CostState& s = *q.get<SiteCost>();
    if (!s.problem.empty() && !rent.problem.empty()) return noChart(s.problem + "; " + rent.problem);
    Chart chart;
    if (s.problem.empty())
        addOwning(s, rent, chart);
    else
        chart.notes.push_back("Owning is left out: " + s.problem + '.');
    if (!rent.problem.empty()) chart.notes.push_back("Renting is left out: " + rent.problem + '.');
    if (rent.reserved)
        chart.series.push_back(curve("Reserved", [&](double used) { return overUse(*rent.reserved, used); }));
    if (rent.onDemand) chart.series.push_back(curve("On demand", [&](double) { return *rent.onDemand; }));
    if (rent.spot) chart.series.push_back(curve("Spot, useful", [&](double) { return *rent.spot; }));
    addNote("On demand", rent.row, rent.listed, chart);
    if (rent.spot) addNote("Spot", rent.spotRow, rent.spotListed, chart);
    return chart;
}

}  // namespace

ChartMaker ownOrRentChart() {
    return {
        {.id = "cost.own_or_rent",
         .title = "Own or rent",
         .kind = ChartKind::Curves,
         .x = {"Share of hours used", "1"},
         .y = {"Cost of a used GPU-hour", "USD/s"},
         .sentence = "What a used GPU-hour costs owned, reserved, on demand and on spot, over how many "
                     "hours are used.",
         .source = "Facility reference C2, C4; rents from the shipped price table, or as the site states."},
        make};
}

}  // namespace rackloom::analytics
