// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/array_dialog.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>

namespace rackloom::app {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("ArrayDialog", text);
}

QSpinBox* field(QFormLayout& form, const QString& label, int low, int high, int value,
                const QString& suffix = {}) {
    auto* box = new QSpinBox(form.parentWidget());
    box->setRange(low, high);
    box->setValue(value);
    box->setSuffix(suffix);
    box->setAccessibleName(label);
    form.addRow(label, box);
    return box;
}
}  // namespace

std::optional<ArrayWish> askForArray(QWidget* parent, QSize cell) {
    QDialog dialog(parent);
    dialog.setWindowTitle(tr("Repeat as an array"));
    dialog.setMinimumWidth(360);
    auto* form = new QFormLayout(&dialog);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto* intro = new QLabel(tr("The selected racks are the first cell. Pitch is from one cell to the same "
                                "corner of the next."),
                             &dialog);
    intro->setWordWrap(true);
    form->addRow(intro);
    QSpinBox* columns = field(*form, tr("Columns"), 1, 200, 2);
    QSpinBox* rows = field(*form, tr("Rows"), 1, 200, 1);
    QSpinBox* pitchX =
        field(*form, tr("Pitch across"), 1, 100000, std::max(1, cell.width()), QStringLiteral(" mm"));
    QSpinBox* pitchY =
        field(*form, tr("Pitch down"), 1, 100000, std::max(1, cell.height() + 1200), QStringLiteral(" mm"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, &dialog);
    buttons->addButton(tr("Repeat"), QDialogButtonBox::AcceptRole);
    form->addRow(buttons);
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    if (dialog.exec() != QDialog::Accepted) return std::nullopt;
    return ArrayWish{columns->value(), rows->value(), {pitchX->value(), pitchY->value()}};
}

}  // namespace rackloom::app
