// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/settings.h"

#include "analytics/reliability/library.h"
#include "analytics/report_text.h"
#include "app/cli/console.h"
#include "app/cli/verbs.h"
#include "model/base/quantity_text.h"
#include "model/edit/edit.h"
#include "model/site/assumptions.h"
#include "model/site/job_fields.h"
#include "model/site/type_figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace rackloom::app {

namespace {

using model::Transaction;

// "job.detect" sets the field of every job.
const model::JobField* jobField(std::string_view key) {
    return key.starts_with("job.") ? model::findJobField(key.substr(4)) : nullptr;
}

struct Assignment {
    std::string key, value;
    std::string place() const { return "--set " + key + '=' + value; }
};

std::string plain(double v) {
    char text[40];
    std::snprintf(text, sizeof text, "%g", v);
    return text;
}

Result<double> parsed(const Assignment& a, std::string_view unit, double minimum, double maximum) {
    const Result<double> value = parseQuantity(a.value, unit);
    // A share has no unit that could be named.
    if (!value)
        return Error{a.place(), value.error().reason,
                     unit == "1" ? "Write " + unitsTaken(unit) + '.' : value.error().remedy};
    if (value.value() >= minimum && value.value() <= maximum) return value;
    const std::string shown = unit == "1" ? "" : ' ' + std::string(unit);
    return Error{"--set " + a.key, plain(value.value()) + shown + " is out of range",
                 "Use a value from " + plain(minimum) + " to " + plain(maximum) + shown + "."};
}

Result<void> setJobs(Transaction& tx, const Assignment& a, const model::JobField& field) {
    const Result<double> value = parsed(a, field.unit, field.minimum, field.maximum);
    if (!value) return value.error();
    if (field.whole && value.value() != std::floor(value.value()))
        return Error{a.place(), "not a whole number", "Write one without a fraction."};
    if (tx.draft().jobs.empty())
        return Error{a.place(), "the design has no job", "Add one in the editor, or leave this out."};
    for (const JobId id : tx.draft().jobs.ids())
        field.assign(tx.draft().jobs.write(tx.token(), id), value.value());
    return {};
}

Result<void> setPrecision(Transaction& tx, const Assignment& a) {
    for (std::size_t p = 0; p < model::kPrecisionCount; ++p) {
        if (model::kPrecisionNames[p] != a.value) continue;
        for (const JobId id : tx.draft().jobs.ids())
            tx.draft().jobs.write(tx.token(), id).precision = static_cast<model::Precision>(p);
        return {};
    }
    std::string names;
    for (const std::string_view name : model::kPrecisionNames)
        names += (names.empty() ? "" : ", ") + std::string(name);
    const std::string near = didYouMean(a.value, model::kPrecisionNames);
    return Error{a.place(), "no such precision",
                 (near.empty() ? "" : near.substr(1) + ' ') + "Use one of " + names + "."};
}

Result<void> setAssumption(Transaction& tx, const Assignment& a, const model::AssumptionSpec& spec) {
    const Result<double> value = parsed(a, spec.unit, spec.minimum, spec.maximum);
    if (!value) return value.error();
    model::Site site = *tx.draft().site;
    site.assumptions[a.key] = {value.value(), "command line"};
    tx.draft().site = std::move(site);
    return {};
}

Result<void> setCalibration(Transaction& tx, const Assignment& a) {
    std::vector<std::string_view> ids;
    std::string names;
    for (const analytics::Calibration& known : analytics::calibrations()) {
        ids.push_back(known.id);
        names += ", " + std::string(known.id);
    }
    if (!a.value.empty() && std::find(ids.begin(), ids.end(), a.value) == ids.end()) {
        const std::string near = didYouMean(a.value, ids);
        return Error{a.place(), "there is no such calibration",
                     (near.empty() ? "" : near.substr(1) + ' ') + "Use one of" + names.substr(1) +
                         ", or nothing for the catalogue's rates."};
    }
    model::Site site = *tx.draft().site;
    site.calibration = a.value;
    tx.draft().site = std::move(site);
    return {};
}

Result<void> setBudget(Transaction& tx, const Assignment& a, const std::string& metric) {
    const analytics::MetricInfo* info = analytics::metricInfo(metric);
    if (info == nullptr)
        return Error{a.place(), "there is no metric " + metric, "\"rackloom analyze FILE\" lists them all."};
    const Result<double> value = parsed(a, info->unit, 0, 1e30);
    if (!value) return value.error();
    model::Site site = *tx.draft().site;
    site.budgets[metric] = value.value();
    tx.draft().site = std::move(site);
    return {};
}

// "nvidia-gb200-compute-tray.power.provisioned": keys of types hold no dots.
Result<void> setFigure(Transaction& tx, const Assignment& a, std::string_view rest) {
    const std::size_t dot = rest.find('.');
    const std::string key(rest.substr(0, dot)), path(dot == rest.npos ? "" : rest.substr(dot + 1));
    const DeviceTypeId id = findType(tx.draft(), key);
    if (!id.isValid()) {
        std::string used;
        tx.draft().types.forEach([&](DeviceTypeId, const Shared<model::DeviceType>& type) {
            used += (used.empty() ? "" : ", ") + type->key;
        });
        return Error{a.place(), "the design uses no device type " + key, "It uses " + used + "."};
    }
    model::DeviceType type = *tx.draft().types.at(id);
    const auto figure = model::figureAt(type, path);
    if (!figure) {
        std::string known;
        for (const model::FigureEntry& entry : model::figures(type))
            known += (known.empty() ? "" : ", ") + entry.path;
        return Error{a.place(), key + " has no figure \"" + path + '"', "It has " + known + "."};
    }
    const Result<double> value = parsed(a, figure->unit, figure->minimum, figure->maximum);
    if (!value) return value.error();
    const Result<void> done =
        model::assignFigure(type, path, value.value(), {"command line", model::Grade::Unverified, "--set"});
    if (!done) return done;
    tx.draft().types.write(tx.token(), id) = std::move(type);
    return {};
}

Error unknownKey(const Assignment& a) {
    std::vector<std::string> jobKeys;
    for (const model::JobField& field : model::jobFieldList())
        jobKeys.push_back("job." + std::string(field.key));
    std::vector<std::string_view> keys(jobKeys.begin(), jobKeys.end());
    keys.emplace_back("job.precision");
    keys.emplace_back("reliability.calibration");
    for (const model::AssumptionSpec& spec : model::assumptionSpecs())
        keys.push_back(spec.id);
    const std::string near = didYouMean(a.key, keys);
    std::string all;
    for (const std::string_view key : keys)
        all += (all.empty() ? "" : ", ") + std::string(key);
    return {"--set " + a.key, "nothing of this name can be set",
            (near.empty() ? "" : near.substr(1) + ' ') + "These can: " + all +
                ", budget.METRIC, type.KEY.FIGURE."};
}

Result<void> assign(Transaction& tx, const Assignment& a) {
    if (const model::JobField* field = jobField(a.key)) return setJobs(tx, a, *field);
    if (a.key == "job.precision") return setPrecision(tx, a);
    if (a.key == "reliability.calibration") return setCalibration(tx, a);
    if (const model::AssumptionSpec* spec = model::findAssumption(a.key)) return setAssumption(tx, a, *spec);
    if (a.key.starts_with("budget.")) return setBudget(tx, a, a.key.substr(7));
    if (a.key.starts_with("type.")) return setFigure(tx, a, std::string_view(a.key).substr(5));
    return unknownKey(a);
}

}  // namespace

Result<model::SnapshotPtr> withSettings(const model::SnapshotPtr& design,
                                        const std::vector<std::string>& assignments) {
    model::SnapshotPtr current = design;
    for (const std::string& text : assignments) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            return Error{"--set " + text, "not an assignment",
                         "Write it as key=value, for example job.mfu=0.4."};
        const Assignment a{text.substr(0, equals), text.substr(equals + 1)};
        const model::Edit edit{"Set " + a.key, {}, [&](Transaction& tx) { return assign(tx, a); }};
        Result<model::SnapshotPtr> next = model::applyEdit(current, edit);
        if (!next) return next.error();
        current = std::move(next).value();
    }
    return current;
}

Result<void> jobsFit(const std::vector<std::string>& assignments, const model::Snapshot& design,
                     const analytics::Report& report) {
    const auto sets = [](const std::string& text) { return text.starts_with("job.gpus="); };
    const auto last = std::find_if(assignments.rbegin(), assignments.rend(), sets);
    if (last == assignments.rend() || design.jobs.empty()) return {};
    // Without GPUs a job runs on the processors.
    for (const std::string_view id : {"capacity.gpus", "capacity.cpus"}) {
        const analytics::MetricValue* drawn = report.find(id);
        if (drawn == nullptr || !drawn->known() || !(*drawn->lower > 0)) continue;
        const double wanted = design.jobs.at(design.jobs.ids().front()).gpus.value_or(0);
        if (wanted <= *drawn->lower) return {};
        const std::string count = analytics::quantityText(*drawn->lower, "1");
        return Error{"--set " + *last,
                     "the design has only " + count + (id == "capacity.gpus" ? " GPUs" : " processors"),
                     "Use at most " + plain(*drawn->lower) + ", or leave it out for all of them."};
    }
    return {};
}

std::string settingsHelp() {
    TextTable table("lll");
    table.add({"job.precision", "", "precision the job computes in: bf16, fp8, fp4 …"});
    for (const model::JobField& field : model::jobFieldList())
        table.add({"job." + std::string(field.key), std::string(field.unit), std::string(field.label)});
    for (const model::AssumptionSpec& spec : model::assumptionSpecs())
        table.add({std::string(spec.id), std::string(spec.unit),
                   std::string(spec.label) + ", by default " + plain(spec.initial)});
    table.add({"reliability.calibration", "",
               "whose failure rates: llama3, rsc1, rsc2, small-job; empty: the catalogue's"});
    table.add({"budget.METRIC", "", "what a metric may reach, in its unit"});
    table.add({"type.KEY.FIGURE", "", "a figure of a device type that the design uses"});
    return table.text(2);
}

}  // namespace rackloom::app
