// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of redundant groups, spare pools, rack-scale capacity and replica groups.
#include "analytics/formulas/reliability/reading.h"
#include "analytics/reliability/assembly.h"
#include "analytics/reliability/rates.h"
#include "analytics/reliability/redundancy.h"
#include "analytics/reliability/replica_groups.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

using namespace reading;

Parameters groupParameters() {
    return Parameters()
        .number("n", "Units.")
        .number("k", "Units needed.")
        .time("mtbf", "Mean time between failures of one unit.")
        .time("tray_mtbf", "The same for a tray.")
        .time("cdu_mtbf", "The same for a CDU.")
        .number("feed_failures_per_year", "The same as failures per year of 8,760 h.")
        .time("mttr", "Mean time to repair.")
        .number("beta", "Share of failures that strike all units together.", "0")
        .number("crews", "Repair crews, or inf.", "inf")
        .number("hot_factor", "Failure rate of an idle unit relative to a busy one.", "1");
}

Frequency unitRate(Arguments& a) {
    if (a.has("feed_failures_per_year")) return a.number("feed_failures_per_year") / unit::year;
    for (const char* stem : {"tray_mtbf", "cdu_mtbf"})
        if (hasTime(a, stem)) return rateOf(positiveTime(a, stem));
    return rateOf(positiveTime(a, "mtbf"));
}

/// Crews and idle units make it a birth and death process; without them the binomial form is exact.
Result<GroupAvailability> groupOf(Arguments& a) {
    const int n = whole(a, "n", 1), k = whole(a, "k", 1), c = crews(a);
    const double hot = a.number("hot_factor"), beta = a.number("beta");
    const Frequency lambda = unitRate(a);
    const Duration repair = time(a, "mttr");
    if (a.error()) return *a.error();
    if (c == 0 && hot == 1) return redundantGroup({n, k, lambda, repair, beta});
    if (beta > 0) a.fail("beta", "it cannot be combined with crews or idle units", "Leave one of them out.");
    const Result<PoolAvailability> pool = sparePool({n, k, lambda, repair, c, hot});
    return pool ? Result<GroupAvailability>(pool.value().group) : Result<GroupAvailability>(pool.error());
}

FormulaAnswer fromGroup(Arguments& a, double (*read)(const GroupAvailability&)) {
    const Result<GroupAvailability> g = groupOf(a);
    return answer(a, g ? Result<double>(read(g.value())) : Result<double>(g.error()));
}

FormulaAnswer groupAvailability(Arguments& a) {
    return fromGroup(a, [](const GroupAvailability& g) { return g.chance.up; });
}
FormulaAnswer lossesPerYear(Arguments& a) {
    return fromGroup(a, [](const GroupAvailability& g) { return g.lossRate * unit::year; });
}
FormulaAnswer lossesPerHour(Arguments& a) {
    return fromGroup(a, [](const GroupAvailability& g) { return g.lossRate * unit::hour; });
}
FormulaAnswer meanOutage(Arguments& a) {
    return fromGroup(a, [](const GroupAvailability& g) { return g.outage.in(unit::hour); });
}

FormulaAnswer domainHit(Arguments& a) {
    return answer(a, anyDown(a.number("domain_gpus"), a.number("failed_fraction")));
}

Parameters rackParameters() {
    return Parameters()
        .number("racks", "Racks in the pool.")
        .number("racks_per_cdu", "Racks of one CDU group.")
        .number("trays", "Trays of a rack.")
        .number("trays_needed", "Trays of a rack that the job needs.")
        .number("racks_needed", "Racks that the job needs.")
        .time("tray_mtbf", "Mean time between interruptions of one tray.")
        .number("hard_fraction", "Share of them that take the tray until it is repaired.")
        .time("tray_mttr", "Repair of a tray.")
        .time("cdu_mtbf", "Mean time between losses of a CDU group.")
        .time("cdu_mttr", "Until it is back.")
        .time("other_mtbf", "Mean time between other interruptions of the job.")
        .number("crews", "Repair crews of each rack, or inf.", "inf")
        .number("hot_factor", "Failure rate of an idle tray relative to a busy one.", "1")
        .time("tau", "Compute time between checkpoints.", "0")
        .time("stall", "Blocking part of a checkpoint.", "0")
        .time("drain", "Until it is durable.", "0")
        .time("D", "Detect and reschedule.", "0")
        .time("R", "Load and initialise.", "0");
}

JobModel rackModel(Arguments& a) {
    JobModel job;
    job.domains = whole(a, "racks", 1, 1e5);
    job.needed = whole(a, "racks_needed", 1, 1e5);
    job.trays = whole(a, "trays", 1, 1e4);
    job.traysNeeded = whole(a, "trays_needed", 1, 1e4);
    const int perGroup = whole(a, "racks_per_cdu", 1, 1e5);
    job.repair = {crews(a), a.number("hot_factor")};
    const Duration down = time(a, "D"), restore = time(a, "R");
    PieceList<std::size_t> all;
    for (int left = job.domains; left > 0 && !a.error(); left -= perGroup) {
        all.push_back(job.units.size());
        job.groups.push_back({std::min(left, perGroup), job.units.size()});
        job.units.push_back({"CDU group", {}});
    }
    job.causes = {{"tray",
                   Strikes::Tray,
                   rateOf(positiveTime(a, "tray_mtbf")),
                   a.number("hard_fraction"),
                   time(a, "tray_mttr"),
                   down,
                   restore,
                   {}},
                  {"CDU group", Strikes::Unit, rateOf(positiveTime(a, "cdu_mtbf")), 1, time(a, "cdu_mttr"),
                   down, restore, all},
                  {"other",
                   Strikes::Job,
                   hasTime(a, "other_mtbf") ? rateOf(positiveTime(a, "other_mtbf")) : Frequency{},
                   0,
                   {},
                   down,
                   restore,
                   {}}};
    job.checkpoint = {time(a, "tau"), time(a, "stall"), time(a, "drain"), 0};
    return job;
}

FormulaAnswer fromRack(Arguments& a, double (*read)(const JobAnswer&)) {
    const JobModel job = rackModel(a);
    if (a.error()) return {};
    const Result<JobAnswer> out = assembleQuickly(job);
    return answer(a, out ? Result<double>(read(out.value())) : Result<double>(out.error()));
}

FormulaAnswer rackRate(Arguments& a) {
    return fromRack(a, [](const JobAnswer& j) { return j.interruptions * unit::hour; });
}
FormulaAnswer rackCapacity(Arguments& a) {
    return fromRack(a, [](const JobAnswer& j) { return j.capacity; });
}
FormulaAnswer rackGoodput(Arguments& a) {
    return fromRack(a, [](const JobAnswer& j) { return j.goodput; });
}
FormulaAnswer rackPurchased(Arguments& a) {
    return fromRack(a, [](const JobAnswer& j) { return j.purchased; });
}

Parameters trainingParameters() {
    return Parameters()
        .number("groups", "Replica groups.")
        .number("group_rate_per_h", "Failures of one group per hour.")
        .time("group_mttf", "Mean time to failure of one group.")
        .time("T_rec", "Until a failed group takes part again.")
        .time("t_stall", "What every failure costs all groups.", "0")
        .number("R_min", "Groups without which the job pauses.", "1");
}

Result<GroupGoodput> trainingOf(Arguments& a) {
    const int groups = whole(a, "groups", 1), least = whole(a, "R_min", 1);
    const Frequency lambda = hasTime(a, "group_mttf") ? rateOf(positiveTime(a, "group_mttf"))
                                                      : a.number("group_rate_per_h") * unit::perHour;
    const Duration rejoin = time(a, "T_rec"), stall = time(a, "t_stall");
    if (a.error()) return *a.error();
    return groupGoodput({groups, least, lambda, rejoin, stall});
}

FormulaAnswer trainingGoodput(Arguments& a) {
    const Result<GroupGoodput> g = trainingOf(a);
    return answer(a, g ? Result<double>(g.value().goodput) : Result<double>(g.error()));
}
FormulaAnswer participation(Arguments& a) {
    const Result<GroupGoodput> g = trainingOf(a);
    return answer(a, g ? Result<double>(g.value().availability) : Result<double>(g.error()));
}

}  // namespace

std::vector<Formula> poolFormulas() {
    constexpr std::string_view kPools = "Rackloom reliability reference, 3.7";
    constexpr std::string_view kRacks = "Rackloom reliability reference, 3.8";
    constexpr std::string_view kPoolsHold = "Exponential lifetimes; with crews, exponential repairs too.";
    constexpr std::string_view kRacksHold = "Equal racks; the job takes the fewest CDU groups.";
    return {
        {"redundancy.availability", "Availability of k of n",
         "Σ C(n,i) a^i (1−a)^(n−i) from k; birth and death with crews", "availability", "1", kPools,
         kPoolsHold, groupParameters(), groupAvailability},
        {"redundancy.failures_per_year", "Failures of k of n per year", "k λ C(n,k) a^k (1−a)^(n−k) + β λ",
         "failures_per_year", "1/year", kPools, kPoolsHold, groupParameters(), lossesPerYear},
        {"redundancy.losses_per_year", "Losses of a redundant group per year",
         "k λ' C(n,k) a^k (1−a)^(n−k) + β λ, λ' = (1 − β) λ", "losses_per_year", "1/year", kPools, kPoolsHold,
         groupParameters(), lossesPerYear},
        {"redundancy.loss_rate", "Losses of capacity per hour", "π(n−k) k λ", "loss_per_h", "1/h", kPools,
         kPoolsHold, groupParameters(), lossesPerHour},
        {"redundancy.outage", "Mean outage of k of n", "(1 − A) / frequency", "outage_h", "h", kPools,
         kPoolsHold, groupParameters(), meanOutage},
        {"redundancy.domain_hit", "Chance that a domain holds a failed GPU", "1 − (1 − f)^n", "p_domain_hit",
         "1", "arXiv 2504.06095", "Failed GPUs spread at random.",
         Parameters()
             .number("domain_gpus", "GPUs of the domain.")
             .number("failed_fraction", "Share of failed GPUs."),
         domainHit},
        {"rack_scale.interruption_rate", "Interruptions of a job on racks", "K k λ_t + groups λ_c + Λ_other",
         "lam_per_h", "1/h", kRacks, kRacksHold, rackParameters(), rackRate},
        {"rack_scale.capacity", "Capacity availability of racks", "P(usable racks ≥ K), groups convolved",
         "a_cap", "1", kRacks, kRacksHold, rackParameters(), rackCapacity},
        {"rack_scale.goodput", "Goodput of a job on racks", "A_cap G(Λ)", "g_job", "1", kRacks, kRacksHold,
         rackParameters(), rackGoodput},
        {"rack_scale.purchased", "Goodput per purchased GPU", "A_cap G(Λ) K k / (N n)", "g_purchased", "1",
         kRacks, kRacksHold, rackParameters(), rackPurchased},
        {"groups.goodput", "Goodput of replica groups", "a (1−x)^(R−1) P(Bin(R−1, a/(1−x)) ≥ R_min − 1)",
         "g_ft", "1", "Rackloom reliability reference, 3.9",
         "Exponential up-times, fixed rejoin and stall, stall no longer than rejoin.", trainingParameters(),
         trainingGoodput},
        {"groups.availability", "Participation of a replica group", "1 / (1 + λ T_rec)", "group_availability",
         "1", "Rackloom reliability reference, 3.9", "Exponential up-times.", trainingParameters(),
         participation},
    };
}

}  // namespace rackloom::analytics
