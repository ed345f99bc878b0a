// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/findings_panel.h"

#include "model/edit/waiver_edits.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>

namespace rackloom::views {

FindingsPanel::FindingsPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      model_(new FindingsModel(workspace, this)),
      view_(new QTreeView(this)),
      summary_(new QLabel(this)),
      zoom_(new QPushButton(tr("Zoom to object"), this)),
      waive_(new QPushButton(tr("Waive…"), this)),
      waived_(new QCheckBox(tr("Show waived"), this)) {
    view_->setModel(model_);
    view_->setAccessibleName(tr("Findings"));
    view_->setRootIsDecorated(false);
    view_->setUniformRowHeights(true);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->header()->setStretchLastSection(false);
    view_->header()->setSectionResizeMode(FindingsModel::SeverityColumn, QHeaderView::ResizeToContents);
    view_->header()->setSectionResizeMode(FindingsModel::MessageColumn, QHeaderView::Stretch);
    view_->header()->setSectionResizeMode(FindingsModel::RemedyColumn, QHeaderView::Stretch);
    view_->header()->setSectionResizeMode(FindingsModel::ObjectColumn, QHeaderView::ResizeToContents);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->addWidget(summary_);
    bar->addStretch();
    bar->addWidget(waived_);
    bar->addWidget(zoom_);
    bar->addWidget(waive_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(view_, 1);
    connect(zoom_, &QPushButton::clicked, this, &FindingsPanel::zoomTo);
    connect(waive_, &QPushButton::clicked, this, &FindingsPanel::waive);
    connect(waived_, &QCheckBox::toggled, model_, &FindingsModel::showWaived);
    connect(view_, &QTreeView::activated, this, &FindingsPanel::zoomTo);
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FindingsPanel::updateActions);
    connect(model_, &QAbstractItemModel::modelReset, this, &FindingsPanel::updateActions);
    updateActions();
}

void FindingsPanel::updateActions() {
    const int errors = model_->count(analytics::Severity::Error),
              warnings = model_->count(analytics::Severity::Warning);
    summary_->setText(errors + warnings == 0 ? tr("No errors, no warnings")
                                             : tr("%n error(s)", nullptr, errors) + QStringLiteral(" · ") +
                                                   tr("%n warning(s)", nullptr, warnings));
    const analytics::Finding* f = model_->finding(view_->currentIndex().row());
    zoom_->setEnabled(f && !f->objects.empty());
    waive_->setEnabled(f);
    waive_->setText(f && f->waived ? tr("Take waiver back") : tr("Waive…"));
}

void FindingsPanel::zoomTo() {
    const analytics::Finding* f = model_->finding(view_->currentIndex().row());
    if (!f || f->objects.empty()) return;
    const std::vector<ObjectRef> objects = f->objects;  // selecting may refresh the model
    workspace_.selection().replace(objects);
    workspace_.focusOn(objects.front());
}

void FindingsPanel::waive() {
    const analytics::Finding* f = model_->finding(view_->currentIndex().row());
    if (!f) return;
    std::vector<std::string> keys;
    for (const ObjectRef& o : f->objects)
        keys.push_back(o.key());
    const std::string rule(f->rule);
    if (f->waived) {
        workspace_.dispatch(model::unwaive(rule, keys));
        return;
    }
    bool accepted = false;
    const QString reason = QInputDialog::getText(
        this, tr("Waive finding"),
        tr("Why is this acceptable? The reason is saved with the design and printed in reports."),
        QLineEdit::Normal, {}, &accepted);
    if (accepted) workspace_.dispatch(model::waive(rule, keys, reason.trimmed().toStdString()));
}

}  // namespace rackloom::views
