// SPDX-License-Identifier: GPL-3.0-or-later
// Properties of fabrics, jobs and the site with its budgets and assumptions.
#include "model/edit/fabric_edits.h"
#include "model/edit/job_edits.h"
#include "model/edit/site_edits.h"
#include "model/site/assumptions.h"
#include "model/site/job_fields.h"
#include "model/topology/generators.h"
#include "views/format/metric_domain.h"
#include "views/format/number_text.h"
#include "views/inspector/climate_text.h"
#include "views/inspector/property.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("Property", text);
}
QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}
}  // namespace

Properties fabricProperties(const Workspace& w, FabricId id) {
    const model::SnapshotPtr s = w.snapshot();
    const Shared<model::Fabric>* found = s->fabrics.find(id);
    Properties out;
    if (!found) return out;
    const model::Fabric& f = **found;
    const QString group = tr("Fabric");
    out.push_back(textProperty(group, tr("Name"), f.name,
                               [=](std::string v) { return model::renameFabric(id, std::move(v)); }));
    QStringList names{tr("hand-drawn only")};
    std::vector<std::string> ids{""};
    QString current = names.front();
    for (const model::Generator& g : model::generators()) {
        names << text(g.label);
        ids.emplace_back(g.id);
        if (g.id == f.generator) current = text(g.label);
    }
    out.push_back(choiceProperty(group, tr("Generator"), current, names, [=](int i) {
        return model::setGenerator(id, ids[static_cast<std::size_t>(i)]);
    }));
    if (const model::Generator* g = model::findGenerator(f.generator))
        for (const ParameterSpec& spec : g->parameters()) {
            const auto it = f.parameters.find(spec.key);
            Property p = numberProperty(
                tr("Wiring"), text(spec.label), it == f.parameters.end() ? spec.initial : it->second, "1",
                [=, key = spec.key](double v) { return model::setFabricParameter(id, key, v); },
                [=, key = spec.key] { return model::setFabricParameter(id, key, std::nullopt); });
            p.hint = text(spec.help);
            out.push_back(std::move(p));
        }
    for (const model::SwitchTier& tier : f.tiers)
        out.push_back(readOnly(tr("Tiers"), text(tier.name), tr("%1 switches").arg(tier.switches.size())));
    out.push_back(readOnly(tr("Tiers"), tr("Racks served"), QString::number(f.racks.size())));
    for (const auto& r : w.report().fabrics) {
        if (r->fabric != id) continue;
        out.push_back(readOnly(tr("Computed"), tr("Cables"), QString::number(r->cables)));
        if (r->lower)
            out.push_back(readOnly(tr("Computed"), tr("Bisection, per direction"),
                                   *r->lower == r->upper.value_or(*r->lower)
                                       ? quantity(r->lower, "bit/s")
                                       : quantity(r->lower, "bit/s") + QStringLiteral(" – ") +
                                             quantity(r->upper, "bit/s")));
        out.push_back(readOnly(tr("Computed"), tr("Cables in the cut"), QString::number(r->cutCables)));
        out.push_back(readOnly(tr("Computed"), tr("Proved by"), text(r->method)));
    }
    for (const std::string& line : model::fabricShortage(*s, id))
        out.push_back(readOnly(tr("Missing"), tr("To add"), text(line)));
    return out;
}

Properties jobProperties(const Workspace& w, JobId id) {
    const model::Job* j = w.snapshot()->jobs.find(id);
    Properties out;
    if (!j) return out;
    const QString group = tr("Job");
    out.push_back(textProperty(group, tr("Name"), j->name,
                               [=](std::string v) { return model::renameJob(id, std::move(v)); }));
    QStringList precisions;
    for (const std::string_view p : model::kPrecisionNames)
        precisions << text(p);
    out.push_back(
        choiceProperty(group, tr("Precision"), precisions[static_cast<int>(j->precision)], precisions,
                       [=](int i) { return model::setPrecision(id, static_cast<model::Precision>(i)); }));
    const QString chosen = tr("%1 chosen racks").arg(j->racks.size());
    QStringList places{tr("all racks with processors")};
    if (!j->racks.empty()) places << chosen;
    Property placed =
        choiceProperty(group, tr("Runs on"), places.back(), places, [id, racks = j->racks](int i) {
            return model::setJobRacks(id, i == 0 ? std::vector<RackId>{} : racks);
        });
    placed.hint = tr("Select racks and use Edit ▸ Run job on selected racks to choose others.");
    out.push_back(std::move(placed));
    for (const model::JobField& field : model::jobFieldList()) {
        const auto set = [id, key = std::string(field.key)](std::optional<double> v) {
            return model::setJobField(id, key, v);
        };
        std::function<model::Edit()> empty;
        if (field.mayBeEmpty) empty = [set] { return set(std::nullopt); };
        Property p = numberProperty(
            text(field.group), text(field.label), field.read(*j), std::string(field.unit),
            [set](double v) { return set(v); }, empty);
        if (!field.hint.empty()) p.hint = text(field.hint);
        out.push_back(std::move(p));
    }
    return out;
}

namespace {

// What planners set first; a metric that this version does not know is passed over.
constexpr std::string_view kUsualBudgets[] = {"power.facility", "power.it",     "cooling.liquid_heat",
                                              "floor.mass",     "floor.load",   "cost.capex",
                                              "cost.gpu_hour",  "energy.carbon"};

Property budgetProperty(const model::Site& site, const analytics::MetricInfo& info) {
    const std::string id(info.id);
    const auto it = site.budgets.find(id);
    Property p = numberProperty(
        tr("Budgets"), text(info.label), it == site.budgets.end() ? std::nullopt : std::optional(it->second),
        std::string(info.unit), [id](double v) { return model::setBudget(id, v); },
        [id] { return model::setBudget(id, std::nullopt); });
    const QString side = info.higherIsBetter ? tr("At least. ") : tr("At most. ");
    p.hint = (it == site.budgets.end() ? tr("No budget. ") : side) + p.hint;
    return p;
}

/// Any other metric, starting at its present value; then the limit can be typed.
Property addBudgetProperty(const Workspace& w, const std::vector<const analytics::MetricInfo*>& listed) {
    QStringList names{tr("choose a metric")};
    std::vector<std::pair<std::string, double>> choices{{}};
    for (const analytics::MetricInfo& info : analytics::metricInfos()) {
        const analytics::MetricValue* value = w.report().find(info.id);
        const bool known = value && value->known() && value->value() > 0;
        if (!known || std::find(listed.begin(), listed.end(), &info) != listed.end()) continue;
        names << QStringLiteral("%1: %2").arg(familyText(info.family), text(info.label));
        choices.emplace_back(std::string(info.id), value->value());
    }
    Property p = choiceProperty(tr("Budgets"), tr("Add a budget"), names.front(), names, [choices](int i) {
        const auto& [id, value] = choices[static_cast<std::size_t>(i)];
        return id.empty() ? model::Edit{} : model::setBudget(id, value);
    });
    p.hint = tr("Starts at the present value of the metric; type the limit then");
    const auto apply = p.apply;
    p.apply = [apply, first = names.front()](const QString& choice) -> Result<model::Edit> {
        if (choice == first) return Error{"", tr("no metric was chosen").toStdString(), {}};
        return apply(choice);
    };
    return p;
}

void addBudgets(Properties& out, const Workspace& w) {
    const model::Site& site = *w.snapshot()->site;
    std::vector<const analytics::MetricInfo*> listed;
    for (const analytics::MetricInfo& info : analytics::metricInfos()) {
        const bool usual =
            std::find(std::begin(kUsualBudgets), std::end(kUsualBudgets), info.id) != std::end(kUsualBudgets);
        if (!usual && site.budgets.find(std::string(info.id)) == site.budgets.end()) continue;
        listed.push_back(&info);
        out.push_back(budgetProperty(site, info));
    }
    out.push_back(addBudgetProperty(w, listed));
}

}  // namespace

namespace {

/// The year outdoors: typed, pasted or read from a file.
void addClimate(Properties& out, const Workspace& w) {
    const model::Site& site = *w.snapshot()->site;
    Property bins{tr("Climate"), tr("Dry bulb, wet bulb, hours"), climateText(site.climate), {}, {}, {}};
    bins.hint = tr("Bins such as “-5,,400; 12,9,3000”, in °C and hours a year; the wet bulb may be left out. "
                   "Empty: a normal year around the assumed mean. Insert ▸ Climate from CSV reads a file.");
    bins.apply = [](const QString& typed) -> Result<model::Edit> {
        Result<std::vector<model::ClimateBin>> parsed = climateBins(typed);
        if (!parsed) return parsed.error();
        return model::setClimate(std::move(parsed).value());
    };
    out.push_back(readOnly(tr("Climate"), tr("Year outdoors"), climateSummary(site.climate)));
    out.push_back(std::move(bins));
}

void addCalibration(Properties& out, const Workspace& w) {
    if (w.calibrations().empty()) return;
    QStringList titles{tr("rates of the catalogue")};
    std::vector<std::string> ids{""};
    QString current = titles.front();
    for (const auto& [id, title] : w.calibrations()) {
        titles << title;
        ids.push_back(id);
        if (id == w.snapshot()->site->calibration) current = title;
    }
    out.push_back(choiceProperty(tr("Failures"), tr("Calibrated to"), current, titles, [ids](int i) {
        return model::setCalibration(ids[static_cast<std::size_t>(i)]);
    }));
}

}  // namespace

Properties siteProperties(const Workspace& w) {
    const model::SnapshotPtr s = w.snapshot();
    const model::Site& site = *s->site;
    Properties out;
    out.push_back(textProperty(tr("Design"), tr("Name"), site.name,
                               [](std::string v) { return model::renameSite(std::move(v)); }));
    out.push_back(textProperty(tr("Design"), tr("Notes"), site.notes,
                               [](std::string v) { return model::setNotes(std::move(v)); }));
    addBudgets(out, w);
    addClimate(out, w);
    addCalibration(out, w);
    for (const model::AssumptionSpec& a : model::assumptionSpecs()) {
        const auto it = site.assumptions.find(std::string(a.id));
        Property p = numberProperty(
            tr("Assumptions"), text(a.label), it == site.assumptions.end() ? a.initial : it->second.value,
            std::string(a.unit), [key = std::string(a.id)](double v) { return model::setAssumption(key, v); },
            [key = std::string(a.id)] { return model::setAssumption(key, std::nullopt); });
        p.hint = it == site.assumptions.end() ? tr("Default: %1").arg(text(a.source))
                                              : tr("Set here: %1").arg(text(it->second.source));
        out.push_back(std::move(p));
    }
    return out;
}

}  // namespace rackloom::views
