// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulation_question.h"

namespace rackloom::app {

namespace sim = analytics::sim;

Result<PreparedSimulation> prepare(const SimulationQuestion& q, const std::stop_token& stop) {
    analytics::Memo memo;
    memo.stopWhen([&] { return stop.stop_requested(); });
    memo.advance(q.design);
    PreparedSimulation out;
    if (q.together) {
        auto asked = sim::sharedJobs(memo, q.job, q.waiting);
        if (!asked) return asked.error();
        out.asked = std::move(asked).value();
    } else {
        auto job = sim::designJob(memo, q.job, q.waiting);
        if (!job) return job.error();
        auto scenario = sim::scenarioOf(job.value().model);
        if (!scenario) return scenario.error();
        out.asked = {std::move(scenario).value(), {std::move(job).value()}, 0, {}};
    }
    sim::assume(q.assumed, out.asked.scenario);
    out.comparable = q.assumed.asTheFormula() && out.asked.jobs.size() == 1;
    if (auto month = sim::history(out.asked.scenario, 30 * unit::day, q.seed, out.asked.asked))
        out.month = std::move(month).value();
    return out;
}

}  // namespace rackloom::app
