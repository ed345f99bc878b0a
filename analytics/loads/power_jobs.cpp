// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_jobs.h"

#include "analytics/capacity/parts.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/rack_load.h"
#include "analytics/power/capping.h"

#include <algorithm>
#include <unordered_map>

namespace rackloom::analytics {

namespace {

struct Idle {
    double watts = 0;
    bool assumed = false;
};

/// Of the devices whose planning figure is known; no device idles above it.
Idle idleOf(const RackLoad& load, double assumedShare, Query& query) {
    Idle idle;
    for (const auto& [id, count] : load.devices) {
        const Fact& planning = query.get<TypeFacts>(id)->planning;
        if (!planning.applies || !planning.value) continue;
        const model::DeviceType& type = *query.get<TypeOf>(id);
        const bool known = type.power && type.power->idle.known();
        const double each =
            known ? std::min(type.power->idle.value->si(), *planning.value) : *planning.value * assumedShare;
        idle.watts += each * count;
        idle.assumed = idle.assumed || !known;
    }
    return idle;
}

std::vector<RackId> racksOf(const model::Job& job, const Column<RackId, std::int64_t>& gpus) {
    if (!job.racks.empty()) {
        std::vector<RackId> racks = job.racks;
        std::sort(racks.begin(), racks.end());
        return racks;
    }
    std::vector<RackId> racks;
    for (const auto& [rack, count] : gpus)
        if (count > 0) racks.push_back(rack);
    return racks;
}

void takePhases(JobDraw& draw, double floor) {
    const model::JobPower& p = draw.phases;
    const double share = std::clamp(p.cap.value_or(1), 0.0, 1.0);
    draw.capped = std::max(draw.full * share, draw.idle);
    draw.speed = cappedPerformance(share, p.capExponent);
    StepPower step{draw.idle * unit::W, draw.full * unit::W, p.computeShare, p.computeActivity,
                   p.exposedActivity};
    draw.smoothing = step.smoothingCost(floor).si();
    step.waitActivity = std::max(step.waitActivity, std::min(floor, p.computeActivity));
    draw.compute = std::min(step.compute().si(), draw.capped);
    draw.wait = std::min(step.wait().si(), draw.capped);
    draw.mean = draw.compute * p.computeShare + draw.wait * (1 - p.computeShare);
    draw.swing = std::abs(draw.compute - draw.wait);
    draw.store = draw.wave().storeEnergy().si();
}

}  // namespace

SquareWave JobDraw::wave() const {
    return {swing * unit::W, phases.computeShare, phases.step};
}

PowerJobs::Value PowerJobs::compute(const Key&, Query& query) {
    const auto& loads = *query.get<RackLoads>();
    const auto& gpus = *query.get<RackGpus>();
    const double idleShare = query.get<AssumptionOf>("power.idle_share").value;
    const double floor = query.get<AssumptionOf>("power.smoothing_floor").value;
    JobDraws out;
    std::vector<Power> swings;
    std::unordered_map<const RackLoad*, Idle> idleOfKind;
    for (const auto& [id, job] : *query.get<Jobs>()) {
        JobDraw draw;
        draw.name = job.name;
        draw.phases = job.power;
        for (const RackId rack : racksOf(job, gpus)) {
            const Shared<RackLoad>* load = loads.find(rack);
            if (!load || !((*load)->planning.sum > 0)) continue;
            draw.racks.push_back(rack);
            draw.full += (*load)->planning.sum;
            const auto [kind, isNew] = idleOfKind.try_emplace(&**load);
            if (isNew) kind->second = idleOf(**load, idleShare, query);
            const Idle& idle = kind->second;
            draw.idle += idle.watts;
            draw.idleAssumed = draw.idleAssumed || idle.assumed;
        }
        takePhases(draw, floor);
        swings.push_back(draw.swing * unit::W);
        out.jobs.push_back(std::move(draw));
    }
    out.swing = jobsSwing(swings, query.get<AssumptionOf>("power.shared_cause").value).si();
    return out;
}

}  // namespace rackloom::analytics
