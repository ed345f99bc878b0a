// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/elevation/elevation_scene.h"

#include "model/site/elevation.h"
#include "views/format/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

constexpr double kWidth = 600, kGap = 300, kRail = 55, kHead = 90, kFoot = 70;

QString tr(const char* text) {
    return QCoreApplication::translate("ElevationScene", text);
}

int unitsOf(const model::Snapshot& s, RackId rack) {
    const model::Rack* r = s.racks.find(rack);
    const Shared<model::RackDesign>* design = r ? s.designs.find(r->design) : nullptr;
    if (!design) return 0;
    int units = model::enclosureUnits(s, **design).value_or(0);
    if (units > 0) return units;
    for (const model::Slot& slot : (*design)->slots)
        if (const Shared<model::DeviceType>* t = s.types.find(slot.type))
            units = std::max(units, slot.u + (*t)->form.heightU - 1);
    return std::max(units, 24);  // a one-piece machine still needs a body to be drawn
}

bool isSelected(const SceneContext& c, const ObjectRef& o) {
    return c.selected && std::binary_search(c.selected->begin(), c.selected->end(), o);
}

}  // namespace

Domain deviceDomain(const model::DeviceType& type) {
    if (type.scaleUpSwitch && !type.compute && type.components.empty()) return Domain::ScaleUp;
    if (type.switching) return Domain::ScaleOut;
    if (type.conversion || type.circuit || type.source) return Domain::Power;
    if (type.heatRemoval) return Domain::Cooling;
    if (type.kind == "nvlink_switch_tray") return Domain::ScaleUp;
    if (type.storage || type.kind == "management_node") return Domain::Facility;
    if (type.compute || !type.components.empty()) return Domain::Compute;
    return Domain::Facility;
}

std::vector<RackId> rowOf(const model::Snapshot& s, RackId rack) {
    const model::Rack* own = s.racks.find(rack);
    if (!own) return {};
    if (!own->row.isValid()) return {rack};
    std::vector<std::pair<int, RackId>> found;
    s.racks.forEach([&](RackId id, const model::Rack& r) {
        if (r.row == own->row) found.emplace_back(r.position.x, id);
    });
    std::sort(found.begin(), found.end());
    std::vector<RackId> out;
    for (const auto& [x, id] : found)
        out.push_back(id);
    return out;
}

void ElevationScene::show(std::vector<RackId> racks, model::Face face) {
    racks_ = std::move(racks);
    face_ = face;
}

std::vector<RackId> ElevationScene::racks(const model::Snapshot& s) const {
    std::vector<RackId> out;
    for (const RackId id : racks_)
        if (s.racks.contains(id)) out.push_back(id);
    if (!out.empty()) return out;
    const std::vector<RackId> all = s.racks.ids();
    return all.empty() ? out : rowOf(s, all.front());
}

double ElevationScene::leftOf(const model::Snapshot& s, RackId rack) const {
    const std::vector<RackId> shown = racks(s);
    const auto it = std::find(shown.begin(), shown.end(), rack);
    if (it == shown.end()) return -1;
    auto place = static_cast<double>(it - shown.begin());
    if (face_ == model::Face::Rear)
        place = static_cast<double>(shown.size()) - 1 - place;  // from behind, the row runs the other way
    return place * (kWidth + kGap);
}

QRectF ElevationScene::cabinetRect(const model::Snapshot& s, RackId rack) const {
    const double left = leftOf(s, rack);
    if (left < 0) return {};
    const double height = unitsOf(s, rack) * kRackUnit + kHead + kFoot;
    return QRectF(left, -height, kWidth, height);
}

QRectF ElevationScene::unitsRect(const model::Snapshot& s, RackId rack, int u, int heightU) const {
    const QRectF cabinet = cabinetRect(s, rack);
    if (cabinet.isEmpty()) return {};
    if (heightU <= 0)
        return QRectF(cabinet.left() + 8, cabinet.top() + kHead, kRail - 16,
                      cabinet.height() - kHead - kFoot);
    const double bottom = cabinet.bottom() - kFoot - (u - 1) * kRackUnit;
    return QRectF(cabinet.left() + kRail, bottom - heightU * kRackUnit, kWidth - 2 * kRail,
                  heightU * kRackUnit);
}

std::optional<ElevationScene::Spot> ElevationScene::spotAt(const model::Snapshot& s, QPointF at) const {
    for (const RackId id : racks(s)) {
        const QRectF cabinet = cabinetRect(s, id);
        if (!cabinet.contains(at)) continue;
        const int u = 1 + static_cast<int>(std::floor((cabinet.bottom() - kFoot - at.y()) / kRackUnit));
        return Spot{id, u};
    }
    return std::nullopt;
}

QRectF ElevationScene::bounds(const model::Snapshot& s) const {
    QRectF all;
    for (const RackId id : racks(s))
        all |= cabinetRect(s, id);
    return all.isEmpty() ? all : all.adjusted(-200, -260, 200, 120);
}

void ElevationScene::build(DisplayList& list, const SceneContext& c) const {
    for (const RackId id : racks(*c.snapshot))
        if (cabinetRect(*c.snapshot, id).adjusted(-200, -300, 200, 200).intersects(c.visible))
            drawCabinet(list, c, id);
}

void ElevationScene::drawCabinet(DisplayList& list, const SceneContext& c, RackId id) const {
    const model::Snapshot& s = *c.snapshot;
    const Theme& t = *c.theme;
    const QRectF at = cabinetRect(s, id);
    const model::Rack& rack = s.racks.at(id);
    const Shared<model::RackDesign>* design = s.designs.find(rack.design);
    const double unitPx = kRackUnit * c.scale;
    list.fill(at, t.panel);
    list.fill(
        QRectF(at.left() + kRail, at.top() + kHead, at.width() - 2 * kRail, at.height() - kHead - kFoot),
        t.surface);
    const int units = unitsOf(s, id);
    if (unitPx >= 5)
        for (int u = 1; u <= units; ++u) {
            const QRectF r = unitsRect(s, id, u, 1);
            list.fill(QRectF(r.left(), r.top(), r.width(), 0.5 / c.scale), t.grid);
            if (unitPx >= 9 && (u % 2 == 1 || unitPx >= 16))
                list.text(QRectF(r.right() + 4, r.top(), kRail - 8, r.height()), QString::number(u),
                          t.textMuted, 9, Qt::AlignCenter);
        }
    if (design)
        for (const model::Slot& slot : (*design)->slots)
            drawDevice(list, c, id, slot);
    list.frame(at, isSelected(c, rackObject(id)) ? t.accent : t.line, isSelected(c, rackObject(id)) ? 2 : 1);
    const double line = 15 / c.scale;
    if (at.width() * c.scale < 24) return;
    list.text(QRectF(at.left(), at.top() - 2.2 * line, at.width() + kGap - 8 / c.scale, line),
              QString::fromStdString(rack.name), t.text, 13, Qt::AlignLeft | Qt::AlignVCenter, true);
    const analytics::RackResult* result = c.report ? c.report->rack(id) : nullptr;
    QString second = design ? QString::fromStdString((*design)->name) : QString();
    const bool wide = at.width() * c.scale > 150;
    if (result && result->power)
        second = wide ? quantity(result->power, "W") + QStringLiteral(" · ") + second
                      : quantity(result->power, "W");
    list.text(QRectF(at.left(), at.top() - 1.15 * line, at.width() + kGap - 8 / c.scale, line), second,
              t.textMuted, 11);
}

void ElevationScene::drawDevice(DisplayList& list, const SceneContext& c, RackId rack,
                                const model::Slot& slot) const {
    const model::Snapshot& s = *c.snapshot;
    const Theme& t = *c.theme;
    const model::DeviceRef ref{rack, slot.id};
    const model::DeviceType* type = model::deviceType(s, ref);
    const Shared<model::DeviceType>* planned = s.types.find(slot.type);
    const int height = type ? type->form.heightU : planned ? (*planned)->form.heightU : 1;
    const bool whole = type && type->form.mount != model::Mount::Rack;
    const QRectF full = whole ? unitsRect(s, rack, 1, unitsOf(s, rack)) : unitsRect(s, rack, slot.u, height);
    if (!full.intersects(c.visible)) return;
    const double px = full.height() * c.scale,
                 gap = px >= 3 ? 0.5 / c.scale : 0;  // one pixel, wherever it falls
    const QRectF at = full.adjusted(gap, gap, -gap, -gap);
    if (!type) {  // removed in this rack only: the place stays visible
        list.frame(at, t.textMuted, 1, true);
        if (px >= 11)
            list.text(at.adjusted(12, 0, -12, 0),
                      tr("removed here: %1").arg(QString::fromStdString(slot.label)), t.textMuted, 9);
        return;
    }
    const Domain domain = deviceDomain(*type);
    const bool hidden = slot.face != face_;
    QColor fill = hidden ? t.grid : t.domainFill(domain);
    list.fill(at, fill);
    list.fill(QRectF(at.left(), at.top(), std::min(14.0, at.width()), at.height()),
              hidden ? t.line : t.domain(domain));
    if (isSelected(c, deviceObject(ref))) list.frame(at, t.accent, 2);
    if (height <= 0) return;
    const double nameWidth = px >= 26 ? at.width() * 0.46 : at.width() - 40;
    if (px >= 10) {
        const QString name =
            slot.label.empty() ? QString::fromStdString(type->name) : QString::fromStdString(slot.label);
        list.text(QRectF(at.left() + 24, at.top(), nameWidth, at.height()), name,
                  hidden ? t.textMuted : t.text, std::clamp(px * 0.62, 8.0, 13.0));
        if (slot.side != model::PowerSide::None)
            list.text(QRectF(at.right() - 60, at.top(), 50, at.height()),
                      QString::fromLatin1(model::kPowerSideNames[static_cast<int>(slot.side)].data()),
                      t.domain(Domain::Power), std::clamp(px * 0.62, 8.0, 13.0),
                      Qt::AlignRight | Qt::AlignVCenter, true);
    }
    if (px >= 26 && !hidden)
        drawInside(list, c, *type,
                   QRectF(at.left() + 24 + nameWidth, at.top(), at.width() - nameWidth - 100, at.height()));
}

/// Close up: processors as cells, scale-up ASICs as cells, ports as small squares, so that a tray reads as
/// what it is.
void ElevationScene::drawInside(DisplayList& list, const SceneContext& c, const model::DeviceType& type,
                                const QRectF& at) const {
    const Theme& t = *c.theme;
    struct Part {
        int count;
        Domain domain;
        QString name;
    };
    std::vector<Part> parts;
    for (const model::Component& part : type.components) {
        const Shared<model::DeviceType>* p = c.snapshot->types.find(model::findType(*c.snapshot, part.type));
        if (!p) continue;
        if ((*p)->compute && (*p)->compute->role == model::ComputeRole::Gpu)
            parts.push_back({part.count, Domain::Compute, tr("GPU")});
        else if ((*p)->compute)
            parts.push_back({part.count, Domain::Facility, tr("CPU")});
    }
    if (type.scaleUpSwitch) parts.push_back({type.scaleUpSwitch->asics, Domain::ScaleUp, tr("ASIC")});
    double x = at.left();
    const double cell = std::min(at.height() * 0.9, 42.0);
    for (const Part& part : parts)
        for (int i = 0; i < std::min(part.count, 16) && x + cell < at.right(); ++i, x += cell * 1.15) {
            const QRectF box(x, at.center().y() - cell * 0.38, cell, cell * 0.76);
            list.fill(box, t.domain(part.domain));
            if (cell * c.scale >= 22) list.text(box, part.name, t.canvas, 8, Qt::AlignCenter, true);
        }
    x += cell * 0.3;
    const double port = std::min(at.height() * 0.32, 13.0);
    for (const model::PortGroup& group : type.ports)
        for (int i = 0; i < std::min(group.count, 64) && x + port < at.right(); ++i, x += port * 1.4)
            list.fill(QRectF(x, at.center().y() - port / 2, port, port),
                      group.fabric == model::FabricRole::OutOfBand ? t.textMuted
                                                                   : t.domain(Domain::ScaleOut));
}

std::optional<ObjectRef> ElevationScene::pick(const model::Snapshot& s, QPointF at, double) const {
    for (const RackId id : racks(s)) {
        if (!cabinetRect(s, id).adjusted(0, -120, 0, 0).contains(at)) continue;
        const Shared<model::RackDesign>* design = s.designs.find(s.racks.at(id).design);
        if (design)
            for (const model::Slot& slot : (*design)->slots)
                if (boundsOf(s, deviceObject({id, slot.id})).contains(at)) return deviceObject({id, slot.id});
        return rackObject(id);
    }
    return std::nullopt;
}

std::vector<ObjectRef> ElevationScene::pickAll(const model::Snapshot& s, const QRectF& area) const {
    std::vector<ObjectRef> found;
    for (const RackId id : racks(s)) {
        const Shared<model::RackDesign>* design = s.designs.find(s.racks.at(id).design);
        if (!design || !cabinetRect(s, id).intersects(area)) continue;
        for (const model::Slot& slot : (*design)->slots)
            if (model::deviceType(s, {id, slot.id}) &&
                boundsOf(s, deviceObject({id, slot.id})).intersects(area))
                found.push_back(deviceObject({id, slot.id}));
    }
    return found;
}

QRectF ElevationScene::boundsOf(const model::Snapshot& s, const ObjectRef& o) const {
    if (o.kind == ObjectRef::Kind::Rack) return cabinetRect(s, RackId{o.id});
    if (o.kind != ObjectRef::Kind::Device) return {};
    const model::Slot* slot = model::deviceSlot(s, {RackId{o.id}, SlotId{o.sub}});
    const Shared<model::DeviceType>* type = slot ? s.types.find(slot->type) : nullptr;
    if (!type) return {};
    if ((*type)->form.mount != model::Mount::Rack)
        return unitsRect(s, RackId{o.id}, 1, unitsOf(s, RackId{o.id}));
    return unitsRect(s, RackId{o.id}, slot->u, (*type)->form.heightU);
}

std::vector<SceneItem> ElevationScene::items(const model::Snapshot& s, const SceneItem* parent) const {
    std::vector<SceneItem> out;
    if (!parent) {
        for (const RackId id : racks(s))
            out.push_back({rackObject(id), tr("Rack %1").arg(QString::fromStdString(s.racks.at(id).name)),
                           cabinetRect(s, id), true, -1});
        return out;
    }
    const RackId rack{parent->object.id};
    const Shared<model::RackDesign>* design =
        s.racks.contains(rack) ? s.designs.find(s.racks.at(rack).design) : nullptr;
    if (!design) return out;
    for (const model::Slot& slot : (*design)->slots)
        if (model::deviceType(s, {rack, slot.id}))
            out.push_back({deviceObject({rack, slot.id}),
                           QStringLiteral("%1 U%2").arg(QString::fromStdString(slot.label)).arg(slot.u),
                           boundsOf(s, deviceObject({rack, slot.id})), false, -1});
    return out;
}

QString ElevationScene::hoverText(const SceneContext& c, const ObjectRef& o) const {
    const model::Snapshot& s = *c.snapshot;
    if (o.kind == ObjectRef::Kind::Device) {
        const model::DeviceRef ref{RackId{o.id}, SlotId{o.sub}};
        const model::DeviceType* type = model::deviceType(s, ref);
        const model::Slot* slot = model::deviceSlot(s, ref);
        if (!type || !slot) return {};
        QString text = QStringLiteral("%1 · U%2\n%3")
                           .arg(QString::fromStdString(slot->label))
                           .arg(slot->u)
                           .arg(QString::fromStdString(type->name));
        if (type->power)
            text +=
                QLatin1Char('\n') +
                tr("Planned %1, typical %2")
                    .arg(quantity(type->power->provisioned.value
                                      ? std::optional(type->power->provisioned.value->si())
                                      : std::nullopt,
                                  "W"),
                         quantity(type->power->typical.value ? std::optional(type->power->typical.value->si())
                                                             : std::nullopt,
                                  "W"));
        return text;
    }
    const model::Rack* rack = s.racks.find(RackId{o.id});
    if (!rack) return {};
    QString text = QString::fromStdString(rack->name);
    if (const analytics::RackResult* r = c.report ? c.report->rack(RackId{o.id}) : nullptr)
        text += QLatin1Char('\n') + tr("Power %1, %2 GPUs").arg(quantity(r->power, "W")).arg(r->gpus);
    return text;
}

}  // namespace rackloom::views
