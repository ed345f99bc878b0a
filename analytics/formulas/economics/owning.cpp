// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of an owned cluster.
#include "analytics/economics/annuity.h"
#include "analytics/economics/ownership.h"
#include "analytics/economics/renting.h"
#include "analytics/formulas/formula.h"

namespace rackloom::analytics {

namespace {

constexpr std::string_view kC2 = "Rackloom facility reference, C2";
constexpr std::string_view kC4 = "Rackloom facility reference, C4";

double gpus(Arguments& a) {
    return a.number("N", 1e-6, 1e12);
}
Ownership ownership(Arguments& a) {
    Ownership o;
    o.hardware = a.number("capex_usd", 0, 1e15) * unit::usd;
    o.hardwareRate = a.number("r", 0, 10);
    o.hardwareYears = a.number("n", 1e-6, 1e3);
    o.salvage = a.number("salvage", 0, 1);
    o.facility = a.number("facility_usd", 0, 1e15) * unit::usd;
    o.facilityRate = a.number("r_fac", 0, 10);
    o.facilityYears = a.number("n_fac", 1e-6, 1e3);
    o.contracted = o.it = a.number("it_kW", 0, 1e9) * unit::kW;
    o.lease = a.number("colo_usd_kW_mo", 0, 1e6) * kUsdPerKwMonth;
    o.load = a.number("load", 0, 1);
    o.pue = a.number("pue", 1, 10);
    o.energy = a.number("usd_kWh", 0, 100) * kUsdPerKwh;
    o.maintenance = a.number("maint", 0, 1);
    o.staff = a.number("staff_usd", 0, 1e15) * kUsdPerYear;
    return o;
}
AnnualCost cost(Arguments& a) {
    return annualCost(ownership(a)).value_or(AnnualCost{});
}
FormulaAnswer hour(Arguments& a) {
    return {costOfHour(cost(a).total(), gpus(a), a.number("util", 1e-6, 1), a.number("avail", 1e-6, 1))
                .value_or(MoneyRate{})
                .in(kUsdPerHour),
            {}};
}
FormulaAnswer energyBill(Arguments& a) {
    return {cost(a).energy.in(kUsdPerYear), {}};
}
MoneyRate rent(Arguments& a) {
    return a.number("rent_usd_gpu_h", 1e-9, 1e9) * kUsdPerHour;
}
FormulaAnswer breakEven(Arguments& a) {
    return {breakEvenUtilisation(cost(a).total(), gpus(a), a.number("avail", 1e-6, 1), rent(a)).value_or(0),
            {}};
}
FormulaAnswer months(Arguments& a) {
    const auto time =
        payback(ownership(a).hardware, rent(a) * (gpus(a) * a.number("util", 1e-6, 1)), cost(a).operating());
    if (!time)
        a.fail("rent_usd_gpu_h", "renting costs no more than running the cluster", "It never pays back.");
    return {time.value_or(Duration{}).in(a.number("hours_month", 1, 1e4) * unit::hour), {}};
}
FormulaAnswer fleetEnergy(Arguments& a) {
    const Power it = gpus(a) * a.number("tdp_W", 0, 1e9) * unit::W;
    const MoneyRate bill =
        it * (a.number("load", 0, 1) * a.number("pue", 1, 10)) * (a.number("usd_kWh", 0, 100) * kUsdPerKwh);
    return {bill.in(kUsdPerYear)*a.number("years", 0, 1e3), {}};
}
FormulaAnswer coolingParts(Arguments& a) {
    return {a.number("compute_trays", 0, 1e9) * a.number("usd_ct", 0, 1e12) +
                a.number("switch_trays", 0, 1e9) * a.number("usd_st", 0, 1e12),
            {}};
}

/// What every formula of an owned cluster takes, and what one takes besides.
std::vector<FormulaParameter> ownedParameters(const std::vector<FormulaParameter>& besides = {}) {
    std::vector<FormulaParameter> all{{"N", "GPUs."},
                                      {"capex_usd", "Price of the equipment in USD."},
                                      {"r", "Cost of capital a year."},
                                      {"n", "Life of the equipment in years."},
                                      {"salvage", "Share that comes back.", "0"},
                                      {"it_kW", "IT power in kW."},
                                      {"pue", "PUE."},
                                      {"usd_kWh", "Price of electricity in USD/kWh."},
                                      {"load", "Share of full draw."},
                                      {"maint", "Maintenance a year, share of the equipment."},
                                      {"staff_usd", "Staff in USD a year.", "0"},
                                      {"facility_usd", "Owned building in USD.", "0"},
                                      {"colo_usd_kW_mo", "Rent of a leased building in USD/kW/month.", "0"},
                                      {"util", "Share of hours used.", "1"},
                                      {"avail", "Share of hours offered.", "1"},
                                      {"r_fac", "Cost of capital of the building.", "0.08"},
                                      {"n_fac", "Life of the building in years.", "15"}};
    all.insert(all.end(), besides.begin(), besides.end());
    return all;
}

}  // namespace

std::vector<Formula> owningFormulas() {
    return {
        {"cost.gpu_hour", "Cost of a GPU-hour sold",
         "(capital + building + energy + maintenance + staff) / (N · 8,760 h · util · avail)", "usd_gpu_h",
         "USD/h", kC2, "One life for all equipment.", ownedParameters(), hour},
        {"cost.energy_bill", "Energy bill of a year", "P load PUE 8,760 h price", "usd", "USD", kC2,
         "As cost.gpu_hour.", ownedParameters(), energyBill},
        {"cost.break_even", "Utilisation at which owning costs what renting does",
         "annual / (N · 8,760 h · avail · rent)", "util", "1", kC4, "As cost.gpu_hour.",
         ownedParameters({{"rent_usd_gpu_h", "Rent of a GPU in USD/h."}}), breakEven},
        {"cost.payback", "Months until the price has come back", "capex / (rent − running cost)", "months",
         "months", kC4, "Simple, no interest.",
         ownedParameters(
             {{"rent_usd_gpu_h", "Rent of a GPU in USD/h."}, {"hours_month", "Hours of a month.", "730"}}),
         months},
        {"cost.fleet_energy",
         "Energy bill of a fleet",
         "N P load PUE 8,760 h price years",
         "usd",
         "USD",
         kC2,
         "GPUs alone.",
         {{"N", "GPUs."},
          {"tdp_W", "Draw of one in W."},
          {"load", "Share of full draw."},
          {"pue", "PUE."},
          {"usd_kWh", "Price of electricity in USD/kWh."},
          {"years", "Years.", "1"}},
         fleetEnergy},
        {"cost.cooling_parts",
         "Cooling parts of a rack",
         "n_c p_c + n_s p_s",
         "usd",
         "USD",
         kC2,
         "Prices of parts for each tray.",
         {{"compute_trays", "Compute trays."},
          {"usd_ct", "Parts of one in USD."},
          {"switch_trays", "Switch trays."},
          {"usd_st", "Parts of one in USD."}},
         coolingParts},
    };
}

}  // namespace rackloom::analytics
