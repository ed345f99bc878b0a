// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/elevation/elevation_view.h"

#include "model/edit/design_edits.h"
#include "model/edit/type_edits.h"
#include "views/palette/palette_mime.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QToolButton>

#include <cmath>

namespace rackloom::views {

ElevationCanvas::ElevationCanvas(Workspace& workspace, QWidget* parent)
    : CanvasWidget(workspace, std::make_unique<ElevationScene>(), tr("Rack elevation"), parent),
      elevation_(const_cast<ElevationScene*>(static_cast<const ElevationScene*>(&scene()))) {
    setAcceptDrops(true);
    describeEmpty(tr("No rack to show"), tr("The elevation shows the devices of a rack, front and rear. "
                                            "Place a rack in the hall plan, or start from a template."));
}

bool ElevationCanvas::isEmpty() const {
    return elevation_->racks(*workspace().snapshot()).empty();
}

bool ElevationCanvas::beginDrag(const ObjectRef& hit, QPointF) {
    dragStart_ = workspace().snapshot();
    dragged_.clear();
    dragBox_ = {};
    if (hit.kind != ObjectRef::Kind::Device) return false;
    dragDesign_ = dragStart_->racks.at(RackId{hit.id}).design;
    for (const ObjectRef& o : workspace().selection().objects()) {
        if (o.kind != ObjectRef::Kind::Device || o.id != hit.id) continue;  // one rack's trays move together
        dragged_.push_back(SlotId{o.sub});
        dragBox_ |= elevation_->boundsOf(*dragStart_, o);
    }
    return true;
}

void ElevationCanvas::showOutcome(const Result<void>& outcome, const QRectF& target) {
    if (!outcome) workspace().cancelPreview();
    refusal_ = outcome.ok() ? QString() : QString::fromStdString(outcome.error().reason);
    target_ = target;
}

void ElevationCanvas::moveDrag(QPointF from, QPointF to, Qt::KeyboardModifiers) {
    const int units = static_cast<int>(std::lround((from.y() - to.y()) / kRackUnit));
    const Result<void> outcome = workspace().preview(model::moveDevices(dragDesign_, dragged_, units));
    showOutcome(outcome, dragBox_.translated(0, -units * kRackUnit));
}

void ElevationCanvas::endDrag(bool commit) {
    if (commit && refusal_.isEmpty())
        workspace().commitPreview();
    else
        workspace().cancelPreview();
    if (commit && !refusal_.isEmpty())
        Q_EMIT workspace().refused(refusal_);
    else if (commit)
        announceReach();
    refusal_.clear();
    target_ = {};
    invalidate();
}

/// Devices belong to rack designs: an edit of one rack is an edit of all that share its design.
void ElevationCanvas::announceReach() const {
    const model::SnapshotPtr s = workspace().snapshot();
    qint64 users = 0;
    s->racks.forEach([&](RackId, const model::Rack& r) { users += r.design == dragDesign_ ? 1 : 0; });
    if (users < 2 || !s->designs.contains(dragDesign_)) return;
    workspace().announce(
        tr("Changed in all %1 racks of the design “%2”. For one rack alone: Ctrl+Z, then Edit ▸ "
           "Give racks their own design.")
            .arg(users)
            .arg(QString::fromStdString(s->designs.at(dragDesign_)->name)));
}

void ElevationCanvas::nudge(QPoint steps, bool) {
    const std::vector<model::DeviceRef> devices = workspace().selection().devices();
    if (devices.empty() || steps.y() == 0) return;
    std::vector<SlotId> own;
    for (const model::DeviceRef& d : devices)
        if (d.rack == devices.front().rack) own.push_back(d.slot);
    model::Edit edit =
        model::moveDevices(workspace().snapshot()->racks.at(devices.front().rack).design, own, -steps.y());
    edit.mergeKey = "nudge";
    workspace().dispatch(edit);
}

void ElevationCanvas::buildMarks(DisplayList& list, const SceneContext& c) const {
    if (target_.isEmpty()) return;
    const Theme& t = *c.theme;
    QColor tint = refusal_.isEmpty() ? t.accent : t.error;
    list.frame(target_, tint, 2, !refusal_.isEmpty());
    tint.setAlpha(50);
    list.fill(target_, tint);
    if (refusal_.isEmpty()) return;
    const double h = 22 / c.scale, w = std::max(target_.width(), 460 / c.scale);
    const QRectF box(target_.left(), target_.top() - h - 4 / c.scale, w, h);
    list.fill(box, t.panel);
    list.frame(box, t.error, 1);
    list.text(box.adjusted(6 / c.scale, 0, -6 / c.scale, 0), QStringLiteral("✕ ") + refusal_, t.error, 11);
}

void ElevationCanvas::dragEnterEvent(QDragEnterEvent* e) {
    if (paletteKey(e->mimeData(), PaletteItem::Device)) e->acceptProposedAction();
}

void ElevationCanvas::dragMoveEvent(QDragMoveEvent* e) {
    const auto key = paletteKey(e->mimeData(), PaletteItem::Device);
    const model::DeviceType* type = key ? workspace().catalog().device(key->toStdString()) : nullptr;
    // The committed design decides: under a preview the device would be in its own way.
    workspace().cancelPreview();
    const model::SnapshotPtr s = workspace().snapshot();
    const auto spot = elevation_->spotAt(*s, camera().toScene(e->position()));
    if (!type || !spot) {
        showOutcome({}, {});
        return e->ignore();
    }
    dragDesign_ = s->racks.at(spot->rack).design;
    model::Slot slot;
    slot.u = std::max(1, spot->u - std::max(0, type->form.heightU - 1) / 2);
    slot.face = elevation_->face();
    const Result<void> outcome = workspace().preview(
        model::addCatalogDevice(workspace().catalog(), type->key, s->racks.at(spot->rack).design, slot));
    showOutcome(outcome, elevation_->unitsRect(*s, spot->rack, slot.u, type->form.heightU));
    e->acceptProposedAction();
    update();
}

void ElevationCanvas::dragLeaveEvent(QDragLeaveEvent*) {
    workspace().cancelPreview();
    showOutcome({}, {});
    invalidate();
}

void ElevationCanvas::dropEvent(QDropEvent* e) {
    endDrag(true);
    e->acceptProposedAction();
    setFocus();
}

// ---- the pane around it
// ---------------------------------------------------------------------------------------------

ElevationView::ElevationView(Workspace& workspace, QWidget* parent)
    : QWidget(parent), workspace_(workspace), canvas_(new ElevationCanvas(workspace, this)) {
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(8);
    auto* faces = new QButtonGroup(this);
    const auto face = [&](const QString& text, const QString& tip) {
        auto* button = new QToolButton(this);
        button->setText(text);
        button->setToolTip(tip);
        button->setCheckable(true);
        button->setAutoRaise(true);
        faces->addButton(button);
        bar->addWidget(button);
        return button;
    };
    front_ = face(tr("Front"), tr("Look at the racks from the cold aisle"));
    rear_ = face(tr("Rear"), tr("Look at the racks from the hot aisle"));
    front_->setChecked(true);
    auto* label = new QLabel(tr("Show"), this);
    scope_ = new QComboBox(this);
    scope_->addItems({tr("The row of the selection"), tr("Selected racks only")});
    scope_->setAccessibleName(tr("Racks shown"));
    label->setBuddy(scope_);
    bar->addSpacing(16);
    bar->addWidget(label);
    bar->addWidget(scope_);
    bar->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(canvas_, 1);
    connect(front_, &QToolButton::toggled, this, [this] { updateRacks(); });
    connect(scope_, &QComboBox::currentIndexChanged, this, [this] { updateRacks(); });
    connect(&workspace_.selection(), &Selection::changed, this, [this] { updateRacks(); });
    updateRacks();
}

void ElevationView::updateRacks() {
    const model::SnapshotPtr s = workspace_.snapshot();
    std::vector<RackId> selected = workspace_.selection().racks();
    if (scope_->currentIndex() == 0 && !selected.empty()) selected = rowOf(*s, selected.front());
    if (selected.empty()) selected = shown_;  // keep what is on screen when the selection goes away
    const bool moved = selected != shown_;
    const model::Face face = front_->isChecked() ? model::Face::Front : model::Face::Rear;
    shown_ = selected;
    canvas_->elevation().show(shown_, face);
    if (moved) canvas_->fitAll();
    canvas_->invalidate();
}

bool ElevationView::reveal(const ObjectRef& object) {
    if (object.kind != ObjectRef::Kind::Rack && object.kind != ObjectRef::Kind::Device) return false;
    shown_ = rowOf(*workspace_.snapshot(), RackId{object.id});
    canvas_->elevation().show(shown_, front_->isChecked() ? model::Face::Front : model::Face::Rear);
    if (object.kind == ObjectRef::Kind::Device) return canvas_->reveal(object);
    const QRectF cabinet = canvas_->scene().boundsOf(*workspace_.snapshot(), object);
    if (cabinet.isEmpty()) return false;
    canvas_->showArea(cabinet.adjusted(-cabinet.width(), -0.1 * cabinet.height(), cabinet.width(), 0), 0.03);
    return true;
}

}  // namespace rackloom::views
