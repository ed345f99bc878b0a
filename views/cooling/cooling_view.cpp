// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/cooling/cooling_view.h"

#include "model/catalog/kinds.h"
#include "model/edit/cooling_edits.h"
#include "model/edit/facility_wiring.h"
#include "model/edit/rack_edits.h"
#include "views/format/number_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace rackloom::views {

namespace {

using Kind = ObjectRef::Kind;
constexpr std::string_view kUnitKinds[] = {"cdu", "crah", "rear_door", "chiller", "dry_cooler"};

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

}  // namespace

CoolingView::CoolingView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      canvas_(new CoolingCanvas(workspace, this)),
      text_(new QLabel(this)),
      add_(new QToolButton(this)),
      group_(new QPushButton(tr("Group again"), this)),
      again_(new QPushButton(tr("Lay out again"), this)) {
    add_->setText(tr("Add"));
    add_->setPopupMode(QToolButton::InstantPopup);
    add_->setToolTip(tr("Adds a loop, or a unit on the selected loop"));
    auto* menu = new QMenu(add_);
    fillAdd(*menu);
    add_->setMenu(menu);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text_->setSizePolicy(QSizePolicy::Ignored,
                         QSizePolicy::Preferred);  // long text must not widen the window
    group_->setToolTip(tr("Draws opened groups as one box each again"));
    group_->hide();
    again_->setToolTip(tr("Places everything anew that nobody has placed by hand"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(8);
    bar->addWidget(add_);
    bar->addSpacing(8);
    bar->addWidget(text_, 1);
    bar->addWidget(group_);
    bar->addWidget(again_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(canvas_, 1);
    connect(again_, &QPushButton::clicked, this, &CoolingView::layOutAgain);
    connect(group_, &QPushButton::clicked, this, &CoolingView::closeGroups);
    connect(canvas_, &CanvasWidget::viewChanged, this,
            [this] { group_->setVisible(canvas_->diagramScene().anyOpen()); });
    connect(&workspace_, &Workspace::snapshotChanged, this, &CoolingView::updateText);
    connect(&workspace_, &Workspace::reportChanged, this, &CoolingView::updateText);
    updateText();
}

void CoolingView::fillAdd(QMenu& menu) {
    connect(menu.addAction(tr("Liquid loop")), &QAction::triggered, this,
            [this] { addLoop(model::CoolingMedium::Liquid); });
    connect(menu.addAction(tr("Air loop")), &QAction::triggered, this,
            [this] { addLoop(model::CoolingMedium::Air); });
    menu.addSeparator();
    for (const std::string_view kind : kUnitKinds) {
        const model::Kind* row = model::findKind(kind);
        auto* list = new QMenu(row ? text(row->title) : text(kind), &menu);
        for (const auto& [key, type] : workspace_.catalog().devices)
            if (type->kind == kind) {
                QAction* entry = list->addAction(text(type->name));
                entry->setProperty("catalogue", text(key));  // no command of its own
                connect(entry, &QAction::triggered, this, [this, k = text(key)] { addUnit(k); });
            }
        if (list->isEmpty())
            delete list;
        else
            menu.addMenu(list);
    }
}

void CoolingView::addLoop(model::CoolingMedium medium) {
    model::CoolingLoop loop;
    loop.medium = medium;
    if (medium == model::CoolingMedium::Air) {
        loop.coolant = model::Coolant::Air;
        loop.supply = Temperature::celsius(24);
        loop.rise = 12 * unit::K;
    }
    if (!workspace_.dispatch(model::addCoolingLoop(loop))) return;
    const std::uint32_t last = workspace_.snapshot()->coolingLoops.end() - 1;
    workspace_.selection().replace({{Kind::CoolingLoop, last, Id<void>::kNone}});
    canvas_->fitAll();
}

void CoolingView::addUnit(const QString& key) {
    model::CoolingUnit unit;
    const auto& chosen = workspace_.selection().objects();
    const model::DeviceType* type = workspace_.catalog().device(key.toStdString());
    const bool plant = type && (type->kind == "chiller" || type->kind == "dry_cooler");
    if (chosen.size() == 1 && chosen.front().kind == Kind::CoolingLoop && !plant)
        unit.loop = CoolingLoopId{chosen.front().id};
    if (!workspace_.dispatch(
            model::addCatalogCoolingUnit(workspace_.catalog(), key.toStdString(), std::move(unit))))
        return;
    if (chosen.size() == 1 && chosen.front().kind == Kind::CoolingLoop) return;  // ready for the next one
    const std::uint32_t last = workspace_.snapshot()->coolingUnits.end() - 1;
    workspace_.selection().replace({{Kind::CoolingUnit, last, Id<void>::kNone}});
}

void CoolingView::layOutAgain() {
    canvas_->diagramScene().layOutAgain();
    canvas_->invalidate();
    canvas_->fitAll();
}

void CoolingView::closeGroups() {
    canvas_->diagramScene().closeGroups();
    canvas_->invalidate();
    canvas_->fitAll();
}

void CoolingView::forgetPositions() {
    if (workspace_.dispatch(model::forgetCoolingDrawing())) layOutAgain();
}

void CoolingView::extendMenu(QMenu& menu) {
    fillAdd(*menu.addMenu(tr("Add")));
    std::vector<model::Edit> cuts;
    const model::SnapshotPtr s = workspace_.snapshot();
    for (const ObjectRef& o : workspace_.selection().objects()) {
        if (o.kind != Kind::CoolingUnit) continue;
        cuts.push_back(model::setUnitLoop(CoolingUnitId{o.id}, {}));
        cuts.push_back(model::setUnitPlant(CoolingUnitId{o.id}, {}));
    }
    if (const std::vector<RackId> racks = workspace_.selection().racks(); !racks.empty())
        cuts.push_back(model::setRackLoops(racks, CoolingLoopId{}, CoolingLoopId{}));
    QAction* cut = menu.addAction(tr("Disconnect"));
    cut->setEnabled(!cuts.empty());
    connect(cut, &QAction::triggered, this, [this, cuts] {
        workspace_.dispatch(model::combined(tr("Disconnect from cooling").toStdString(), cuts));
    });
    menu.addSeparator();
    connect(menu.addAction(tr("Lay out again")), &QAction::triggered, this, &CoolingView::layOutAgain);
    connect(menu.addAction(tr("Forget positions placed by hand")), &QAction::triggered, this,
            &CoolingView::forgetPositions);
    menu.addSeparator();
}

void CoolingView::updateText() {
    const model::SnapshotPtr s = workspace_.snapshot();
    QStringList parts{counted(std::ssize(s->coolingLoops.ids()), tr("loop"), tr("loops")),
                      counted(std::ssize(s->coolingUnits.ids()), tr("unit"), tr("units"))};
    for (const auto& [id, label] : {std::pair{"cooling.liquid_heat", tr("%1 to liquid")},
                                    {"cooling.air_heat", tr("%1 to air")},
                                    {"cooling.flow", tr("%1 of coolant")}}) {
        const analytics::MetricValue* m = workspace_.report().find(id);
        const analytics::MetricInfo* info = analytics::metricInfo(id);
        if (m && info && m->known()) parts << label.arg(metricNumber(*m, info->unit, 4).joined());
    }
    text_->setText(parts.join(QStringLiteral("   ·   ")));
    text_->setToolTip(text_->text());
}

}  // namespace rackloom::views
