// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/drawn_job.h"

#include "analytics/capacity/parts.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/job_pool.h"
#include "analytics/reliability/binomial.h"
#include "analytics/reliability/checkpoint.h"
#include "analytics/reliability/job_capacity.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

/// Share of interruptions after which copies in the memory of peers are still there: all but those that take
/// several racks at once.
double recoverableShare(const JobModel& m, const Footprint& footprint) {
    double all = 0, wide = 0;
    for (std::size_t i = 0; i < m.causes.size(); ++i) {
        const double rate = m.causes[i].rate.si() * footprint.elements[i];
        all += rate;
        if (m.causes[i].strikes == Strikes::Unit) wide += rate;
    }
    return all > 0 ? 1 - wide / all : 1;
}

void setInterval(const Footprint& footprint, DrawnJobState& state) {
    JobModel& m = state.model;
    // A silent error takes half an interval back, too.
    const Frequency rate = interruptionRate(m, footprint) + (m.silent ? m.silent->rate : Frequency{});
    const auto si = [](std::optional<Duration> d) { return d ? std::optional(d->si()) : std::nullopt; };
    state.optimum = si(exactInterval(rate, m.checkpoint.stall));
    state.young = si(youngInterval(rate, m.checkpoint.stall));
    state.daly = si(dalyInterval(rate, m.checkpoint.stall));
    state.interval =
        state.job.interval
            ? si(state.job.interval)
            : si(bestInterval(rate, m.checkpoint.stall, m.copies ? Duration{} : m.checkpoint.drain));
    if (state.interval) m.checkpoint.interval = Duration::si(*state.interval);
}

/// Nothing interrupts, so nothing is saved and nothing lost: a period so long that its checkpoint is nothing.
void withoutCheckpoints(JobModel& m) {
    m.checkpoint = {unit::year, {}, {}, 0};
    m.copies.reset();
}

void solve(const JobCapacity& capacity, DrawnJobState& state) {
    if (const Result<void> fine = checked(state.model); !fine) {
        state.problem = fine.error().text();
        return;
    }
    if (state.model.copies)
        state.model.copies->recoverable = std::clamp(
            state.job.memory.recoverable.value_or(recoverableShare(state.model, capacity.footprint)), 0.0,
            1.0);
    setInterval(capacity.footprint, state);
    JobModel model = state.model;
    if (!state.interval) withoutCheckpoints(model);
    Result<JobAnswer> answer = assemble(model, Waiting::LeftOut, &capacity);
    Result<JobAnswer> waiting = assembleQuickly(model, Waiting::Counted, &capacity);
    if (!answer || !waiting) {
        state.problem = (!answer ? answer : waiting).error().text();
        return;
    }
    state.answer = std::move(answer.value());
    state.waiting = std::move(waiting.value());
}

}  // namespace

StorageWrite::Value StorageWrite::compute(const Key&, Query& q) {
    double sum = 0;
    bool any = false;
    for (const auto& [id, count] : q.get<SiteParts>()->parts) {
        const Shared<model::DeviceType>& type = q.get<TypeOf>(id);
        if (!type->storage || !type->storage->write.known()) continue;
        any = true;
        // A node writes for the share of the time in which it is not being repaired.
        double works = 1;
        if (type->failure && type->failure->rate.known())
            works = availability(*type->failure->rate.value, repairOf(*type)).up;
        sum += type->storage->write.value->si() * static_cast<double>(count) * works;
    }
    return any ? std::optional(sum) : std::nullopt;
}

DrawnJob::Value DrawnJob::compute(const Key& id, Query& q) {
    const model::Job* job = q.get<Jobs>()->find(id);
    if (!job) return {};
    const Shared<JobGroundState> ground = q.get<JobGround>(id);
    DrawnJobState state = stateOn(q, *ground, *job);
    if (state.problem.empty()) solve(ground->capacity, state);
    return state;
}

JobResults::Value JobResults::compute(const Key&, Query& q) {
    std::vector<JobResult> out;
    for (const auto& [id, job] : *q.get<Jobs>()) {
        const DrawnJobState& state = *q.get<DrawnJob>(id);
        JobResult row;
        row.job = id;
        row.unknownReason = state.problem;
        if (state.problem.empty()) {
            const JobAnswer& a = state.answer;
            row.rate = a.interruptions.si();
            row.interval = state.interval;
            row.goodput = a.goodput;
            row.capacity = a.capacity;
            row.regime = a.regime;
            for (const Badput& loss : a.losses)
                row.waterfall.push_back({std::string(loss.name), loss.share});
            for (std::size_t i = 0; i < a.causes.size(); ++i)
                row.causes.push_back({state.model.causes[i].name, a.causes[i].interruptions.si(),
                                      state.model.causes[i].down.si(), a.causes[i].sensitivity});
            std::stable_sort(row.causes.begin(), row.causes.end(),
                             [](const auto& x, const auto& y) { return x.elasticity < y.elasticity; });
        }
        out.push_back(std::move(row));
    }
    return out;
}

}  // namespace rackloom::analytics
