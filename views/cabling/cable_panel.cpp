// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/cabling/cable_panel.h"

#include "model/edit/fabric_edits.h"
#include "views/cabling/cable_dialog.h"
#include "views/cabling/cable_table.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QTableView>
#include <QTimer>

#include <algorithm>

namespace rackloom::views {

CablePanel::CablePanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      table_(new CableTable(workspace, this)),
      view_(new QTableView(this)),
      fabrics_(new QComboBox(this)),
      words_(new QLineEdit(this)),
      onlySelected_(new QCheckBox(tr("Only the selection"), this)),
      count_(new QLabel(this)),
      draw_(new QPushButton(tr("Draw…"), this)),
      remove_(new QPushButton(tr("Take away"), this)),
      restore_(new QPushButton(tr("Put back"), this)),
      detach_(new QPushButton(tr("Detach…"), this)),
      save_(new QPushButton(tr("Save CSV…"), this)) {
    view_->setModel(table_);
    view_->setAccessibleName(tr("Cables"));
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setShowGrid(false);
    view_->setWordWrap(false);
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(22);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int column = 0; column < CableTable::ColumnCount; ++column)
        view_->horizontalHeader()->setSectionResizeMode(
            column, column <= CableTable::ToColumn ? QHeaderView::Stretch : QHeaderView::Interactive);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    column->addWidget(view_, 1);
    connect(fabrics_, &QComboBox::activated, this, &CablePanel::refresh);
    connect(words_, &QLineEdit::textChanged, this, &CablePanel::refreshSoon);
    connect(onlySelected_, &QCheckBox::toggled, this, &CablePanel::refresh);
    connect(draw_, &QPushButton::clicked, this, &CablePanel::drawCables);
    connect(remove_, &QPushButton::clicked, this, &CablePanel::removeChosen);
    connect(restore_, &QPushButton::clicked, this, &CablePanel::restoreChosen);
    connect(detach_, &QPushButton::clicked, this, &CablePanel::detach);
    connect(save_, &QPushButton::clicked, this, &CablePanel::saveCsv);
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &CablePanel::updateActions);
    connect(&workspace_, &Workspace::reportChanged, this, &CablePanel::refreshSoon);
    connect(&workspace_, &Workspace::snapshotChanged, this, &CablePanel::refreshSoon);
    connect(&workspace_.selection(), &Selection::changed, this, [this] {
        if (onlySelected_->isChecked()) refreshSoon();
    });
    fillFabrics();
    updateActions();
}

QWidget* CablePanel::buildBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 4);
    fabrics_->setAccessibleName(tr("Fabric of the cables"));
    words_->setAccessibleName(tr("Find cables"));
    words_->setPlaceholderText(tr("Find rack, device, medium"));
    words_->setClearButtonEnabled(true);
    remove_->setToolTip(tr("Takes the chosen cables away; the generator keeps its place for them"));
    restore_->setToolTip(tr("Puts back cables that were taken away from a generator"));
    detach_->setToolTip(tr("Turns all generated cables of this fabric into cables drawn by hand"));
    row->addWidget(fabrics_);
    row->addWidget(words_, 1);
    row->addWidget(onlySelected_);
    row->addWidget(count_);
    for (QPushButton* button : {draw_, remove_, restore_, detach_, save_})
        row->addWidget(button);
    return bar;
}

void CablePanel::showEvent(QShowEvent* e) {
    QWidget::showEvent(e);
    refresh();
}

/// Once per turn of the event loop, and only while somebody looks: a drag changes the report many times.
void CablePanel::refreshSoon() {
    if (waiting_ || !isVisible()) return;
    waiting_ = true;
    QTimer::singleShot(60, this, [this] {
        waiting_ = false;
        if (isVisible()) refresh();
    });
}

FabricId CablePanel::fabric() const {
    return fabrics_->currentIndex() < 0 ? FabricId{} : FabricId{fabrics_->currentData().toUInt()};
}

void CablePanel::fillFabrics() {
    const FabricId now = fabric();
    fabrics_->clear();
    workspace_.snapshot()->fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& f) {
        fabrics_->addItem(QString::fromStdString(f->name), id.value);
    });
    const int at = now.isValid() ? fabrics_->findData(now.value) : -1;
    if (at >= 0) fabrics_->setCurrentIndex(at);
}

void CablePanel::refresh() {
    fillFabrics();
    const std::vector<model::CableKey> kept = chosen(false);
    table_->show(fabric(), onlySelected_->isChecked(), words_->text().trimmed());
    // What is chosen stays chosen while the report moves on.
    QItemSelection again;
    for (std::size_t i = 0; !kept.empty() && i < table_->lines().size(); ++i) {
        const model::CableKey key = model::cableKey(table_->lines()[i].a, table_->lines()[i].b);
        if (!std::binary_search(kept.begin(), kept.end(), key)) continue;
        const int row = static_cast<int>(i);
        again.select(table_->index(row, 0), table_->index(row, CableTable::ColumnCount - 1));
    }
    view_->selectionModel()->select(again, QItemSelectionModel::ClearAndSelect);
    const auto shown = static_cast<qulonglong>(table_->lines().size());
    const auto all = static_cast<qulonglong>(table_->unfiltered());
    const QString total = QLocale().toString(all), some = QLocale().toString(shown);
    count_->setText(shown == all ? tr("%1 cables").arg(total) : tr("%1 of %2 cables").arg(some, total));
    updateActions();
}

/// Sorted keys of the chosen rows: those that are there, or those that were taken away.
std::vector<model::CableKey> CablePanel::chosen(bool removed) const {
    std::vector<model::CableKey> keys;
    for (const QModelIndex& index : view_->selectionModel()->selectedRows()) {
        const analytics::CableLine& line = table_->lines()[static_cast<std::size_t>(index.row())];
        if ((line.origin == analytics::CableOrigin::Removed) == removed)
            keys.push_back(model::cableKey(line.a, line.b));
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

void CablePanel::updateActions() {
    const model::SnapshotPtr s = workspace_.snapshot();
    const Shared<model::Fabric>* f = s->fabrics.find(fabric());
    draw_->setEnabled(f);
    remove_->setEnabled(!chosen(false).empty());
    restore_->setEnabled(!chosen(true).empty());
    detach_->setEnabled(f && !(*f)->generator.empty());
    save_->setEnabled(!table_->lines().empty());
}

void CablePanel::removeChosen() {
    workspace_.dispatch(model::removeCables(fabric(), chosen(false)));
}

void CablePanel::restoreChosen() {
    workspace_.dispatch(model::restoreCables(fabric(), chosen(true)));
}

void CablePanel::detach() {
    const auto answer = QMessageBox::question(this, tr("Detach cables"),
                                              tr("All generated cables of this fabric become cables drawn by "
                                                 "hand. They stay as they are, and each can "
                                                 "then be changed; but racks that are connected later are no "
                                                 "longer cabled by themselves. Detach them?"),
                                              QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Cancel);
    if (answer == QMessageBox::Yes) workspace_.dispatch(model::detachFabric(fabric()));
}

void CablePanel::drawCables() {
    if (!fabric().isValid())
        return workspace_.announce(tr("There is no fabric yet: Insert ▸ Fabric adds one."));
    CableDialog dialog(workspace_, fabric(), this);
    dialog.exec();
}

void CablePanel::saveCsv() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save cable schedule"), tr("cables.csv"),
                                                      tr("Comma-separated values (*.csv)"));
    if (path.isEmpty()) return;
    const std::string text = analytics::cableScheduleCsv(*workspace_.snapshot(), table_->lines());
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text.data(), static_cast<qint64>(text.size())) >= 0 &&
        file.commit())
        return workspace_.announce(tr("Saved %1 cables to %2").arg(table_->lines().size()).arg(path));
    Q_EMIT workspace_.refused(tr("%1: %2. Choose another place.").arg(path, file.errorString()));
}

}  // namespace rackloom::views
