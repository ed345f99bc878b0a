// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/outline/outline_panel.h"

#include "model/document/document.h"
#include "views/format/number_text.h"
#include "views/format/row_title.h"

#include <QHash>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace rackloom::views {

namespace {

constexpr int kObjectRole = Qt::UserRole;
using Kind = ObjectRef::Kind;

QString text(const std::string& s) {
    return QString::fromStdString(s);
}
ObjectRef object(Kind kind, std::uint32_t id) {
    return {kind, id, Id<void>::kNone};
}

/// True when names or membership of listed things differ; moving a rack must not rebuild a tree of thousands
/// of rows.
bool sameOutline(const model::Snapshot& a, const model::Snapshot& b) {
    bool same = a.halls.sameChunks(b.halls) && a.rows.sameChunks(b.rows) && a.fabrics.sameChunks(b.fabrics) &&
                a.powerNodes.sameChunks(b.powerNodes) && a.coolingLoops.sameChunks(b.coolingLoops) &&
                a.coolingUnits.sameChunks(b.coolingUnits) && a.jobs.sameChunks(b.jobs) &&
                a.designs.sameChunks(b.designs) && a.overrides == b.overrides;
    if (!same) return false;
    Table<model::Rack, RackId>::diff(
        a.racks, b.racks, [&](RackId, const model::Rack* x, const model::Rack* y) {
            if (!x || !y || x->name != y->name || x->row != y->row || x->hall != y->hall) same = false;
        });
    return same;
}

/// What stays of an entry when the tree is made anew: its object, or its words without the count, below its
/// parent's.
QString pathOf(const QTreeWidgetItem& item) {
    const QString object = item.data(0, kObjectRole).toString();
    const QString own = object.isEmpty() ? item.text(0).section(QStringLiteral(" ("), 0, 0) : object;
    return item.parent() ? pathOf(*item.parent()) + QLatin1Char('/') + own : own;
}

}  // namespace

OutlinePanel::OutlinePanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent), workspace_(workspace), search_(new QLineEdit(this)), tree_(new QTreeWidget(this)) {
    search_->setPlaceholderText(tr("Find in the design"));
    search_->setAccessibleName(tr("Find in the design"));
    search_->setClearButtonEnabled(true);
    tree_->setAccessibleName(tr("Outline"));
    tree_->setHeaderHidden(true);
    tree_->setUniformRowHeights(true);
    tree_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    tree_->setIconSize({16, 16});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(search_);
    column->addWidget(tree_, 1);
    connect(search_, &QLineEdit::textChanged, this, &OutlinePanel::filter);
    connect(tree_, &QTreeWidget::itemSelectionChanged, this, &OutlinePanel::takeSelection);
    connect(tree_, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (const auto o = ObjectRef::parse(item->data(0, kObjectRole).toString().toStdString()))
            workspace_.focusOn(*o);
    });
    connect(&workspace_.selection(), &Selection::changed, this, &OutlinePanel::showSelection);
    connect(&workspace_, &Workspace::snapshotChanged, this, &OutlinePanel::rebuild);
    connect(&workspace_, &Workspace::themeChanged, this, [this] {
        shown_.reset();
        rebuild();
    });
    rebuild();
}

QTreeWidgetItem* OutlinePanel::section(const QString& title, const char* icon, Domain domain) {
    auto* item = new QTreeWidgetItem(tree_, {title});
    item->setIcon(0, themeIcon(QString::fromLatin1(icon), workspace_.theme().domain(domain)));
    return item;
}

QTreeWidgetItem* OutlinePanel::entry(QTreeWidgetItem* parent, const QString& name, const ObjectRef& o) {
    auto* item = new QTreeWidgetItem(parent, {name});
    item->setData(0, kObjectRole, QString::fromStdString(o.key()));
    return item;
}

void OutlinePanel::rebuild() {
    const model::SnapshotPtr now = workspace_.snapshot();
    if (workspace_.document().previewing()) return;  // a drag ends in a recorded state soon
    if (shown_ && sameOutline(*shown_, *now)) return;
    shown_ = now;
    QHash<QString, bool> open;
    for (QTreeWidgetItemIterator it(tree_, QTreeWidgetItemIterator::HasChildren); *it; ++it)
        open.insert(pathOf(**it), (*it)->isExpanded());
    const bool first = tree_->topLevelItemCount() == 0;
    following_ = true;
    tree_->clear();
    addPlaces();
    addFabrics();
    addPower();
    addCooling();
    addRest();
    if (first)
        tree_->topLevelItem(0)->setExpanded(true);
    else
        for (QTreeWidgetItemIterator it(tree_, QTreeWidgetItemIterator::HasChildren); *it; ++it)
            (*it)->setExpanded(open.value(pathOf(**it), (*it)->isExpanded()));
    following_ = false;
    filter(search_->text());
    showSelection();
}

void OutlinePanel::addPlaces() {
    const model::Snapshot& s = *shown_;
    auto* top = section(tr("Halls"), "building-warehouse", Domain::Facility);
    std::map<HallId, QTreeWidgetItem*> halls;
    std::map<RowId, QTreeWidgetItem*> rows;
    s.halls.forEach([&](HallId id, const model::Hall& h) {
        halls[id] = entry(top, text(h.name), object(Kind::Hall, id.value));
    });
    s.rows.forEach([&](RowId id, const model::Row& r) {
        if (halls.contains(r.hall)) rows[id] = new QTreeWidgetItem(halls[r.hall], {rowTitle(r.name)});
    });
    s.racks.forEach([&](RackId id, const model::Rack& r) {
        QTreeWidgetItem* parent = rows.contains(r.row)     ? rows[r.row]
                                  : halls.contains(r.hall) ? halls[r.hall]
                                                           : top;
        const Shared<model::RackDesign>* d = s.designs.find(r.design);
        entry(parent, d ? QStringLiteral("%1   %2").arg(text(r.name), text((*d)->name)) : text(r.name),
              rackObject(id));
    });
    for (const auto& [id, item] : halls)
        item->setExpanded(true);
}

void OutlinePanel::addFabrics() {
    auto* top = section(tr("Fabrics"), "network", Domain::ScaleOut);
    shown_->fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& f) {
        auto* item = entry(top, text(f->name), object(Kind::Fabric, id.value));
        for (const model::SwitchTier& tier : f->tiers) {
            auto* t = new QTreeWidgetItem(item);
            for (const model::DeviceRef& d : tier.switches) {
                const model::Slot* slot = model::deviceSlot(*shown_, d);
                if (slot && model::deviceType(*shown_, d))
                    entry(t,
                          QStringLiteral("%1 U%2 in %3")
                              .arg(text(slot->label))
                              .arg(slot->u)
                              .arg(text(shown_->racks.at(d.rack).name)),
                          deviceObject(d));
            }
            t->setText(0, tr("%1 (%2)").arg(text(tier.name),
                                            counted(t->childCount(), tr("switch"), tr("switches"))));
        }
    });
}

void OutlinePanel::addPower() {
    auto* top = section(tr("Power"), "bolt", Domain::Power);
    // A node with several parents is listed under the first, as one-line drawings do.
    std::map<PowerNodeId, std::vector<PowerNodeId>> children;
    std::vector<PowerNodeId> roots;
    shown_->powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& n) {
        if (n.parents.empty() || !shown_->powerNodes.contains(n.parents.front()))
            roots.push_back(id);
        else
            children[n.parents.front()].push_back(id);
    });
    std::vector<std::pair<PowerNodeId, QTreeWidgetItem*>> open;
    for (const PowerNodeId id : roots)
        open.emplace_back(id, top);
    for (std::size_t i = 0; i < open.size(); ++i) {
        const auto [id, parent] = open[i];
        const model::PowerNode& n = shown_->powerNodes.at(id);
        auto* item = entry(
            parent, n.count > 1 ? QStringLiteral("%1 × %2").arg(text(n.name)).arg(n.count) : text(n.name),
            object(Kind::PowerNode, id.value));
        for (const PowerNodeId child : children[id])
            open.emplace_back(child, item);
    }
}

void OutlinePanel::addCooling() {
    auto* top = section(tr("Cooling"), "droplet", Domain::Cooling);
    std::map<CoolingLoopId, QTreeWidgetItem*> loops;
    shown_->coolingLoops.forEach([&](CoolingLoopId id, const model::CoolingLoop& l) {
        loops[id] = entry(top, text(l.name), object(Kind::CoolingLoop, id.value));
    });
    shown_->coolingUnits.forEach([&](CoolingUnitId id, const model::CoolingUnit& u) {
        entry(loops.contains(u.loop) ? loops[u.loop] : top,
              u.count > 1 ? QStringLiteral("%1 × %2").arg(text(u.name)).arg(u.count) : text(u.name),
              object(Kind::CoolingUnit, id.value));
    });
}

void OutlinePanel::addRest() {
    auto* jobs = section(tr("Jobs"), "player-play", Domain::Reliability);
    shown_->jobs.forEach(
        [&](JobId id, const model::Job& j) { entry(jobs, text(j.name), object(Kind::Job, id.value)); });
    auto* designs = section(tr("Rack designs in use"), "server-2", Domain::Compute);
    shown_->designs.forEach([&](RackDesignId id, const Shared<model::RackDesign>& d) {
        entry(designs, text(d->name), object(Kind::Design, id.value));
    });
}

void OutlinePanel::filter(const QString& pattern) {
    const auto visit = [&](auto&& self, QTreeWidgetItem* item) -> bool {
        bool shown = pattern.isEmpty() || item->text(0).contains(pattern, Qt::CaseInsensitive);
        for (int i = 0; i < item->childCount(); ++i)
            shown = self(self, item->child(i)) || shown;
        item->setHidden(!shown);
        if (shown && !pattern.isEmpty()) item->setExpanded(true);
        return shown;
    };
    for (int i = 0; i < tree_->topLevelItemCount(); ++i)
        visit(visit, tree_->topLevelItem(i));
}

void OutlinePanel::takeSelection() {
    if (following_) return;
    following_ = true;
    std::vector<ObjectRef> chosen;
    for (const QTreeWidgetItem* item : tree_->selectedItems())
        if (const auto o = ObjectRef::parse(item->data(0, kObjectRole).toString().toStdString()))
            chosen.push_back(*o);
    workspace_.selection().replace(std::move(chosen));
    following_ = false;
}

void OutlinePanel::showSelection() {
    if (following_) return;
    following_ = true;
    tree_->clearSelection();
    QSet<QString> wanted;
    for (const ObjectRef& o : workspace_.selection().objects())
        if (wanted.size() < 200) wanted.insert(QString::fromStdString(o.key()));
    QTreeWidgetItem* first = nullptr;
    const auto visit = [&](auto&& self, QTreeWidgetItem* item) -> void {
        if (wanted.contains(item->data(0, kObjectRole).toString())) {
            item->setSelected(true);
            if (!first) first = item;
        }
        for (int i = 0; i < item->childCount(); ++i)
            self(self, item->child(i));
    };
    if (!wanted.isEmpty())
        for (int i = 0; i < tree_->topLevelItemCount(); ++i)
            visit(visit, tree_->topLevelItem(i));
    if (first) tree_->scrollToItem(first);
    following_ = false;
}

}  // namespace rackloom::views
