// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/command_palette.h"

#include <QDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace rackloom::app {

namespace {

/// Every typed word must occur; shorter names first, so that "Undo" beats a longer match.
bool matches(const QString& text, const QStringList& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& w) { return text.contains(w, Qt::CaseInsensitive); });
}

class ArrowsToList : public QObject {
public:
    ArrowsToList(QTreeWidget* list, QObject* parent) : QObject(parent), list_(list) {}
    bool eventFilter(QObject*, QEvent* e) override {
        if (e->type() != QEvent::KeyPress) return false;
        const int key = static_cast<QKeyEvent*>(e)->key();
        if (key != Qt::Key_Up && key != Qt::Key_Down) return false;
        const int row = list_->indexOfTopLevelItem(list_->currentItem()) + (key == Qt::Key_Down ? 1 : -1);
        if (row >= 0 && row < list_->topLevelItemCount()) list_->setCurrentItem(list_->topLevelItem(row));
        return true;
    }

private:
    QTreeWidget* list_;
};

}  // namespace

void choose(QWidget* parent, const QString& title, const QString& prompt, std::vector<Choice> choices) {
    QDialog dialog(parent);
    dialog.setWindowTitle(title);
    dialog.resize(520, 380);
    auto* edit = new QLineEdit(&dialog);
    edit->setPlaceholderText(prompt);
    edit->setAccessibleName(prompt);
    auto* list = new QTreeWidget(&dialog);
    list->setAccessibleName(title);
    list->setHeaderHidden(true);
    list->setRootIsDecorated(false);
    list->setColumnCount(2);
    list->setColumnWidth(0, 360);
    auto* column = new QVBoxLayout(&dialog);
    column->addWidget(edit);
    column->addWidget(list, 1);
    const auto fill = [&] {
        const QStringList words = edit->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
        list->clear();
        for (std::size_t i = 0; i < choices.size() && list->topLevelItemCount() < 200; ++i) {
            if (!matches(choices[i].text, words)) continue;
            auto* item = new QTreeWidgetItem(list, {choices[i].text, choices[i].hint});
            item->setData(0, Qt::UserRole, static_cast<int>(i));
        }
        if (list->topLevelItemCount() > 0) list->setCurrentItem(list->topLevelItem(0));
    };
    QObject::connect(edit, &QLineEdit::textChanged, &dialog, fill);
    QObject::connect(edit, &QLineEdit::returnPressed, &dialog, &QDialog::accept);
    QObject::connect(list, &QTreeWidget::itemActivated, &dialog, &QDialog::accept);
    edit->installEventFilter(new ArrowsToList(list, &dialog));
    fill();
    if (dialog.exec() != QDialog::Accepted || !list->currentItem()) return;
    choices[static_cast<std::size_t>(list->currentItem()->data(0, Qt::UserRole).toInt())].act();
}

}  // namespace rackloom::app
