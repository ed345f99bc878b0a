// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/facility_results.h"

#include "model/edit/power_edits.h"
#include "views/cooling/cooling_scene.h"
#include "views/format/number_text.h"

#include <QCoreApplication>

namespace rackloom::views {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Property", text);
}
QString text(const std::string& s) {
    return QString::fromStdString(s);
}

/// Lines for the figures that are there; what a unit does not have is not listed as unknown.
void addKnown(Properties& out, const QString& label, std::optional<double> value, std::string_view unit) {
    if (value) out.push_back(readOnly(tr("Computed"), label, quantity(value, unit)));
}

Result<model::Edit> weightsFrom(const QString& typed, PowerNodeId id, qsizetype parents) {
    std::vector<double> values;
    for (const QString& part : typed.split(QLatin1Char(':'), Qt::SkipEmptyParts)) {
        bool fine = false;
        values.push_back(part.trimmed().toDouble(&fine));
        if (!fine)
            return Error{"weights", tr("“%1” is no number").arg(part.trimmed()).toStdString(),
                         tr("Write parts such as 1 : 2.").toStdString()};
    }
    if (!values.empty() && std::ssize(values) != parents)
        return Error{"weights", tr("there are %1 parents").arg(parents).toStdString(),
                     tr("Write one part for each, such as 1 : 2.").toStdString()};
    return model::setPowerWeights(id, std::move(values));
}

}  // namespace

void addWorst(Properties& out, const Workspace& w, const analytics::PowerNodeResult& r) {
    if (!r.worstLoad) return;
    QString value = quantity(r.worstLoad, "W");
    if (r.limit && *r.limit > 0)
        value += QStringLiteral(" (%1\u2009%)").arg(100 * *r.worstLoad / *r.limit, 0, 'f', 0);
    out.push_back(readOnly(tr("Computed"), tr("Worst load after a loss"), value));
    const model::PowerNode* cause = w.snapshot()->powerNodes.find(r.worstFailure);
    if (!cause) return;
    Property p = readOnly(tr("Computed"), tr("When this is lost"), text(cause->name));
    p.link = ObjectRef{ObjectRef::Kind::PowerNode, r.worstFailure.value, Id<void>::kNone};
    out.push_back(std::move(p));
}

void addLoss(Properties& out, const Workspace& w, PowerNodeId id) {
    for (const analytics::PowerFailureResult& f : w.report().powerFailures) {
        if (f.failed != id) continue;
        const QString group = tr("If it fails");
        out.push_back(readOnly(group, tr("Racks that go dark"), QString::number(f.racksDark)));
        if (f.unserved > 0) out.push_back(readOnly(group, tr("Unserved"), quantity(f.unserved, "W")));
        out.push_back(readOnly(group, tr("Elements over their limit"), QString::number(f.over.size())));
        if (f.ridesFor) out.push_back(readOnly(group, tr("Rides through"), quantity(f.ridesFor, "s")));
        return;
    }
}

void addWeights(Properties& out, const model::Snapshot& s, PowerNodeId id) {
    const model::PowerNode& n = s.powerNodes.at(id);
    if (n.parents.size() < 2 || n.policy != model::ParentPolicy::Share) return;
    QStringList names, weights;
    for (std::size_t i = 0; i < n.parents.size(); ++i) {
        const model::PowerNode* parent = s.powerNodes.find(n.parents[i]);
        names << (parent ? text(parent->name) : tr("gone"));
        weights << QString::number(i < n.weights.size() ? n.weights[i] : 1, 'g', 4);
    }
    Property p{tr("Power element"), tr("Parts of the load"), weights.join(QStringLiteral(" : ")), {}, {}, {}};
    p.hint = tr("On %1, in this order. Empty: equal parts.").arg(names.join(QStringLiteral(", ")));
    p.apply = [id, count = names.size()](const QString& typed) { return weightsFrom(typed, id, count); };
    out.push_back(std::move(p));
}

void addLoopResult(Properties& out, const Workspace& w, CoolingLoopId id) {
    const analytics::CoolingLoopResult* r = loopResult(w.report(), id);
    if (!r) return;
    const QString group = tr("Computed");
    out.push_back(readOnly(group, tr("Heat"), quantity(r->heat, "W")));
    out.push_back(readOnly(group, tr("Capacity"), quantity(r->capacity, "W")));
    out.push_back(readOnly(group, tr("Capacity after losing a unit"), quantity(r->capacityAfterLoss, "W")));
    out.push_back(readOnly(group, tr("Flow needed"), quantity(r->flow, "m3/s")));
    addKnown(out, tr("Flow the units can move"), r->flowAvailable, "m3/s");
    addKnown(out, tr("The same after losing a unit"), r->flowAfterLoss, "m3/s");
    addKnown(out, tr("Flow margin after losing a unit"), r->flowMargin, "1");
    addKnown(out, tr("Speed of the pumps"), r->pumpSpeed, "1");
    addKnown(out, tr("Head of the pumps"), r->pumpHead, "Pa");
    addKnown(out, tr("Power of the pumps"), r->pumpPower, "W");
    addKnown(out, tr("Facility water that counts"), r->facilitySupply, "K");
    addKnown(out, tr("Supply that results"), r->supply, "K");
    addKnown(out, tr("Supply after losing a unit"), r->supplyAfterLoss, "K");
    addKnown(out, tr("Return"), r->returns, "K");
    addKnown(out, tr("Warmest facility water it stands"), r->warmestFacility, "K");
    addKnown(out, tr("Pressure around the loop"), r->pressureDrop, "Pa");
    addKnown(out, tr("Time without facility water"), r->rideThrough, "s");
}

void addUnitResult(Properties& out, const Workspace& w, CoolingUnitId id) {
    const analytics::CoolingUnitResult* r = unitResult(w.report(), id);
    if (!r) return;
    out.push_back(readOnly(tr("Computed"), tr("Heat carried"), quantity(r->heat, "W")));
    out.push_back(readOnly(tr("Computed"), tr("Capacity at this water"), quantity(r->capacity, "W")));
    addKnown(out, tr("Flow"), r->flow, "m3/s");
    addKnown(out, tr("Approach"), r->approach, "dK");
    addKnown(out, tr("Power drawn"), r->power, "W");
}

}  // namespace rackloom::views
