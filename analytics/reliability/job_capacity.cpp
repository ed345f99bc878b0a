// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/job_capacity.h"

#include "analytics/reliability/capacity.h"
#include "analytics/reliability/redundancy.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

/// What takes elements of one kind until repaired: the rate, and the mean repair over its causes.
struct Outages {
    Frequency rate;
    double load = 0;  ///< Σ rate × repair
    void add(const InterruptionCause& c) {
        rate += c.rate * c.hardFraction;
        load += c.hardFraction * (c.rate * c.repair);
    }
    Duration repair() const { return rate.si() > 0 ? load / rate : Duration{}; }
    Chance chance() const { return availability(rate, repair()); }
};

Outages outagesOf(const JobModel& job, Strikes strikes) {
    Outages out;
    for (const InterruptionCause& c : job.causes)
        if (c.strikes == strikes) out.add(c);
    return out;
}

/// P(j of the trays are down) for every j, and P(enough are up).
Result<PoolAvailability> trayPool(const JobModel& job, const Outages& trays) {
    if (job.repair.crews > 0 || job.repair.hotFactor != 1)
        return sparePool({job.trays, job.traysNeeded, trays.rate, trays.repair(), job.repair.crews,
                          job.repair.hotFactor, job.degraded.has_value()});
    PoolAvailability out;
    const Chance c = trays.chance();
    out.group.chance = {binomialAtLeast(job.trays, job.traysNeeded, c),
                        binomialAtMost(job.trays, job.traysNeeded - 1, c)};
    if (job.degraded) out.down = downDistribution(job.trays, job.trays, c);
    return out;
}

std::vector<CapacityUnit> unitsOf(const JobModel& job) {
    std::vector<Outages> outages(job.units.size());
    for (const InterruptionCause& c : job.causes)
        for (const std::size_t unit : c.units)
            outages[unit].add(c);
    std::vector<CapacityUnit> out;
    out.reserve(outages.size());
    for (const SharedUnit& unit : job.units)
        out.push_back({unit.parent, outages[out.size()].chance()});
    return out;
}

}  // namespace

Footprint footprintOf(const JobModel& job) {
    Footprint out;
    out.units.assign(job.units.size(), false);
    int left = job.needed;
    for (const DomainGroup& group : job.groups) {
        if (left <= 0) break;
        if (group.domains <= 0) continue;
        left -= group.domains;
        for (auto unit = group.unit; unit && !out.units[*unit]; unit = job.units[*unit].parent)
            out.units[*unit] = true;
    }
    out.unitsTouched = static_cast<int>(std::count(out.units.begin(), out.units.end(), true));
    for (const InterruptionCause& c : job.causes) {
        double n = 1;
        if (c.strikes == Strikes::Tray) n = static_cast<double>(job.needed) * job.traysNeeded;
        if (c.strikes == Strikes::Domain) n = job.needed;
        if (c.strikes == Strikes::Unit)
            n = static_cast<double>(
                std::count_if(c.units.begin(), c.units.end(), [&](std::size_t u) { return out.units[u]; }));
        out.elements.push_back(n);
    }
    return out;
}

Result<JobCapacity> capacityOf(const JobModel& job) {
    JobCapacity out;
    const Result<PoolAvailability> trays = trayPool(job, outagesOf(job, Strikes::Tray));
    if (!trays) return trays.error();
    const Chance alone = outagesOf(job, Strikes::Domain).chance();
    out.domain = job.degraded ? alone : both(trays.value().group.chance, alone);
    out.lost = trays.value().down;
    std::vector<CapacityGroup> groups;
    groups.reserve(job.groups.size());
    for (const DomainGroup& g : job.groups)
        groups.push_back({g.domains, g.unit, out.domain});
    if (groups.empty()) groups.push_back({job.domains, {}, out.domain});
    const Result<double> enough = enoughDomains(unitsOf(job), groups, job.needed);
    if (!enough) return enough.error();
    out.enough = enough.value();
    out.footprint = footprintOf(job);
    return out;
}

}  // namespace rackloom::analytics
