// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/feed_dialog.h"

#include "views/format/number_text.h"
#include "views/power/one_line_view.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace rackloom::app {

namespace {

QComboBox* combo(const QString& name, QWidget* parent) {
    auto* out = new QComboBox(parent);
    out->setAccessibleName(name);
    out->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    out->setMinimumContentsLength(34);
    return out;
}

}  // namespace

FeedDialog::FeedDialog(views::Workspace& workspace, std::vector<RackId> racks, QWidget* parent)
    : QDialog(parent),
      workspace_(workspace),
      racks_(std::move(racks)),
      planner_(workspace.snapshot(), workspace.catalog()),
      scheme_(combo(tr("Redundancy"), this)),
      sideA_(combo(tr("Side A from"), this)),
      sideB_(combo(tr("Side B from"), this)),
      type_(combo(tr("Plug into"), this)),
      several_(new QListWidget(this)),
      perElement_(new QSpinBox(this)),
      labelA_(new QLabel(tr("Side A from"), this)),
      labelB_(new QLabel(tr("Side B from"), this)),
      labelSeveral_(new QLabel(tr("Shared by"), this)),
      outcome_(new QLabel(this)) {
    setWindowTitle(tr("Feed %1").arg(views::counted(std::ssize(racks_), tr("rack"), tr("racks"))));
    scheme_->addItems({tr("N: one way, no spare"), tr("2N: two sides, either carries everything"),
                       tr("N+1: several elements, any one may be lost")});
    scheme_->setCurrentIndex(1);
    several_->setAccessibleName(tr("Shared by"));
    several_->setMaximumHeight(120);
    perElement_->setRange(0, 1000);
    perElement_->setSpecialValueText(tr("as many as fit"));
    perElement_->setAccessibleName(tr("Racks on each"));
    outcome_->setWordWrap(true);
    outcome_->setMinimumHeight(96);
    outcome_->setAlignment(Qt::AlignTop);
    outcome_->setTextFormat(Qt::RichText);
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Redundancy"), scheme_);
    form->addRow(labelA_, sideA_);
    form->addRow(labelB_, sideB_);
    form->addRow(labelSeveral_, several_);
    form->addRow(tr("Plug into"), type_);
    form->addRow(tr("Racks on each"), perElement_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    feed_ = buttons->addButton(tr("Feed racks"), QDialogButtonBox::AcceptRole);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(outcome_, 1);
    column->addWidget(buttons);
    fillSources();
    fillTypes();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &FeedDialog::feed);
    for (QComboBox* box : {scheme_, sideA_, sideB_, type_})
        connect(box, &QComboBox::activated, this, &FeedDialog::showFor);
    connect(several_, &QListWidget::itemChanged, this, &FeedDialog::retry);
    connect(perElement_, &QSpinBox::valueChanged, this, &FeedDialog::retry);
    resize(560, 430);
    showFor();
}

void FeedDialog::fillSources() {
    const model::Snapshot& s = planner_.design();
    for (const PowerNodeId id : planner_.sources()) {
        const model::PowerNode& n = s.powerNodes.at(id);
        const QString name = QString::fromStdString(n.name);
        sideA_->addItem(name, id.value);
        sideB_->addItem(name, id.value);
        auto* item = new QListWidgetItem(name, several_);
        item->setData(Qt::UserRole, id.value);
        const bool ups = n.side != model::PowerSide::None && several_->count() <= 3;
        item->setCheckState(ups ? Qt::Checked : Qt::Unchecked);
        if (n.side == model::PowerSide::B && sideB_->currentIndex() <= 0)
            sideB_->setCurrentIndex(sideB_->count() - 1);
    }
}

void FeedDialog::fillTypes() {
    for (const views::ElementGroup& group : views::powerElements(workspace_.catalog()))
        for (const auto& [key, name] : group.entries) {
            const model::DeviceType* type = workspace_.catalog().device(key.toStdString());
            if (type && (type->kind == "busway" || type->kind == "floor_pdu")) type_->addItem(name, key);
        }
    // The smallest that carries four racks is a good start.
    double rack = 0;
    for (const RackId id : racks_)
        if (const analytics::RackResult* r = workspace_.report().rack(id))
            rack = std::max(rack, r->power.value_or(0));
    std::optional<double> best;
    for (int i = 0; i < type_->count(); ++i) {
        const auto limit = planner_.limitOf(type_->itemData(i).toString().toStdString());
        if (limit)
            type_->setItemText(i,
                               type_->itemText(i) + QStringLiteral(" · ") + views::quantity(limit, "W", 3));
        if (!limit || *limit < 4 * rack || (best && *best <= *limit)) continue;
        best = limit;
        type_->setCurrentIndex(i);
    }
}

void FeedDialog::showFor() {
    const bool several = scheme_->currentIndex() == 2, two = scheme_->currentIndex() == 1;
    labelA_->setText(two ? tr("Side A from") : tr("From"));
    for (QWidget* w : {static_cast<QWidget*>(labelA_), static_cast<QWidget*>(sideA_)})
        w->setVisible(!several);
    for (QWidget* w : {static_cast<QWidget*>(labelB_), static_cast<QWidget*>(sideB_)})
        w->setVisible(two);
    for (QWidget* w : {static_cast<QWidget*>(labelSeveral_), static_cast<QWidget*>(several_)})
        w->setVisible(several);
    retry();
}

model::FeedOrder FeedDialog::order() const {
    model::FeedOrder order;
    order.racks = racks_;
    order.scheme = static_cast<model::FeedScheme>(scheme_->currentIndex());
    order.type = type_->currentData().toString().toStdString();
    const model::DeviceType* type = workspace_.catalog().device(order.type);
    order.name = type && type->kind == "floor_pdu" ? "PDU" : "Busway";
    order.racksPerElement = perElement_->value();
    if (order.scheme == model::FeedScheme::Distributed) {
        for (int i = 0; i < several_->count(); ++i)
            if (several_->item(i)->checkState() == Qt::Checked)
                order.upstream.push_back(PowerNodeId{several_->item(i)->data(Qt::UserRole).toUInt()});
        return order;
    }
    if (sideA_->count() == 0) return order;
    order.upstream.push_back(PowerNodeId{sideA_->currentData().toUInt()});
    if (order.scheme == model::FeedScheme::Double)
        order.upstream.push_back(PowerNodeId{sideB_->currentData().toUInt()});
    return order;
}

void FeedDialog::retry() {
    const views::Theme& t = workspace_.theme();
    const auto coloured = [](const QString& words, const QColor& colour) {
        return QStringLiteral("<p style='margin:4px 0;color:%1'>%2</p>")
            .arg(colour.name(), words.toHtmlEscaped());
    };
    plan_ = {};
    if (planner_.sources().empty())
        plan_.refusal = tr("No element of the power tree is drawn. Add a source in the one-line view first.");
    else if (type_->count() == 0)
        plan_.refusal = tr("The catalogue has no busway and no PDU.");
    else
        plan_ = planner_.plan(order());
    feed_->setEnabled(plan_.edit.has_value());
    if (!plan_.edit) return outcome_->setText(coloured(plan_.refusal, t.error));
    QString html = coloured(plan_.summary, t.text);
    if (plan_.over.isEmpty()) html += coloured(tr("No limit is broken, with any one element lost."), t.ok);
    for (qsizetype i = 0; i < std::min<qsizetype>(3, plan_.over.size()); ++i)
        html += coloured(plan_.over[i], t.error);
    if (plan_.over.size() > 3) html += coloured(tr("and %1 more").arg(plan_.over.size() - 3), t.error);
    if (plan_.mended > 0)
        html +=
            coloured(tr("Mends %1.").arg(views::counted(plan_.mended, tr("finding"), tr("findings"))), t.ok);
    outcome_->setText(html);
}

void FeedDialog::feed() {
    if (!plan_.edit || !workspace_.dispatch(*plan_.edit)) return;
    QString told = plan_.summary;
    if (!plan_.over.isEmpty())
        told +=
            QLatin1Char(' ') + tr("%1 over a limit; see the findings.")
                                   .arg(views::counted(plan_.over.size(), tr("place is"), tr("places are")));
    workspace_.announce(told);
    accept();
}

}  // namespace rackloom::app
