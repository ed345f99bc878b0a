// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hall/hall_view.h"

#include "model/edit/rack_edits.h"
#include "model/edit/type_edits.h"
#include "views/format/number_text.h"
#include "views/hall/floor_layout.h"
#include "views/hall/hall_scene.h"
#include "views/palette/palette_mime.h"

#include <QDragEnterEvent>
#include <QFontMetricsF>
#include <QMimeData>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

constexpr int kSnapReach = 250;  // mm: how near an edge must be before it attracts

int nearestTile(int value, int tile) {
    return static_cast<int>(std::lround(double(value) / tile)) * tile;
}

int tileOf(const model::Snapshot& s, HallId hall) {
    const model::Hall* h = s.halls.find(hall);
    return h && h->tile > 0 ? h->tile : 600;
}

}  // namespace

HallView::HallView(Workspace& workspace, QWidget* parent)
    : CanvasWidget(workspace, std::make_unique<HallScene>(), tr("Hall plan"), parent) {
    setAcceptDrops(true);
    describeEmpty(tr("No hall yet"), tr("The hall plan is where racks stand. Start from a template with File "
                                        "▸ New from template, or add a hall with Insert ▸ Hall."));
}

bool HallView::isEmpty() const {
    return workspace().snapshot()->halls.empty();
}

bool HallView::beginDrag(const ObjectRef& hit, QPointF) {
    dragged_.clear();
    dragStart_ = workspace().snapshot();
    copying_ = false;
    dragBox_ = {};
    if (hit.kind != ObjectRef::Kind::Rack) return false;
    for (const ObjectRef& o : workspace().selection().objects())
        if (o.kind == ObjectRef::Kind::Rack) dragged_.push_back(RackId{o.id});
    anchor_ = RackId{hit.id};
    dragHall_ = dragStart_->racks.at(anchor_).hall;
    for (const RackId id : dragged_)
        dragBox_ |= rackRect(*dragStart_, dragStart_->racks.at(id));
    return true;
}

/// Snaps the grabbed rack to other racks' edges when one is near, else to the floor grid; leaves guides for
/// what matched.
model::FloorPoint HallView::snapped(model::FloorPoint delta) {
    const model::Snapshot& s = *dragStart_;
    const model::Rack& rack = s.racks.at(anchor_);
    const model::Footprint size = model::footprint(s, rack);
    const int x = rack.position.x + delta.x, y = rack.position.y + delta.y;
    const int tile = tileOf(s, dragHall_);
    int bestX = kSnapReach, bestY = kSnapReach;
    int snapX = nearestTile(x, tile), snapY = nearestTile(y, tile);
    const QPointF origin = hallOrigin(s, dragHall_);
    guides_.clear();
    SnapGuide guideX, guideY;
    s.racks.forEach([&](RackId id, const model::Rack& other) {
        if (other.hall != dragHall_ || std::binary_search(dragged_.begin(), dragged_.end(), id)) return;
        const model::Footprint f = model::footprint(s, other);
        const int dy = std::abs(other.position.y - y), dx = std::abs(other.position.x - x);
        if (dy > 6000 || dx > 12000) return;
        for (const auto& [mine, theirs] :
             {std::pair{0, 0}, {size.width, f.width}, {0, f.width}, {size.width, 0}}) {
            const int gap = std::abs(x + mine - other.position.x - theirs);
            if (gap >= bestX) continue;
            bestX = gap;
            snapX = other.position.x + theirs - mine;
            const double line = origin.x() + other.position.x + theirs;
            guideX = {{line, origin.y() + std::min(y, other.position.y)},
                      {line, origin.y() + std::max(y + size.depth, other.position.y + f.depth)}};
        }
        for (const auto& [mine, theirs] : {std::pair{0, 0}, {size.depth, f.depth}}) {
            const int gap = std::abs(y + mine - other.position.y - theirs);
            if (gap >= bestY) continue;
            bestY = gap;
            snapY = other.position.y + theirs - mine;
            const double line = origin.y() + other.position.y + theirs;
            guideY = {{origin.x() + std::min(x, other.position.x), line},
                      {origin.x() + std::max(x + size.width, other.position.x + f.width), line}};
        }
    });
    if (bestX < kSnapReach) guides_.push_back(guideX);
    if (bestY < kSnapReach) guides_.push_back(guideY);
    return {snapX - rack.position.x, snapY - rack.position.y};
}

void HallView::setRefusal(const Result<void>& outcome, const QRectF& at) {
    refusal_ = outcome.ok() ? QString() : QString::fromStdString(outcome.error().reason);
    refusalAt_ = at;
}

void HallView::moveDrag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers) {
    const QPointF d = to - from;
    model::FloorPoint delta{static_cast<int>(std::lround(d.x())), static_cast<int>(std::lround(d.y()))};
    guides_.clear();
    if (!(modifiers & Qt::AltModifier)) delta = snapped(delta);
    copying_ = modifiers & Qt::ControlModifier;
    const QRectF target = dragBox_.translated(delta.x, delta.y);
    const Result<void> outcome =
        workspace().preview(copying_ ? model::copyRacks(dragged_, delta) : model::moveRacks(dragged_, delta));
    if (!outcome) workspace().cancelPreview();
    ghost_ = outcome.ok() ? QRectF() : target;
    setRefusal(outcome, target);
}

void HallView::endDrag(bool commit) {
    const QString refusal = refusal_;
    if (commit && refusal.isEmpty())
        workspace().commitPreview();
    else
        workspace().cancelPreview();
    if (commit && !refusal.isEmpty()) Q_EMIT workspace().refused(refusal);
    dragged_.clear();
    guides_.clear();
    refusal_.clear();
    ghost_ = {};
    invalidate();
}

void HallView::nudge(QPoint steps, bool large) {
    std::vector<RackId> racks;
    for (const ObjectRef& o : workspace().selection().objects())
        if (o.kind == ObjectRef::Kind::Rack) racks.push_back(RackId{o.id});
    if (racks.empty()) return;
    const model::SnapshotPtr s = workspace().snapshot();
    const int step = large ? tileOf(*s, s->racks.at(racks.front()).hall) : 50;
    model::Edit edit = model::moveRacks(racks, {steps.x() * step, steps.y() * step});
    edit.mergeKey = "nudge";
    workspace().dispatch(edit);
}

namespace {

/// Swatches with words, beneath the title if there is one.
void drawEntries(DisplayList& list, const Theme& t, const HallOverlay::Legend& legend, const QRectF& card,
                 double px) {
    double x = card.left() + 8 * px;
    const double y = card.bottom() - 21 * px;
    for (const auto& [colour, word] : legend.entries) {
        const QRectF swatch(x, y + 2 * px, 12 * px, 12 * px);
        list.fill(swatch, colour);
        list.frame(swatch, t.line, 1);
        const double width = QFontMetricsF(themeFont(TextSize::Small)).horizontalAdvance(word) + 6;
        list.text(QRectF(x + 18 * px, y - px, width * px, 18 * px), word, t.text, 11);
        x += (width + 30) * px;
    }
}

double legendWidth(const HallOverlay::Legend& legend) {
    const QFontMetricsF metrics(themeFont(TextSize::Small));
    double row = legend.largest.isEmpty() ? 0 : 140 + metrics.horizontalAdvance(legend.largest) + 40;
    for (const auto& [colour, word] : legend.entries)
        row += metrics.horizontalAdvance(word) + 36;
    return std::max(row, metrics.horizontalAdvance(legend.title) + 12) + 12;
}

}  // namespace

/// What the tints of the overlay mean, in the lower left corner.
void HallView::drawLegend(DisplayList& list, const SceneContext& c) const {
    const HallOverlay::Legend legend = HallOverlay(c).legend();
    if (legend.largest.isEmpty() && legend.entries.empty()) return;
    const Theme& t = *c.theme;
    const double px = 1 / c.scale, tall = legend.title.isEmpty() ? 26 : 40;
    const QPointF at = camera().toScene(QPointF(16, height() - tall - 12));
    const QRectF card(at.x(), at.y(), legendWidth(legend) * px, tall * px);
    list.fill(card, t.panel);
    list.frame(card, t.line, 1);
    list.text(QRectF(card.left() + 8 * px, card.top() + 2 * px, card.width() - 16 * px, 16 * px),
              legend.title, t.textMuted, 11);
    if (legend.largest.isEmpty()) return drawEntries(list, t, legend, card, px);
    for (int i = 0; i < 40; ++i)
        list.fill(QRectF(card.left() + (8 + 3.0 * i) * px, card.bottom() - 16 * px, 3 * px, 8 * px),
                  t.heat(i / 39.0));
    list.text(QRectF(card.left() + 136 * px, card.bottom() - 20 * px, card.width() - 140 * px, 16 * px),
              tr("0 to %1").arg(legend.largest), t.text, 11);
}

void HallView::buildMarks(DisplayList& list, const SceneContext& c) const {
    const Theme& t = *c.theme;
    for (const SnapGuide& g : guides_)
        list.line(g.a, g.b, t.accent, 1, true);
    drawLegend(list, c);
    if (!ghost_.isEmpty()) {
        QColor tint = refusal_.isEmpty() ? t.accent : t.error;
        list.frame(ghost_, tint, 2, true);
        tint.setAlpha(40);
        list.fill(ghost_, tint);
    }
    if (refusal_.isEmpty()) return;
    const double h = 22 / c.scale, w = std::max(refusalAt_.width(), 420 / c.scale);
    const QRectF box(refusalAt_.left(), refusalAt_.top() - h - 4 / c.scale, w, h);
    list.fill(box, t.panel);
    list.frame(box, t.error, 1);
    list.text(box.adjusted(6 / c.scale, 0, -6 / c.scale, 0), QStringLiteral("✕ ") + refusal_, t.error, 11);
}

// ---- drops from the palette
// -----------------------------------------------------------------------------------------

void HallView::dragEnterEvent(QDragEnterEvent* e) {
    if (paletteKey(e->mimeData(), PaletteItem::RackDesign))
        e->acceptProposedAction();
    else if (paletteKey(e->mimeData(), PaletteItem::Device)) {
        e->setDropAction(Qt::IgnoreAction);
        workspace().announce(
            tr("Drop trays and switches in the rack elevation; the hall plan takes whole racks."));
    }
}

void HallView::dragMoveEvent(QDragMoveEvent* e) {
    const auto key = paletteKey(e->mimeData(), PaletteItem::RackDesign);
    workspace()
        .cancelPreview();  // the committed design decides: under a preview the rack would be in its own way
    const model::SnapshotPtr s = workspace().snapshot();
    const auto spot = floorSpot(*s, camera().toScene(e->position()));
    if (!key || !spot) return e->ignore();
    const int tile = tileOf(*s, spot->hall);
    const model::FloorPoint at{nearestTile(spot->at.x - 300, tile), nearestTile(spot->at.y - 600, tile)};
    model::Rack rack;
    rack.hall = spot->hall;
    rack.position = at;
    const Result<void> outcome =
        workspace().preview(model::placeCatalogRack(workspace().catalog(), key->toStdString(), rack));
    if (!outcome) workspace().cancelPreview();
    const QRectF target(hallOrigin(*s, spot->hall) + QPointF(at.x, at.y), QSizeF(600, 1200));
    ghost_ = target;
    setRefusal(outcome, target);
    e->acceptProposedAction();
    update();
}

void HallView::dragLeaveEvent(QDragLeaveEvent*) {
    workspace().cancelPreview();
    ghost_ = {};
    refusal_.clear();
    invalidate();
}

void HallView::dropEvent(QDropEvent* e) {
    if (refusal_.isEmpty())
        workspace().commitPreview();
    else
        Q_EMIT workspace().refused(refusal_);
    ghost_ = {};
    refusal_.clear();
    e->acceptProposedAction();
    const std::uint32_t last = workspace().snapshot()->racks.end();
    if (last > 0 && workspace().snapshot()->racks.contains(RackId{last - 1}))
        workspace().selection().replace({rackObject(RackId{last - 1})});
    invalidate();
    setFocus();
}

}  // namespace rackloom::views
