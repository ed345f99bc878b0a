// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/studies/study.h"

#include "analytics/formulas/formula.h"
#include "analytics/formulas/reliability/reading.h"
#include "analytics/reliability/plain_table.h"
#include "analytics/simulation/run.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

using Given = std::map<std::string, std::string, std::less<>>;

double number(std::string_view text) {
    return plain::number(text).value_or(0);
}

Given givenOf(std::string_view text) {
    Given out;
    for (const std::string_view part : plain::split(text, ';'))
        if (const std::size_t equals = part.find('='); equals != part.npos)
            out.emplace(part.substr(0, equals), part.substr(equals + 1));
    return out;
}

void note(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

std::vector<Study> readStudies() {
    std::vector<Study> out;
    for (const plain::Cells& cells : plain::rowsOf(studyText())) {
        if (out.empty() || out.back().id != cells[0])
            out.push_back({std::string(cells[0]), {}, {}, {}, {}, {}});
        Study& study = out.back();
        if (cells[3] == "title" || cells[3] == "about") {
            (cells[3] == "title" ? study.title : study.about) = cells[4];
            continue;
        }
        study.cells.push_back({std::string(cells[1]), std::string(cells[2]), std::string(cells[3]),
                               givenOf(cells[4]), number(cells[5]), number(cells[6])});
        note(study.rows, study.cells.back().row);
        note(study.columns, study.cells.back().column);
    }
    return out;
}

Result<double> valueOf(std::string_view formula, const Given& given) {
    const Formula* found = findFormula(formula);
    if (!found)
        return Error{"formula " + std::string(formula), "there is no such formula",
                     "\"rackloom formula\" lists them all."};
    const Result<FormulaAnswer> answer = evaluateFormula(*found, given);
    if (!answer) return answer.error();
    return answer.value().value;
}

/// A rigid job with one cause, lived through.
Result<StudyAnswer> simulated(const StudyCell& cell, const StudyOptions& options) {
    static const std::vector<FormulaParameter> kParameters = [] {
        return std::vector<FormulaParameter>(
            reading::Parameters().job().number("vulnerable_D", "", "0").number("weibull", "", "0"));
    }();
    Arguments a(kParameters, cell.given);
    JobModel job;
    const std::vector<InterruptionClass> classes = reading::classes(a);
    job.checkpoint = reading::checkpointing(a, reading::total(classes));
    job.downtime = a.number("vulnerable_D", 0, 1) > 0 ? Downtime::Vulnerable : Downtime::Protected;
    const double shape = a.number("weibull", 0, 20);
    if (a.error()) return *a.error();
    for (const InterruptionClass& k : classes)
        job.causes.push_back({"interruption", Strikes::Job, k.rate, 0, {}, k.down, k.restore, {}});
    Result<sim::Scenario> scenario = sim::scenarioOf(job);
    if (!scenario) return scenario.error();
    if (shape > 0)
        for (sim::Cause& cause : scenario.value().causes)
            cause.lifetime = {sim::Law::Weibull, shape};
    const auto run =
        sim::Run::start(scenario.value(), {.incidents = options.incidents, .seed = options.seed});
    if (!run) return run.error();
    const std::stop_callback cancelled(options.stop, [&run] { run.value()->cancel(); });
    run.value()->wait();
    const sim::Outcome outcome = run.value()->poll();
    const sim::Estimate g = outcome.jobs.empty() ? sim::Estimate{} : outcome.jobs.front().goodput;
    return StudyAnswer{g.mean, g.standardError, std::nullopt};
}

/// More spare racks help until they cost more than they bring; far beyond that nothing gets better again.
Result<StudyAnswer> bestSpares(const StudyCell& cell, const std::stop_token& stop) {
    Given given = cell.given;
    const int most = static_cast<int>(number(given["most_spares"]));
    const int needed = static_cast<int>(number(given["racks_needed"]));
    given.erase("most_spares");
    StudyAnswer best;
    for (int spares = 0; spares <= most && !stop.stop_requested(); ++spares) {
        given["racks"] = std::to_string(needed + spares);
        const Result<double> g = valueOf("rack_scale.purchased", given);
        if (!g) return g.error();
        if (g.value() > best.value) best = {g.value(), std::nullopt, spares};
        if (g.value() < 0.9 * best.value) break;
    }
    return best;
}

}  // namespace

const StudyCell* Study::find(std::string_view row, std::string_view column) const {
    for (const StudyCell& cell : cells)
        if (cell.row == row && cell.column == column) return &cell;
    return nullptr;
}

const std::vector<Study>& shippedStudies() {
    static const std::vector<Study> kStudies = readStudies();
    return kStudies;
}

const Study* findStudy(std::string_view id) {
    for (const Study& study : shippedStudies())
        if (study.id == id) return &study;
    return nullptr;
}

bool StudyAnswer::agrees(const StudyCell& cell) const {
    return std::abs(value - cell.published) <= cell.tolerance + 3 * standardError.value_or(0);
}

Result<StudyAnswer> answerOf(const StudyCell& cell, const StudyOptions& options) {
    if (cell.formula == "simulation.rigid") return simulated(cell, options);
    if (cell.formula == "best.spare_racks") return bestSpares(cell, options.stop);
    const Result<double> value = valueOf(cell.formula, cell.given);
    if (!value) return value.error();
    return StudyAnswer{value.value(), std::nullopt, std::nullopt};
}

}  // namespace rackloom::analytics
