// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/canvas/canvas_widget.h"

#include "views/canvas/accessible_canvas.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace rackloom::views {

namespace {
constexpr double kMinScale = 1e-4, kMaxScale = 50;
}

CanvasWidget::CanvasWidget(Workspace& workspace, std::unique_ptr<Scene> scene, const QString& accessibleName,
                           QWidget* parent)
    : QWidget(parent), workspace_(workspace), scene_(std::move(scene)) {
    installCanvasAccessibility();
    setAccessibleName(accessibleName);
    setObjectName(accessibleName);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(240, 180);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&workspace_, &Workspace::snapshotChanged, this, [this] { invalidate(); });
    connect(&workspace_, &Workspace::reportChanged, this, [this] { invalidate(); });
    connect(&workspace_, &Workspace::themeChanged, this, [this] { invalidate(); });
    connect(&workspace_, &Workspace::overlayChanged, this, [this] { invalidate(); });
    connect(&workspace_.selection(), &Selection::changed, this, [this] { invalidate(); });
}

CanvasWidget::~CanvasWidget() = default;

void CanvasWidget::invalidate() {
    frameValid_ = false;
    update();
}

void CanvasWidget::describeEmpty(const QString& title, const QString& text) {
    emptyTitle_ = title;
    emptyText_ = text;
}

bool CanvasWidget::isEmpty() const {
    return scene_->bounds(*workspace_.snapshot()).isEmpty();
}

SceneContext CanvasWidget::context(const QRectF& visible) const {
    SceneContext c;
    c.report = &workspace_.report();
    c.theme = &workspace_.theme();
    c.selected = &workspace_.selection().objects();
    c.hovered = hovered_;
    c.overlay = workspace_.overlay();
    c.scale = camera_.scale;
    c.visible = visible;
    return c;
}

void CanvasWidget::showArea(const QRectF& area, double margin) {
    if (area.isEmpty() || width() < 2 || height() < 2) return;
    const double free = 1 - 2 * margin;
    camera_.scale = std::clamp(std::min(width() * free / area.width(), height() * free / area.height()),
                               kMinScale, kMaxScale);
    camera_.origin = area.center() - QPointF(width(), height()) / (2 * camera_.scale);
    invalidate();
    Q_EMIT viewChanged();
}

void CanvasWidget::fitAll() {
    showArea(scene_->bounds(*workspace_.snapshot()), 0.04);
    fitted_ = true;
}

void CanvasWidget::fitWhenSeen() {
    if (isVisible()) return fitAll();
    camera_ = {};
    fitted_ = false;
}

void CanvasWidget::fitSelection() {
    QRectF area;
    for (const ObjectRef& o : workspace_.selection().objects())
        area |= scene_->boundsOf(*workspace_.snapshot(), o);
    if (area.isEmpty()) return fitAll();
    fitted_ = false;
    showArea(area, 0.08);
}

bool CanvasWidget::reveal(const ObjectRef& object) {
    const QRectF area = scene_->boundsOf(*workspace_.snapshot(), object);
    if (area.isEmpty()) return false;
    fitted_ = false;
    const double side = std::max({area.width(), area.height(), 1.0});
    showArea(area.adjusted(-side, -side, side, side), 0.05);
    return true;
}

void CanvasWidget::zoomBy(double factor) {
    zoomAt(QPointF(width(), height()) / 2, factor);
}

void CanvasWidget::zoomAt(QPointF screen, double factor) {
    const QPointF anchor = camera_.toScene(screen);
    camera_.scale = std::clamp(camera_.scale * factor, kMinScale, kMaxScale);
    camera_.origin = anchor - screen / camera_.scale;
    fitted_ = false;
    invalidate();
    Q_EMIT viewChanged();
}

void CanvasWidget::panBy(QPointF pixels) {
    // Whole device pixels, so that the last frame can be reused by shifting it.
    const QPointF step(std::round(pixels.x() * ratio()) / ratio(),
                       std::round(pixels.y() * ratio()) / ratio());
    camera_.origin -= step / camera_.scale;
    fitted_ = false;
    update();
    Q_EMIT viewChanged();
}

QRect CanvasWidget::screenRect(const QRectF& sceneRect) const {
    const QRectF local = camera_.toScreen(sceneRect);
    return QRect(mapToGlobal(local.topLeft().toPoint()), local.size().toSize())
        .intersected(QRect(mapToGlobal(QPoint(0, 0)), size()));
}

// ---- painting
// -------------------------------------------------------------------------------------------------------

void CanvasWidget::renderRegion(const QRect& device) {
    Camera camera = camera_;
    camera.origin += QPointF(device.topLeft()) / (ratio() * camera_.scale);
    QImage part(device.size(), QImage::Format_RGB32);
    const QRectF local(QPointF(0, 0), QSizeF(device.size()) / ratio());
    // A margin keeps labels whose box starts outside the strip.
    const QRectF visible = camera.toScene(local.adjusted(-2, -2, 2, 2));
    DisplayList list;
    const model::SnapshotPtr snapshot = workspace_.snapshot();
    SceneContext c = context(visible);
    c.snapshot = snapshot.get();
    scene_->build(list, c);
    rasteriseRects(part, list, camera, ratio(), workspace_.theme().canvas);
    part.setDevicePixelRatio(ratio());
    QPainter painter(&part);
    paintOverRects(painter, list, camera, local);
    painter.end();
    if (device.size() == frame_.size()) {
        frame_ = part;
        return;
    }
    QPainter into(&frame_);
    into.drawImage(QPointF(device.topLeft()) / ratio(), part);
}

/// Reuses the last frame after a pan by whole device pixels; only the exposed strips are built again.
bool CanvasWidget::blitPan() {
    if (frameCamera_.scale != camera_.scale) return false;
    const QPointF shift = (frameCamera_.origin - camera_.origin) * camera_.scale * ratio();
    const int dx = static_cast<int>(std::lround(shift.x())), dy = static_cast<int>(std::lround(shift.y()));
    if (std::abs(shift.x() - dx) > 0.01 || std::abs(shift.y() - dy) > 0.01) return false;
    const int w = frame_.width(), h = frame_.height();
    if (std::abs(dx) >= w || std::abs(dy) >= h) return false;
    if (dx == 0 && dy == 0) return true;
    const auto stride = frame_.bytesPerLine();
    uchar* bits = frame_.bits();
    const int rows = h - std::abs(dy), columns = w - std::abs(dx);
    for (int i = 0; i < rows; ++i) {
        const int y =
            dy > 0 ? h - 1 - i : i;  // away from the source, so that rows are read before being overwritten
        std::memmove(bits + static_cast<qsizetype>(y) * stride + std::max(0, dx) * 4,
                     bits + static_cast<qsizetype>(y - dy) * stride + std::max(0, -dx) * 4,
                     static_cast<std::size_t>(columns) * 4);
    }
    if (dy != 0) renderRegion(QRect(0, dy > 0 ? 0 : h + dy, w, std::abs(dy)));
    if (dx != 0) renderRegion(QRect(dx > 0 ? 0 : w + dx, std::max(0, dy), std::abs(dx), rows));
    return true;
}

void CanvasWidget::renderFrame() {
    const QSize device = (QSizeF(size()) * ratio()).toSize();
    if (frame_.size() != device) {
        frame_ = QImage(device, QImage::Format_RGB32);
        frame_.setDevicePixelRatio(ratio());
        frameValid_ = false;
    }
    if (!frameValid_ || !blitPan()) renderRegion(QRect(QPoint(0, 0), device));
    frameCamera_ = camera_;
    frameValid_ = true;
}

void CanvasWidget::paintEvent(QPaintEvent*) {
    if (!fitted_ && camera_ == Camera{}) fitAll();
    QPainter painter(this);
    if (isEmpty()) return paintEmpty(painter);
    renderFrame();
    painter.drawImage(QPointF(0, 0), frame_);
    const model::SnapshotPtr snapshot = workspace_.snapshot();
    SceneContext c = context(camera_.toScene(QRectF(rect())));
    c.snapshot = snapshot.get();
    DisplayList marks;
    if (hovered_ && mode_ == Mode::Idle)
        marks.fill(scene_->boundsOf(*snapshot, *hovered_), workspace_.theme().hover);
    buildMarks(marks, c);
    if (mode_ == Mode::Band) {
        marks.fill(band_, workspace_.theme().hover);
        marks.frame(band_, workspace_.theme().accent);
    }
    paintDisplayList(painter, marks, camera_, QRectF(rect()));
    if (hovered_ && mode_ == Mode::Idle) paintHover(painter);
}

void CanvasWidget::paintHover(QPainter& painter) {
    const model::SnapshotPtr snapshot = workspace_.snapshot();
    SceneContext c = context({});
    c.snapshot = snapshot.get();
    const QStringList lines = scene_->hoverText(c, *hovered_).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    if (lines.isEmpty()) return;
    const Theme& t = workspace_.theme();
    const QFont bold = themeFont(TextSize::Small, true), plain = themeFont(TextSize::Small);
    double w = 0;
    for (qsizetype i = 0; i < lines.size(); ++i)
        w = std::max(w, QFontMetricsF(i ? plain : bold).horizontalAdvance(lines[i]));
    const double lineHeight = QFontMetricsF(plain).height() + 2;
    QRectF box(lastScreen_ + QPointF(14, 16),
               QSizeF(w + 16, lineHeight * static_cast<double>(lines.size()) + 10));
    if (box.right() > width() - 4) box.moveRight(lastScreen_.x() - 8);
    if (box.bottom() > height() - 4) box.moveBottom(lastScreen_.y() - 8);
    box.moveLeft(std::max(4.0, box.left()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.line);
    painter.setBrush(t.panel);
    painter.drawRoundedRect(box, 4, 4);
    double y = box.top() + 5;
    for (qsizetype i = 0; i < lines.size(); ++i, y += lineHeight) {
        painter.setFont(i ? plain : bold);
        painter.setPen(i ? t.textMuted : t.text);
        painter.drawText(QRectF(box.left() + 8, y, w + 2, lineHeight),
                         static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft), lines[i]);
    }
}

void CanvasWidget::paintEmpty(QPainter& painter) {
    const Theme& t = workspace_.theme();
    painter.fillRect(rect(), t.canvas);
    painter.setFont(themeFont(TextSize::Title, true));
    painter.setPen(t.text);
    const QRectF middle = QRectF(rect()).adjusted(32, 0, -32, 0);
    painter.drawText(QRectF(middle.left(), height() / 2.0 - 40, middle.width(), 30),
                     static_cast<int>(Qt::AlignCenter), emptyTitle_);
    painter.setFont(themeFont(TextSize::Body));
    painter.setPen(t.textMuted);
    painter.drawText(QRectF(middle.left(), height() / 2.0 - 6, middle.width(), 60),
                     static_cast<int>(Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap), emptyText_);
}

void CanvasWidget::resizeEvent(QResizeEvent* e) {
    QWidget::resizeEvent(e);
    if (fitted_)
        fitAll();
    else
        invalidate();
}

// Input handling is in canvas_input.cpp.

}  // namespace rackloom::views
