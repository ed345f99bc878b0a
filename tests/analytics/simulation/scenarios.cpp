// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios.h"

namespace rackloom::test {

sim::Scenario rigidJob(Duration compute, Duration stall, Duration drain, double slowdown) {
    sim::Scenario out;
    sim::JobSpec job;
    job.name = "job";
    job.checkpoint = {compute, stall, drain, slowdown};
    out.jobs.push_back(job);
    return out;
}

void addCause(sim::Scenario& scenario, Frequency rate, Duration down, Duration restore) {
    sim::Cause cause;
    cause.name = "cause " + std::to_string(scenario.causes.size());
    cause.rate = rate;
    cause.down = down;
    cause.restore = restore;
    scenario.causes.push_back(cause);
}

sim::Scenario pool(int trays, int needed, Duration lifetime, Duration repair, int crews, double hotFactor) {
    sim::Scenario out = rigidJob(1 * unit::hour, {}, {});
    out.domains = 1;
    out.trays = trays;
    out.crewsPerDomain = crews;
    out.hotFactor = hotFactor;
    out.jobs[0].needed = 1;
    out.jobs[0].traysNeeded = needed;
    sim::Cause tray;
    tray.name = "tray";
    tray.strikes = analytics::Strikes::Tray;
    tray.rate = 1 / lifetime;
    tray.hardFraction = 1;
    tray.repair = repair;
    out.causes.push_back(tray);
    return out;
}

sim::Scenario rackScale(const RackScale& r) {
    sim::Scenario out = rigidJob(r.checkpoint.interval, r.checkpoint.stall, r.checkpoint.drain);
    out.domains = r.racks;
    out.trays = r.trays;
    out.jobs[0].needed = r.racksNeeded;
    out.jobs[0].traysNeeded = r.traysNeeded;
    addCause(out, 1 / r.otherLife, r.down, r.restore);
    addCause(out, 1 / r.trayLife, r.down, r.restore);
    out.causes.back().strikes = analytics::Strikes::Tray;
    out.causes.back().hardFraction = r.hardFraction;
    out.causes.back().repair = r.trayRepair;
    for (int left = r.racks; left > 0; left -= r.racksPerCdu) {
        const std::size_t unit = out.units.size();
        out.units.push_back({"CDU " + std::to_string(unit + 1), std::nullopt});
        out.groups.push_back({std::min(left, r.racksPerCdu), unit});
    }
    addCause(out, 1 / r.cduLife, r.down, r.restore);
    sim::Cause& cdu = out.causes.back();
    cdu.strikes = analytics::Strikes::Unit;
    for (std::size_t unit = 0; unit < out.units.size(); ++unit)
        cdu.units.push_back(unit);
    cdu.hardFraction = 1;
    cdu.repair = r.cduRepair;
    return out;
}

sim::Scenario slowedJob() {
    return rigidJob(1 * unit::s, {}, {});
}

}  // namespace rackloom::test
