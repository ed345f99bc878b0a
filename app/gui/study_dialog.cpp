// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/study_dialog.h"

#include "views/format/number_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace rackloom::app {

namespace {

QString text(const std::string& s) {
    return QString::fromStdString(s);
}

QString share(double value) {
    return QString::number(value, 'f', 4);
}

int indexOf(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<int>(std::find(names.begin(), names.end(), name) - names.begin());
}

}  // namespace

StudyDialog::StudyDialog(const views::Theme& theme, QWidget* parent)
    : QDialog(parent),
      theme_(theme),
      studies_(new QComboBox(this)),
      about_(new QLabel(this)),
      verdict_(new QLabel(this)),
      table_(new QTreeWidget(this)) {
    setWindowTitle(tr("Reliability studies"));
    studies_->setAccessibleName(tr("Study"));
    for (const analytics::Study& study : analytics::shippedStudies())
        studies_->addItem(text(study.title));
    about_->setWordWrap(true);
    verdict_->setWordWrap(true);
    table_->setAccessibleName(tr("Found and published"));
    table_->setRootIsDecorated(false);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* column = new QVBoxLayout(this);
    column->addWidget(studies_);
    column->addWidget(about_);
    column->addWidget(table_, 1);
    column->addWidget(verdict_);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(studies_, &QComboBox::currentIndexChanged, this, &StudyDialog::choose);
    resize(920, 420);
    choose(studies_->currentIndex());
}

void StudyDialog::choose(int study) {
    if (study < 0) return;
    worker_ = {};  // the one before ends within milliseconds
    study_ = &analytics::shippedStudies().at(static_cast<std::size_t>(study));
    answered_ = apart_ = 0;
    ++turn_;
    layOut();
    worker_ = std::jthread([this, turn = turn_, cells = study_->cells](const std::stop_token& stop) {
        for (std::size_t i = 0; i < cells.size() && !stop.stop_requested(); ++i) {
            const Result<analytics::StudyAnswer> answer = analytics::answerOf(cells[i], {.stop = stop});
            QMetaObject::invokeMethod(
                this, [this, turn, i, answer] { present(turn, i, answer); }, Qt::QueuedConnection);
        }
    });
}

void StudyDialog::layOut() {
    about_->setText(text(study_->about));
    verdict_->setText(tr("Computing…"));
    table_->clear();
    QStringList columns{tr("Found (published)")};
    for (const std::string& column : study_->columns)
        columns << text(column);
    table_->setColumnCount(static_cast<int>(columns.size()));
    table_->setHeaderLabels(columns);
    for (const std::string& row : study_->rows)
        new QTreeWidgetItem(table_, {text(row)});
    for (int c = 0; c < table_->columnCount(); ++c)
        table_->resizeColumnToContents(c);
}

void StudyDialog::present(int turn, std::size_t cell, const Result<analytics::StudyAnswer>& answer) {
    if (turn != turn_) return;
    const analytics::StudyCell& c = study_->cells.at(cell);
    QTreeWidgetItem* row = table_->topLevelItem(indexOf(study_->rows, c.row));
    const int column = 1 + indexOf(study_->columns, c.column);
    ++answered_;
    const bool agrees = answer && answer.value().agrees(c);
    apart_ += !agrees;
    if (!answer) {
        row->setText(column, tr("refused"));
        row->setToolTip(column, text(answer.error().text()));
    } else {
        QString found = share(answer.value().value);
        if (answer.value().spares) found += tr(", %1 spare").arg(*answer.value().spares);
        row->setText(column, QStringLiteral("%1 (%2)").arg(found, share(c.published)));
        row->setToolTip(
            column,
            tr("Within %1 of what was published: %2").arg(c.tolerance).arg(agrees ? tr("yes") : tr("no")));
    }
    row->setForeground(column, agrees ? theme_.text : theme_.error);
    table_->resizeColumnToContents(column);
    if (answered_ < study_->cells.size()) return;
    verdict_->setText(apart_ == 0
                          ? tr("✓ All %1 cells are within their tolerance.").arg(answered_)
                          : tr("▲ %1 of %2 cells are outside their tolerance.").arg(apart_).arg(answered_));
}

}  // namespace rackloom::app
