// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/findings_panel.h"

#include "model/edit/waiver_edits.h"
#include "views/findings/quick_fixes.h"
#include "views/format/number_text.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTextBrowser>
#include <QTreeView>

namespace rackloom::views {

FindingsPanel::FindingsPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      model_(new FindingsModel(workspace, this)),
      view_(new QTreeView(this)),
      details_(new QTextBrowser(this)),
      summary_(new QLabel(this)),
      zoom_(new QPushButton(tr("Zoom to object"), this)),
      fix_(new QPushButton(tr("Fix"), this)),
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
    view_->setColumnHidden(FindingsModel::RemedyColumn, true);  // a sentence needs the room beside the list
    view_->header()->setSectionResizeMode(FindingsModel::ObjectColumn, QHeaderView::ResizeToContents);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(8);
    bar->addWidget(summary_);
    bar->addStretch();
    bar->addWidget(waived_);
    bar->addWidget(zoom_);
    bar->addWidget(fix_);
    bar->addWidget(waive_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    details_->setAccessibleName(tr("Finding in full"));
    auto* halves = new QSplitter(this);
    halves->addWidget(view_);
    halves->addWidget(details_);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    halves->setChildrenCollapsible(false);
    halves->setHandleWidth(1);
    column->addWidget(halves, 1);
    connect(zoom_, &QPushButton::clicked, this, &FindingsPanel::zoomTo);
    connect(fix_, &QPushButton::clicked, this, &FindingsPanel::mend);
    connect(waive_, &QPushButton::clicked, this, &FindingsPanel::waive);
    connect(waived_, &QCheckBox::toggled, model_, &FindingsModel::showWaived);
    connect(view_, &QTreeView::activated, this, &FindingsPanel::zoomTo);
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FindingsPanel::updateActions);
    connect(model_, &QAbstractItemModel::modelReset, this, &FindingsPanel::keepRow);
    connect(&workspace_, &Workspace::reportChanged, this, &FindingsPanel::updateActions);
    connect(&workspace_, &Workspace::themeChanged, this, &FindingsPanel::describe);
    updateActions();
}

void FindingsPanel::updateActions() {
    const int errors = model_->count(analytics::Severity::Error),
              warnings = model_->count(analytics::Severity::Warning);
    summary_->setText(!workspace_.judged() ? tr("Not judged yet")
                      : errors + warnings == 0
                          ? tr("No errors, no warnings")
                          : counted(errors, tr("error"), tr("errors")) + QStringLiteral(" · ") +
                                counted(warnings, tr("warning"), tr("warnings")));
    const analytics::Finding* f = model_->finding(view_->currentIndex().row());
    zoom_->setEnabled(f && !f->objects.empty());
    const std::optional<QuickFix> fix =
        f ? quickFix({*workspace_.snapshot(), workspace_.catalog(), workspace_.report(), *f}) : std::nullopt;
    fix_->setEnabled(fix.has_value());
    fix_->setToolTip(fix ? fix->text : tr("This needs a decision of yours"));
    waive_->setEnabled(f);
    waive_->setText(f && f->waived ? tr("Take waiver back") : tr("Waive…"));
    if (view_->currentIndex().isValid() && view_->hasFocus()) {  // chosen by somebody, not by keepRow()
        keptRule_ = f ? std::string(f->rule) : std::string();
        keptObjects_ = f ? f->objects : std::vector<ObjectRef>();
    }
    describe();
}

/// A finding that was chosen stays so while the list follows the design; else the worst one is shown.
void FindingsPanel::keepRow() {
    int row = 0;
    for (int i = 0; !keptRule_.empty() && i < model_->rowCount(); ++i) {
        const analytics::Finding* f = model_->finding(i);
        if (!f || f->rule != keptRule_ || f->objects != keptObjects_) continue;
        row = i;
        break;
    }
    if (model_->rowCount() > 0) view_->setCurrentIndex(model_->index(row, 0));
    updateActions();
}

/// The chosen finding in whole sentences: what, what to do, where.
void FindingsPanel::describe() {
    const int row = view_->currentIndex().row();
    const QString muted = workspace_.theme().textMuted.name();
    if (row < 0) {
        details_->setHtml(
            QStringLiteral("<p style='color:%1'>%2</p>")
                .arg(muted, tr("What breaks a rule is listed here while you draw, with what to do "
                               "about it.")));
        return;
    }
    const auto cell = [&](int column) {
        return model_->index(row, column).data().toString().toHtmlEscaped();
    };
    const QString remedy = cell(FindingsModel::RemedyColumn), where = cell(FindingsModel::ObjectColumn);
    QString html =
        QStringLiteral("<p style='margin:0 0 6px 0'>%1</p>").arg(cell(FindingsModel::MessageColumn));
    if (!remedy.isEmpty())
        html += QStringLiteral("<p style='margin:0 0 6px 0'><span style='color:%1'>%2</span> %3</p>")
                    .arg(muted, tr("What to do:"), remedy);
    if (fix_->isEnabled())
        html += QStringLiteral("<p style='margin:0 0 6px 0'><span style='color:%1'>%2</span> %3</p>")
                    .arg(muted, tr("Fix:"), fix_->toolTip().toHtmlEscaped());
    if (!where.isEmpty())
        html += QStringLiteral("<p style='margin:0;color:%1'>%2 %3</p>").arg(muted, tr("Where:"), where);
    details_->setHtml(html);
}

void FindingsPanel::zoomTo() {
    const analytics::Finding* f = model_->finding(view_->currentIndex().row());
    if (!f || f->objects.empty()) return;
    const std::vector<ObjectRef> objects = f->objects;  // selecting may refresh the model
    workspace_.selection().replace(objects);
    workspace_.focusOn(objects.front());
}

void FindingsPanel::mend() {
    const analytics::Finding* f = model_->finding(view_->currentIndex().row());
    if (!f) return;
    const std::optional<QuickFix> fix =
        quickFix({*workspace_.snapshot(), workspace_.catalog(), workspace_.report(), *f});
    if (fix && workspace_.dispatch(fix->edit)) workspace_.announce(tr("Fixed: %1").arg(fix->text));
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
