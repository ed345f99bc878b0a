// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of renting.
#include "analytics/economics/renting.h"
#include "analytics/formulas/formula.h"

namespace rackloom::analytics {

namespace {

constexpr std::string_view kC4 = "Rackloom facility reference, C4";
constexpr std::string_view kD5 = "Rackloom facility reference, D5";

FormulaAnswer spot(Arguments& a) {
    const SpotTerms terms{a.number("lam_per_h", 0, 1e6) * unit::perHour,
                          a.number("delta_s", 0, 1e9) * unit::s, a.number("tau_s", 1e-6, 1e9) * unit::s,
                          a.number("R_s", 0, 1e9) * unit::s};
    const auto price = spotPrice(a.number("usd_h", 0, 1e9) * kUsdPerHour, terms);
    if (!price) a.fail("lam_per_h", "half of the time or more is lost", "Spot is no way to run such a job.");
    return {price.value_or(MoneyRate{}).in(kUsdPerHour), {}};
}
FormulaAnswer reservation(Arguments& a) {
    return {reservationBreakEven(a.number("discount", 0, 1), a.number("prepaid", 0, 1), a.number("r", 0, 10)),
            {}};
}
FormulaAnswer node(Arguments& a) {
    return {a.number("host_usd", 0, 1e9) + a.number("accel_usd", 0, 1e9), {}};
}
FormulaAnswer saving(Arguments& a) {
    return {1 - (a.number("host_spot", 0, 1e9) + a.number("accel_spot", 0, 1e9)) /
                    a.number("od_usd", 1e-9, 1e9),
            {}};
}
FormulaAnswer worth(Arguments& a) {
    OwnOrRent o;
    o.capex = a.number("capex_usd", 0, 1e15) * unit::usd;
    o.salvage = a.number("salvage_usd", 0, 1e15) * unit::usd;
    o.rentSaved = a.number("rent_usd_y", 0, 1e15) * kUsdPerYear;
    o.operating = a.number("opex_usd_y", 0, 1e15) * kUsdPerYear;
    o.rate = a.number("r", 0, 10);
    o.rentDecline = a.number("decline", -1, 1);
    o.years = static_cast<int>(a.number("years", 0, 1000));
    return {netPresentValue(o).value_or(Money{}).in(unit::usd), {}};
}

}  // namespace

std::vector<Formula> rentingFormulas() {
    return {
        {"rent.spot",
         "Price of a useful hour on spot",
         "p / (1 − [δ/τ + λ (τ/2 + R)])",
         "usd_h",
         "USD/h",
         kC4,
         "Less than half of the time lost.",
         {{"usd_h", "Listed price in USD/h."},
          {"lam_per_h", "Preemptions an hour."},
          {"delta_s", "Checkpoint in s."},
          {"tau_s", "Time between checkpoints in s."},
          {"R_s", "Restart in s."}},
         spot},
        {"rent.reservation",
         "Utilisation above which a reservation is cheaper",
         "(1 − d) (φ (1 + r) + 1 − φ)",
         "util",
         "1",
         kC4,
         "Paid whether used or not.",
         {{"discount", "Discount."},
          {"prepaid", "Share paid a year early.", "0"},
          {"r", "Cost of capital a year.", "0.1"}},
         reservation},
        {"rent.node",
         "Machine and accelerators",
         "host + accelerators",
         "usd_h",
         "USD/h",
         kD5,
         "Catalogues that list both apart.",
         {{"host_usd", "Machine in USD/h."}, {"accel_usd", "Accelerators in USD/h."}},
         node},
        {"rent.spot_saving",
         "Saving of spot",
         "1 − (host + accelerators) / on demand",
         "fraction",
         "1",
         kD5,
         "Listed prices.",
         {{"od_usd", "On demand in USD/h."},
          {"host_spot", "Machine on spot in USD/h."},
          {"accel_spot", "Accelerators on spot in USD/h."}},
         saving},
        {"rent.own_worth",
         "Owning over renting, present value",
         "−capex + Σ (rent (1 − g)^y − opex) / (1 + r)^(y+1) + salvage / (1 + r)^n",
         "usd",
         "USD",
         kC4,
         "Whole years, rents that fall.",
         {{"capex_usd", "Price in USD."},
          {"salvage_usd", "Comes back at the end, in USD.", "0"},
          {"rent_usd_y", "Rent saved in the first year in USD."},
          {"opex_usd_y", "Running cost in USD a year."},
          {"r", "Cost of capital a year."},
          {"decline", "Fall of rents a year.", "0.2"},
          {"years", "Years.", "3"}},
         worth},
    };
}

}  // namespace rackloom::analytics
