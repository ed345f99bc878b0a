// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/fixes_of_cooling.h"

#include "model/edit/cooling_edits.h"
#include "model/edit/facility_wiring.h"
#include "model/edit/rack_edits.h"
#include "views/cooling/cooling_scene.h"

#include <QCoreApplication>

#include <algorithm>

namespace rackloom::views {

namespace {

using Kind = analytics::ObjectRef::Kind;

QString tr(const char* text) {
    return QCoreApplication::translate("QuickFix", text);
}
QString text(const std::string& s) {
    return QString::fromStdString(s);
}

std::optional<analytics::ObjectRef> first(const FixInput& in, Kind kind) {
    for (const analytics::ObjectRef& o : in.finding.objects)
        if (o.kind == kind) return o;
    return std::nullopt;
}

/// The smallest unit of the catalogue that carries the heat, else the largest.
std::optional<std::string> unitFor(const FixInput& in, double heat) {
    std::optional<std::string> best;
    double bestCapacity = 0;
    for (const auto& [key, type] : in.catalog.devices) {
        if (type->kind != "cdu" || type->form.mount != model::Mount::Floor || !type->heatRemoval) continue;
        const auto& capacity = type->heatRemoval->capacity;
        const auto& approach = type->heatRemoval->approach;
        if (!capacity.known() || !approach.known()) continue;  // not calibrated: its capacity means nothing
        const double c = capacity.value->si();
        const bool better = !best || (bestCapacity < heat ? c > bestCapacity : c >= heat && c < bestCapacity);
        if (!better) continue;
        best = key;
        bestCapacity = c;
    }
    return best;
}

std::optional<QuickFix> unitFromCatalogue(const FixInput& in, CoolingLoopId loop) {
    const analytics::CoolingLoopResult* r = loopResult(in.report, loop);
    const auto key = unitFor(in, r ? r->heat.value_or(0) : 0);
    if (!key) return std::nullopt;
    model::CoolingUnit unit;
    unit.loop = loop;
    return QuickFix{tr("Add a %1 to %2")
                        .arg(text(in.catalog.device(*key)->name), text(in.design.coolingLoops.at(loop).name)),
                    model::addCatalogCoolingUnit(in.catalog, *key, unit)};
}

}  // namespace

std::optional<QuickFix> addCoolingUnitLike(const FixInput& in) {
    if (const auto plant = first(in, Kind::CoolingUnit)) {
        const model::CoolingUnit* unit = in.design.coolingUnits.find(CoolingUnitId{plant->id});
        if (!unit) return std::nullopt;
        return QuickFix{tr("Give %1 one more unit, %2 in all").arg(text(unit->name)).arg(unit->count + 1),
                        model::setUnitCount(CoolingUnitId{plant->id}, unit->count + 1)};
    }
    const auto object = first(in, Kind::CoolingLoop);
    if (!object || !in.design.coolingLoops.contains(CoolingLoopId{object->id})) return std::nullopt;
    const CoolingLoopId loop{object->id};
    std::optional<model::CoolingUnit> pattern;
    in.design.coolingUnits.forEach([&](CoolingUnitId, const model::CoolingUnit& u) {
        if (u.loop == loop && !pattern) pattern = u;
    });
    if (!pattern) return unitFromCatalogue(in, loop);
    const QString like = text(pattern->name);
    pattern->name.clear();
    pattern->placement.reset();
    pattern->diagram.reset();
    pattern->count = 1;
    return QuickFix{tr("Add a unit like %1 to %2").arg(like, text(in.design.coolingLoops.at(loop).name)),
                    model::addCoolingUnit(*pattern)};
}

std::optional<QuickFix> hangOnLoop(const FixInput& in) {
    if (const auto object = first(in, Kind::CoolingLoop))
        return in.design.coolingLoops.contains(CoolingLoopId{object->id})
                   ? unitFromCatalogue(in, CoolingLoopId{object->id})
                   : std::nullopt;
    const auto rack = first(in, Kind::Rack);
    if (!rack) return std::nullopt;
    std::optional<CoolingLoopId> chosen;
    double most = 0;
    in.design.coolingLoops.forEach([&](CoolingLoopId id, const model::CoolingLoop& l) {
        if (l.medium != model::CoolingMedium::Liquid) return;
        const analytics::CoolingLoopResult* r = loopResult(in.report, id);
        const double room =
            r && r->heat ? r->capacityAfterLoss.value_or(r->capacity.value_or(0)) - *r->heat : 0;
        if (chosen && room <= most) return;
        chosen = id;
        most = room;
    });
    if (!chosen) return std::nullopt;
    return QuickFix{tr("Hang it on %1").arg(text(in.design.coolingLoops.at(*chosen).name)),
                    model::setRackLoops({RackId{rack->id}}, *chosen, std::nullopt)};
}

}  // namespace rackloom::views
