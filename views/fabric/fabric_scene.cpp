// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_scene.h"

#include "views/fabric/fabric_load.h"
#include "views/format/number_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rackloom::views {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("FabricScene", text);
}

bool chosen(const SceneContext& c, const FabricBox& box) {
    if (!c.selected) return false;
    const auto has = [&](const ObjectRef& o) {
        return std::binary_search(c.selected->begin(), c.selected->end(), o);
    };
    for (const RackId r : box.racks)
        if (has(rackObject(r))) return true;
    for (const model::DeviceRef& d : box.switches)
        if (has(deviceObject(d))) return true;
    return false;
}

ObjectRef objectOf(const FabricBox& box) {
    return box.tier == 0 ? rackObject(box.racks.front()) : deviceObject(box.switches.front());
}
}  // namespace

const analytics::FabricResult* fabricResult(const analytics::Report& report, FabricId fabric) {
    for (const auto& r : report.fabrics)
        if (r && r->fabric == fabric) return r.get();
    return nullptr;
}

FabricId FabricScene::fabric(const model::Snapshot& s) const {
    if (s.fabrics.contains(fabric_)) return fabric_;
    FabricId found;
    s.fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& f) {
        if (!found.isValid() || (f->role == model::FabricRole::Compute &&
                                 s.fabrics.at(found)->role != model::FabricRole::Compute))
            found = id;
    });
    return found;
}

const FabricLayout& FabricScene::layout(const model::Snapshot& s) const {
    const FabricId id = fabric(s);
    if (madeFrom_ && madeFor_ == id && sameFabricDrawing(*madeFrom_, s)) return layout_;
    layout_ = layoutFabric(s, id, opened_);
    loads_.clear();
    madeFor_ = id;
    madeFrom_ = std::make_shared<const model::Snapshot>(s);  // shares all chunks
    return layout_;
}

void FabricScene::show(FabricId fabric) {
    if (fabric != fabric_) closeGroups();
    fabric_ = fabric;
}

bool FabricScene::open(const model::Snapshot& s, const ObjectRef& o) {
    const FabricLayout& l = layout(s);
    const FabricBox* box = o.kind == ObjectRef::Kind::Rack
                               ? l.find(RackId{o.id})
                               : l.find(model::DeviceRef{RackId{o.id}, SlotId{o.sub}});
    if (!box || box->members() < 2) return false;
    opened_.insert({box->tier, box->first});
    madeFrom_.reset();
    return true;
}

void FabricScene::closeGroups() {
    opened_.clear();
    madeFrom_.reset();
}

QRectF FabricScene::bounds(const model::Snapshot& s) const {
    return layout(s).boxes.empty() ? QRectF() : layout(s).bounds;
}

std::vector<char> FabricScene::sides(const FabricLayout& layout, const analytics::FabricResult* r) const {
    std::vector<char> out(layout.boxes.size(), 0);
    if (!r) return out;
    for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
        const FabricBox& b = layout.boxes[i];
        std::size_t inside = 0;
        for (const RackId rack : b.racks)
            inside += std::binary_search(r->sideA.begin(), r->sideA.end(), rack) ? 1 : 0;
        for (const model::DeviceRef& d : b.switches)
            inside += std::binary_search(r->switchesA.begin(), r->switchesA.end(), d) ? 1 : 0;
        out[i] = 2 * inside >= b.racks.size() + b.switches.size() ? 1 : 0;
    }
    return out;
}

void FabricScene::build(DisplayList& list, const SceneContext& c) const {
    const FabricLayout& l = layout(*c.snapshot);
    const analytics::FabricResult* result = c.report ? fabricResult(*c.report, fabric(*c.snapshot)) : nullptr;
    const bool cutKnown = result && result->lower && *result->upper > 0 && !result->sideA.empty();
    const std::vector<char> side = sides(l, result);
    const bool byLoad = c.overlay == Overlay::Load;
    if (byLoad)
        drawLoads(list, c, l);
    else
        drawEdges(list, c, l, side, cutKnown);
    drawBoxes(list, c, l, side, cutKnown && !byLoad);
    drawTierNames(list, c, l);
}

/// Left of the tiers where every name has room, else all of them above the first box of their tier.
void FabricScene::drawTierNames(DisplayList& list, const SceneContext& c, const FabricLayout& l) const {
    std::vector<const FabricBox*> first(l.tierNames.size(), nullptr);
    for (const FabricBox& b : l.boxes)
        if (!first[static_cast<std::size_t>(b.tier)]) first[static_cast<std::size_t>(b.tier)] = &b;
    const QFontMetricsF metrics(themeFont(TextSize::Body, true));
    const double h = 20 / c.scale, gap = 8 / c.scale;
    bool beside = true;
    for (std::size_t t = 0; t < first.size(); ++t)
        if (first[t])
            beside = beside && metrics.horizontalAdvance(l.tierNames[t]) / c.scale + 2 * gap <=
                                   first[t]->at.left() - l.bounds.left();
    for (std::size_t t = 0; t < first.size(); ++t) {
        if (!first[t]) continue;
        const QRectF at = first[t]->at;
        const QRectF box = beside ? QRectF(l.bounds.left() + gap, at.center().y() - h / 2, 240 / c.scale, h)
                                  : QRectF(at.left(), at.top() - h, 240 / c.scale, h);
        list.text(box, l.tierNames[t], c.theme->textMuted, 13, Qt::AlignLeft | Qt::AlignVCenter, true);
    }
}

void FabricScene::drawEdges(DisplayList& list, const SceneContext& c, const FabricLayout& l,
                            const std::vector<char>& side, bool cutKnown) const {
    const Theme& t = *c.theme;
    // Many edges overlap; transparency keeps the weave readable, a chosen box shows only its own.
    const bool focus =
        std::any_of(l.boxes.begin(), l.boxes.end(), [&](const FabricBox& b) { return chosen(c, b); });
    const int alpha = l.edges.size() > 2000 ? 24 : l.edges.size() > 400 ? 90 : 150;
    double strongest = 1;
    for (const FabricEdge& e : l.edges)
        strongest = std::max(strongest, static_cast<double>(e.cables));
    for (const FabricEdge& e : l.edges) {
        const FabricBox &a = l.boxes[e.lower], &b = l.boxes[e.upper];
        const QPointF p(a.at.center().x(), a.at.top()), q(b.at.center().x(), b.at.bottom());
        if (!QRectF(p, q).normalized().adjusted(-1, -1, 1, 1).intersects(c.visible)) continue;
        const bool cut = cutKnown && side[e.lower] != side[e.upper];
        QColor colour = cut ? t.error : t.domain(Domain::ScaleOut);
        const bool mine = focus && (chosen(c, a) || chosen(c, b));
        colour.setAlpha(mine       ? 255
                        : focus    ? 25
                        : cut      ? std::min(255, alpha + 70)
                        : cutKnown ? alpha / 2
                                   : alpha);
        const double width = mine ? 2
                                  : std::clamp(1 + 2 * std::log2(static_cast<double>(e.cables)) /
                                                       std::max(1.0, std::log2(strongest)),
                                               1.0, 3.0);
        list.line(p, q, colour, l.edges.size() > 150 ? 1 : width, cut && l.edges.size() < 150);
    }
}

const std::vector<double>& FabricScene::loads(const model::Snapshot& s) const {
    const FabricLayout& l = layout(s);
    if (loads_.size() != l.edges.size()) loads_ = fabricLoads(l);
    return loads_;
}

/// Lighter loads first, so that the heaviest stay on top.
void FabricScene::drawLoads(DisplayList& list, const SceneContext& c, const FabricLayout& l) const {
    const Theme& t = *c.theme;
    const std::vector<double>& load = loads(*c.snapshot);
    const double largest = load.empty() ? 1 : std::max(1.0, *std::max_element(load.begin(), load.end()));
    std::vector<std::size_t> order(l.edges.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return load[a] < load[b]; });
    const bool focus =
        std::any_of(l.boxes.begin(), l.boxes.end(), [&](const FabricBox& b) { return chosen(c, b); });
    for (const std::size_t i : order) {
        const FabricBox &a = l.boxes[l.edges[i].lower], &b = l.boxes[l.edges[i].upper];
        const QPointF p(a.at.center().x(), a.at.top()), q(b.at.center().x(), b.at.bottom());
        if (!QRectF(p, q).normalized().adjusted(-1, -1, 1, 1).intersects(c.visible)) continue;
        const bool over = load[i] > 1 + 1e-9;
        QColor colour = over ? t.error : t.heat(load[i] / largest);
        const bool mine = chosen(c, a) || chosen(c, b);
        if (focus && !mine) colour.setAlpha(40);
        list.line(p, q, colour, mine || over ? 2.5 : 1.5, over && l.edges.size() < 150);
    }
}

void FabricScene::drawBoxes(DisplayList& list, const SceneContext& c, const FabricLayout& l,
                            const std::vector<char>& side, bool cutKnown) const {
    const Theme& t = *c.theme;
    for (std::size_t i = 0; i < l.boxes.size(); ++i) {
        const FabricBox& b = l.boxes[i];
        if (!b.at.intersects(c.visible)) continue;
        const Domain domain = b.tier == 0 ? Domain::Compute : Domain::ScaleOut;
        const double px = b.at.width() * c.scale;
        if (b.present) list.fill(b.at, t.domainFill(domain));
        if (cutKnown && side[i])
            list.fill(QRectF(b.at.left(), b.at.top(), b.at.width(),
                             std::max(b.at.height() * 0.14, std::min(3 / c.scale, b.at.height() / 2))),
                      t.error);
        if (px >= 34 && b.at.height() * c.scale >= 10) {
            const QString name = b.present ? b.name : tr("removed");
            list.text(b.at.adjusted(4 / c.scale, b.at.height() * 0.16, -4 / c.scale, 0), name,
                      b.present ? t.text : t.textMuted, std::clamp(b.at.height() * c.scale * 0.3, 8.0, 12.0),
                      Qt::AlignCenter);
        }
        if (chosen(c, b))
            list.frame(b.at, t.accent, 2);
        else if (px >= 8)
            list.frame(b.at, b.present ? t.domain(domain) : t.textMuted, 1, !b.present);
    }
}

std::optional<ObjectRef> FabricScene::pick(const model::Snapshot& s, QPointF at, double tolerance) const {
    for (const FabricBox& b : layout(s).boxes)
        if (b.at.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(at)) return objectOf(b);
    return std::nullopt;
}

std::vector<ObjectRef> FabricScene::pickAll(const model::Snapshot& s, const QRectF& area) const {
    std::vector<ObjectRef> out;
    for (const FabricBox& b : layout(s).boxes) {
        if (!b.at.intersects(area)) continue;
        for (const RackId r : b.racks)
            out.push_back(rackObject(r));
        for (const model::DeviceRef& d : b.switches)
            out.push_back(deviceObject(d));
    }
    return out;
}

QRectF FabricScene::boundsOf(const model::Snapshot& s, const ObjectRef& o) const {
    if (o.kind == ObjectRef::Kind::Fabric) return fabric(s).value == o.id ? bounds(s) : QRectF();
    const FabricBox* box = nullptr;
    if (o.kind == ObjectRef::Kind::Rack) box = layout(s).find(RackId{o.id});
    if (o.kind == ObjectRef::Kind::Device)
        box = layout(s).find(model::DeviceRef{RackId{o.id}, SlotId{o.sub}});
    return box ? box->at : QRectF();
}

std::vector<SceneItem> FabricScene::items(const model::Snapshot& s, const SceneItem* parent) const {
    std::vector<SceneItem> out;
    const FabricLayout& l = layout(s);
    if (!parent) {
        for (std::size_t t = 0; t < l.tierNames.size(); ++t) {
            QRectF at;
            for (const FabricBox& b : l.boxes)
                if (b.tier == static_cast<int>(t)) at |= b.at;
            if (!at.isEmpty())
                out.push_back({{}, tr("Tier %1").arg(l.tierNames[t]), at, true, static_cast<int>(t)});
        }
        return out;
    }
    for (const FabricBox& b : l.boxes)
        if (b.tier == parent->group) out.push_back({objectOf(b), b.name, b.at, false, -1});
    return out;
}

QString FabricScene::hoverText(const SceneContext& c, const ObjectRef& o) const {
    const FabricLayout& l = layout(*c.snapshot);
    const FabricBox* box = o.kind == ObjectRef::Kind::Rack
                               ? l.find(RackId{o.id})
                               : l.find(model::DeviceRef{RackId{o.id}, SlotId{o.sub}});
    if (!box) return {};
    const auto index = static_cast<std::uint32_t>(box - l.boxes.data());
    std::uint32_t up = 0, down = 0;
    double upRate = 0, downRate = 0;
    for (const FabricEdge& e : l.edges) {
        if (e.lower == index) up += e.cables, upRate += e.rate;
        if (e.upper == index) down += e.cables, downRate += e.rate;
    }
    QString text = box->name;
    if (box->tier > 0)
        text += QLatin1Char('\n') + tr("%1 cables down, %2").arg(down).arg(quantity(downRate, "bit/s"));
    if (c.overlay == Overlay::Load && up > 0) {
        double most = 0;
        for (std::size_t i = 0; i < l.edges.size(); ++i)
            if (l.edges[i].lower == index) most = std::max(most, loads(*c.snapshot)[i]);
        text +=
            QLatin1Char('\n') +
            tr("Cables up loaded to %1 % when all send evenly").arg(quantity(std::round(most * 100), "1"));
    }
    if (up > 0) text += QLatin1Char('\n') + tr("%1 cables up, %2").arg(up).arg(quantity(upRate, "bit/s"));
    return text;
}

}  // namespace rackloom::views
