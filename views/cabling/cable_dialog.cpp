// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/cabling/cable_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <set>

namespace rackloom::views {

namespace {

QString deviceText(const model::Snapshot& s, model::DeviceRef ref, std::size_t free) {
    const model::Rack* rack = s.racks.find(ref.rack);
    const model::Slot* slot = model::deviceSlot(s, ref);
    const model::DeviceType* type = model::deviceType(s, ref);
    const QString name = QString::fromStdString(slot && !slot->label.empty() ? slot->label : type->name);
    return CableDialog::tr("%1 U%2  %3  ·  %4 free")
        .arg(rack ? QString::fromStdString(rack->name) : QString())
        .arg(slot ? slot->u : 0)
        .arg(name)
        .arg(free);
}

/// What the fabric joins first: endpoints of its racks, its switches, then all other devices; each once.
std::vector<model::DeviceRef> devicesOf(const model::Snapshot& s, const model::Fabric& fabric) {
    std::vector<model::DeviceRef> out;
    std::set<model::DeviceRef> seen;
    const auto add = [&](model::DeviceRef ref) {
        if (seen.insert(ref).second) out.push_back(ref);
    };
    const auto addRack = [&](RackId id, const model::Rack& rack, bool endpointsOnly) {
        const Shared<model::RackDesign>* design = s.designs.find(rack.design);
        if (!design) return;
        for (const model::Slot& slot : (*design)->slots) {
            const Shared<model::DeviceType>* type = s.types.find(slot.type);
            if (!endpointsOnly || (type && !(*type)->switching)) add({id, slot.id});
        }
    };
    for (const RackId id : fabric.racks)
        if (const model::Rack* rack = s.racks.find(id)) addRack(id, *rack, true);
    for (const model::SwitchTier& tier : fabric.tiers)
        for (const model::DeviceRef& ref : tier.switches)
            add(ref);
    s.racks.forEach([&](RackId id, const model::Rack& rack) { addRack(id, rack, false); });
    return out;
}

std::vector<model::DeviceRef> checkedOf(const QListWidget& list,
                                        const std::vector<model::DeviceRef>& devices) {
    std::vector<model::DeviceRef> out;
    for (int i = 0; i < list.count(); ++i)
        if (list.item(i)->checkState() == Qt::Checked) out.push_back(devices[static_cast<std::size_t>(i)]);
    return out;
}

}  // namespace

CableDialog::CableDialog(Workspace& workspace, FabricId fabric, QWidget* parent)
    : QDialog(parent),
      workspace_(workspace),
      fabric_(fabric),
      from_(new QListWidget(this)),
      to_(new QListWidget(this)),
      rule_(new QComboBox(this)),
      type_(new QComboBox(this)),
      cables_(new QSpinBox(this)),
      verdict_(new QLabel(this)) {
    const Shared<model::Fabric>* f = workspace_.snapshot()->fabrics.find(fabric);
    setWindowTitle(tr("Draw cables of %1").arg(f ? QString::fromStdString((*f)->name) : QString()));
    rule_->setAccessibleName(tr("Rule"));
    rule_->addItems({tr("One to one"), tr("Each to each"), tr("Spread over the second group")});
    rule_->setCurrentIndex(static_cast<int>(model::CablingRule::EachToEach));
    cables_->setRange(1, 1024);
    cables_->setAccessibleName(tr("Cables per pair"));
    auto* groups = new QHBoxLayout;
    groups->addWidget(buildGroup(tr("From"), from_));
    groups->addWidget(buildGroup(tr("To"), to_));
    auto* form = new QFormLayout;
    form->addRow(tr("Rule"), rule_);
    form->addRow(tr("Cables per pair"), cables_);
    form->addRow(tr("Cable type"), type_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    drawButton_ = buttons->addButton(tr("Draw cables"), QDialogButtonBox::AcceptRole);
    verdict_->setWordWrap(true);
    verdict_->setMinimumHeight(36);
    auto* column = new QVBoxLayout(this);
    column->addLayout(groups, 1);
    column->addLayout(form);
    column->addWidget(verdict_);
    column->addWidget(buttons);
    fillLists();
    fillTypes();
    connect(from_, &QListWidget::itemChanged, this, &CableDialog::judge);
    connect(to_, &QListWidget::itemChanged, this, &CableDialog::judge);
    connect(rule_, &QComboBox::currentIndexChanged, this, &CableDialog::judge);
    connect(type_, &QComboBox::currentIndexChanged, this, &CableDialog::judge);
    connect(cables_, &QSpinBox::valueChanged, this, &CableDialog::judge);
    connect(buttons, &QDialogButtonBox::accepted, this, &CableDialog::draw);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(760, 560);
    judge();
}

QWidget* CableDialog::buildGroup(const QString& title, QListWidget* list) {
    auto* group = new QWidget(this);
    auto* column = new QVBoxLayout(group);
    column->setContentsMargins(0, 0, 0, 0);
    auto* words = new QLineEdit(group);
    words->setPlaceholderText(tr("Find device"));
    words->setAccessibleName(tr("Find device: %1").arg(title));
    words->setClearButtonEnabled(true);
    list->setAccessibleName(title);
    list->setUniformItemSizes(true);
    auto* label = new QLabel(title, group);
    label->setBuddy(list);
    auto* all = new QPushButton(tr("Check shown"), group);
    auto* none = new QPushButton(tr("None"), group);
    all->setAccessibleName(tr("Check shown: %1").arg(title));
    none->setAccessibleName(tr("None: %1").arg(title));
    auto* find = new QHBoxLayout;
    find->addWidget(words, 1);
    find->addWidget(all);
    find->addWidget(none);
    column->addWidget(label);
    column->addLayout(find);
    column->addWidget(list, 1);
    connect(all, &QPushButton::clicked, this, [this, list] { check(*list, true); });
    connect(none, &QPushButton::clicked, this, [this, list] { check(*list, false); });
    connect(words, &QLineEdit::textChanged, list, [list](const QString& text) {
        for (int i = 0; i < list->count(); ++i)
            list->item(i)->setHidden(!list->item(i)->text().contains(text, Qt::CaseInsensitive));
    });
    return group;
}

/// What the search shows is checked; unchecking spares nothing.
void CableDialog::check(QListWidget& list, bool on) {
    {
        const QSignalBlocker once(list);
        for (int i = 0; i < list.count(); ++i)
            if (!on || !list.item(i)->isHidden())
                list.item(i)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    }
    list.update();
    judge();
}

void CableDialog::fillLists() {
    const model::SnapshotPtr s = workspace_.snapshot();
    const Shared<model::Fabric>* f = s->fabrics.find(fabric_);
    if (!f) return;
    const model::PortUse use(*s);
    const auto& selected = workspace_.selection().objects();
    const auto isChosen = [&](model::DeviceRef ref) {
        return std::binary_search(selected.begin(), selected.end(), deviceObject(ref)) ||
               std::binary_search(selected.begin(), selected.end(), rackObject(ref.rack));
    };
    // Where nodes and switches are selected together, the ones are cabled to the others.
    std::set<model::DeviceRef> switches;
    for (const model::SwitchTier& tier : (*f)->tiers)
        for (const model::DeviceRef& ref : tier.switches)
            if (isChosen(ref)) switches.insert(ref);
    const bool onlySwitches = std::all_of(selected.begin(), selected.end(), [&](const ObjectRef& o) {
        return o.kind == ObjectRef::Kind::Device &&
               switches.contains(model::DeviceRef{RackId{o.id}, SlotId{o.sub}});
    });
    if (onlySwitches) switches.clear();
    for (const model::DeviceRef ref : devicesOf(*s, **f)) {
        const std::size_t free = model::freePorts(*s, use, **f, ref).size();
        if (free == 0) continue;
        devices_.push_back(ref);
        const QListWidget* mine = !isChosen(ref) ? nullptr : switches.contains(ref) ? to_ : from_;
        for (QListWidget* list : {from_, to_}) {
            auto* item = new QListWidgetItem(deviceText(*s, ref, free), list);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(list == mine ? Qt::Checked : Qt::Unchecked);
        }
    }
}

void CableDialog::fillTypes() {
    type_->setAccessibleName(tr("Cable type"));
    type_->addItem(tr("By length, from the fabric's list"), DeviceTypeId{}.value);
    workspace_.snapshot()->types.forEach([&](DeviceTypeId id, const Shared<model::DeviceType>& type) {
        if (type->link) type_->addItem(QString::fromStdString(type->name), id.value);
    });
}

model::CablingOrder CableDialog::order() const {
    return {fabric_,
            checkedOf(*from_, devices_),
            checkedOf(*to_, devices_),
            static_cast<model::CablingRule>(rule_->currentIndex()),
            cables_->value(),
            DeviceTypeId{type_->currentData().toUInt()}};
}

/// Tries the order on the design as it is, so that the verdict is the one that drawing would give.
void CableDialog::judge() {
    const model::CablingOrder wanted = order();
    const model::SnapshotPtr s = workspace_.snapshot();
    QString text;
    bool fine = false;
    if (devices_.empty()) {
        text = tr("No device has a free port that this fabric serves.");
    } else if (wanted.from.empty() || wanted.to.empty()) {
        text = tr("Check devices on both sides. %1 devices have free ports.").arg(devices_.size());
    } else {
        const Result<model::SnapshotPtr> next = model::applyEdit(s, model::cableDevices(wanted));
        fine = next.ok();
        text = fine ? tr("Draws %1 cables.").arg(next.value()->cables.size() - s->cables.size())
                    : QString::fromStdString(next.error().text());
    }
    verdict_->setText(text);
    QPalette palette = verdict_->palette();
    palette.setColor(QPalette::WindowText, fine || wanted.from.empty() || wanted.to.empty()
                                               ? workspace_.theme().textMuted
                                               : workspace_.theme().error);
    verdict_->setPalette(palette);
    drawButton_->setEnabled(fine);
}

void CableDialog::draw() {
    if (workspace_.dispatch(model::cableDevices(order()))) accept();
}

}  // namespace rackloom::views
