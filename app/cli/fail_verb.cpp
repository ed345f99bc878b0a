// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/failure_study.h"
#include "analytics/report_text.h"
#include "app/cli/design_source.h"
#include "app/cli/fail_pairs.h"
#include "app/cli/fail_text.h"
#include "app/cli/json_report.h"
#include "app/cli/verbs.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace rackloom::app {

namespace {

using analytics::FailureStudy;

struct Options {
    std::string file, pairs;
    std::vector<std::string> objects;
    bool json = false;
};

std::string blastText(const model::Snapshot& site, const FailureStudy::Blast& blast) {
    if (blast.endpoints == 0) return "  no compute fabric attaches an endpoint\n";
    TextTable table("rl");
    table.add({counted(blast.gone), "fail themselves"});
    table.add({counted(blast.cutOff), "can no longer reach half of all through the compute fabrics"});
    table.add({counted(blast.degraded), "keep contact with fewer cables"});
    table.add({counted(blast.endpoints), "are in the compute fabrics"});
    std::string out = table.text(2);
    if (!blast.racks.empty()) out += wrapped("racks touched: " + racksText(site, blast.racks), 2);
    return out;
}

std::string watts(double value) {
    return analytics::quantityText(value, "W");
}

constexpr std::size_t kElementsShown = 12;

/// What goes dark, and what the others carry.
std::string powerText(const model::Snapshot& site, const FailureStudy::Power& power) {
    std::string out = "Power\n";
    TextTable table("rl");
    table.add({watts(power.unserved), "go dark in " + counted(power.racksDark.size(), "rack", "racks")});
    if (power.equipmentDark > 0) table.add({watts(power.equipmentDark), "of cooling equipment stop"});
    const std::size_t dead = power.deadElements.size();
    table.add({counted(dead),
               dead == 1 ? "element of the power tree is dead" : "elements of the power tree are dead"});
    out += table.text(2);
    if (!power.racksDark.empty()) out += wrapped("dark: " + racksText(site, power.racksDark), 2);
    if (power.carried.empty()) return out;
    out += "\nElements that carry more\n";
    TextTable loads("lrlrlr");
    for (std::size_t i = 0; i < power.carried.size() && i < kElementsShown; ++i) {
        const auto& c = power.carried[i];
        const bool limited = c.limit && *c.limit > 0;
        loads.add({nodeName(site, c.node), watts(c.before), "→", watts(c.after), limited ? "of" : "",
                   limited ? watts(*c.limit) + (c.after > *c.limit ? ", over" : "") : "no known limit"});
    }
    out += loads.text(2);
    if (power.carried.size() > kElementsShown)
        out += "  and " + counted(power.carried.size() - kElementsShown) + " more\n";
    if (power.ridesFor)
        out += "  overloads are stood for " + analytics::quantityText(*power.ridesFor, "s", 2) + "\n";
    return out;
}

Json powerJson(const FailureStudy::Power& power) {
    Json dead = Json::array(), carried = Json::array();
    for (const PowerNodeId node : power.deadElements)
        dead.push_back(nodeKey(node));
    for (const auto& c : power.carried) {
        Json row = {{"node", nodeKey(c.node)}, {"before_w", c.before}, {"after_w", c.after}};
        row["limit_w"] = numberOrNull(c.limit);
        carried.push_back(std::move(row));
    }
    Json out = {{"unserved_w", power.unserved},
                {"equipment_dark_w", power.equipmentDark},
                {"racks_dark", racksJson(power.racksDark)},
                {"dead_elements", std::move(dead)},
                {"carry_more", std::move(carried)}};
    out["rides_for_s"] = numberOrNull(power.ridesFor);
    return out;
}

std::string changesText(const FailureStudy& study) {
    TextTable table("llll");
    for (const FailureStudy::Change& change : study.changes)
        table.add({std::string(change.metric->label),
                   analytics::metricText(change.before, change.metric->unit, 7), "→",
                   analytics::metricText(change.after, change.metric->unit, 7)});
    return table.text(2);
}

std::string studyText(const model::Snapshot& site, const FailureStudy& study) {
    std::string out = "Without " + study.name + "\n\n";
    out += "Lost of all that is drawn\n" + lostText(study) + "\n";
    if (study.power) out += powerText(site, *study.power) + "\n";
    if (study.cooling) out += coolingText(site, *study.cooling) + "\n";
    out += "GPUs\n" + blastText(site, study.blast);
    if (!study.jobs.empty()) out += "\nJobs\n" + jobsText(study);
    out += "\nMetrics that change\n" + (study.changes.empty() ? "  none\n" : changesText(study));
    if (!study.added.empty()) out += "\nNew findings\n";
    for (const analytics::Finding& finding : study.added)
        out += wrapped(std::string(analytics::kSeverityNames[static_cast<int>(finding.severity)]) + ": " +
                           analytics::findingMessage(finding),
                       2);
    return out;
}

Json studyJson(const model::Snapshot& site, const FailureStudy& study) {
    Json metrics = Json::array(), findings = Json::array();
    Json objects = Json::array({study.target.object.key()});
    for (const analytics::FailureTarget& other : study.target.with)
        objects.push_back(other.object.key());
    for (const FailureStudy::Change& change : study.changes) {
        Json before = Json::object(), after = Json::object();
        addMetricValue(before, change.before);
        addMetricValue(after, change.after);
        metrics.push_back({{"id", change.metric->id},
                           {"unit", change.metric->unit},
                           {"before", std::move(before)},
                           {"after", std::move(after)}});
    }
    for (const analytics::Finding& finding : study.added)
        findings.push_back(findingJson(site, finding));
    Json out = {{"format", kJsonFormat},
                {"object", study.target.object.key()},
                {"objects", std::move(objects)},
                {"name", study.name},
                {"blast",
                 {{"endpoints", study.blast.endpoints},
                  {"gone", study.blast.gone},
                  {"cut_off", study.blast.cutOff},
                  {"degraded", study.blast.degraded},
                  {"racks", racksJson(study.blast.racks)}}},
                {"metrics", std::move(metrics)},
                {"new_findings", std::move(findings)}};
    out["lost"] = lostJson(study);
    if (study.power) out["power"] = powerJson(*study.power);
    if (study.cooling) out["cooling"] = coolingJson(*study.cooling);
    if (!study.jobs.empty()) out["jobs"] = jobsJson(study);
    return out;
}

constexpr std::size_t kPairsShown = 20;

Exit runPairs(const Options& options, const model::SnapshotPtr& design, const Console& console) {
    analytics::Memo memo;
    memo.advance(design);
    const auto study = analytics::studyPairs(memo, options.pairs, kPairsShown);
    if (!study) return console.fail(study.error(), Exit::Usage);
    console.print(options.json ? jsonText(pairsJson(*design, study.value()))
                               : pairsText(*design, study.value()));
    return Exit::Fine;
}

/// What of the design is called nearly like the first that is not found.
std::string nearName(const model::Snapshot& site, const std::vector<std::string>& objects) {
    std::vector<std::string_view> names;
    const auto add = [&](auto, const auto& row) { names.push_back(row.name); };
    site.racks.forEach(add);
    site.powerNodes.forEach(add);
    site.coolingUnits.forEach(add);
    site.coolingLoops.forEach(add);
    for (const std::string& object : objects)
        if (!analytics::findFailureTarget(site, object)) return didYouMean(object, names);
    return {};
}

Exit run(const Options& options, const VerbContext& context) {
    const Console& console = context.console;
    if (options.objects.empty() == options.pairs.empty())
        return console.fail(Error{"fail",
                                  options.objects.empty() ? "nothing is named that fails"
                                                          : "objects and --pairs exclude each other",
                                  "Name what fails at the same moment, or a class with --pairs."},
                            Exit::Usage);
    const auto design = readDesign(options.file, console);
    if (!design) return console.fail(design.error());
    if (!options.pairs.empty()) return runPairs(options, design.value(), console);
    const auto target = analytics::findFailureTargets(*design.value(), options.objects);
    if (!target) {
        Error error = target.error();
        const std::string near = nearName(*design.value(), options.objects);
        if (!near.empty()) error.remedy = near.substr(1) + ' ' + error.remedy;
        return console.fail(error, Exit::Usage);
    }
    analytics::Evaluator evaluator;
    const auto study = analytics::studyFailure(evaluator, design.value(), target.value());
    if (!study) return console.fail(study.error());
    console.print(options.json ? jsonText(studyJson(*design.value(), study.value()))
                               : studyText(*design.value(), study.value()));
    return Exit::Fine;
}

}  // namespace

VerbAction declareFail(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "Design, or - for standard input")->required();
    app.add_option(
        "OBJECT", options->objects,
        "What fails, several at the same moment: rack (A1), device (A9/Leaf 3), cables between "
        "racks (A1--A9), power element (SU 1 UPS A), cooling unit or loop (SU 1 CDU 1), or a reference "
        "(device:12/5)");
    app.add_option("--pairs", options->pairs,
                   "Instead of OBJECT: try each two elements of the power tree of a kind (ups), of a device "
                   "type, or all")
        ->type_name("CLASS");
    app.add_flag("--json", options->json, "Print JSON in SI units");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
