// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/scenario.h"

#include <algorithm>

namespace rackloom::analytics::sim {

namespace {

bool strikesHardware(const Cause& cause) {
    return cause.strikes != Strikes::Job;
}

std::vector<const Cause*> hardwareOf(const Scenario& scenario) {
    std::vector<const Cause*> out;
    for (const Cause& cause : scenario.causes)
        if (strikesHardware(cause)) out.push_back(&cause);
    return out;
}

/// The same domains below the same units, struck by the same parts.
bool sameHardware(const Scenario& a, const Scenario& b) {
    if (a.domains != b.domains || a.trays != b.trays || a.groups != b.groups || a.units != b.units)
        return false;
    const auto of = hardwareOf(a), other = hardwareOf(b);
    return std::equal(of.begin(), of.end(), other.begin(), other.end(), [](const Cause* x, const Cause* y) {
        return x->name == y->name && x->strikes == y->strikes && x->units == y->units &&
               x->hardFraction == y->hardFraction && x->repair == y->repair;
    });
}

Error standsElsewhere(const std::string& job) {
    return {"job " + job, "it does not stand on the same racks as the first",
            "Simulate it alone: jobs on other racks take nothing from each other."};
}

/// Detection and restore are a job's own, whatever is struck.
void addJob(const Scenario& from, Scenario& out) {
    const std::size_t number = out.jobs.size();
    JobSpec job = from.jobs.front();
    job.delays.resize(out.causes.size());
    const auto own = hardwareOf(from);
    auto next = own.begin();
    for (std::size_t c = 0; c < out.causes.size(); ++c) {
        if (!strikesHardware(out.causes[c])) continue;
        out.causes[c].rate = std::max(out.causes[c].rate, (*next)->rate);
        job.delays[c] = {(*next)->down, (*next)->restore};
        ++next;
    }
    for (Cause cause : from.causes) {
        if (strikesHardware(cause)) continue;
        cause.job = number;
        job.delays.push_back({cause.down, cause.restore});
        out.causes.push_back(std::move(cause));
    }
    out.jobs.push_back(std::move(job));
}

}  // namespace

Result<Scenario> together(const std::vector<JobModel>& models) {
    std::optional<Scenario> out;
    for (const JobModel& model : models) {
        Result<Scenario> alone = scenarioOf(model);
        if (!alone) return alone.error();
        if (model.replicas || model.degraded)
            return Error{"job " + model.name,
                         "its replica groups or short domains hold no domains that others could take",
                         "Simulate it alone."};
        if (!out) {
            out = std::move(alone.value());
            continue;
        }
        if (!sameHardware(*out, alone.value())) return standsElsewhere(model.name);
        addJob(alone.value(), *out);
    }
    if (!out) return Error{"jobs", "there is none", "Add a job to the design."};
    for (JobSpec& job : out->jobs)
        job.delays.resize(job.delays.empty() ? 0 : out->causes.size());
    if (auto fine = checked(*out); !fine) return fine.error();
    return std::move(*out);
}

}  // namespace rackloom::analytics::sim
