// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/job_outcome.h"

#include "analytics/capacity/parts.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/rack_load.h"
#include "analytics/reliability/checkpoint.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {

namespace {

/// Processors inside one device: GPUs, or CPUs in a design without GPUs.
class Processors {
public:
    explicit Processors(Query& query) : query_(query) {
        role_ = total(model::ComputeRole::Gpu) > 0 ? model::ComputeRole::Gpu : model::ComputeRole::Cpu;
    }
    double all() const { return total(role_); }
    bool inside(DeviceTypeId device) const { return count(*query_.get<DeviceParts>(device), role_) > 0; }

private:
    double total(model::ComputeRole role) const { return count(*query_.get<SiteParts>(), role); }
    double count(const PartList& list, model::ComputeRole role) const {
        double sum = 0;
        for (const auto& [id, n] : list.parts) {
            const Shared<model::DeviceType>& type = query_.get<TypeOf>(id);
            if (type->compute && type->compute->role == role) sum += static_cast<double>(n);
        }
        return sum;
    }

    Query& query_;
    model::ComputeRole role_ = model::ComputeRole::Gpu;
};

using Sources = std::map<DeviceTypeId, InterruptionSource>;

void addTerms(const TypeFactsValue& facts, double count, double scale, Sources& sources) {
    for (const FailureTerm& term : facts.failures) {
        InterruptionSource& s = sources[term.type];
        s.type = term.type;
        s.name = term.name;
        s.count += term.count * count;
        s.rate = term.rate ? std::optional(*term.rate * scale) : std::nullopt;
    }
}

/// Devices that carry the job but say nothing of failures must not count as perfect.
void addSilent(DeviceTypeId id, const TypeFactsValue& facts, double count, Sources& sources) {
    InterruptionSource& s = sources[id];
    s.type = id;
    s.name = facts.name;
    s.count += count;
    s.rate.reset();
}

/// A unit whose loss the loop survives interrupts nobody.
void addCoolingUnits(Query& query, double scale, Sources& sources) {
    const CoolingState& cooling = *query.get<CoolingSolve>();
    for (const auto& [id, unit] : *query.get<CoolingUnits>()) {
        const LoopState* loop = cooling.loop(unit.loop);
        if (!loop || loop->medium != model::CoolingMedium::Liquid || loop->redundant > 0) continue;
        addTerms(*query.get<TypeFacts>(unit.type), std::max(unit.count, 0), scale, sources);
    }
}

bool before(const InterruptionSource& a, const InterruptionSource& b) {
    const double x = a.rate ? *a.rate * a.count : -1, y = b.rate ? *b.rate * b.count : -1;
    return x != y ? x > y : a.type < b.type;
}

Checkpointing checkpointingOf(const model::Job& job, double interval) {
    return {interval * unit::s, job.checkpointStall, job.checkpointDrain, 0};
}

void solve(JobState& state) {
    const model::Job& job = state.job;
    const Frequency rate = Frequency::si(state.rate);
    const auto si = [](std::optional<Duration> d) { return d ? std::optional(d->si()) : std::nullopt; };
    state.optimum = si(exactInterval(rate, job.checkpointStall));
    state.young = si(youngInterval(rate, job.checkpointStall));
    state.daly = si(dalyInterval(rate, job.checkpointStall));
    state.interval =
        job.interval ? si(job.interval) : si(bestInterval(rate, job.checkpointStall, job.checkpointDrain));
    if (!state.interval) {
        state.useful = 1;  // nothing interrupts, so nothing is saved and nothing lost
        return;
    }
    const std::vector<InterruptionClass> classes{{rate, job.detect, job.restore}};
    const Checkpointing checkpointing = checkpointingOf(job, *state.interval);
    const Waterfall w = waterfall(classes, checkpointing);
    state.useful = w.useful;
    state.stall = w.stall;
    state.rework = w.rework;
    state.down = w.down;
    state.restore = w.restore;
    state.regime = regime(classes, checkpointing);
}

}  // namespace

SiteInterruptions::Value SiteInterruptions::compute(const Key&, Query& query) {
    const double scale = query.get<AssumptionOf>("reliability.rate_scale").value;
    const Processors processors(query);
    Sources sources;
    InterruptionRates rates;
    for (const auto& [id, count] : query.get<SiteDevices>()->devices) {
        const TypeFactsValue& facts = *query.get<TypeFacts>(id);
        const bool carriesJob = processors.inside(id);
        const bool known = std::any_of(facts.failures.begin(), facts.failures.end(),
                                       [](const FailureTerm& t) { return t.rate.has_value(); });
        rates.processorsKnown = rates.processorsKnown || (carriesJob && known);
        addTerms(facts, count, scale, sources);
        if (carriesJob && facts.failures.empty()) addSilent(id, facts, count, sources);
    }
    addCoolingUnits(query, scale, sources);
    for (const auto& [id, source] : sources) {
        rates.sources.push_back(source);
        rates.parts += source.count;
        if (!source.rate) continue;
        rates.known += source.count;
        rates.total += source.count * *source.rate;
    }
    std::sort(rates.sources.begin(), rates.sources.end(), before);
    return rates;
}

JobOutcome::Value JobOutcome::compute(const Key&, Query& query) {
    JobState state;
    const auto& jobs = *query.get<Jobs>();
    state.jobs = jobs.size();
    if (jobs.empty()) {
        state.problem = "the design holds no job; add one with its checkpoint times and MFU";
        return state;
    }
    state.job = jobs.begin()->second;
    state.allProcessors = Processors(query).all();
    if (!(state.allProcessors > 0)) {
        state.problem = "no processors are drawn for the job to run on";
        return state;
    }
    state.processors = std::clamp(state.job.gpus.value_or(state.allProcessors), 0.0, state.allProcessors);
    const InterruptionRates& rates = *query.get<SiteInterruptions>();
    if (!rates.processorsKnown) {
        state.problem = "no failure rate is known for any device that carries the job";
        return state;
    }
    state.rate = rates.total * (state.processors / state.allProcessors);
    solve(state);
    return state;
}

std::string regimeWarning(double x) {
    if (x > 1)
        return "mean time to interruption is shorter than one recovery and checkpoint period together: only "
               "a simulation is trustworthy here";
    if (x > 0.3)
        return "mean time to interruption is comparable with recovery time: what may strike during a "
               "restart, and how lifetimes are distributed, now matters by 1 to 5 points; run a simulation";
    if (x > 0.1) return "first-order formulae err by up to 0.03 here; this value is exact for its model";
    return {};
}

}  // namespace rackloom::analytics
