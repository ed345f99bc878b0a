// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/assumed.h"
#include "app/cli/design_source.h"
#include "app/cli/interrupt.h"
#include "app/cli/simulate_study.h"
#include "app/cli/simulate_text.h"
#include "app/cli/verbs.h"
#include "model/base/quantity_text.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <tuple>
#include <unistd.h>

namespace rackloom::app {

namespace {

namespace sim = analytics::sim;

constexpr std::chrono::milliseconds kLook{40};
constexpr std::int64_t kMost = 1'000'000;   // crews or parts
constexpr double kLongestShipment = 3.2e8;  // s

struct Options {
    std::string file, job, study, lifetimes, repairs, shipment;
    std::uint64_t incidents = 1'000'000, seed = 1;
    std::int64_t crews = 0;
    std::optional<std::int64_t> parts;
    unsigned threads = 0;
    bool json = false, month = false, wait = false, together = false;
    sim::Assumed assumed;  ///< by the texts above
};

Error notALaw(const std::string& option, const std::string& text) {
    return {option, "\"" + text + "\" is no law of times",
            "Write exponential, fixed, weibull:0.7 (0.1 to 20) or lognormal:1 (0 to 4)."};
}

class ProgressLine {
public:
    explicit ProgressLine(const Console& console)
        : console_(console), shown_(isatty(fileno(console.err)) != 0) {}
    ~ProgressLine() { show(""); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    void show(const std::string& text) const {
        if (!shown_) return;
        std::fprintf(console_.err, "\r\33[K%s", text.c_str());
        std::fflush(console_.err);
    }

private:
    const Console& console_;
    bool shown_;
};

Result<sim::Outcome> runToTheEnd(const sim::Scenario& scenario, const sim::RunOptions& options,
                                 const Console& console) {
    const InterruptGuard guard;
    auto started = sim::Run::start(scenario, options);
    if (!started) return started.error();
    sim::Run& run = *started.value();
    const ProgressLine line(console);
    while (!run.finished()) {
        if (interruptWanted()) run.cancel();
        line.show(progressText(run.poll()));
        std::this_thread::sleep_for(kLook);
    }
    return run.poll();
}

Result<sim::SharedJobs> readJobs(const Options& options, const Console& console) {
    auto design = readDesign(options.file, console);
    if (!design) return design.error();
    analytics::Memo memo;
    memo.advance(std::move(design).value());
    const auto waiting = options.wait || options.assumed.needsWaiting() ? analytics::Waiting::Counted
                                                                        : analytics::Waiting::LeftOut;
    if (options.together) return sim::sharedJobs(memo, options.job, waiting);
    auto job = sim::designJob(memo, options.job, waiting);
    if (!job) return job.error();
    auto scenario = sim::scenarioOf(job.value().model);
    if (!scenario) return scenario.error();
    return sim::SharedJobs{std::move(scenario).value(), {std::move(job).value()}, 0, {}};
}

Exit simulateJob(const Options& options, const Console& console) {
    auto asked = readJobs(options, console);
    if (!asked)  // a design that cannot be read is no wrong usage, a name that is not there is
        return console.fail(
            asked.error(), asked.error().place == "job" && !options.job.empty() ? Exit::Usage : Exit::Failed);
    sim::assume(options.assumed, asked.value().scenario);
    const sim::RunOptions wanted{
        .incidents = options.incidents, .seed = options.seed, .threads = options.threads};
    auto outcome = runToTheEnd(asked.value().scenario, wanted, console);
    if (!outcome) return console.fail(outcome.error());
    if (outcome.value().jobs.empty())
        return console.fail({options.file, "interrupted before the first history was complete",
                             "A smaller --incidents gives an answer sooner."});
    if (outcome.value().cancelled)
        console.note("rackloom: stopped after " + std::to_string(outcome.value().done) + " of " +
                     std::to_string(outcome.value().planned) + " histories.\n");
    SimulatedJob result =
        judged(std::move(asked).value(), std::move(outcome).value(), options.assumed.asTheFormula());
    result.seed = options.seed;
    if (options.month)
        if (auto told = sim::history(result.scenario, 30 * unit::day, options.seed, result.shown))
            result.month = std::move(told).value();
    console.print(options.json ? jsonText(simulatedJson(result)) : simulatedText(result));
    return Exit::Fine;
}

/// Laws, crews and parts out of their texts.
Result<sim::Assumed> assumedBy(const Options& options) {
    sim::Assumed out;
    for (const auto& [option, text, spread] : {std::tuple{"--lifetimes", &options.lifetimes, &out.lifetimes},
                                               std::tuple{"--repairs", &options.repairs, &out.repairs}}) {
        const auto law = sim::spreadNamed(*text);
        if (!law) return notALaw(option, *text);
        *spread = *law;
    }
    if (options.crews < 0 || options.crews > kMost)
        return Error{"--crews", "it is not from 0 to " + std::to_string(kMost),
                     "Leave the option out where there are always enough."};
    out.crewsOnSite = static_cast<int>(options.crews);
    if (!options.parts) {
        if (options.shipment.empty()) return out;
        return Error{"--shipment", "it is the time until a part that was used is replaced",
                     "Say with --parts how many are in stock."};
    }
    if (*options.parts < 1 || *options.parts > kMost)
        return Error{"--parts", "it is not from 1 to " + std::to_string(kMost),
                     "Leave the option out where parts are always at hand."};
    const auto shipment =
        parseQuantity(options.shipment.empty() ? std::string_view("7 d") : options.shipment, "s");
    if (!shipment || !(shipment.value() >= 0 && shipment.value() <= kLongestShipment))
        return Error{"--shipment", "\"" + options.shipment + "\" is no time from 0 to 10 years",
                     "Write " + unitsTaken("s") + "."};
    out.parts = sim::SpareParts{static_cast<int>(*options.parts), shipment.value() * unit::s, sim::kFixed};
    return out;
}

Exit run(const Options& options, const VerbContext& context) {
    const Console& console = context.console;
    if (options.incidents < 1 || options.incidents > 1'000'000'000'000)
        return console.fail(
            {"--incidents", "it is not from 1 to 1000000000000", "Give a number such as 100000."},
            Exit::Usage);
    if (options.threads > 256)
        return console.fail({"--threads", "it is more than 256", "Leave it out: one a core."}, Exit::Usage);
    if (!options.study.empty()) {
        if (!options.file.empty())
            return console.fail({"FILE", "a shipped study takes no design", "Leave one of the two out."},
                                Exit::Usage);
        return runStudy(options.study, {options.incidents, options.seed}, options.json, console);
    }
    if (options.file.empty())
        return console.fail({"FILE", "no design is named", "Name one, or a shipped study with --study."},
                            Exit::Usage);
    const auto assumed = assumedBy(options);
    if (!assumed) return console.fail(assumed.error(), Exit::Usage);
    Options complete = options;
    complete.assumed = assumed.value();
    return simulateJob(complete, console);
}

}  // namespace

VerbAction declareSimulate(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    options->lifetimes = options->repairs = "exponential";
    app.add_option("FILE", options->file, "Design, or - for standard input");
    app.add_option("--study", options->study,
                   "Instead of a design: a study that ships with the program; list lists them")
        ->type_name("ID");
    app.add_option("--incidents", options->incidents, "Interruptions to live through (1000000)")
        ->type_name("COUNT");
    app.add_option("--seed", options->seed, "Which random numbers (1); the same seed gives the same answer")
        ->type_name("NUMBER");
    app.add_option("--threads", options->threads, "One a core when left out; changes the time only")
        ->type_name("COUNT");
    app.add_option("--job", options->job, "Which job; the first when left out")->type_name("NAME");
    app.add_option("--lifetimes", options->lifetimes, "exponential, fixed, weibull:SHAPE or lognormal:SIGMA")
        ->type_name("LAW");
    app.add_option("--repairs", options->repairs, "The same for repairs")->type_name("LAW");
    app.add_option("--crews", options->crews, "Repair crews for the whole site; the job then waits for them")
        ->type_name("COUNT");
    app.add_option("--parts", options->parts, "Spare parts in stock; the job then waits for missing ones")
        ->type_name("COUNT");
    app.add_option("--shipment", options->shipment, "Until a part that was used is replaced, as 72h (7 d)")
        ->type_name("TIME");
    app.add_flag("--together", options->together,
                 "With the other jobs that stand on the same domains; the first in the file is served first");
    app.add_flag("--wait", options->wait,
                 "Wait for repairs of what is drawn; else replacements are at hand, as in the report");
    app.add_flag("--month", options->month, "Tell one month of one history, piece by piece");
    app.add_flag("--json", options->json, "Print JSON in SI units");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
