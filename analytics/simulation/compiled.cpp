// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/compiled.h"

namespace rackloom::analytics::sim {

namespace {

std::uint32_t whole(int n) {
    return static_cast<std::uint32_t>(n);
}

JobPlan planOf(const JobSpec& job, double meanRestore) {
    const Checkpointing& c = job.checkpoint;
    JobPlan plan;
    plan.rhythm = {c.interval.si(), job.verify.si(), c.stall.si(), c.drain.si(), c.slowdown};
    plan.vulnerable = job.downtime == Downtime::Vulnerable;
    plan.copies = job.copies;
    if (job.silent) {
        plan.silentRate = job.silent->rate.si();
        plan.latency = job.silent->latency.si();
        plan.diagnosis = job.silent->diagnosis.si();
        plan.silentRestore = meanRestore;
    }
    return plan;
}

std::uint32_t instancesOf(const Scenario& scenario, const Cause& cause) {
    if (cause.strikes == Strikes::Tray) return whole(scenario.domains) * whole(scenario.trays);
    if (cause.strikes == Strikes::Domain) return whole(scenario.domains);
    return cause.strikes == Strikes::Unit ? static_cast<std::uint32_t>(cause.units.size()) : 1;
}

CompiledCause compiledCause(const Scenario& scenario, const Cause& cause) {
    CompiledCause out;
    out.strikes = cause.strikes;
    out.hardFraction = cause.strikes == Strikes::Job ? 0 : cause.hardFraction;
    out.job = cause.job;
    out.units.assign(cause.units.begin(), cause.units.end());
    out.instances = instancesOf(scenario, cause);
    out.repair = Draw(cause.repair, cause.repairSpread);
    out.aged = cause.lifetime.law != Law::Exponential && cause.rate.si() > 0;
    if (out.aged) out.lifetime = Draw(1 / cause.rate, cause.lifetime);
    return out;
}

/// Repairs that a crew may have before it in the end; many more are never settled anyway.
double inLine(double parts, double crews) {
    constexpr double kMost = 20;
    return crews > 0 ? std::clamp(parts / crews, 1.0, kMost) : 1;
}

double queueing(const Scenario& scenario, double parts) {
    return scenario.crewsOnSite > 0 ? inLine(parts, scenario.crewsOnSite)
                                    : inLine(scenario.trays, scenario.crewsPerDomain);
}

/// Restore weighted by how often a cause strikes: what a silent error's rollback takes one of the jobs.
double meanRestore(const Scenario& scenario, std::size_t number) {
    const std::vector<Delay>& own = scenario.jobs[number].delays;
    double sum = 0, weight = 0;
    for (std::size_t c = 0; c < scenario.causes.size(); ++c) {
        const Cause& cause = scenario.causes[c];
        if (cause.strikes == Strikes::Job && cause.job != number) continue;
        const double rate = cause.rate.si() * instancesOf(scenario, cause);
        sum += rate * (own.empty() ? cause.restore : own[c].restore).si();
        weight += rate;
    }
    return weight > 0 ? sum / weight : 0;
}

}  // namespace

std::vector<DomainRange> unitRanges(const Scenario& scenario) {
    const std::size_t count = scenario.units.size();
    // Sizes with everything below, then offsets from the top: children after parents in the list.
    std::vector<std::uint32_t> size(count), next(count);
    for (const DomainGroup& group : scenario.groups)
        if (group.unit) size[*group.unit] += whole(group.domains);
    const std::vector<std::uint32_t> own = size;
    for (std::size_t u = count; u-- > 0;)
        if (const auto parent = scenario.units[u].parent) size[*parent] += size[u];
    std::vector<DomainRange> out(count);
    std::uint32_t top = 0;
    for (std::size_t u = 0; u < count; ++u) {
        const auto parent = scenario.units[u].parent;
        std::uint32_t& from = parent ? next[*parent] : top;
        out[u] = {from, from + size[u]};
        from += size[u];
        next[u] = out[u].first + own[u];
    }
    return out;
}

Compiled compile(const Scenario& scenario) {
    Compiled out;
    out.scenario = scenario;
    out.domains = whole(scenario.domains);
    out.trays = whole(scenario.trays);
    out.units = unitRanges(scenario);
    for (const Cause& cause : scenario.causes) {
        const auto index = static_cast<std::uint32_t>(out.causes.size());
        const CompiledCause& made = out.causes.emplace_back(compiledCause(scenario, cause));
        out.times.push_back({Draw(cause.down, cause.downSpread), cause.restore.si()});
        if (made.hardFraction > 0)
            out.settling = std::max(out.settling, cause.repair.si() * queueing(scenario, made.instances));
        if (made.aged || !(cause.rate.si() > 0) || made.instances == 0) continue;
        out.rate += cause.rate.si() * made.instances;
        out.upTo.push_back(out.rate);
        out.who.push_back(index);
    }
    for (const JobSpec& job : scenario.jobs) {
        if (job.replicas) out.settling = std::max(out.settling, job.replicas->rejoin.si());
        if (job.stragglers) out.settling = std::max(out.settling, job.stragglers->evictAfter.si());
        if (job.degraded)
            out.settling = std::max(out.settling, job.degraded->repair.si() *
                                                      inLine(job.degraded->trays, job.degraded->crews));
        for (const SlowingParts& part : job.slowing)
            out.settling = std::max(out.settling, part.repair.si());
        CompiledJob& made =
            out.jobs.emplace_back(CompiledJob{planOf(job, meanRestore(scenario, out.jobs.size())),
                                              whole(job.needed),
                                              whole(job.traysNeeded),
                                              {}});
        for (std::size_t c = 0; c < job.delays.size(); ++c)
            made.times.push_back(
                {Draw(job.delays[c].down, scenario.causes[c].downSpread), job.delays[c].restore.si()});
    }
    out.crewsPerDomain = whole(scenario.crewsPerDomain);
    out.crewsOnSite = whole(scenario.crewsOnSite);
    out.hotFactor = scenario.hotFactor;
    out.parts = scenario.parts;
    if (out.parts) {
        out.shipment = Draw(out.parts->shipment, out.parts->spread);
        out.settling = std::max(out.settling, out.parts->shipment.si());
    }
    if (scenario.burnIn) {
        out.burnIn = scenario.burnIn->initial;
        out.burnInFade = scenario.burnIn->fade.si();
    }
    return out;
}

std::vector<std::unique_ptr<SpeedProcess>> speedsOf(const JobSpec& job, std::uint64_t seed,
                                                    std::uint64_t replication, std::uint32_t number) {
    std::vector<std::unique_ptr<SpeedProcess>> out;
    const auto stream = [&](std::uint32_t which) {
        return Stream(seed, replication, Lane::Speeds, number * 4 + which);
    };
    if (job.replicas) out.push_back(replicaGroups(*job.replicas, job.groupRate, job.bursts, stream(0)));
    if (job.stragglers) out.push_back(stragglers(*job.stragglers, job.needed, stream(1)));
    if (job.degraded) out.push_back(degradedDomains(*job.degraded, stream(2)));
    if (!job.slowing.empty()) out.push_back(slowingParts(job.slowing, stream(3)));
    return out;
}

}  // namespace rackloom::analytics::sim
