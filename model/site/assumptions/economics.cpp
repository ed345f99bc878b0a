// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/assumptions/families.h"

namespace rackloom::model {

namespace {

constexpr std::string_view kFacility = "Rackloom facility reference";
constexpr std::string_view kNone = "no source";
constexpr double kYear = 8760.0 * 3600, kHour = 3600, kKwh = 3.6e6;

constexpr AssumptionSpec kSpecs[] = {
    {"economics.capital_rate", "Cost of capital, a year", "1", 0.10, 0, 1, kFacility, Grade::Relayed,
     "effective debt rates of GPU operators ran from 6 to 15 %"},
    {"economics.hardware_years", "Life of the equipment in years", "1", 5, 0.5, 30, kFacility, Grade::Relayed,
     "silicon 4 to 6"},
    {"economics.salvage", "Share of the price that comes back", "1", 0.1, 0, 1, kFacility, Grade::Unverified,
     "at the end of its life"},
    {"economics.hardware_usd", "Price of all equipment", "USD", 0, 0, 1e12, "the catalogue", Grade::Derived,
     "0 takes the sum of the catalogue's prices, which leaves out what has none"},
    {"economics.leased", "Share of the building that is leased", "1", 1, 0, 1, kNone, Grade::Unverified,
     "0 for an owned building"},
    {"economics.lease", "Rent of a leased building", "USD/W/s", 137.5e-3 / (730.0 * kHour), 0, 1e-6,
     "Rackloom facility reference, 1.65 million dollars for each megawatt and year", Grade::ThirdParty,
     "for the power contracted: the IT power at full draw"},
    {"economics.facility_price", "Price of an owned building", "USD/W", 11.7, 0, 1000,
     "Rackloom facility reference, average of the United States in 2025", Grade::ThirdParty,
     "for each watt of IT; without land and equipment of the tenant"},
    {"economics.facility_rate", "Cost of capital for the building, a year", "1", 0.08, 0, 1, kFacility,
     Grade::Relayed, ""},
    {"economics.facility_years", "Life of the building in years", "1", 15, 1, 60, kFacility, Grade::Relayed,
     "15 to 20"},
    {"economics.energy_price", "Price of electricity", "USD/J", 0.07 / kKwh, 0, 10 / kKwh, kFacility,
     Grade::Unverified, ""},
    {"economics.maintenance", "Maintenance, share of the equipment a year", "1", 0.03, 0, 1, kFacility,
     Grade::Unverified, "2 to 5 %"},
    {"economics.staff", "Staff, for each watt of IT", "USD/W/s", 0.9 / 2.112 / kYear, 0, 1e-3, kFacility,
     Grade::Unverified, "one person for 0.5 to 1 MW of a small site"},
    {"economics.utilisation", "Share of hours that are sold or used", "1", 0.85, 0.01, 1, kFacility,
     Grade::Unverified, ""},
    {"economics.availability", "Share of hours that are offered", "1", 0.97, 0.01, 1, kFacility,
     Grade::Unverified, "of the time, planned and unplanned outages taken off"},

    {"rent.on_demand", "Rent of a GPU on demand", "USD/s", 0, 0, 1, "the shipped price table",
     Grade::ThirdParty,
     "0 takes what the middle provider of the shipped price table asks for the GPU drawn most often"},
    {"rent.discount", "Discount of a reservation", "1", 0.6, 0, 0.99, kFacility, Grade::Relayed,
     "the most that is advertised; paid whether used or not"},
    {"rent.prepaid", "Share of a reservation paid a year early", "1", 0, 0, 1, kNone, Grade::Unverified, ""},
    {"rent.spot", "Rent of a GPU on spot", "USD/s", 0, 0, 1, "the shipped price table", Grade::ThirdParty,
     "0 takes that of the table; where rent.on_demand is stated, 0 is not offered"},
    {"rent.preemptions", "Spot machines taken away", "1/s", 0.05 / kHour, 0, 1, kFacility, Grade::Unverified,
     "0.05 an hour"},
    {"rent.checkpoint_s", "Checkpoint of a job on spot", "s", 60, 0, 86400, kFacility, Grade::Unverified, ""},
    {"rent.interval_s", "Time between those checkpoints", "s", 1200, 1, 864000, kFacility, Grade::Unverified,
     ""},
    {"rent.restart_s", "Restart after a machine is taken away", "s", 300, 0, 86400, kFacility,
     Grade::Unverified, ""},
    {"rent.decline", "Fall of rents, a year", "1", 0.2, -1, 1, kFacility, Grade::Unverified, "15 to 25 %"},
    {"rent.years", "Years that owning and renting are compared over", "1", 3, 1, 30, kFacility,
     Grade::Unverified, ""},
    {"rent.performance", "Speed of a rented GPU over a drawn one", "1", 1, 0.01, 100, "the same GPU",
     Grade::Derived, "for unlike GPUs"},

    {"energy.load", "Share of full draw over the year", "1", 0.8, 0, 1, kFacility, Grade::Unverified,
     "of the IT power"},
    {"energy.other", "Lights and services, for each watt of IT", "1", 0.0075, 0, 1, kFacility,
     Grade::Unverified, "8 kW for 1,056 kW"},
    {"energy.pue", "PUE where no cooling is drawn", "1", 1.2, 1, 4, kNone, Grade::Unverified,
     "over the IT at the rack inputs"},
    {"energy.carbon_intensity", "Carbon intensity of the grid", "kg/J", 0.37 / kKwh, 0, 3 / kKwh, kFacility,
     Grade::Unverified, "370 g/kWh, average of the United States"},
    {"energy.water_factor", "Water that the grid uses", "m3/J", 0, 0, 0.1 / kKwh, kFacility,
     Grade::Unverified, "for the energy bought; 0 leaves it out"},
    {"prices.judged_on", "Day on which prices are judged, as YYYYMMDD", "1", 20261123, 19700101, 29991231,
     "the edition of the catalogue", Grade::Derived, "older than 90 days is told"},
};

}  // namespace

std::span<const AssumptionSpec> economicsAssumptions() {
    return kSpecs;
}

}  // namespace rackloom::model
