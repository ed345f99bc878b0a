// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/job_model.h"

#include "analytics/reliability/limits.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

constexpr double kMostDomains = 1e6;

void checkCauses(const JobModel& job, Limits& limits) {
    for (const InterruptionCause& cause : job.causes) {
        limits.notNegative(cause.name + ": rate", cause.rate)
            .share(cause.name + ": hard fraction", cause.hardFraction)
            .notNegative(cause.name + ": repair", cause.repair)
            .notNegative(cause.name + ": downtime", cause.down)
            .notNegative(cause.name + ": restore", cause.restore);
        const std::size_t units = job.units.size();
        if (std::any_of(cause.units.begin(), cause.units.end(), [=](std::size_t u) { return u >= units; }))
            limits.require(false, cause.name, "it strikes a unit that does not exist",
                           "Name a unit of the list.");
    }
}

void checkPlaces(const JobModel& job, Limits& limits) {
    limits.whole("domains", job.domains, 0, kMostDomains)
        .whole("needed domains", job.needed, 0, job.domains)
        .whole("trays", job.trays, 1, 1e5)
        .whole("needed trays", job.traysNeeded, 1, job.trays)
        .notNegative("GPUs of a tray", job.gpusPerTray);
    double grouped = 0;
    for (const DomainGroup& group : job.groups) {
        if (group.domains < 0 || group.domains > kMostDomains)
            limits.whole("domains of a group", group.domains, 0, kMostDomains);
        if (group.unit && *group.unit >= job.units.size())
            limits.require(false, "group of domains", "it hangs on a unit that does not exist",
                           "Name a unit of the list.");
        grouped += group.domains;
    }
    limits.require(job.groups.empty() || grouped == job.domains, "groups of domains",
                   "they do not add up to the domains", "Give every domain one group.");
    std::size_t i = 0;
    for (const SharedUnit& unit : job.units) {
        if (unit.parent && *unit.parent >= i)
            limits.require(false, unit.name, "its parent is not listed before it", "List parents first.");
        ++i;
    }
}

void checkOptions(const JobModel& job, Limits& limits) {
    limits.whole("crews", job.repair.crews, 0, 1e6).notNegative("idle tray factor", job.repair.hotFactor);
    if (job.copies)
        limits.whole("checkpoints per durable one", job.copies->perDurable, 1, 1e6)
            .notNegative("durable stall", job.copies->durableStall)
            .share("recoverable share", job.copies->recoverable)
            .notNegative("cost from memory", job.copies->memoryCost)
            .notNegative("cost from the store", job.copies->durableCost);
    if (job.replicas)
        limits.whole("replica groups", job.replicas->groups, 1, 1e6)
            .whole("least replica groups", job.replicas->minimum, 1, job.replicas->groups)
            .notNegative("rejoin time", job.replicas->rejoin)
            .notNegative("stall of a failure", job.replicas->stall);
    if (job.degraded) {
        limits.within("boost", job.degraded->boost, 1, 100);
        for (const int degree : job.degraded->degrees)
            limits.whole("trays a domain can run on", degree, 1, job.trays);
    }
    if (job.stragglers)
        limits.notNegative("straggler rate", job.stragglers->rate)
            .notNegative("time to evict", job.stragglers->evictAfter)
            .within("straggler slowdown", job.stragglers->slowdown, 1, 1e6);
    if (job.silent)
        limits.notNegative("silent error rate", job.silent->rate)
            .notNegative("silent error latency", job.silent->latency)
            .notNegative("diagnosis time", job.silent->diagnosis);
    for (const SlowingParts& part : job.slowing)
        limits.notNegative(part.name + ": parts", part.parts)
            .notNegative(part.name + ": rate", part.rate)
            .notNegative(part.name + ": repair", part.repair)
            .share(part.name + ": speed without one", part.speed);
}

}  // namespace

Result<void> checked(const JobModel& job) {
    Limits limits("job model");
    checkPlaces(job, limits);
    checkCauses(job, limits);
    checkOptions(job, limits);
    limits.notNegative("interval", job.checkpoint.interval)
        .notNegative("stall", job.checkpoint.stall)
        .notNegative("drain", job.checkpoint.drain)
        .share("slowdown while draining", job.checkpoint.slowdown);
    return limits.outcome();
}

}  // namespace rackloom::analytics
