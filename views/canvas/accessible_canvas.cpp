// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/canvas/accessible_canvas.h"

#include "views/canvas/canvas_widget.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>
#include <QWindow>

namespace rackloom::views {

namespace {

class AccessibleItem;

/// Children of a canvas or of an item, kept in step with the design by comparing the listed items on each
/// access.
class Children {
public:
    ~Children() { drop(); }
    void refresh(CanvasWidget* canvas, const SceneItem* parent, QAccessibleInterface* owner);
    int count() const { return static_cast<int>(ids_.size()); }
    QAccessibleInterface* at(int i) const {
        return i >= 0 && i < count() ? QAccessible::accessibleInterface(ids_[static_cast<std::size_t>(i)])
                                     : nullptr;
    }
    int indexOf(const QAccessibleInterface* child) const {
        for (int i = 0; i < count(); ++i)
            if (at(i) == child) return i;
        return -1;
    }

private:
    void drop() {
        for (const QAccessible::Id id : ids_)
            QAccessible::deleteAccessibleInterface(id);
        ids_.clear();
        items_.clear();
    }
    static bool same(const SceneItem& a, const SceneItem& b) {
        return a.object == b.object && a.group == b.group && a.name == b.name &&
               a.hasChildren == b.hasChildren;
    }
    std::vector<QAccessible::Id> ids_;
    std::vector<SceneItem> items_;
    model::SnapshotPtr seen_;
};

class AccessibleItem : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    AccessibleItem(CanvasWidget* canvas, SceneItem item, QAccessibleInterface* parent)
        : canvas_(canvas), item_(std::move(item)), parent_(parent) {}

    bool isValid() const override { return !canvas_.isNull(); }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return canvas_ ? canvas_->window()->windowHandle() : nullptr; }
    QAccessibleInterface* parent() const override { return parent_; }
    QAccessibleInterface* child(int i) const override { return children().at(i); }
    int childCount() const override { return children().count(); }
    int indexOfChild(const QAccessibleInterface* c) const override { return children().indexOf(c); }
    QAccessibleInterface* childAt(int x, int y) const override {
        const Children& c = children();
        for (int i = 0; i < c.count(); ++i)
            if (c.at(i)->rect().contains(x, y)) return c.at(i);
        return nullptr;
    }
    QString text(QAccessible::Text t) const override {
        if (t == QAccessible::Name) return item_.name;
        if (t == QAccessible::Description && canvas_ && isObject()) {
            const model::SnapshotPtr snapshot = canvas_->workspace().snapshot();
            SceneContext c = canvas_->context({});
            c.snapshot = snapshot.get();
            return canvas_->scene().hoverText(c, item_.object);
        }
        return {};
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override {
        if (!canvas_) return {};
        // Ask for the live position: the item was listed before a drag moved it.
        const QRectF now =
            isObject() ? canvas_->scene().boundsOf(*canvas_->workspace().snapshot(), item_.object) : QRectF();
        return canvas_->screenRect(now.isEmpty() ? item_.bounds : now);
    }
    QAccessible::Role role() const override {
        return item_.hasChildren ? QAccessible::Grouping : QAccessible::ListItem;
    }
    QAccessible::State state() const override {
        QAccessible::State s;
        if (!canvas_) return s;
        s.selectable = s.focusable = isObject();
        s.selected = isObject() && canvas_->workspace().selection().contains(item_.object);
        s.offscreen = rect().isEmpty();
        return s;
    }
    void* interface_cast(QAccessible::InterfaceType t) override {
        return t == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }
    QStringList actionNames() const override {
        return isObject() ? QStringList{pressAction(), showMenuAction()} : QStringList{};
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }
    void doAction(const QString& name) override {
        if (!canvas_ || !isObject()) return;
        canvas_->workspace().selection().replace({item_.object});
        if (name == showMenuAction()) Q_EMIT canvas_->menuRequested(rect().center(), item_.bounds.center());
    }

private:
    bool isObject() const { return item_.group < 0; }
    const Children& children() const {
        if (item_.hasChildren && canvas_)
            children_.refresh(canvas_, &item_, const_cast<AccessibleItem*>(this));
        return children_;
    }
    QPointer<CanvasWidget> canvas_;
    SceneItem item_;
    QAccessibleInterface* parent_;
    mutable Children children_;
};

void Children::refresh(CanvasWidget* canvas, const SceneItem* parent, QAccessibleInterface* owner) {
    const model::SnapshotPtr snapshot = canvas->workspace().snapshot();
    if (snapshot == seen_) return;
    seen_ = snapshot;
    std::vector<SceneItem> now = canvas->scene().items(*snapshot, parent);
    if (std::equal(now.begin(), now.end(), items_.begin(), items_.end(), same)) return;
    drop();
    items_ = std::move(now);
    for (const SceneItem& item : items_)
        ids_.push_back(QAccessible::registerAccessibleInterface(new AccessibleItem(canvas, item, owner)));
}

class AccessibleCanvas : public QAccessibleWidget {
public:
    explicit AccessibleCanvas(QWidget* w) : QAccessibleWidget(w, QAccessible::Canvas) {}
    int childCount() const override { return children().count(); }
    QAccessibleInterface* child(int i) const override { return children().at(i); }
    int indexOfChild(const QAccessibleInterface* c) const override { return children().indexOf(c); }
    QAccessibleInterface* childAt(int x, int y) const override {
        const Children& c = children();
        for (int i = 0; i < c.count(); ++i)
            if (c.at(i)->rect().contains(x, y)) return c.at(i);
        return nullptr;
    }

private:
    const Children& children() const {
        children_.refresh(static_cast<CanvasWidget*>(widget()), nullptr, const_cast<AccessibleCanvas*>(this));
        return children_;
    }
    mutable Children children_;
};

QAccessibleInterface* makeAccessible(const QString&, QObject* object) {
    auto* canvas = qobject_cast<CanvasWidget*>(object);
    return canvas ? new AccessibleCanvas(canvas) : nullptr;
}

}  // namespace

void installCanvasAccessibility() {
    static const bool installed = (QAccessible::installFactory(makeAccessible), true);
    Q_UNUSED(installed)
}

}  // namespace rackloom::views
