// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hall/hall_scene.h"

#include "views/format/number_text.h"
#include "views/hall/floor_layout.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

constexpr double kMargin = 1500;  // scene margin around the halls, mm

QString tr(const char* text) {
    return QCoreApplication::translate("HallScene", text);
}

bool isSelected(const SceneContext& c, const ObjectRef& o) {
    return c.selected && std::binary_search(c.selected->begin(), c.selected->end(), o);
}

/// The side of the footprint where the rack's front is.
QRectF frontEdge(const QRectF& at, model::Rotation rotation, double thickness) {
    switch (rotation) {
    case model::Rotation::R0:
        return QRectF(at.left(), at.bottom() - thickness, at.width(), thickness);
    case model::Rotation::R90:
        return QRectF(at.left(), at.top(), thickness, at.height());
    case model::Rotation::R180:
        return QRectF(at.left(), at.top(), at.width(), thickness);
    case model::Rotation::R270:
        break;
    }
    return QRectF(at.right() - thickness, at.top(), thickness, at.height());
}

/// A triangle for an error, a diamond for a warning: shape and colour, never colour alone.
void drawStatus(DisplayList& list, const Theme& t, QPointF centre, double radius,
                analytics::Severity severity) {
    QPainterPath path;
    if (severity == analytics::Severity::Error) {
        path.moveTo(centre + QPointF(0, -radius));
        path.lineTo(centre + QPointF(radius, radius * 0.8));
        path.lineTo(centre + QPointF(-radius, radius * 0.8));
    } else {
        path.moveTo(centre + QPointF(0, -radius));
        path.lineTo(centre + QPointF(radius, 0));
        path.lineTo(centre + QPointF(0, radius));
        path.lineTo(centre + QPointF(-radius, 0));
    }
    path.closeSubpath();
    list.paths.push_back(
        {path, severity == analytics::Severity::Error ? t.error : t.warn, t.canvas, 1, false});
}

/// The mark of a selected rack: outline and corner handles, never another fill.
void drawHandles(DisplayList& list, const Theme& t, const QRectF& at, double px, double scale) {
    list.frame(at, t.accent, px > 6 ? 2 : 1);
    if (px < 14) return;
    const double h = 2.5 / scale;
    for (const QPointF corner : {at.topLeft(), at.topRight(), at.bottomLeft(), at.bottomRight()}) {
        QPainterPath square;
        square.addRect(QRectF(corner - QPointF(h, h), QSizeF(2 * h, 2 * h)));
        list.paths.push_back({square, t.accent, {}, 1, false});
    }
}

}  // namespace

Domain HallScene::domainOf(const model::Snapshot& s, const model::Rack& rack) const {
    const Shared<model::RackDesign>* design = s.designs.find(rack.design);
    if (!design) return Domain::Facility;
    const auto it = domains_.find(rack.design);
    if (it != domains_.end() && it->second.first.sameObject(*design)) return it->second.second;
    const Domain d = rackDomain(s, rack);
    domains_[rack.design] = {*design, d};
    return d;
}

QRectF HallScene::bounds(const model::Snapshot& s) const {
    QRectF all;
    s.halls.forEach([&](HallId id, const model::Hall&) { all |= hallRect(s, id); });
    return all.isEmpty() ? all : all.adjusted(-kMargin, -kMargin, kMargin, kMargin);
}

void HallScene::build(DisplayList& list, const SceneContext& c) const {
    const HallOverlay overlay(c);
    drawHalls(list, c);
    drawEquipment(list, c);
    std::map<HallId, QPointF> origins;
    c.snapshot->halls.forEach(
        [&](HallId id, const model::Hall&) { origins[id] = hallOrigin(*c.snapshot, id); });
    c.snapshot->racks.forEach([&](RackId id, const model::Rack& rack) {
        const auto origin = origins.find(rack.hall);
        if (origin == origins.end()) return;
        const model::Footprint f = model::footprint(*c.snapshot, rack);
        const QRectF at(origin->second + QPointF(rack.position.x, rack.position.y), QSizeF(f.width, f.depth));
        if (at.intersects(c.visible)) drawRack(list, c, id, rack, at, overlay.tint(id));
    });
    drawRowLabels(list, c);
    drawBundles(list, c);
}

void HallScene::drawHalls(DisplayList& list, const SceneContext& c) const {
    const Theme& t = *c.theme;
    c.snapshot->halls.forEach([&](HallId id, const model::Hall& hall) {
        const QRectF r = hallRect(*c.snapshot, id);
        if (!r.adjusted(-kMargin, -kMargin, kMargin, kMargin).intersects(c.visible)) return;
        list.fill(r, t.panel);
        const double tile = hall.tile > 0 ? hall.tile : 600;
        if (tile * c.scale >= 7) {
            const QRectF seen = r.intersected(c.visible);
            for (double x = r.left() + std::ceil((seen.left() - r.left()) / tile) * tile; x < seen.right();
                 x += tile)
                list.fill(QRectF(x, seen.top(), 0.5 / c.scale, seen.height()), t.grid);
            for (double y = r.top() + std::ceil((seen.top() - r.top()) / tile) * tile; y < seen.bottom();
                 y += tile)
                list.fill(QRectF(seen.left(), y, seen.width(), 0.5 / c.scale), t.grid);
        }
        list.frame(r, t.line, 1);
        const double h = 20 / c.scale;
        list.text(QRectF(r.left(), r.top() - h, r.width(), h),
                  QStringLiteral("%1   %2 × %3 m")
                      .arg(QString::fromStdString(hall.name))
                      .arg(hall.width / 1000.0, 0, 'f', 1)
                      .arg(hall.depth / 1000.0, 0, 'f', 1),
                  t.textMuted, 11, Qt::AlignLeft | Qt::AlignVCenter, true);
    });
}

void HallScene::drawRack(DisplayList& list, const SceneContext& c, RackId id, const model::Rack& rack,
                         const QRectF& at, const std::optional<RackTint>& tint) const {
    const Theme& t = *c.theme;
    const analytics::RackResult* result = c.report ? c.report->rack(id) : nullptr;
    const Domain domain = domainOf(*c.snapshot, rack);
    const double px = std::min(at.width(), at.height()) * c.scale;
    const QColor fill = tint ? tint->fill : px < 5 ? t.domainBlock(domain) : t.domainFill(domain);
    const double inset = px > 10 ? 0.5 / c.scale : 0;
    const QRectF body = at.adjusted(inset, inset, -inset, -inset);
    list.fill(body, fill);
    if (px >= 5) list.fill(frontEdge(body, rack.rotation, std::max(2 / c.scale, 40.0)), t.domain(domain));
    if (px >= 14) drawRackText(list, c, rack, result, tint, at);
    if (px >= 16 && result && result->power && result->shelfLimit && *result->shelfLimit > 0) {
        const double share = *result->power / *result->shelfLimit;
        const QRectF bar(at.left() + 3 / c.scale, at.bottom() - 9 / c.scale, at.width() - 6 / c.scale,
                         3 / c.scale);
        list.fill(bar, t.grid);
        list.fill(QRectF(bar.left(), bar.top(), bar.width() * std::min(1.0, share), bar.height()),
                  share > 1 ? t.error : t.domain(Domain::Power));
    }
    if (px >= 8 && result && result->anyFinding && result->worst != analytics::Severity::Info) {
        const double radius = std::min(5.0, px * 0.2) / c.scale;
        drawStatus(list, t, QPointF(at.right() - 1.6 * radius, at.top() + 1.6 * radius), radius,
                   result->worst);
    }
    if (isSelected(c, rackObject(id)))
        drawHandles(list, t, at, px, c.scale);
    else if (px >= 10)
        list.frame(body, t.line, 1);
}

/// Name, power and GPUs, as many lines as fit; a narrow footprint carries its name upright.
void HallScene::drawRackText(DisplayList& list, const SceneContext& c, const model::Rack& rack,
                             const analytics::RackResult* result, const std::optional<RackTint>& tint,
                             const QRectF& at) const {
    const Theme& t = *c.theme;
    const QColor ink = !tint || tint->text.isEmpty()    ? t.text
                       : tint->fill.lightnessF() > 0.55 ? QColor(Qt::black)
                                                        : QColor(Qt::white);
    const QColor quiet = tint ? ink : t.textMuted;
    const double wide = at.width() * c.scale, tall = at.height() * c.scale;
    const double line = 13 / c.scale, pad = 3 / c.scale;
    const QRectF inner = at.adjusted(pad, pad, -pad, -pad);
    const QString name = QString::fromStdString(rack.name);
    const QString value = tint && !tint->text.isEmpty() ? tint->text
                          : result                      ? quantity(result->power, "W", 3)
                                                        : QString();
    if (wide < 34 && tall > wide) {
        const QString both = tall >= 90 && !value.isEmpty() ? name + QStringLiteral("  ") + value : name;
        list.texts.push_back({at.adjusted(0, pad, 0, -11 / c.scale), both, ink, 9,
                              Qt::AlignRight | Qt::AlignVCenter, true, 1});
        return;
    }
    const Qt::Alignment corner = Qt::AlignLeft | Qt::AlignTop;
    list.text(QRectF(inner.left(), inner.top(), inner.width(), line), name, ink, wide >= 40 ? 11 : 9, corner,
              true);
    if (tall >= 46)
        list.text(QRectF(inner.left(), inner.top() + line, inner.width(), line), value, quiet, 9, corner);
    if (tall >= 64 && result && result->gpus > 0)
        list.text(QRectF(inner.left(), inner.top() + 2 * line, inner.width(), line),
                  tr("%1 GPUs").arg(result->gpus), quiet, 9, corner);
}

// Equipment, row labels, bundles, picking and names are in hall_scene_parts.cpp.

}  // namespace rackloom::views
