// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/assumed_row.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace rackloom::app {

namespace sim = analytics::sim;

namespace {

constexpr sim::Law kLaws[] = {sim::Law::Exponential, sim::Law::Weibull, sim::Law::Lognormal, sim::Law::Fixed};
constexpr int kUsualShipment = 7;  // days

void name(QWidget& editor, QHBoxLayout& row, const QString& text, const QString& tip) {
    auto* label = new QLabel(text, row.parentWidget());
    label->setBuddy(&editor);
    editor.setAccessibleName(text);
    editor.setToolTip(tip);
    row.addWidget(label);
    row.addWidget(&editor);
}

}  // namespace

sim::Spread AssumedRow::LawEditor::spread() const {
    return {kLaws[law->currentIndex()], shape->value()};
}

AssumedRow::AssumedRow(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *laws = new QHBoxLayout, *stock = new QHBoxLayout;
    column->addLayout(laws);
    column->addLayout(stock);
    lifetimes_ = addLaw(*laws, tr("Lifetimes"), tr("How the times between failures of a part scatter"));
    repairs_ = addLaw(*laws, tr("Repairs"), tr("How the times of repairs scatter"));
    laws->addStretch(1);
    crews_ = addCount(*stock, tr("Crews"), tr("enough"), tr("Repair crews of the whole site"));
    parts_ = addCount(*stock, tr("Spare parts"), tr("at hand"),
                      tr("Parts in stock; the replacement of one is ordered when it is used"));
    shipment_ = addCount(*stock, tr("Shipment"), tr("none"), tr("Until a part that was used is replaced"));
    shipment_->setSuffix(tr(" days"));
    shipment_->setRange(0, 3650);
    shipment_->setValue(kUsualShipment);
    shipment_->setEnabled(false);
    connect(parts_, &QSpinBox::valueChanged, this, [this](int n) { shipment_->setEnabled(n > 0); });
    together_ = new QCheckBox(tr("With the other jobs"), this);
    together_->setToolTip(tr("Jobs that stand on the same domains take them from each other; the first one "
                             "drawn is served first"));
    stock->addWidget(together_);
    stock->addStretch(1);
}

AssumedRow::LawEditor AssumedRow::addLaw(QHBoxLayout& row, const QString& text, const QString& tip) {
    LawEditor out{new QComboBox(this), new QDoubleSpinBox(this)};
    out.law->addItems({tr("exponential"), tr("Weibull"), tr("lognormal"), tr("fixed")});
    name(*out.law, row, text, tip);
    out.shape->setDecimals(2);
    out.shape->setSingleStep(0.1);
    out.shape->setEnabled(false);
    out.shape->setAccessibleName(tr("%1: shape").arg(text));
    row.addWidget(out.shape);
    connect(out.law, &QComboBox::currentIndexChanged, this, [shape = out.shape](int law) {
        const bool weibull = kLaws[law] == sim::Law::Weibull;
        shape->setEnabled(weibull || kLaws[law] == sim::Law::Lognormal);
        shape->setRange(weibull ? 0.1 : 0, weibull ? 20 : 4);
        shape->setValue(weibull ? 0.7 : 1);
        shape->setToolTip(weibull ? tr("Shape: below 1 early failures dominate, above 1 wear")
                                  : tr("Sigma of the logarithm"));
    });
    return out;
}

QSpinBox* AssumedRow::addCount(QHBoxLayout& row, const QString& text, const QString& none,
                               const QString& tip) {
    auto* box = new QSpinBox(this);
    box->setRange(0, 100'000);
    box->setSpecialValueText(none);
    name(*box, row, text, tip);
    return box;
}

sim::Assumed AssumedRow::assumed() const {
    sim::Assumed out{lifetimes_.spread(), repairs_.spread(), crews_->value(), std::nullopt};
    if (parts_->value() > 0)
        out.parts = sim::SpareParts{parts_->value(), shipment_->value() * unit::day, sim::kFixed};
    return out;
}

bool AssumedRow::together() const {
    return together_->isVisibleTo(this) && together_->isChecked();
}

void AssumedRow::offerTogether(bool offered) {
    together_->setVisible(offered);
}

}  // namespace rackloom::app
