// SPDX-License-Identifier: GPL-3.0-or-later
// The input half of CanvasWidget: what presses, drags, wheels and keys mean on any canvas.
#include "views/canvas/canvas_widget.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace rackloom::views {

void CanvasWidget::selectAt(QPointF at, Qt::KeyboardModifiers modifiers) {
    Selection& selection = workspace_.selection();
    const bool extend = modifiers & (Qt::ControlModifier | Qt::ShiftModifier);
    if (!pressed_) {
        if (!extend) selection.clear();
        return;
    }
    // On something already selected the button may begin a copying drag: what the click means is settled on
    // release.
    if (extend && selection.contains(*pressed_)) return;
    std::vector<ObjectRef> all = scene_->together(*workspace_.snapshot(), *pressed_);
    if (extend) all.insert(all.end(), selection.objects().begin(), selection.objects().end());
    if (!selection.contains(*pressed_)) selection.replace(std::move(all));
    Q_UNUSED(at)
}

void CanvasWidget::mousePressEvent(QMouseEvent* e) {
    setFocus(Qt::MouseFocusReason);
    pressScreen_ = lastScreen_ = e->position();
    if (e->button() == Qt::MiddleButton || (e->button() == Qt::LeftButton && spaceHeld_)) {
        mode_ = Mode::Pan;
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    const QPointF at = camera_.toScene(e->position());
    pressed_ = scene_->pick(*workspace_.snapshot(), at, pickTolerance());
    wasSelected_ = pressed_ && workspace_.selection().contains(*pressed_);
    if (e->button() == Qt::LeftButton) {
        selectAt(at, e->modifiers());
        mode_ = Mode::Pressed;
    } else if (e->button() == Qt::RightButton && pressed_ && !workspace_.selection().contains(*pressed_)) {
        workspace_.selection().replace(scene_->together(*workspace_.snapshot(), *pressed_));
    }
}

void CanvasWidget::startGesture(QPointF at) {
    if (pressed_ && workspace_.selection().contains(*pressed_) &&
        beginDrag(*pressed_, camera_.toScene(pressScreen_))) {
        mode_ = Mode::Object;
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    mode_ = Mode::Band;
    band_ = QRectF(camera_.toScene(pressScreen_), at).normalized();
}

void CanvasWidget::mouseMoveEvent(QMouseEvent* e) {
    const QPointF at = camera_.toScene(e->position());
    switch (mode_) {
    case Mode::Idle:
        updateHover(e->position());
        break;
    case Mode::Pressed:
        if ((e->position() - pressScreen_).manhattanLength() >= QApplication::startDragDistance())
            startGesture(at);
        if (mode_ == Mode::Object) moveDrag(camera_.toScene(pressScreen_), at, e->modifiers());
        break;
    case Mode::Object:
        moveDrag(camera_.toScene(pressScreen_), at, e->modifiers());
        break;
    case Mode::Band:
        band_ = QRectF(camera_.toScene(pressScreen_), at).normalized();
        break;
    case Mode::Pan:
        panBy(e->position() - lastScreen_);
        break;
    }
    lastScreen_ = e->position();
    if (mode_ != Mode::Idle) update();
}

void CanvasWidget::mouseReleaseEvent(QMouseEvent* e) {
    const Mode was = mode_;
    mode_ = Mode::Idle;
    unsetCursor();
    if (was == Mode::Object) endDrag(true);
    if (was == Mode::Band) {
        std::vector<ObjectRef> hit = scene_->pickAll(*workspace_.snapshot(), band_);
        if (e->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier))
            hit.insert(hit.end(), workspace_.selection().objects().begin(),
                       workspace_.selection().objects().end());
        workspace_.selection().replace(std::move(hit));
    }
    const bool extend = e->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    if (was == Mode::Pressed && pressed_) {
        std::vector<ObjectRef> all = scene_->together(*workspace_.snapshot(), *pressed_);
        if (extend && wasSelected_)
            for (const ObjectRef& o : all)
                workspace_.selection().toggle(o);
        else if (!extend)
            workspace_.selection().replace(std::move(all));  // a click inside a multi-selection picks the one
    }
    updateHover(e->position());  // what was under the pointer may have moved away
    update();
}

void CanvasWidget::mouseDoubleClickEvent(QMouseEvent* e) {
    const auto hit = scene_->pick(*workspace_.snapshot(), camera_.toScene(e->position()), pickTolerance());
    if (hit && e->button() == Qt::LeftButton) Q_EMIT activated(*hit);
}

void CanvasWidget::wheelEvent(QWheelEvent* e) {
    if (!e->pixelDelta().isNull() && !(e->modifiers() & Qt::ControlModifier))
        panBy(QPointF(e->pixelDelta()));
    else if (e->modifiers() & Qt::ShiftModifier)
        panBy(QPointF(e->angleDelta().y(), e->angleDelta().x()) / 2);
    else
        zoomAt(e->position(), std::pow(1.2, e->angleDelta().y() / 120.0));
    e->accept();
}

void CanvasWidget::cancelGesture() {
    if (mode_ == Mode::Object) endDrag(false);
    mode_ = Mode::Idle;
    unsetCursor();
    update();
}

void CanvasWidget::keyPressEvent(QKeyEvent* e) {
    const bool large = e->modifiers() & Qt::ShiftModifier;
    const auto& selected = workspace_.selection().objects();
    switch (e->key()) {
    case Qt::Key_Escape:
        if (mode_ != Mode::Idle)
            cancelGesture();
        else
            workspace_.selection().clear();
        return;
    case Qt::Key_Space:
        if (!e->isAutoRepeat() && mode_ == Mode::Idle) {
            spaceHeld_ = true;
            setCursor(Qt::OpenHandCursor);
        }
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(1.25);
    case Qt::Key_Minus:
        return zoomBy(0.8);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!selected.empty()) Q_EMIT activated(selected.front());
        return;
    case Qt::Key_Left:
        return selected.empty() ? panBy({60, 0}) : nudge({-1, 0}, large);
    case Qt::Key_Right:
        return selected.empty() ? panBy({-60, 0}) : nudge({1, 0}, large);
    case Qt::Key_Up:
        return selected.empty() ? panBy({0, 60}) : nudge({0, -1}, large);
    case Qt::Key_Down:
        return selected.empty() ? panBy({0, -60}) : nudge({0, 1}, large);
    default:
        QWidget::keyPressEvent(e);
    }
}

void CanvasWidget::keyReleaseEvent(QKeyEvent* e) {
    if (e->key() == Qt::Key_Space && !e->isAutoRepeat()) {
        spaceHeld_ = false;
        if (mode_ == Mode::Idle) unsetCursor();
        return;
    }
    QWidget::keyReleaseEvent(e);
}

void CanvasWidget::updateHover(QPointF screen) {
    lastScreen_ = screen;
    const auto hit = scene_->pick(*workspace_.snapshot(), camera_.toScene(screen), pickTolerance());
    const bool changed = hit != hovered_;
    hovered_ = hit;
    if (changed || hovered_) update();
}

void CanvasWidget::leaveEvent(QEvent*) {
    hovered_.reset();
    update();
}

void CanvasWidget::contextMenuEvent(QContextMenuEvent* e) {
    const QPoint local = e->reason() == QContextMenuEvent::Keyboard ? rect().center() : e->pos();
    Q_EMIT menuRequested(mapToGlobal(local), camera_.toScene(QPointF(local)));
}

bool CanvasWidget::event(QEvent* e) {
    // Arrow keys and Escape belong to the canvas, not to application shortcuts, while a gesture runs.
    if (e->type() == QEvent::ShortcutOverride && mode_ != Mode::Idle) {
        e->accept();
        return true;
    }
    return QWidget::event(e);
}

}  // namespace rackloom::views
