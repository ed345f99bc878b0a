// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/cooling/cooling_view.h"

#include "model/catalog/kinds.h"
#include "model/edit/cooling_edits.h"
#include "model/edit/rack_edits.h"
#include "views/format/number_text.h"

#include <QMenu>

namespace rackloom::views {

namespace {

using Kind = ObjectRef::Kind;
constexpr std::string_view kUnitKinds[] = {"cdu", "crah", "rear_door", "chiller", "dry_cooler"};

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

}  // namespace

CoolingView::CoolingView(Workspace& workspace, QWidget* parent)
    : CoolingView(workspace, *new CoolingCanvas(workspace), parent) {}

CoolingView::CoolingView(Workspace& workspace, CoolingCanvas& canvas, QWidget* parent)
    : DiagramView(workspace, canvas, parent), canvas_(canvas) {
    fillAdd(addMenu(tr("Add"), tr("Adds a loop, or a unit on the selected loop")));
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
        for (const auto& [key, type] : workspace().catalog().devices)
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
    if (!workspace().dispatch(model::addCoolingLoop(loop))) return;
    const std::uint32_t last = workspace().snapshot()->coolingLoops.end() - 1;
    workspace().selection().replace({{Kind::CoolingLoop, last, Id<void>::kNone}});
    canvas_.fitAll();
}

void CoolingView::addUnit(const QString& key) {
    model::CoolingUnit unit;
    const auto& chosen = workspace().selection().objects();
    const model::DeviceType* type = workspace().catalog().device(key.toStdString());
    const bool plant = type && (type->kind == "chiller" || type->kind == "dry_cooler");
    if (chosen.size() == 1 && chosen.front().kind == Kind::CoolingLoop && !plant)
        unit.loop = CoolingLoopId{chosen.front().id};
    if (!workspace().dispatch(
            model::addCatalogCoolingUnit(workspace().catalog(), key.toStdString(), std::move(unit))))
        return;
    if (chosen.size() == 1 && chosen.front().kind == Kind::CoolingLoop) return;  // ready for the next one
    const std::uint32_t last = workspace().snapshot()->coolingUnits.end() - 1;
    workspace().selection().replace({{Kind::CoolingUnit, last, Id<void>::kNone}});
}

void CoolingView::extendMenu(QMenu& menu) {
    fillAdd(*menu.addMenu(tr("Add")));
    std::vector<model::Edit> cuts;
    const model::SnapshotPtr s = workspace().snapshot();
    for (const ObjectRef& o : workspace().selection().objects()) {
        if (o.kind != Kind::CoolingUnit) continue;
        cuts.push_back(model::setUnitLoop(CoolingUnitId{o.id}, {}));
        cuts.push_back(model::setUnitPlant(CoolingUnitId{o.id}, {}));
    }
    if (const std::vector<RackId> racks = workspace().selection().racks(); !racks.empty())
        cuts.push_back(model::setRackLoops(racks, CoolingLoopId{}, CoolingLoopId{}));
    QAction* cut = menu.addAction(tr("Disconnect"));
    cut->setEnabled(!cuts.empty());
    connect(cut, &QAction::triggered, this, [this, cuts] {
        workspace().dispatch(model::combined(tr("Disconnect from cooling").toStdString(), cuts));
    });
    extendMenuByLayout(menu);
}

QStringList CoolingView::summary() const {
    const model::SnapshotPtr s = workspace().snapshot();
    QStringList parts{counted(std::ssize(s->coolingLoops.ids()), tr("loop"), tr("loops")),
                      counted(std::ssize(s->coolingUnits.ids()), tr("unit"), tr("units"))};
    return parts << figures({{"cooling.liquid_heat", tr("%1 to liquid")},
                             {"cooling.air_heat", tr("%1 to air")},
                             {"cooling.flow", tr("%1 of coolant")}});
}

}  // namespace rackloom::views
