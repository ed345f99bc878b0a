// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/design_source.h"
#include "app/cli/interrupt.h"
#include "app/cli/simulate_study.h"
#include "app/cli/simulate_text.h"
#include "app/cli/verbs.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>
#include <unistd.h>

namespace rackloom::app {

namespace {

namespace sim = analytics::sim;

constexpr std::chrono::milliseconds kLook{40};

struct Options {
    std::string file, job, study, lifetimes, repairs;
    std::uint64_t incidents = 1'000'000, seed = 1;
    unsigned threads = 0;
    bool json = false, month = false, wait = false;
};

/// "exponential", "fixed", "weibull:0.7" or "lognormal:1.2".
std::optional<sim::Spread> spreadOf(const std::string& text) {
    constexpr std::pair<std::string_view, sim::Law> kLaws[] = {{"exponential", sim::Law::Exponential},
                                                               {"fixed", sim::Law::Fixed},
                                                               {"weibull", sim::Law::Weibull},
                                                               {"lognormal", sim::Law::Lognormal}};
    const std::size_t colon = text.find(':');
    for (const auto& [name, law] : kLaws) {
        if (text.substr(0, colon) != name) continue;
        sim::Spread out{law, 1};
        const bool shaped = law == sim::Law::Weibull || law == sim::Law::Lognormal;
        if (shaped != (colon != std::string::npos)) return std::nullopt;
        if (!shaped) return out;
        const std::string number = text.substr(colon + 1);
        char* end = nullptr;
        out.shape = std::strtod(number.c_str(), &end);
        if (number.empty() || *end != 0 || !sim::meaningful(out)) return std::nullopt;
        return out;
    }
    return std::nullopt;
}

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

Result<sim::DesignJob> readJob(const Options& options, const Console& console) {
    auto design = readDesign(options.file, console);
    if (!design) return design.error();
    analytics::Memo memo;
    memo.advance(std::move(design).value());
    return sim::designJob(memo, options.job,
                          options.wait ? analytics::Waiting::Counted : analytics::Waiting::LeftOut);
}

Exit simulateJob(const Options& options, const sim::Spread& lifetimes, const sim::Spread& repairs,
                 const Console& console) {
    auto job = readJob(options, console);
    if (!job)  // a design that cannot be read is no wrong usage, a name that is not there is
        return console.fail(job.error(),
                            job.error().place == "job" && !options.job.empty() ? Exit::Usage : Exit::Failed);
    auto scenario = sim::scenarioOf(job.value().model);
    if (!scenario) return console.fail(scenario.error());
    for (sim::Cause& cause : scenario.value().causes) {
        cause.lifetime = lifetimes;
        cause.repairSpread = repairs;
    }
    const sim::RunOptions wanted{
        .incidents = options.incidents, .seed = options.seed, .threads = options.threads};
    auto outcome = runToTheEnd(scenario.value(), wanted, console);
    if (!outcome) return console.fail(outcome.error());
    if (outcome.value().jobs.empty())
        return console.fail({options.file, "interrupted before the first history was complete",
                             "A smaller --incidents gives an answer sooner."});
    if (outcome.value().cancelled)
        console.note("rackloom: stopped after " + std::to_string(outcome.value().done) + " of " +
                     std::to_string(outcome.value().planned) + " histories.\n");
    const bool same = lifetimes.law == sim::Law::Exponential;
    SimulatedJob result =
        judged(std::move(job).value(), std::move(scenario).value(), std::move(outcome).value(), same);
    result.seed = options.seed;
    if (options.month)
        if (auto told = sim::history(result.scenario, 30 * unit::day, options.seed))
            result.month = std::move(told).value();
    console.print(options.json ? jsonText(simulatedJson(result)) : simulatedText(result));
    return Exit::Fine;
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
    const auto lifetimes = spreadOf(options.lifetimes), repairs = spreadOf(options.repairs);
    if (!lifetimes) return console.fail(notALaw("--lifetimes", options.lifetimes), Exit::Usage);
    if (!repairs) return console.fail(notALaw("--repairs", options.repairs), Exit::Usage);
    return simulateJob(options, *lifetimes, *repairs, console);
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
    app.add_flag("--wait", options->wait,
                 "Wait for repairs of what is drawn; else replacements are at hand, as in the report");
    app.add_flag("--month", options->month, "Tell one month of one history, piece by piece");
    app.add_flag("--json", options->json, "Print JSON in SI units");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
