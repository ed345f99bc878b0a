// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/scenario.h"

#include "analytics/reliability/limits.h"

namespace rackloom::analytics::sim {

namespace {

constexpr double kMostDomains = 65536, kMostTrays = 4096, kMostInstances = 16e6, kMostAged = 2e6;
constexpr double kMostRate = 10;      // per second: more is no failure rate
constexpr double kMostTime = 3.2e10;  // seconds, a thousand years
constexpr std::size_t kMostCauses = 10000, kMostUnits = 65536, kMostJobs = 64;

void checkTime(Limits& limits, std::string_view name, Duration time) {
    limits.within(name, time.si(), 0, kMostTime);
}

void checkRate(Limits& limits, std::string_view name, Frequency rate) {
    limits.within(name, rate.si(), 0, kMostRate);
}

double instances(const Scenario& scenario, const Cause& cause) {
    if (cause.strikes == Strikes::Tray) return static_cast<double>(scenario.domains) * scenario.trays;
    return cause.strikes == Strikes::Domain ? scenario.domains : static_cast<double>(cause.units.size());
}

void checkCause(Limits& limits, const Scenario& scenario, const Cause& cause) {
    checkRate(limits, "rate", cause.rate);
    limits.share("hard fraction", cause.hardFraction);
    checkTime(limits, "repair", cause.repair);
    checkTime(limits, "downtime", cause.down);
    checkTime(limits, "restore", cause.restore);
    limits.require(cause.hardFraction == 0 || cause.strikes == Strikes::Job || cause.repair.si() > 0,
                   "repair", "a part that stays down takes time to repair", "Give a mean above 0.");
    limits.require(
        meaningful(cause.lifetime) && meaningful(cause.repairSpread) && meaningful(cause.downSpread), "shape",
        "it is out of range", "Weibull shapes go from 0.1 to 20, lognormal sigmas from 0 to 4.");
    for (const std::size_t unit : cause.units)
        limits.require(unit < scenario.units.size(), "unit", "there is no such unit",
                       "Name one of the scenario's.");
    limits.require(cause.strikes != Strikes::Job || cause.job < scenario.jobs.size(), "job",
                   "there is no such job", "Name one of the scenario's.");
    limits.require(cause.lifetime.law == Law::Exponential || instances(scenario, cause) <= kMostAged,
                   "lifetime", "that many parts cannot each have an age", "Use exponential lifetimes.");
}

void checkCheckpoints(Limits& limits, const JobSpec& job) {
    limits.within("checkpoint interval", job.checkpoint.interval.si(), 1e-6, kMostTime);
    checkTime(limits, "checkpoint stall", job.checkpoint.stall);
    checkTime(limits, "checkpoint drain", job.checkpoint.drain);
    limits.share("slowdown while draining", job.checkpoint.slowdown);
    checkTime(limits, "verification", job.verify);
    if (job.copies) {
        limits.whole("copies per durable checkpoint", job.copies->perDurable, 1, 1e6)
            .share("recoverable share", job.copies->recoverable);
        checkTime(limits, "durable stall", job.copies->durableStall);
        checkTime(limits, "recovery from memory", job.copies->memoryCost);
        checkTime(limits, "recovery from the durable store", job.copies->durableCost);
    }
    if (job.silent) {
        checkRate(limits, "silent error rate", job.silent->rate);
        checkTime(limits, "silent error latency", job.silent->latency);
        checkTime(limits, "silent error diagnosis", job.silent->diagnosis);
    }
}

void checkSpeeds(Limits& limits, const JobSpec& job) {
    if (job.replicas) {
        limits.whole("replica groups", job.replicas->groups, 1, 1e5)
            .whole("least replica groups", job.replicas->minimum, 1, job.replicas->groups);
        checkTime(limits, "rejoin", job.replicas->rejoin);
        checkTime(limits, "replica stall", job.replicas->stall);
        checkRate(limits, "rate of a replica group", job.groupRate);
        for (const GroupBurst& burst : job.bursts) {
            checkRate(limits, "rate of a burst", burst.rate);
            limits.whole("groups of a burst", burst.groups, 1, job.replicas->groups);
        }
    }
    if (job.stragglers) {
        checkRate(limits, "straggler rate", job.stragglers->rate);
        checkTime(limits, "eviction", job.stragglers->evictAfter);
        limits.within("straggler slowdown", job.stragglers->slowdown, 1, 1e6);
        limits.whole("domains with stragglers", job.needed, 1, kMostDomains);
    }
    if (job.degraded) {
        limits.whole("degraded domains", job.degraded->domains, 1, kMostDomains)
            .whole("trays of a degraded domain", job.degraded->trays, 1, kMostTrays)
            .whole("spare trays", job.degraded->spareTrays, 0, job.degraded->trays - 1)
            .within("boost", job.degraded->rule.boost, 1, 100)
            .whole("crews of a degraded domain", job.degraded->crews, 0, kMostTrays)
            .share("rate of spare trays", job.degraded->hotFactor);
        checkRate(limits, "tray rate", job.degraded->rate);
        limits.within("tray repair", job.degraded->repair.si(), 1e-3, kMostTime);
    }
    for (const SlowingParts& part : job.slowing) {
        limits.within("slowing parts", part.parts, 0, kMostInstances);
        checkRate(limits, "rate of a slowing part", part.rate);
        limits.within("repair of a slowing part", part.repair.si(), 1e-3, kMostTime);
        limits.share("speed without a part", part.speed);
    }
}

void checkJob(Limits& limits, const Scenario& scenario, const JobSpec& job) {
    limits.whole("needed domains", job.needed, 0, kMostDomains);
    limits.require(job.needed <= scenario.domains || scenario.domains == 0, "needed domains",
                   "the job needs " + std::to_string(job.needed) + " domains of " +
                       std::to_string(scenario.domains),
                   "Add domains or let the job need fewer.");
    limits.whole("needed trays", job.traysNeeded, 1, scenario.trays);
    limits.require(job.delays.empty() || job.delays.size() == scenario.causes.size(), "delays",
                   "there is not one for each cause", "Give every cause one, or none at all.");
    for (const Delay& delay : job.delays) {
        checkTime(limits, "downtime", delay.down);
        checkTime(limits, "restore", delay.restore);
    }
    checkCheckpoints(limits, job);
    checkSpeeds(limits, job);
}

void checkPool(Limits& limits, const Scenario& scenario) {
    limits.whole("domains", scenario.domains, 0, kMostDomains)
        .whole("trays", scenario.trays, 1, kMostTrays)
        .within("trays in all", static_cast<double>(scenario.domains) * scenario.trays, 0, kMostInstances)
        .whole("crews per domain", scenario.crewsPerDomain, 0, kMostInstances)
        .whole("crews on site", scenario.crewsOnSite, 0, kMostInstances)
        .share("rate of idle trays", scenario.hotFactor);
    long grouped = 0;
    for (const DomainGroup& group : scenario.groups) {
        limits.whole("domains of a group", group.domains, 0, kMostDomains);
        limits.require(!group.unit || *group.unit < scenario.units.size(), "unit of a group",
                       "there is no such unit", "Name one of the scenario's.");
        grouped += group.domains;
    }
    limits.require(scenario.groups.empty() || grouped == scenario.domains, "groups",
                   "their domains do not add up", "Count every domain in one group.");
    for (std::size_t u = 0; u < scenario.units.size(); ++u)
        limits.require(!scenario.units[u].parent || *scenario.units[u].parent < u, "parent unit",
                       "it is not an earlier unit", "List a unit after the one it hangs on.");
    if (scenario.parts) {
        limits.whole("spare parts", scenario.parts->stock, 0, 1e6);
        checkTime(limits, "shipment", scenario.parts->shipment);
        limits.require(meaningful(scenario.parts->spread), "shipment", "its shape is out of range",
                       "Use fixed shipment times.");
        limits.require(scenario.parts->stock > 0, "spare parts", "none is ever at hand",
                       "Keep at least one, or leave the stock out.");
    }
    if (scenario.burnIn) {
        limits.within("burn-in", scenario.burnIn->initial, 1, 1e4);
        limits.within("burn-in fade", scenario.burnIn->fade.si(), 1e-3, kMostTime);
    }
}

}  // namespace

Result<void> checked(const Scenario& scenario) {
    Limits limits("simulation");
    limits.require(!scenario.jobs.empty() && scenario.jobs.size() <= kMostJobs, "jobs",
                   "there must be 1 to 64", "Simulate the jobs of one pool together.");
    limits.require(scenario.causes.size() <= kMostCauses && scenario.units.size() <= kMostUnits, "causes",
                   "there are too many", "Merge equal ones.");
    if (!limits.ok()) return limits.error();
    checkPool(limits, scenario);
    if (!limits.ok()) return limits.error();
    for (const Cause& cause : scenario.causes)
        checkCause(limits, scenario, cause);
    for (const JobSpec& job : scenario.jobs)
        checkJob(limits, scenario, job);
    return limits.outcome();
}

}  // namespace rackloom::analytics::sim
