// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagram/diagram_canvas.h"

#include "views/palette/palette_mime.h"

#include <QDragEnterEvent>
#include <QMimeData>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {
constexpr int kGrid = 10;
}

model::FloorPoint drawingPoint(QPointF at) {
    const auto snap = [](double v) { return static_cast<int>(std::lround(v / kGrid)) * kGrid; };
    return {snap(at.x()), snap(at.y())};
}

DiagramCanvas::DiagramCanvas(Workspace& workspace, std::unique_ptr<DiagramScene> scene,
                             const QString& accessibleName, QWidget* parent)
    : CanvasWidget(workspace, std::move(scene), accessibleName, parent),
      diagram_(const_cast<DiagramScene*>(static_cast<const DiagramScene*>(&this->scene()))) {
    setAcceptDrops(true);
    connect(this, &CanvasWidget::activated, this, [this](const ObjectRef& object) {
        if (!diagram_->open(*this->workspace().snapshot(), object)) return;
        invalidate();
        fitAll();
        Q_EMIT viewChanged();
    });
}

bool DiagramCanvas::isEmpty() const {
    return diagram().boxes.empty();
}

model::FloorPoint DiagramCanvas::freePlace(std::optional<QPointF> at) const {
    QPointF corner =
        at.value_or(camera().toScene(QPointF(width(), height()) / 2)) - QPointF(kBoxWidth, kBoxHeight) / 2;
    const auto taken = [&](const DiagramBox& b) {
        return b.at.adjusted(-8, -8, 8, 8).intersects(QRectF(corner, QSizeF(kBoxWidth, kBoxHeight)));
    };
    for (int tries = 0; tries < 200; ++tries) {
        if (std::none_of(diagram().boxes.begin(), diagram().boxes.end(), taken)) break;
        corner += QPointF(tries % 4 == 3 ? -3 * (kBoxWidth + 26) : kBoxWidth + 26,
                          tries % 4 == 3 ? kBoxHeight + 30 : 0);
    }
    return drawingPoint(corner);
}

// ---- dragging boxes and wires ----

bool DiagramCanvas::beginDrag(const ObjectRef& hit, QPointF at) {
    forgetDrag();
    start_ = diagram();
    const DiagramBox* box = start_.find(hit);
    if (!box) return false;
    source_ = hit;
    end_ = at;
    active_ = true;
    pullsWire_ = (diagram_->feeds(*box) && DiagramScene::terminal(*box).contains(at)) || !placing(*box, {});
    for (const DiagramBox& b : start_.boxes)
        if (placing(b, {}) && std::any_of(b.members.begin(), b.members.end(), [&](const ObjectRef& o) {
                return workspace().selection().contains(o);
            }))
            held_.push_back({b});
    return true;
}

bool DiagramCanvas::isHeld(const DiagramBox& box) const {
    return std::any_of(held_.begin(), held_.end(),
                       [&](const Held& h) { return h.box.first() == box.first(); });
}

std::optional<model::Edit> DiagramCanvas::moving(const std::vector<Held>& boxes,
                                                 model::FloorPoint delta) const {
    std::vector<model::Edit> edits;
    for (const Held& h : boxes) {
        const model::FloorPoint at = drawingPoint(h.box.at.topLeft());
        if (auto edit = placing(h.box, {at.x + delta.x, at.y + delta.y})) edits.push_back(std::move(*edit));
    }
    if (edits.empty()) return std::nullopt;
    return model::combined(boxes.size() == 1
                               ? tr("Move %1 in the drawing").arg(boxes.front().box.name).toStdString()
                               : tr("Move %1 boxes in the drawing").arg(boxes.size()).toStdString(),
                           std::move(edits));
}

void DiagramCanvas::moveHeld(QPointF delta) {
    target_.reset();
    refusal_.clear();
    const auto edit = moving(held_, drawingPoint(delta));
    if (!edit) return;
    if (const Result<void> outcome = workspace().preview(*edit); !outcome) {
        workspace().cancelPreview();
        refuse(QString::fromStdString(outcome.error().reason));
    }
}

void DiagramCanvas::joinTo(const DiagramBox& target) {
    if (target_ == target.first()) return;
    target_ = target.first();
    refusal_.clear();
    workspace().cancelPreview();
    const Result<model::Edit> edit = connection(*grabbed(), target);
    if (!edit) return refuse(QString::fromStdString(edit.error().reason));
    if (const Result<void> outcome = workspace().preview(edit.value()); !outcome) {
        workspace().cancelPreview();
        refuse(QString::fromStdString(outcome.error().reason));
    }
}

void DiagramCanvas::moveDrag(QPointF from, QPointF to, Qt::KeyboardModifiers) {
    end_ = to;
    const auto under = std::find_if(start_.boxes.rbegin(), start_.boxes.rend(), [&](const DiagramBox& b) {
        return b.at.contains(to) && b.first() != source_ && (pullsWire_ || !isHeld(b));
    });
    if (under != start_.boxes.rend()) {
        joinTo(*under);
    } else if (pullsWire_) {
        if (target_) workspace().cancelPreview();
        target_.reset();
        refusal_.clear();
    } else {
        moveHeld(to - from);
    }
    update();
}

void DiagramCanvas::endDrag(bool commit) {
    const bool keeps = commit && refusal_.isEmpty() && (target_ || !pullsWire_);
    const QString refusal = commit ? refusal_ : QString();
    QString told;
    if (keeps && target_) told = connectionText(*grabbed(), *start_.find(*target_));
    if (keeps)
        workspace().commitPreview();
    else
        workspace().cancelPreview();
    if (!refusal.isEmpty()) Q_EMIT workspace().refused(refusal);
    if (!told.isEmpty()) workspace().announce(told);
    forgetDrag();
    invalidate();
}

void DiagramCanvas::forgetDrag() {
    active_ = pullsWire_ = false;
    held_.clear();
    target_.reset();
    refusal_.clear();
    ghost_.reset();
}

void DiagramCanvas::nudge(QPoint steps, bool large) {
    std::vector<Held> boxes;
    for (const DiagramBox& b : diagram().boxes)
        if (std::any_of(b.members.begin(), b.members.end(),
                        [&](const ObjectRef& o) { return workspace().selection().contains(o); }))
            boxes.push_back({b});
    const int step = large ? 5 * kGrid : kGrid;
    if (auto edit = moving(boxes, {steps.x() * step, steps.y() * step})) {
        edit->mergeKey = "nudge in drawing";
        workspace().dispatch(*edit);
    }
}

void DiagramCanvas::buildMarks(DisplayList& list, const SceneContext& c) const {
    const Theme& t = *c.theme;
    const double px = 1 / c.scale;
    if (!active_ && !ghost_ && c.scale > 0.3)
        for (const DiagramBox& b : diagram().boxes) {
            const bool shown = c.hovered == b.first() || workspace().selection().contains(b.first());
            if (!shown || !diagram_->feeds(b)) continue;
            DisplayList::Path dot;
            dot.path.addEllipse(QPointF(b.at.center().x(), b.at.bottom()), 5, 5);
            dot.fill = t.panel;
            dot.stroke = t.accent;
            dot.width = 2;
            list.paths.push_back(std::move(dot));
        }
    if (ghost_) list.frame(*ghost_, refusal_.isEmpty() ? t.accent : t.error, 2, true);
    if (active_ && (pullsWire_ || target_)) {
        const DiagramBox* from = grabbed();
        const QColor colour = refusal_.isEmpty() ? t.accent : t.error;
        if (from) list.line({from->at.center().x(), from->at.bottom()}, end_, colour, 2, !target_);
        if (target_)
            if (const DiagramBox* to = start_.find(*target_)) list.frame(to->at, colour, 2);
    }
    if (refusal_.isEmpty()) return;
    const QRectF box(end_.x() + 12 * px, end_.y() - 28 * px, 400 * px, 22 * px);
    list.fill(box, t.panel);
    list.frame(box, t.error, 1);
    list.text(box.adjusted(6 * px, 0, -6 * px, 0), QStringLiteral("✕ ") + refusal_, t.error, 11);
}

// ---- drops from the palette ----

void DiagramCanvas::dragEnterEvent(QDragEnterEvent* e) {
    if (paletteKey(e->mimeData(), PaletteItem::Device)) e->acceptProposedAction();
}

void DiagramCanvas::dragMoveEvent(QDragMoveEvent* e) {
    const auto key = paletteKey(e->mimeData(), PaletteItem::Device);
    if (!key) return e->ignore();
    workspace().cancelPreview();  // under a preview the new box would be in its own way
    end_ = camera().toScene(e->position());
    const model::FloorPoint at = freePlace(end_);
    ghost_ = QRectF(at.x, at.y, kBoxWidth, kBoxHeight);
    const Result<model::Edit> edit = dropped(*key, at);
    refusal_ = edit ? QString() : QString::fromStdString(edit.error().reason);
    if (edit)
        if (const Result<void> outcome = workspace().preview(edit.value()); !outcome) {
            workspace().cancelPreview();
            refuse(QString::fromStdString(outcome.error().reason));
        }
    e->acceptProposedAction();
    update();
}

void DiagramCanvas::dragLeaveEvent(QDragLeaveEvent*) {
    workspace().cancelPreview();
    forgetDrag();
    invalidate();
}

void DiagramCanvas::dropEvent(QDropEvent* e) {
    const QString refusal = refusal_;
    if (refusal.isEmpty())
        workspace().commitPreview();
    else
        Q_EMIT workspace().refused(refusal);
    forgetDrag();
    e->acceptProposedAction();
    if (refusal.isEmpty()) afterDrop();
    invalidate();
    setFocus();
}

}  // namespace rackloom::views
