// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/assumptions/families.h"

namespace rackloom::model {

namespace {

constexpr std::string_view kReference = "Rackloom reliability reference";

constexpr AssumptionSpec kSpecs[] = {
    {"reliability.rate_scale", "Failure rate scale", "1", 1, 0, 1000, "no scaling", Grade::Derived,
     "multiplies every failure rate of the catalogue"},
    {"reliability.beta_feeds", "Failures that strike equal power parts together", "1", 0.05, 0, 1, kReference,
     Grade::Unverified, "beta factor of feeds; assumed, 0.01 to 0.2"},
    {"reliability.beta_pumps", "Failures that strike all coolant units of a loop", "1", 0.10, 0, 1,
     kReference, Grade::Unverified, "beta factor of pumps; assumed, 0.01 to 0.2"},
    {"reliability.software_mtti_s", "Mean time between software interruptions of a job", "s", 0, 0, 1e12,
     "no source", Grade::Unverified, "0 = none counted; calibrations bring their own"},
    {"reliability.crews", "Repair crews for each domain", "1", 0, 0, 1e6, "never short of crews",
     Grade::Derived, "0 = as many as are needed"},
    {"reliability.idle_tray_factor", "Failure rate of an idle tray over a busy one", "1", 1, 0, 10,
     "hot spares", Grade::Derived, "below 1 for spares that idle cold"},
    {"reliability.lemon_share", "Share of lemon trays", "1", 0, 0, 1, "arXiv 2410.21680", Grade::Relayed,
     "about 0.012 were found in one fleet; 0 where they were weeded out"},
    {"reliability.lemon_multiplier", "Failure rate of a lemon over others'", "1", 1, 1, 1e4, kReference,
     Grade::Derived, ""},
    {"reliability.burn_in_multiplier", "Failure rate of new parts over settled ones", "1", 1, 0, 100,
     kReference, Grade::Unverified, "1 = no burn-in"},
    {"reliability.burn_in_settle_s", "Settling time of burn-in", "s", 30 * 86400.0, 1, 1e10, kReference,
     Grade::Unverified, ""},
    {"reliability.age_s", "Age of the parts", "s", 0, 0, 1e10, "new", Grade::Derived,
     "what is left of burn-in then"},
    {"reliability.storage_spare", "Storage nodes that may be out while the storage works", "1", 2, 0, 1000,
     kReference, Grade::Unverified, "double parity; one node alone is never spared"},
    {"reliability.short_domains", "Domains short of trays (0 replaced, 1 rebalanced, 2 gate, 3 dropped)", "1",
     0, 0, 3, kReference, Grade::Derived, ""},
    {"reliability.boost", "Speed-up of the trays that a short domain has left", "1", 1, 1, 2, kReference,
     Grade::Unverified, "where power and cooling have room"},
    {"reliability.slow_mtbf_s", "Mean time until a domain turns slow", "s", 0, 0, 1e12, kReference,
     Grade::Unverified, "0 = none counted; 60 days is a common assumption"},
    {"reliability.slow_evict_s", "Time until a slow domain is evicted", "s", 7200, 0, 1e9, kReference,
     Grade::Unverified, "10 min to 10 h"},
    {"reliability.slow_factor", "Step time of a slow domain over a healthy one's", "1", 1.3, 1, 100,
     kReference, Grade::Relayed, "1.1 to 1.5"},
    {"reliability.silent_fit", "Silent errors of a GPU, FIT", "1", 0, 0, 1e9, kReference, Grade::Derived,
     "0 = none counted; 283 in one published run, from 100 to 1,000"},
    {"reliability.silent_latency_s", "Time until a silent error is noticed", "s", 3600, 0, 1e9, "no source",
     Grade::Unverified, "minutes to days"},
    {"reliability.silent_diagnosis_s", "Time to find what caused it", "s", 1800, 0, 1e9, "no source",
     Grade::Unverified, ""},
};

}  // namespace

std::span<const AssumptionSpec> reliabilityAssumptions() {
    return kSpecs;
}

}  // namespace rackloom::model
