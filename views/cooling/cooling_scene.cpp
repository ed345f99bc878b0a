// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/cooling/cooling_scene.h"

#include "views/cooling/cooling_drawing.h"
#include "views/format/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("CoolingDrawing", text);
}
QString percent(double share) {
    return QStringLiteral("%1\u2009%").arg(share * 100, 0, 'f', 0);
}
const QString kDot = QStringLiteral(" · ");

std::optional<double> shareOf(std::optional<double> part, std::optional<double> whole) {
    if (!part || !whole || *whole <= 0) return std::nullopt;
    return *part / *whole;
}
std::optional<double> smaller(std::optional<double> a, std::optional<double> b) {
    return !a ? b : !b ? a : std::min(*a, *b);
}
std::optional<double> larger(std::optional<double> a, std::optional<double> b) {
    return !a ? b : !b ? a : std::max(*a, *b);
}
/// A sum that is unknown as soon as a part is.
void add(std::optional<double>& sum, std::optional<double> part) {
    if (!part) sum.reset();
    if (sum) *sum += *part;
}

QString temperatures(std::optional<double> supply, std::optional<double> back) {
    if (!supply) return {};
    const auto degrees = [](double k) { return QString::number(k - 273.15, 'f', 1); };
    if (!back) return tr("%1 °C").arg(degrees(*supply));
    return tr("%1 → %2 °C").arg(degrees(*supply), degrees(*back));
}

template <class Row, class IdT> const Row* rowOf(const std::vector<Row>& rows, IdT Row::*key, IdT wanted) {
    const auto it =
        std::lower_bound(rows.begin(), rows.end(), wanted, [key](const Row& r, IdT w) { return r.*key < w; });
    return it != rows.end() && (*it).*key == wanted ? &*it : nullptr;
}

}  // namespace

const analytics::CoolingLoopResult* loopResult(const analytics::Report& report, CoolingLoopId loop) {
    return rowOf(report.coolingLoops, &analytics::CoolingLoopResult::loop, loop);
}
const analytics::CoolingUnitResult* unitResult(const analytics::Report& report, CoolingUnitId unit) {
    return rowOf(report.coolingUnits, &analytics::CoolingUnitResult::unit, unit);
}

bool CoolingScene::feeds(const DiagramBox& box) const {
    return box.first().kind != ObjectRef::Kind::Rack;
}

Diagram CoolingScene::drawn(const model::Snapshot& s, const OpenedMembers& opened) const {
    return drawCooling(s, opened);
}

bool CoolingScene::sameDrawing(const model::Snapshot& before, const model::Snapshot& after) const {
    return sameCooling(before, after);
}

Domain CoolingScene::domainOf(const DiagramBox& box) const {
    return box.first().kind == ObjectRef::Kind::Rack ? Domain::Compute : Domain::Cooling;
}

BoxFigures CoolingScene::figures(const SceneContext& c, const DiagramBox& box) const {
    if (!c.report) return {};
    switch (box.first().kind) {
    case ObjectRef::Kind::CoolingLoop:
        return loopFigures(c, box);
    case ObjectRef::Kind::CoolingUnit:
        return unitFigures(c, box);
    default:
        return rackFigures(c, box);
    }
}

BoxFigures CoolingScene::loopFigures(const SceneContext& c, const DiagramBox& box) const {
    std::optional<double> heat = 0, flow = 0, fill, worst, margin;
    const analytics::CoolingLoopResult* first = nullptr;
    bool warmer = false;
    for (const ObjectRef& o : box.members) {
        const analytics::CoolingLoopResult* r = loopResult(*c.report, CoolingLoopId{o.id});
        if (!r) continue;
        if (!first) first = r;
        add(heat, r->heat);
        add(flow, r->flow);
        fill = larger(fill, larger(shareOf(r->heat, r->capacity), shareOf(r->flow, r->flowAvailable)));
        // Less flow than designed only raises the rise; what devices need at least is for the rules to judge.
        worst = larger(worst, shareOf(r->heat, r->capacityAfterLoss));
        margin = smaller(margin, r->flowMargin);
        warmer = warmer || (r->supply && r->supplyAfterLoss && *r->supplyAfterLoss > *r->supply + 0.05);
    }
    BoxFigures f;
    if (!first) return f;
    const model::CoolingLoop& loop = c.snapshot->coolingLoops.at(CoolingLoopId{box.first().id});
    const std::optional<double> supply = first->supply ? first->supply : loop.supply.inKelvin();
    const std::optional<double> back = first->returns ? first->returns : *supply + loop.rise.si();
    f.main = heat ? quantity(heat, "W", 3) : tr("heat unknown");
    if (flow && loop.medium == model::CoolingMedium::Liquid) f.main += kDot + quantity(flow, "m3/s", 4);
    f.fill = fill;
    f.worst = worst;
    f.note = temperatures(supply, back);
    if (fill)
        f.note += kDot +
                  (*fill > 1 ? tr("%1 over").arg(percent(*fill - 1)) : tr("%1 free").arg(percent(1 - *fill)));
    f.noteIsBad = fill.value_or(0) > 1;
    if (worst)
        f.after = *worst > 1 ? tr("%1 short after a loss").arg(percent(*worst - 1))
                             : tr("%1 free after a loss").arg(percent(1 - *worst));
    if (margin)
        f.after += (f.after.isEmpty() ? QString() : kDot) +
                   (*margin < 0 ? tr("flow %1 short").arg(percent(-*margin))
                                : tr("flow margin %1").arg(percent(*margin)));
    if (warmer) f.after += kDot + tr("then %1").arg(temperatures(first->supplyAfterLoss, {}));
    f.afterIsBad = worst.value_or(0) > 1;
    return f;
}

BoxFigures CoolingScene::unitFigures(const SceneContext& c, const DiagramBox& box) const {
    std::optional<double> heat = 0, capacity = 0, flow = 0, fill;
    const analytics::CoolingUnitResult* first = nullptr;
    for (const ObjectRef& o : box.members) {
        const analytics::CoolingUnitResult* r = unitResult(*c.report, CoolingUnitId{o.id});
        if (!r) continue;
        if (!first) first = r;
        add(heat, r->heat);
        add(capacity, r->capacity);
        add(flow, r->flow);
        fill = larger(fill, shareOf(r->heat, r->capacity));
    }
    BoxFigures f;
    f.note = box.detail;
    if (!first) return f;
    f.main = heat && capacity ? tr("%1 of %2").arg(quantity(heat, "W", 3), quantity(capacity, "W", 3))
             : heat           ? quantity(heat, "W", 3)
                              : QString();
    f.fill = fill;
    QStringList notes;
    if (flow && *flow > 0) notes << quantity(flow, "m3/s", 4);
    if (first->approach) notes << tr("%1 K approach").arg(*first->approach, 0, 'f', 1);
    if (fill && *fill > 1) notes.prepend(tr("%1 over").arg(percent(*fill - 1)));
    if (!notes.isEmpty()) f.note = notes.join(kDot);
    f.noteIsBad = fill.value_or(0) > 1;
    return f;
}

BoxFigures CoolingScene::rackFigures(const SceneContext& c, const DiagramBox& box) const {
    std::optional<double> liquid = 0, air = 0;
    bool any = false;
    for (const ObjectRef& o : box.members) {
        const analytics::RackResult* r = c.report->rack(RackId{o.id});
        if (!r) continue;
        any = true;
        add(liquid, r->liquidHeat);
        add(air, r->airHeat);
    }
    BoxFigures f;
    f.note = box.detail;
    if (!any) return f;
    f.main = liquid && air ? quantity(*liquid + *air, "W", 3) : tr("heat unknown");
    if (liquid && air)
        f.after = tr("%1 to liquid, %2 to air").arg(quantity(liquid, "W", 3), quantity(air, "W", 3));
    return f;
}

}  // namespace rackloom::views
