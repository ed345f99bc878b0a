// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/power/one_line_view.h"

#include "model/catalog/kinds.h"
#include "views/format/number_text.h"

#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace rackloom::views {

namespace {

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

constexpr std::string_view kElementKinds[] = {"utility", "generator", "transformer", "switchgear",
                                              "ups",     "floor_pdu", "busway"};

}  // namespace

std::vector<ElementGroup> powerElements(const model::Catalog& catalog) {
    std::vector<ElementGroup> out;
    for (const std::string_view kind : kElementKinds) {
        const model::Kind* row = model::findKind(kind);
        ElementGroup group{row ? text(row->title) : text(kind), {}};
        for (const auto& [key, type] : catalog.devices)
            if (type->kind == kind) group.entries.emplace_back(text(key), text(type->name));
        if (!group.entries.empty()) out.push_back(std::move(group));
    }
    return out;
}

OneLineView::OneLineView(Workspace& workspace, QWidget* parent)
    : OneLineView(workspace, *new OneLineCanvas(workspace), parent) {}

OneLineView::OneLineView(Workspace& workspace, OneLineCanvas& canvas, QWidget* parent)
    : DiagramView(workspace, canvas, parent),
      canvas_(canvas),
      end_(&addCommand(tr("End the failure"), tr("Shows the normal state again"))) {
    end_->hide();
    fillElements(
        addMenu(tr("Add element"), tr("Adds a power element below the selected one, or on its own")));
    connect(end_, &QPushButton::clicked, this, &OneLineView::endFailure);
    // What was computed for another design.
    connect(&workspace, &Workspace::snapshotChanged, this, &OneLineView::endFailure);
    updateText();
}

void OneLineView::fillElements(QMenu& menu) {
    for (const ElementGroup& group : powerElements(workspace().catalog())) {
        QMenu* kind = menu.addMenu(group.title);
        for (const auto& [key, name] : group.entries) {
            QAction* entry = kind->addAction(name);
            entry->setProperty("catalogue", key);  // no command of its own
            connect(entry, &QAction::triggered, this, [this, key = key] { addElement(key); });
        }
    }
}

std::vector<PowerNodeId> OneLineView::chosenNodes() const {
    std::vector<PowerNodeId> out;
    for (const ObjectRef& o : workspace().selection().objects())
        if (o.kind == ObjectRef::Kind::PowerNode) out.push_back(PowerNodeId{o.id});
    return out;
}

void OneLineView::addElement(const QString& key) {
    const std::vector<PowerNodeId> above = chosenNodes();
    model::PowerNode node;
    const model::DeviceType* type = workspace().catalog().device(key.toStdString());
    if (above.size() == 1 && type && !type->source) {
        node.parents = above;
        node.side = workspace().snapshot()->powerNodes.at(above.front()).side;
    }
    if (!workspace().dispatch(
            model::addCatalogPowerNode(workspace().catalog(), key.toStdString(), std::move(node))))
        return;
    const std::uint32_t last = workspace().snapshot()->powerNodes.end() - 1;
    workspace().selection().replace({{ObjectRef::Kind::PowerNode, last, Id<void>::kNone}});
    const QRectF at = canvas_.diagramScene().boundsOf(*workspace().snapshot(),
                                                      {ObjectRef::Kind::PowerNode, last, Id<void>::kNone});
    const QRectF seen = canvas_.camera().toScene(QRectF(canvas_.rect()));
    if (!seen.contains(at)) canvas_.fitAll();
}

void OneLineView::showFailure(AssumedFailure failure) {
    canvas_.oneLine().assume(std::move(failure));
    end_->setVisible(!canvas_.oneLine().assumed().empty());
    canvas_.invalidate();
    updateText();
}

void OneLineView::endFailure() {
    if (canvas_.oneLine().assumed().empty()) return;
    showFailure({});
}

void OneLineView::extendMenu(QMenu& menu) {
    const std::vector<PowerNodeId> nodes = chosenNodes();
    const model::SnapshotPtr s = workspace().snapshot();
    QAction* fails = menu.addAction(tr("What if it fails"));
    fails->setEnabled(!nodes.empty());
    connect(fails, &QAction::triggered, this, [this, nodes] { Q_EMIT failureWanted(nodes); });
    fillElements(*menu.addMenu(tr("Add element")));
    extendByCuts(*menu.addMenu(tr("Disconnect from")));
    extendMenuByLayout(menu);
}

void OneLineView::extendByCuts(QMenu& menu) {
    const std::vector<PowerNodeId> nodes = chosenNodes();
    const model::SnapshotPtr s = workspace().snapshot();
    std::vector<PowerNodeId> parents;
    for (const PowerNodeId id : nodes)
        for (const PowerNodeId p : s->powerNodes.at(id).parents)
            if (std::find(parents.begin(), parents.end(), p) == parents.end()) parents.push_back(p);
    for (const PowerNodeId p : parents)
        connect(menu.addAction(text(s->powerNodes.at(p).name)), &QAction::triggered, this,
                [this, p, nodes] { workspace().dispatch(model::unfeedPowerNodes({p}, nodes)); });
    const std::vector<RackId> racks = workspace().selection().racks();
    for (const RackId r : racks)
        for (const PowerNodeId p : s->racks.at(r).feeds)
            if (p.isValid() && s->powerNodes.contains(p) &&
                std::find(parents.begin(), parents.end(), p) == parents.end()) {
                parents.push_back(p);
                if (parents.size() > 24) break;  // a list nobody reads
                connect(menu.addAction(text(s->powerNodes.at(p).name)), &QAction::triggered, this,
                        [this, p, racks] { workspace().dispatch(model::unplugRacks({p}, racks)); });
            }
    menu.setEnabled(!menu.isEmpty());
}

QStringList OneLineView::summary() const {
    const AssumedFailure& assumed = canvas_.oneLine().assumed();
    if (!assumed.empty()) return failureSummary(assumed);
    QStringList parts{
        counted(std::ssize(workspace().snapshot()->powerNodes.ids()), tr("element"), tr("elements"))};
    return parts << figures({{"power.facility", tr("%1 drawn")},
                             {"power.it", tr("%1 by IT")},
                             {"power.pue", tr("PUE %1")}});
}

QStringList OneLineView::failureSummary(const AssumedFailure& assumed) const {
    const model::SnapshotPtr s = workspace().snapshot();
    const model::PowerNode* first = s->powerNodes.find(assumed.failed.front());
    QStringList parts{assumed.failed.size() > 1 || !first
                          ? tr("Without %1 elements").arg(assumed.failed.size())
                          : tr("Without %1").arg(text(first->name))};
    parts << (assumed.darkRacks.empty()
                  ? tr("every rack stays supplied")
                  : tr("%1 dark, %2 unserved")
                        .arg(counted(std::ssize(assumed.darkRacks), tr("rack"), tr("racks")),
                             quantity(assumed.unserved, "W")));
    if (!assumed.over.empty())
        parts << tr("%1 over the limit, worst %2")
                     .arg(counted(std::ssize(assumed.over), tr("element"), tr("elements")),
                          text(s->powerNodes.at(assumed.over.front()).name));
    return parts;
}

bool OneLineView::summaryIsBad() const {
    const AssumedFailure& assumed = canvas_.oneLine().assumed();
    return !assumed.empty() && (!assumed.darkRacks.empty() || !assumed.over.empty());
}

}  // namespace rackloom::views
