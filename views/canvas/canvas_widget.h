// SPDX-License-Identifier: GPL-3.0-or-later
// CanvasWidget: one widget painting a Scene: camera, wheel zoom, pan by blitting the last frame, selection,
// rubber band, hover label, object drags, accessible children. Subclasses add what dragging and
// double-clicking mean; they never paint devices as items. Frames are coalesced; the static picture is
// cached, marks (selection, hover, ghosts) are drawn over it.
#pragma once

#include "views/canvas/scene.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace rackloom::views {

class CanvasWidget : public QWidget {
    Q_OBJECT
public:
    CanvasWidget(Workspace& workspace, std::unique_ptr<Scene> scene, const QString& accessibleName,
                 QWidget* parent = nullptr);
    ~CanvasWidget() override;

    const Scene& scene() const { return *scene_; }
    Workspace& workspace() const { return workspace_; }
    const Camera& camera() const { return camera_; }

    void fitAll();
    /// The same, once it is on screen: a hidden drawing is not laid out for it.
    void fitWhenSeen();
    void fitSelection();
    void zoomBy(double factor);
    void showArea(const QRectF& area,
                  double margin = 0.08);   ///< zooms so that the area fills most of the widget
    bool reveal(const ObjectRef& object);  ///< false: not shown by this scene
    /// Shown in the middle while the scene has nothing: what this place is for and what to do first.
    void describeEmpty(const QString& title, const QString& text);
    QRect screenRect(const QRectF& sceneRect) const;  ///< in desktop coordinates, for accessibility
    void invalidate();                                ///< the picture is out of date: repaint it all
    SceneContext context(const QRectF& visible) const;

Q_SIGNALS:
    void activated(const rackloom::views::ObjectRef& object);  ///< double click or Enter
    void menuRequested(const QPoint& global, QPointF scenePoint);
    void viewChanged();

protected:
    // What subclasses give a meaning to. Points are in scene units.
    virtual bool beginDrag(const ObjectRef& hit, QPointF at) {
        Q_UNUSED(hit)
        Q_UNUSED(at)
        return false;
    }
    virtual void moveDrag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers) {
        Q_UNUSED(from)
        Q_UNUSED(to)
        Q_UNUSED(modifiers)
    }
    virtual void endDrag(bool commit) { Q_UNUSED(commit) }
    virtual void nudge(QPoint steps, bool large) {
        Q_UNUSED(steps)
        Q_UNUSED(large)
    }
    virtual void buildMarks(DisplayList& list, const SceneContext& context) const {
        Q_UNUSED(list)
        Q_UNUSED(context)
    }
    virtual bool isEmpty() const;
    bool dragging() const { return mode_ == Mode::Object; }
    void cancelGesture();

    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void mousePressEvent(QMouseEvent*) override;
    void mouseMoveEvent(QMouseEvent*) override;
    void mouseReleaseEvent(QMouseEvent*) override;
    void mouseDoubleClickEvent(QMouseEvent*) override;
    void wheelEvent(QWheelEvent*) override;
    void keyPressEvent(QKeyEvent*) override;
    void keyReleaseEvent(QKeyEvent*) override;
    void leaveEvent(QEvent*) override;
    void contextMenuEvent(QContextMenuEvent*) override;
    bool event(QEvent*) override;

private:
    enum class Mode { Idle, Pressed, Object, Band, Pan };

    void renderFrame();
    void renderRegion(const QRect& deviceRect);
    bool blitPan();
    void paintHover(QPainter& painter);
    void paintEmpty(QPainter& painter);
    void zoomAt(QPointF screen, double factor);
    void panBy(QPointF pixels);
    void updateHover(QPointF screen);
    void startGesture(QPointF scenePoint);
    void selectAt(QPointF scenePoint, Qt::KeyboardModifiers modifiers);
    double pickTolerance() const { return 4 / camera_.scale; }
    double ratio() const { return devicePixelRatioF(); }

    Workspace& workspace_;
    std::unique_ptr<Scene> scene_;
    Camera camera_;
    QImage frame_;  ///< the static picture, in device pixels
    Camera frameCamera_;
    bool frameValid_ = false;
    bool fitted_ = false;  ///< the user has not moved the camera yet: keep fitting on resize
    Mode mode_ = Mode::Idle;
    bool spaceHeld_ = false;
    bool wasSelected_ = false;  ///< what is pressed was selected before
    QPointF pressScreen_, lastScreen_;
    QRectF band_;
    std::optional<ObjectRef> pressed_, hovered_;
    QString emptyTitle_, emptyText_;
};

}  // namespace rackloom::views
