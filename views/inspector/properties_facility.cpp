// SPDX-License-Identifier: GPL-3.0-or-later
// Properties of the power tree, cooling loops and cooling units.
#include "model/edit/cooling_edits.h"
#include "model/edit/power_edits.h"
#include "views/format/number_text.h"
#include "views/inspector/facility_results.h"
#include "views/inspector/property.h"

#include <QCoreApplication>

namespace rackloom::views {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Property", text);
}
QString text(const std::string& s) {
    return QString::fromStdString(s);
}

QString typeName(const model::Snapshot& s, DeviceTypeId id) {
    const Shared<model::DeviceType>* t = s.types.find(id);
    return t ? text((*t)->name) : tr("none");
}

struct NodeChoice {
    QStringList names{tr("none")};
    std::vector<PowerNodeId> ids{PowerNodeId{}};
    explicit NodeChoice(const model::Snapshot& s) {
        s.powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& n) {
            names << text(n.name);
            ids.push_back(id);
        });
    }
    QString nameOf(PowerNodeId id) const {
        for (std::size_t i = 0; i < ids.size(); ++i)
            if (ids[i] == id) return names[static_cast<qsizetype>(i)];
        return names.front();
    }
};

}  // namespace

Properties powerProperties(const Workspace& w, const std::vector<PowerNodeId>& nodes) {
    const model::SnapshotPtr s = w.snapshot();
    Properties out;
    if (nodes.empty() || !s->powerNodes.contains(nodes.front())) return out;
    const PowerNodeId id = nodes.front();
    const model::PowerNode& n = s->powerNodes.at(id);
    const QString group = tr("Power element");
    if (nodes.size() == 1)
        out.push_back(textProperty(group, tr("Name"), n.name,
                                   [=](std::string v) { return model::renamePowerNode(id, std::move(v)); }));
    out.push_back(readOnly(group, tr("Type"), typeName(*s, n.type)));
    const auto count = common(nodes, [&](PowerNodeId x) { return s->powerNodes.at(x).count; });
    out.push_back(numberProperty(group, tr("Units in parallel"),
                                 count ? std::optional<double>(*count) : std::nullopt, "1", [=](double v) {
                                     std::vector<model::Edit> edits;
                                     for (const PowerNodeId x : nodes)
                                         edits.push_back(model::setPowerCount(x, static_cast<int>(v)));
                                     return model::together(std::move(edits));
                                 }));
    const QStringList sides{tr("none"), QStringLiteral("A"), QStringLiteral("B")};
    const auto side =
        common(nodes, [&](PowerNodeId x) { return static_cast<int>(s->powerNodes.at(x).side); });
    out.push_back(choiceProperty(
        group, tr("Power side"), side ? std::optional(sides[*side]) : std::nullopt, sides, [=](int i) {
            std::vector<model::Edit> edits;
            for (const PowerNodeId x : nodes)
                edits.push_back(model::setPowerSide(x, static_cast<model::PowerSide>(i)));
            return model::together(std::move(edits));
        }));
    const QStringList policies{tr("single"), tr("share"), tr("transfer")};
    const auto policy =
        common(nodes, [&](PowerNodeId x) { return static_cast<int>(s->powerNodes.at(x).policy); });
    out.push_back(choiceProperty(
        group, tr("Draws from its parents"), policy ? std::optional(policies[*policy]) : std::nullopt,
        policies, [=](int i) {
            std::vector<model::Edit> edits;
            for (const PowerNodeId x : nodes)
                edits.push_back(model::setParentPolicy(x, static_cast<model::ParentPolicy>(i)));
            return model::together(std::move(edits));
        }));
    if (nodes.size() == 1) {
        const NodeChoice parents(*s);
        out.push_back(choiceProperty(group, tr("Fed by"),
                                     parents.nameOf(n.parents.empty() ? PowerNodeId{} : n.parents.front()),
                                     parents.names, [=, rest = n.parents](int i) {
                                         std::vector<PowerNodeId> next;
                                         if (i > 0) next.push_back(parents.ids[static_cast<std::size_t>(i)]);
                                         for (std::size_t k = 1; k < rest.size(); ++k)
                                             if (next.empty() || rest[k] != next.front())
                                                 next.push_back(rest[k]);
                                         return model::setPowerParents(id, next);
                                     }));
        addWeights(out, *s, id);
        for (const analytics::PowerNodeResult& r : w.report().powerNodes) {
            if (r.node != id) continue;
            out.push_back(readOnly(tr("Computed"), tr("Load"), quantity(r.load, "W")));
            out.push_back(readOnly(tr("Computed"), tr("Continuous limit"), quantity(r.limit, "W")));
            out.push_back(readOnly(tr("Computed"), tr("Own loss"), quantity(r.loss, "W")));
            addWorst(out, w, r);
        }
        addLoss(out, w, id);
        for (Property& p : figureProperties(w, n.type))
            out.push_back(std::move(p));
    }
    return out;
}

Properties loopProperties(const Workspace& w, CoolingLoopId id) {
    const model::CoolingLoop* l = w.snapshot()->coolingLoops.find(id);
    Properties out;
    if (!l) return out;
    const QString group = tr("Cooling loop");
    out.push_back(textProperty(group, tr("Name"), l->name,
                               [=](std::string v) { return model::renameCoolingLoop(id, std::move(v)); }));
    const QStringList coolants{tr("water"), tr("PG25"), tr("air")};
    out.push_back(
        choiceProperty(group, tr("Coolant"), coolants[static_cast<int>(l->coolant)], coolants,
                       [=](int i) { return model::setCoolant(id, static_cast<model::Coolant>(i)); }));
    out.push_back(numberProperty(group, tr("Supply temperature"), l->supply.inKelvin(), "K", [=](double k) {
        return model::setSupplyTemperature(id, Temperature::kelvin(k));
    }));
    out.push_back(numberProperty(group, tr("Rise to return"), l->rise.si(), "dK", [=](double k) {
        return model::setDesignRise(id, TemperatureDifference::si(k));
    }));
    Property water = numberProperty(
        group, tr("Facility water"),
        l->facilitySupply ? std::optional(l->facilitySupply->inKelvin()) : std::nullopt, "K",
        [=](double k) { return model::setFacilitySupply(id, Temperature::kelvin(k)); },
        [=] { return model::setFacilitySupply(id, std::nullopt); });
    water.hint = tr("Empty: the facility water of the site. ") + water.hint;
    if (l->medium == model::CoolingMedium::Liquid) out.push_back(std::move(water));
    addLoopResult(out, w, id);
    return out;
}

Properties unitProperties(const Workspace& w, const std::vector<CoolingUnitId>& units) {
    const model::SnapshotPtr s = w.snapshot();
    Properties out;
    if (units.empty() || !s->coolingUnits.contains(units.front())) return out;
    const CoolingUnitId id = units.front();
    const model::CoolingUnit& u = s->coolingUnits.at(id);
    const QString group = tr("Cooling unit");
    if (units.size() == 1)
        out.push_back(textProperty(group, tr("Name"), u.name, [=](std::string v) {
            return model::renameCoolingUnit(id, std::move(v));
        }));
    out.push_back(readOnly(group, tr("Type"), typeName(*s, u.type)));
    QStringList names{tr("none")};
    std::vector<CoolingLoopId> loops{CoolingLoopId{}};
    QString current = names.front();
    s->coolingLoops.forEach([&](CoolingLoopId x, const model::CoolingLoop& l) {
        names << text(l.name);
        loops.push_back(x);
        if (x == u.loop) current = text(l.name);
    });
    out.push_back(choiceProperty(group, tr("Cools"), current, names, [=](int i) {
        return model::setUnitLoop(id, loops[static_cast<std::size_t>(i)]);
    }));
    out.push_back(numberProperty(group, tr("Units"), u.count, "1",
                                 [=](double v) { return model::setUnitCount(id, static_cast<int>(v)); }));
    out.push_back(numberProperty(group, tr("Of these, spare"), u.redundant, "1", [=](double v) {
        return model::setUnitRedundancy(id, static_cast<int>(v));
    }));
    const NodeChoice feeds(*s);
    out.push_back(choiceProperty(group, tr("Fed by"), feeds.nameOf(u.feed), feeds.names, [=](int i) {
        return model::setUnitFeed(id, feeds.ids[static_cast<std::size_t>(i)]);
    }));
    addUnitResult(out, w, id);
    for (Property& p : figureProperties(w, u.type))
        out.push_back(std::move(p));
    return out;
}

}  // namespace rackloom::views
