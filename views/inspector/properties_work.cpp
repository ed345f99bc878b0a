// SPDX-License-Identifier: GPL-3.0-or-later
// Properties of fabrics, jobs and the site with its budgets and assumptions.
#include "model/edit/fabric_edits.h"
#include "model/edit/job_edits.h"
#include "model/edit/site_edits.h"
#include "model/site/assumptions.h"
#include "model/site/job_fields.h"
#include "model/topology/generators.h"
#include "views/format/number_text.h"
#include "views/inspector/property.h"

#include <QCoreApplication>

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

Properties siteProperties(const Workspace& w) {
    const model::SnapshotPtr s = w.snapshot();
    const model::Site& site = *s->site;
    Properties out;
    out.push_back(textProperty(tr("Design"), tr("Name"), site.name,
                               [](std::string v) { return model::renameSite(std::move(v)); }));
    out.push_back(textProperty(tr("Design"), tr("Notes"), site.notes,
                               [](std::string v) { return model::setNotes(std::move(v)); }));
    for (const char* id : {"power.facility", "power.it", "cooling.liquid_heat", "cost.capex"}) {
        const analytics::MetricInfo* info = analytics::metricInfo(id);
        if (!info) continue;
        const auto it = site.budgets.find(id);
        Property p = numberProperty(
            tr("Budgets"), text(info->label),
            it == site.budgets.end() ? std::nullopt : std::optional(it->second), std::string(info->unit),
            [key = std::string(id)](double v) { return model::setBudget(key, v); },
            [key = std::string(id)] { return model::setBudget(key, std::nullopt); });
        if (it == site.budgets.end()) p.hint = tr("No budget. ") + p.hint;
        out.push_back(std::move(p));
    }
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
