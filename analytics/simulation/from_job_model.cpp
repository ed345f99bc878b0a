// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/scenario.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics::sim {

namespace {

Cause causeOf(const InterruptionCause& from) {
    Cause out;
    out.name = from.name;
    out.strikes = from.strikes;
    out.rate = from.rate;
    out.hardFraction = from.strikes == Strikes::Job ? 0 : from.hardFraction;
    out.repair = from.repair;
    out.down = from.down;
    out.restore = from.restore;
    out.units.assign(from.units.begin(), from.units.end());
    if (!(out.repair.si() > 0)) out.hardFraction = 0;  // repaired at once: nothing is ever missing
    return out;
}

/// How many groups one event of a cause takes: its domains over those of a group, one at least.
double groupsStruck(const JobModel& model, const InterruptionCause& cause, int domainsBelow) {
    if (cause.strikes != Strikes::Unit) return 1;
    const double perGroup = std::max(1.0, static_cast<double>(model.needed) / model.replicas->groups);
    return std::max(1.0, domainsBelow / perGroup);
}

/// Domains below each unit that the job runs on when it takes the groups in order.
std::vector<int> domainsBelow(const JobModel& model) {
    std::vector<int> out(model.units.size());
    int left = model.needed;
    for (const DomainGroup& group : model.groups) {
        const int used = std::clamp(group.domains, 0, left);
        left -= used;
        for (auto unit = group.unit; unit; unit = model.units[*unit].parent)
            out[*unit] += used;
    }
    return out;
}

/// Failures that cost replica groups: of one alone, as the rate of one group, and of several together.
void addGroupFailures(const JobModel& model, JobSpec& job) {
    const std::vector<int> below = domainsBelow(model);
    Frequency sum;
    for (const InterruptionCause& cause : model.causes) {
        if (cause.strikes == Strikes::Tray)
            sum += cause.rate * (static_cast<double>(model.needed) * model.traysNeeded);
        if (cause.strikes == Strikes::Domain) sum += cause.rate * static_cast<double>(model.needed);
        for (const std::size_t unit : cause.units) {
            if (below[unit] <= 0) continue;
            const double struck = groupsStruck(model, cause, below[unit]);
            const int whole = std::min(static_cast<int>(std::lround(struck)), model.replicas->groups);
            if (whole < 2)
                sum += cause.rate * struck;
            else if (cause.rate.si() > 0)
                job.bursts.push_back({cause.rate * (struck / whole), whole});
        }
    }
    job.groupRate = sum / model.replicas->groups;
}

/// Domains go on without the trays that are being repaired.
ShortDomains shortDomains(const JobModel& model) {
    ShortDomains out;
    out.domains = model.needed;
    out.trays = model.trays;
    out.spareTrays = model.trays - model.traysNeeded;
    out.rule = *model.degraded;
    out.crews = std::min(model.repair.crews, model.trays);
    out.hotFactor = model.repair.hotFactor;
    double load = 0;
    for (const InterruptionCause& cause : model.causes) {
        if (cause.strikes != Strikes::Tray) continue;
        out.rate += cause.rate * cause.hardFraction;
        load += cause.hardFraction * (cause.rate * cause.repair);
    }
    out.repair = out.rate.si() > 0 && load > 0 ? load / out.rate : 1 * unit::s;
    return out;
}

void addPool(const JobModel& model, Scenario& out) {
    out.domains = model.domains;
    out.trays = model.trays;
    out.groups.assign(model.groups.begin(), model.groups.end());
    out.units.assign(model.units.begin(), model.units.end());
    out.crewsPerDomain = model.repair.crews;
    out.hotFactor = model.repair.hotFactor;
}

}  // namespace

Result<Scenario> scenarioOf(const JobModel& model) {
    if (auto fine = analytics::checked(model); !fine) return fine.error();
    Scenario out;
    out.name = model.name;
    JobSpec job;
    job.name = model.name;
    job.needed = model.needed;
    job.traysNeeded = model.traysNeeded;
    job.checkpoint = model.checkpoint;
    job.downtime = model.downtime;
    job.copies = model.copies;
    job.stragglers = model.needed > 0 ? model.stragglers : std::nullopt;
    job.silent = model.silent;
    for (const SlowingParts& part : model.slowing)
        if (part.parts > 0 && part.rate.si() > 0 && part.repair.si() > 0 && part.speed < 1)
            job.slowing.push_back(part);
    if (model.degraded && model.needed > 0) job.degraded = shortDomains(model);
    addPool(model, out);
    for (const InterruptionCause& cause : model.causes) {
        if (model.replicas && cause.strikes != Strikes::Job) continue;
        out.causes.push_back(causeOf(cause));
        if (job.degraded && cause.strikes == Strikes::Tray) out.causes.back().hardFraction = 0;
    }
    if (model.replicas) {
        job.replicas = model.replicas;
        addGroupFailures(model, job);
    }
    out.jobs.push_back(job);
    if (auto fine = checked(out); !fine) return fine.error();
    return out;
}

}  // namespace rackloom::analytics::sim
