// SPDX-License-Identifier: GPL-3.0-or-later
// The other half of HallScene: facility equipment, row labels, cable bundles of the selection, picking and
// names.
#include "views/format/number_text.h"
#include "views/format/row_title.h"
#include "views/hall/floor_layout.h"
#include "views/hall/hall_scene.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("HallScene", text);
}
using Kind = ObjectRef::Kind;

/// What of a name fits: "SU 1 cooler 4" becomes "cooler 4", because the end tells units apart.
QString fitting(const QString& name, double room) {
    QFont font = themeFont(TextSize::Small);
    font.setPixelSize(9);
    const QFontMetricsF metrics(font);
    QString out = name;
    while (metrics.horizontalAdvance(out) > room && out.count(QLatin1Char(' ')) > 1)
        out = out.section(QLatin1Char(' '), 1);
    if (out != name && out.at(0).isDigit() && out.count(QLatin1Char(' ')) > 1)
        out = out.section(QLatin1Char(' '), 1);  // a number that lost its word says nothing
    return out;
}

void drawUnit(DisplayList& list, const SceneContext& c, const ObjectRef& self, const QRectF& at,
              const QString& name, Domain domain) {
    if (at.isEmpty() || !at.intersects(c.visible)) return;
    const Theme& t = *c.theme;
    const double px = std::min(at.width(), at.height()) * c.scale;
    list.fill(at, px < 5 ? t.domainBlock(domain) : t.domainFill(domain));
    const bool chosen = c.selected && std::binary_search(c.selected->begin(), c.selected->end(), self);
    if (px >= 6) list.frame(at, chosen ? t.accent : t.domain(domain), chosen ? 2 : 1);
    if (px < 14) return;
    const double pad = 2 / c.scale;
    const bool upright = at.width() * c.scale < 40 && at.height() > at.width();
    const double room = ((upright ? at.height() : at.width()) - 2 * pad) * c.scale;
    list.texts.push_back({at.adjusted(pad, pad, -pad, -pad), fitting(name, room), t.text, 9,
                          upright ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignTop, false,
                          upright ? 1 : 0});
}

struct RowBox {
    QRectF box;
    HallId hall;
};

std::map<RowId, RowBox> rowBoxes(const model::Snapshot& s) {
    std::map<RowId, RowBox> boxes;
    s.racks.forEach([&](RackId, const model::Rack& rack) {
        if (!rack.row.isValid()) return;
        RowBox& b = boxes[rack.row];
        b.box |= rackRect(s, rack);
        b.hall = rack.hall;
    });
    return boxes;
}

}  // namespace

void HallScene::drawEquipment(DisplayList& list, const SceneContext& c) const {
    c.snapshot->powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& n) {
        drawUnit(list, c, {Kind::PowerNode, id.value, Id<void>::kNone},
                 unitRect(*c.snapshot, n.type, n.placement), QString::fromStdString(n.name), Domain::Power);
    });
    c.snapshot->coolingUnits.forEach([&](CoolingUnitId id, const model::CoolingUnit& u) {
        drawUnit(list, c, {Kind::CoolingUnit, id.value, Id<void>::kNone},
                 unitRect(*c.snapshot, u.type, u.placement), QString::fromStdString(u.name), Domain::Cooling);
    });
}

void HallScene::drawRowLabels(DisplayList& list, const SceneContext& c) const {
    if (600 * c.scale < 5) return;
    const double w = 90 / c.scale, h = 16 / c.scale;
    for (const auto& [id, row] : rowBoxes(*c.snapshot)) {
        const model::Row* r = c.snapshot->rows.find(id);
        if (!r) continue;
        list.text(QRectF(row.box.left(), row.box.top() - h - 3 / c.scale, w, h), rowTitle(r->name),
                  c.theme->textMuted, 11, Qt::AlignLeft | Qt::AlignVCenter, true);
    }
}

/// Cable bundles that end in a selected rack, routed along x then y as overhead trays run.
void HallScene::drawBundles(DisplayList& list, const SceneContext& c) const {
    if (!c.report || !c.report->bundles || !c.selected || c.selected->empty()) return;
    std::set<RackId> chosen;
    for (const ObjectRef& o : *c.selected)
        if (o.kind == Kind::Rack) chosen.insert(RackId{o.id});
    if (chosen.empty() || chosen.size() > 64) return;
    for (const analytics::Bundle& b : *c.report->bundles) {
        if (b.a == b.b || (!chosen.contains(b.a) && !chosen.contains(b.b))) continue;
        const model::Rack *from = c.snapshot->racks.find(b.a), *to = c.snapshot->racks.find(b.b);
        if (!from || !to) continue;
        const QPointF p = rackRect(*c.snapshot, *from).center(), q = rackRect(*c.snapshot, *to).center();
        QColor colour = c.theme->domain(Domain::ScaleOut);
        colour.setAlpha(170);
        const double width = std::clamp(std::log2(1.0 + b.count), 1.0, 6.0);
        list.line(p, {q.x(), p.y()}, colour, width);
        list.line({q.x(), p.y()}, q, colour, width);
    }
}

std::optional<ObjectRef> HallScene::pick(const model::Snapshot& s, QPointF at, double tolerance) const {
    std::optional<ObjectRef> found;
    const auto hit = [&](const QRectF& r) {
        return r.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(at) && !r.isEmpty();
    };
    const auto spot = floorSpot(s, at);
    if (!spot) return std::nullopt;
    s.racks.forEach([&](RackId id, const model::Rack& rack) {
        if (rack.hall != spot->hall) return;
        // The cheap reject keeps hovering over 1,821 racks far below a frame.
        if (std::abs(rack.position.x - spot->at.x) > 4000 || std::abs(rack.position.y - spot->at.y) > 4000)
            return;
        if (hit(rackRect(s, rack))) found = rackObject(id);
    });
    if (found) return found;
    s.powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& n) {
        if (hit(unitRect(s, n.type, n.placement)))
            found = ObjectRef{Kind::PowerNode, id.value, Id<void>::kNone};
    });
    s.coolingUnits.forEach([&](CoolingUnitId id, const model::CoolingUnit& u) {
        if (hit(unitRect(s, u.type, u.placement)))
            found = ObjectRef{Kind::CoolingUnit, id.value, Id<void>::kNone};
    });
    return found;
}

std::vector<ObjectRef> HallScene::pickAll(const model::Snapshot& s, const QRectF& area) const {
    std::vector<ObjectRef> found;
    s.racks.forEach([&](RackId id, const model::Rack& rack) {
        if (area.intersects(rackRect(s, rack))) found.push_back(rackObject(id));
    });
    if (!found.empty())
        return found;  // racks first: a band over a row should not drag the CDU beside it along
    s.powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& n) {
        if (area.intersects(unitRect(s, n.type, n.placement)))
            found.push_back({Kind::PowerNode, id.value, Id<void>::kNone});
    });
    s.coolingUnits.forEach([&](CoolingUnitId id, const model::CoolingUnit& u) {
        if (area.intersects(unitRect(s, u.type, u.placement)))
            found.push_back({Kind::CoolingUnit, id.value, Id<void>::kNone});
    });
    return found;
}

QRectF HallScene::boundsOf(const model::Snapshot& s, const ObjectRef& o) const {
    switch (o.kind) {
    case Kind::Hall:
        return hallRect(s, HallId{o.id});
    case Kind::Rack:
    case Kind::Device: {
        const model::Rack* rack = s.racks.find(RackId{o.id});
        return rack ? rackRect(s, *rack) : QRectF();
    }
    case Kind::PowerNode: {
        const model::PowerNode* n = s.powerNodes.find(PowerNodeId{o.id});
        return n ? unitRect(s, n->type, n->placement) : QRectF();
    }
    case Kind::CoolingUnit: {
        const model::CoolingUnit* u = s.coolingUnits.find(CoolingUnitId{o.id});
        return u ? unitRect(s, u->type, u->placement) : QRectF();
    }
    default:
        return {};
    }
}

std::vector<SceneItem> HallScene::items(const model::Snapshot& s, const SceneItem* parent) const {
    std::vector<SceneItem> out;
    if (!parent) {
        s.halls.forEach([&](HallId id, const model::Hall& h) {
            out.push_back({{Kind::Hall, id.value, Id<void>::kNone},
                           QString::fromStdString(h.name),
                           hallRect(s, id),
                           true,
                           -1});
        });
        return out;
    }
    if (parent->group < 0 && parent->object.kind == Kind::Hall) {
        const HallId hall{parent->object.id};
        for (const auto& [id, row] : rowBoxes(s))
            if (row.hall == hall && s.rows.contains(id))
                out.push_back({{Kind::Hall, hall.value, id.value},
                               rowTitle(s.rows.at(id).name),
                               row.box,
                               true,
                               static_cast<int>(id.value)});
        s.racks.forEach([&](RackId id, const model::Rack& r) {
            if (r.hall == hall && !r.row.isValid())
                out.push_back({rackObject(id), tr("Rack %1").arg(QString::fromStdString(r.name)),
                               rackRect(s, r), false, -1});
        });
        return out;
    }
    if (parent->group >= 0)
        s.racks.forEach([&](RackId id, const model::Rack& r) {
            if (r.row.value == static_cast<std::uint32_t>(parent->group))
                out.push_back({rackObject(id), tr("Rack %1").arg(QString::fromStdString(r.name)),
                               rackRect(s, r), true, -1});
        });
    if (parent->group < 0 && parent->object.kind == Kind::Rack) {
        const model::Rack* rack = s.racks.find(RackId{parent->object.id});
        const Shared<model::RackDesign>* design = rack ? s.designs.find(rack->design) : nullptr;
        if (design)
            for (const model::Slot& slot : (*design)->slots)
                if (model::deviceType(s, {RackId{parent->object.id}, slot.id}))
                    out.push_back(
                        {deviceObject({RackId{parent->object.id}, slot.id}),
                         QStringLiteral("%1 U%2").arg(QString::fromStdString(slot.label)).arg(slot.u),
                         parent->bounds, false, -1});
    }
    return out;
}

QString HallScene::hoverText(const SceneContext& c, const ObjectRef& o) const {
    const model::Snapshot& s = *c.snapshot;
    if (o.kind == Kind::Rack) {
        const model::Rack* rack = s.racks.find(RackId{o.id});
        if (!rack) return {};
        const Shared<model::RackDesign>* design = s.designs.find(rack->design);
        QString text = QStringLiteral("%1 · %2").arg(
            QString::fromStdString(rack->name), design ? QString::fromStdString((*design)->name) : QString());
        if (const analytics::RackResult* r = c.report ? c.report->rack(RackId{o.id}) : nullptr) {
            text += QLatin1Char('\n') + tr("Power %1").arg(quantity(r->power, "W"));
            if (r->shelfLimit) text += tr(" of %1 after losing one side").arg(quantity(r->shelfLimit, "W"));
            text +=
                QLatin1Char('\n') + tr("Heat %1 liquid, %2 air")
                                        .arg(quantity(r->liquidHeat, "W", 3), quantity(r->airHeat, "W", 3));
        }
        return text;
    }
    if (o.kind == Kind::PowerNode) {
        const model::PowerNode* n = s.powerNodes.find(PowerNodeId{o.id});
        if (!n) return {};
        QString text = QString::fromStdString(n->name);
        for (const analytics::PowerNodeResult& r : c.report->powerNodes)
            if (r.node.value == o.id)
                text += QLatin1Char('\n') +
                        tr("Load %1 of %2").arg(quantity(r.load, "W"), quantity(r.limit, "W"));
        return text;
    }
    if (o.kind == Kind::CoolingUnit) {
        const model::CoolingUnit* u = s.coolingUnits.find(CoolingUnitId{o.id});
        if (!u) return {};
        QString text = QString::fromStdString(u->name);
        for (const analytics::CoolingLoopResult& r : c.report->coolingLoops)
            if (r.loop == u->loop)
                text += QLatin1Char('\n') +
                        tr("Loop heat %1 of %2").arg(quantity(r.heat, "W"), quantity(r.capacity, "W"));
        return text;
    }
    return {};
}

}  // namespace rackloom::views
