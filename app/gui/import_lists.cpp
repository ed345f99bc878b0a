// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/import_lists.h"

#include "views/format/number_text.h"

#include <QCoreApplication>
#include <QTreeWidget>

#include <algorithm>

namespace rackloom::app {

namespace {

constexpr int kDevicesRole = Qt::UserRole;

QString tr(const char* text) {
    return QCoreApplication::translate("ImportDialog", text);
}

QString count(std::size_t n) {
    return views::numberText(static_cast<double>(n), "1", 12).value;
}

QString shown(const std::string& text) {
    QString out = QString::fromStdString(text);
    for (QChar& c : out)
        if (!c.isPrint()) c = QLatin1Char(' ');
    return out.size() > 400 ? out.left(400) + QStringLiteral("…") : out;
}

/// Device references as the four numbers that an item can hold.
QVariantList packed(const model::DeviceRef& a, const model::DeviceRef& b) {
    QVariantList out;
    for (const model::DeviceRef& d : {a, b})
        if (d.rack.isValid()) out << d.rack.value << d.slot.value;
    return out;
}

QString cableText(const model::NamedCable& c) {
    return tr("%1 port %2 – %3 port %4").arg(shown(c.a)).arg(c.portA).arg(shown(c.b)).arg(c.portB);
}

QTreeWidgetItem* group(QTreeWidget& list, const QString& title, std::size_t size) {
    if (size == 0) return nullptr;
    auto* item = new QTreeWidgetItem(&list, {tr("%1 (%2)").arg(title, count(size)), QString()});
    item->setExpanded(true);
    return item;
}

void addMore(QTreeWidgetItem& parent, std::size_t size) {
    if (size > kMostListed)
        new QTreeWidgetItem(&parent, {tr("and %1 more").arg(count(size - kMostListed)), QString()});
}

template <class Rows, class Add>
void addGroup(QTreeWidget& list, const QString& title, const Rows& rows, const Add& add) {
    QTreeWidgetItem* parent = group(list, title, rows.size());
    if (!parent) return;
    QList<QTreeWidgetItem*> lines;
    for (std::size_t i = 0; i < rows.size() && i < kMostListed; ++i)
        lines << add(rows[i]);
    parent->addChildren(lines);
    addMore(*parent, rows.size());
}

QTreeWidgetItem* cableLine(const model::NamedCable& cable, const QString& found) {
    auto* line = new QTreeWidgetItem({cableText(cable), found});
    line->setData(0, kDevicesRole, packed(cable.planA, cable.planB));
    return line;
}

}  // namespace

void listContents(QTreeWidget& list, const model::IbDump& dump, const model::DumpCounts& counts) {
    list.clear();
    const auto add = [&](std::size_t n, const QString& what) {
        auto* item = new QTreeWidgetItem(&list, {count(n), what});
        item->setTextAlignment(0, Qt::AlignRight | Qt::AlignVCenter);
    };
    add(counts.switches, tr("switches"));
    for (const auto& [tier, n] : counts.tiers)
        add(n, QStringLiteral("    ") + QString::fromStdString(model::tierName(tier)));
    add(counts.adapters, tr("adapters"));
    add(counts.hosts, tr("hosts"));
    add(counts.switchLinks, tr("links between switches"));
    add(counts.hostLinks, tr("links to hosts"));
    for (const auto& [rate, n] : counts.rates)
        add(n, tr("    at %1 Gb/s per direction").arg(rate));
    if (dump.aggregationLinks > 0) add(dump.aggregationLinks, tr("aggregation ports, which are no cables"));
    if (dump.oddCount > 0) add(dump.oddCount, dump.oddCount == 1 ? tr("oddity") : tr("oddities"));
}

void listOddities(QTreeWidget& list, const model::IbDump& dump) {
    list.clear();
    for (const model::IbOddity& odd : dump.odd) {
        auto* item = new QTreeWidgetItem(
            &list, {odd.line > 0 ? QString::number(odd.line) : QStringLiteral("–"), shown(odd.text)});
        item->setTextAlignment(0, Qt::AlignRight | Qt::AlignVCenter);
    }
    if (dump.oddCount > dump.odd.size())
        new QTreeWidgetItem(&list,
                            {QString(), tr("and %1 more").arg(count(dump.oddCount - dump.odd.size()))});
}

void listDifferences(QTreeWidget& list, const model::DumpComparison& c) {
    list.clear();
    const auto cable = [](const model::NamedCable& x) { return cableLine(x, QString()); };
    const auto name = [](const std::string& x) { return new QTreeWidgetItem({shown(x), QString()}); };
    addGroup(list, tr("Missing"), c.missing, cable);
    addGroup(list, tr("Crossed"), c.crossed,
             [](const model::CrossedCable& x) { return cableLine(x.planned, shown(x.found)); });
    addGroup(list, tr("In the network only"), c.extra, cable);
    addGroup(list, tr("Planned devices that the network does not name"), c.unseen, name);
    addGroup(list, tr("Devices that the plan does not name"), c.unplanned, name);
}

std::vector<model::DeviceRef> devicesOfLine(const QTreeWidgetItem& line) {
    std::vector<model::DeviceRef> out;
    const QVariantList numbers = line.data(0, kDevicesRole).toList();
    for (qsizetype i = 0; i + 1 < numbers.size(); i += 2)
        out.push_back({RackId{numbers[i].toUInt()}, SlotId{numbers[i + 1].toUInt()}});
    return out;
}

}  // namespace rackloom::app
