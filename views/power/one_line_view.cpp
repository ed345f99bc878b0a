// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/power/one_line_view.h"

#include "model/catalog/kinds.h"
#include "model/edit/facility_wiring.h"
#include "views/format/number_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace rackloom::views {

namespace {

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

constexpr std::string_view kElementKinds[] = {"utility", "generator", "transformer", "switchgear",
                                              "ups",     "floor_pdu", "busway"};

QPushButton* command(const QString& text, const QString& hint, QWidget* parent) {
    auto* out = new QPushButton(text, parent);
    out->setToolTip(hint);
    return out;
}

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
    : QWidget(parent),
      workspace_(workspace),
      canvas_(new OneLineCanvas(workspace, this)),
      text_(new QLabel(this)),
      add_(new QToolButton(this)),
      group_(command(tr("Group again"), tr("Draws opened groups as one box each again"), this)),
      again_(command(tr("Lay out again"), tr("Places everything anew that nobody has placed by hand"), this)),
      end_(command(tr("End the failure"), tr("Shows the normal state again"), this)) {
    add_->setText(tr("Add element"));
    add_->setPopupMode(QToolButton::InstantPopup);
    add_->setToolTip(tr("Adds a power element below the selected one, or on its own"));
    auto* menu = new QMenu(add_);
    fillElements(*menu);
    add_->setMenu(menu);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text_->setSizePolicy(QSizePolicy::Ignored,
                         QSizePolicy::Preferred);  // long text must not widen the window
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(8);
    bar->addWidget(add_);
    bar->addSpacing(8);
    bar->addWidget(text_, 1);
    for (QPushButton* button : {end_, group_, again_})
        bar->addWidget(button);
    end_->hide();
    group_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(canvas_, 1);
    connect(again_, &QPushButton::clicked, this, &OneLineView::layOutAgain);
    connect(group_, &QPushButton::clicked, this, &OneLineView::closeGroups);
    connect(end_, &QPushButton::clicked, this, &OneLineView::endFailure);
    connect(canvas_, &CanvasWidget::viewChanged, this,
            [this] { group_->setVisible(canvas_->diagramScene().anyOpen()); });
    connect(&workspace_, &Workspace::snapshotChanged, this, [this] {
        endFailure();  // it was computed for another design
        updateText();
    });
    connect(&workspace_, &Workspace::reportChanged, this, &OneLineView::updateText);
    connect(&workspace_, &Workspace::themeChanged, this, &OneLineView::updateText);
    updateText();
}

void OneLineView::fillElements(QMenu& menu) {
    for (const ElementGroup& group : powerElements(workspace_.catalog())) {
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
    for (const ObjectRef& o : workspace_.selection().objects())
        if (o.kind == ObjectRef::Kind::PowerNode) out.push_back(PowerNodeId{o.id});
    return out;
}

void OneLineView::addElement(const QString& key) {
    const std::vector<PowerNodeId> above = chosenNodes();
    model::PowerNode node;
    const model::DeviceType* type = workspace_.catalog().device(key.toStdString());
    if (above.size() == 1 && type && !type->source) {
        node.parents = above;
        node.side = workspace_.snapshot()->powerNodes.at(above.front()).side;
    }
    if (!workspace_.dispatch(
            model::addCatalogPowerNode(workspace_.catalog(), key.toStdString(), std::move(node))))
        return;
    const std::uint32_t last = workspace_.snapshot()->powerNodes.end() - 1;
    workspace_.selection().replace({{ObjectRef::Kind::PowerNode, last, Id<void>::kNone}});
    const QRectF at = canvas_->diagramScene().boundsOf(*workspace_.snapshot(),
                                                       {ObjectRef::Kind::PowerNode, last, Id<void>::kNone});
    const QRectF seen = canvas_->camera().toScene(QRectF(canvas_->rect()));
    if (!seen.contains(at)) canvas_->fitAll();
}

void OneLineView::layOutAgain() {
    canvas_->diagramScene().layOutAgain();
    canvas_->invalidate();
    canvas_->fitAll();
}

void OneLineView::closeGroups() {
    canvas_->diagramScene().closeGroups();
    canvas_->invalidate();
    canvas_->fitAll();
}

void OneLineView::forgetPositions() {
    if (!workspace_.dispatch(model::forgetPowerDrawing())) return;
    layOutAgain();
}

void OneLineView::showFailure(AssumedFailure failure) {
    canvas_->oneLine().assume(std::move(failure));
    end_->setVisible(!canvas_->oneLine().assumed().empty());
    canvas_->invalidate();
    updateText();
}

void OneLineView::endFailure() {
    if (canvas_->oneLine().assumed().empty()) return;
    showFailure({});
}

void OneLineView::extendMenu(QMenu& menu) {
    const std::vector<PowerNodeId> nodes = chosenNodes();
    const model::SnapshotPtr s = workspace_.snapshot();
    QAction* fails = menu.addAction(tr("What if it fails"));
    fails->setEnabled(!nodes.empty());
    connect(fails, &QAction::triggered, this, [this, nodes] { Q_EMIT failureWanted(nodes); });
    fillElements(*menu.addMenu(tr("Add element")));
    QMenu* cut = menu.addMenu(tr("Disconnect from"));
    std::vector<PowerNodeId> parents;
    for (const PowerNodeId id : nodes)
        for (const PowerNodeId p : s->powerNodes.at(id).parents)
            if (std::find(parents.begin(), parents.end(), p) == parents.end()) parents.push_back(p);
    for (const PowerNodeId p : parents)
        connect(cut->addAction(text(s->powerNodes.at(p).name)), &QAction::triggered, this,
                [this, p, nodes] { workspace_.dispatch(model::unfeedPowerNodes({p}, nodes)); });
    const std::vector<RackId> racks = workspace_.selection().racks();
    for (const RackId r : racks)
        for (const PowerNodeId p : s->racks.at(r).feeds)
            if (p.isValid() && s->powerNodes.contains(p) &&
                std::find(parents.begin(), parents.end(), p) == parents.end()) {
                parents.push_back(p);
                if (parents.size() > 24) break;  // a list nobody reads
                connect(cut->addAction(text(s->powerNodes.at(p).name)), &QAction::triggered, this,
                        [this, p, racks] { workspace_.dispatch(model::unplugRacks({p}, racks)); });
            }
    cut->setEnabled(!cut->isEmpty());
    menu.addSeparator();
    connect(menu.addAction(tr("Lay out again")), &QAction::triggered, this, &OneLineView::layOutAgain);
    connect(menu.addAction(tr("Forget positions placed by hand")), &QAction::triggered, this,
            &OneLineView::forgetPositions);
    menu.addSeparator();
}

void OneLineView::updateText() {
    const AssumedFailure& assumed = canvas_->oneLine().assumed();
    const model::SnapshotPtr s = workspace_.snapshot();
    QStringList parts;
    if (assumed.empty()) {
        parts << counted(std::ssize(s->powerNodes.ids()), tr("element"), tr("elements"));
        for (const auto& [id, label] : {std::pair{"power.facility", tr("%1 drawn")},
                                        {"power.it", tr("%1 by IT")},
                                        {"power.pue", tr("PUE %1")}}) {
            const analytics::MetricValue* m = workspace_.report().find(id);
            const analytics::MetricInfo* info = analytics::metricInfo(id);
            if (m && info && m->known()) parts << label.arg(metricNumber(*m, info->unit, 4).joined());
        }
    } else {
        const model::PowerNode* first = s->powerNodes.find(assumed.failed.front());
        parts << (assumed.failed.size() > 1 || !first ? tr("Without %1 elements").arg(assumed.failed.size())
                                                      : tr("Without %1").arg(text(first->name)));
        parts << (assumed.darkRacks.empty()
                      ? tr("every rack stays supplied")
                      : tr("%1 dark, %2 unserved")
                            .arg(counted(std::ssize(assumed.darkRacks), tr("rack"), tr("racks")),
                                 quantity(assumed.unserved, "W")));
        if (!assumed.over.empty())
            parts << tr("%1 over the limit, worst %2")
                         .arg(counted(std::ssize(assumed.over), tr("element"), tr("elements")),
                              text(s->powerNodes.at(assumed.over.front()).name));
    }
    text_->setText(parts.join(QStringLiteral("   ·   ")));
    text_->setToolTip(text_->text());
    QPalette p = text_->palette();
    const bool bad = !assumed.empty() && (!assumed.darkRacks.empty() || !assumed.over.empty());
    p.setColor(QPalette::WindowText, bad ? workspace_.theme().error : workspace_.theme().text);
    text_->setPalette(p);
}

}  // namespace rackloom::views
