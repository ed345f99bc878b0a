// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagram/diagram_view.h"

#include "views/format/number_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace rackloom::views {

DiagramView::DiagramView(Workspace& workspace, DiagramCanvas& canvas, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      canvas_(canvas),
      bar_(new QHBoxLayout),
      text_(new QLabel(this)) {
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text_->setSizePolicy(QSizePolicy::Ignored,
                         QSizePolicy::Preferred);  // long text must not widen the window
    bar_->setContentsMargins(8, 4, 8, 4);
    bar_->setSpacing(8);
    bar_->addWidget(text_, 1);
    group_ = &addCommand(tr("Group again"), tr("Draws opened groups as one box each again"));
    group_->hide();
    QPushButton& again =
        addCommand(tr("Lay out again"), tr("Places everything anew that nobody has placed by hand"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar_);
    column->addWidget(&canvas_, 1);
    connect(&again, &QPushButton::clicked, this, &DiagramView::layOutAgain);
    connect(group_, &QPushButton::clicked, this, &DiagramView::closeGroups);
    connect(&canvas_, &CanvasWidget::viewChanged, this,
            [this] { group_->setVisible(canvas_.diagramScene().anyOpen()); });
    connect(&workspace_, &Workspace::snapshotChanged, this, &DiagramView::updateText);
    connect(&workspace_, &Workspace::reportChanged, this, &DiagramView::updateText);
    connect(&workspace_, &Workspace::themeChanged, this, &DiagramView::updateText);
}

QMenu& DiagramView::addMenu(const QString& title, const QString& hint) {
    auto* button = new QPushButton(title, this);
    button->setToolTip(hint);
    button->setMenu(new QMenu(button));
    bar_->insertWidget(0, button);
    bar_->insertSpacing(1, 8);
    return *button->menu();
}

QPushButton& DiagramView::addCommand(const QString& title, const QString& hint) {
    auto* button = new QPushButton(title, this);
    button->setToolTip(hint);
    bar_->insertWidget(bar_->indexOf(text_) + 1, button);
    return *button;
}

void DiagramView::extendMenuByLayout(QMenu& menu) {
    menu.addSeparator();
    connect(menu.addAction(tr("Lay out again")), &QAction::triggered, this, &DiagramView::layOutAgain);
    connect(menu.addAction(tr("Forget positions placed by hand")), &QAction::triggered, this,
            &DiagramView::forgetPositions);
    menu.addSeparator();
}

void DiagramView::layOutAgain() {
    canvas_.diagramScene().layOutAgain();
    canvas_.invalidate();
    canvas_.fitWhenSeen();
}

void DiagramView::closeGroups() {
    canvas_.diagramScene().closeGroups();
    canvas_.invalidate();
    canvas_.fitWhenSeen();
}

void DiagramView::startAgain() {
    closeGroups();
    group_->hide();
}

void DiagramView::forgetPositions() {
    if (workspace_.dispatch(forgetDrawing())) layOutAgain();
}

QStringList DiagramView::figures(const std::vector<std::pair<const char*, QString>>& metrics) const {
    QStringList out;
    for (const auto& [id, label] : metrics) {
        const analytics::MetricValue* value = workspace_.report().find(id);
        const analytics::MetricInfo* info = analytics::metricInfo(id);
        if (value && info && value->known()) out << label.arg(metricNumber(*value, info->unit, 4).joined());
    }
    return out;
}

void DiagramView::updateText() {
    text_->setText(summary().join(QStringLiteral("   ·   ")));
    text_->setToolTip(text_->text());
    QPalette p = text_->palette();
    p.setColor(QPalette::WindowText, summaryIsBad() ? workspace_.theme().error : workspace_.theme().text);
    text_->setPalette(p);
}

}  // namespace rackloom::views
