// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/cooling_edits.h"
#include "model/edit/facility_wiring.h"
#include "model/edit/rack_edits.h"
#include "views/cooling/cooling_view.h"

#include <algorithm>

namespace rackloom::views {

namespace {

using Kind = ObjectRef::Kind;

Error refusal(const QString& reason, const QString& remedy) {
    return Error{"connection", reason.toStdString(), remedy.toStdString()};
}

}  // namespace

CoolingCanvas::CoolingCanvas(Workspace& workspace, QWidget* parent)
    : DiagramCanvas(workspace, std::make_unique<CoolingScene>(), tr("Cooling drawing"), parent) {
    describeEmpty(tr("No cooling yet"),
                  tr("The cooling drawing shows how heat leaves the racks: loops, the units that serve them, "
                     "and the plant behind those. Start with “Add” above: a loop, then a unit for it, then "
                     "pull a wire from the loop to racks."));
}

Result<model::Edit> CoolingCanvas::connection(const DiagramBox& a, const DiagramBox& b) const {
    const model::SnapshotPtr s = workspace().snapshot();
    const auto one = [](const DiagramBox& box) { return box.members.size() == 1; };
    const auto pick = [&](Kind kind) { return a.kind() == kind ? &a : b.kind() == kind ? &b : nullptr; };
    const DiagramBox *loop = pick(Kind::CoolingLoop), *rack = pick(Kind::Rack),
                     *unit = pick(Kind::CoolingUnit);
    if (loop && rack) {
        if (!one(*loop))
            return refusal(tr("this box stands for several loops"), tr("Open the group and pull from one."));
        const CoolingLoopId id{loop->first().id};
        const bool liquid = s->coolingLoops.at(id).medium == model::CoolingMedium::Liquid;
        return model::setRackLoops(rack->ids<RackId>(), liquid ? std::optional(id) : std::nullopt,
                                   liquid ? std::nullopt : std::optional(id));
    }
    if (loop && unit) {
        if (!one(*loop))
            return refusal(tr("this box stands for several loops"), tr("Open the group and pull from one."));
        std::vector<model::Edit> edits;
        for (const CoolingUnitId id : unit->ids<CoolingUnitId>())
            edits.push_back(model::setUnitLoop(id, CoolingLoopId{loop->first().id}));
        return model::together(std::move(edits));
    }
    if (a.kind() != Kind::CoolingUnit || b.kind() != Kind::CoolingUnit)
        return refusal(tr("racks hang on loops, and loops on units"), tr("Pull between neighbours."));
    // What serves a loop is below; of two pieces of plant the one that was pulled from is above.
    const bool turned = s->coolingUnits.at(CoolingUnitId{a.first().id}).loop.isValid() &&
                        !s->coolingUnits.at(CoolingUnitId{b.first().id}).loop.isValid();
    const DiagramBox &plant = turned ? b : a, &served = turned ? a : b;
    std::vector<model::Edit> edits;
    for (const CoolingUnitId id : served.ids<CoolingUnitId>()) {
        std::vector<CoolingUnitId> all = s->coolingUnits.at(id).plant;
        for (const CoolingUnitId p : plant.ids<CoolingUnitId>())
            if (std::find(all.begin(), all.end(), p) == all.end()) all.push_back(p);
        if (all.size() == s->coolingUnits.at(id).plant.size())
            return refusal(tr("it takes its heat away already"), tr("Pull to another unit."));
        edits.push_back(model::setUnitPlant(id, std::move(all)));
    }
    return model::together(std::move(edits));
}

std::optional<model::Edit> CoolingCanvas::placing(const DiagramBox& box, model::FloorPoint at) const {
    std::vector<model::Edit> edits;
    if (box.kind() == Kind::CoolingLoop)
        for (const CoolingLoopId id : box.ids<CoolingLoopId>())
            edits.push_back(model::drawCoolingLoop(id, at));
    if (box.kind() == Kind::CoolingUnit)
        for (const CoolingUnitId id : box.ids<CoolingUnitId>())
            edits.push_back(model::drawCoolingUnit(id, at));
    if (edits.empty()) return std::nullopt;
    return model::together(std::move(edits));
}

Result<model::Edit> CoolingCanvas::dropped(const QString& key, model::FloorPoint at) const {
    const model::DeviceType* type = workspace().catalog().device(key.toStdString());
    if (!type || !type->heatRemoval)
        return Error{"drop", tr("this takes no heat away").toStdString(),
                     tr("Drop CDUs, air units, chillers and dry coolers here.").toStdString()};
    model::CoolingUnit unit;
    unit.diagram = at;
    return model::addCatalogCoolingUnit(workspace().catalog(), key.toStdString(), std::move(unit));
}

QString CoolingCanvas::connectionText(const DiagramBox& a, const DiagramBox& b) const {
    return tr("Connected %1 and %2.").arg(a.name, b.name);
}

void CoolingCanvas::afterDrop() {
    const std::uint32_t last = workspace().snapshot()->coolingUnits.end();
    if (last > 0 && workspace().snapshot()->coolingUnits.contains(CoolingUnitId{last - 1}))
        workspace().selection().replace({{Kind::CoolingUnit, last - 1, Id<void>::kNone}});
}

}  // namespace rackloom::views
