// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/facility_wiring.h"
#include "model/edit/power_edits.h"
#include "views/power/one_line_view.h"

namespace rackloom::views {

namespace {

using Kind = ObjectRef::Kind;

}  // namespace

OneLineCanvas::OneLineCanvas(Workspace& workspace, QWidget* parent)
    : DiagramCanvas(workspace, std::make_unique<OneLineScene>(), tr("One-line drawing"), parent) {
    describeEmpty(tr("No power tree yet"),
                  tr("The one-line drawing shows how power reaches the racks, with load and limit of every "
                     "element. Add a source with “Add element” above, then draw downwards from its "
                     "terminal."));
}

/// What feeds is above: a rack or a cooling unit is always below, whichever way the hand moved.
Result<model::Edit> OneLineCanvas::connection(const DiagramBox& a, const DiagramBox& b) const {
    const bool turned = a.kind() != Kind::PowerNode;
    const DiagramBox &upper = turned ? b : a, &lower = turned ? a : b;
    if (upper.kind() != Kind::PowerNode)
        return Error{"connection", tr("neither of the two feeds anything").toStdString(),
                     tr("Pull from a power element.").toStdString()};
    const std::vector<PowerNodeId> feeds = upper.ids<PowerNodeId>();
    if (lower.kind() == Kind::Rack) return model::plugRacks(feeds, lower.ids<RackId>());
    if (lower.kind() == Kind::PowerNode) return model::feedPowerNodes(feeds, lower.ids<PowerNodeId>());
    if (feeds.size() == 1) return model::feedCoolingUnits(feeds.front(), lower.ids<CoolingUnitId>());
    return Error{"connection", tr("this box stands for several elements").toStdString(),
                 tr("Open the group and pull from one of them.").toStdString()};
}

std::optional<model::Edit> OneLineCanvas::placing(const DiagramBox& box, model::FloorPoint at) const {
    if (box.kind() != Kind::PowerNode) return std::nullopt;
    std::vector<model::Edit> edits;
    for (const PowerNodeId id : box.ids<PowerNodeId>())
        edits.push_back(model::drawPowerNode(id, at));
    return model::together(std::move(edits));
}

Result<model::Edit> OneLineCanvas::dropped(const QString& key, model::FloorPoint at) const {
    const model::DeviceType* type = workspace().catalog().device(key.toStdString());
    if (!type || (!type->source && !type->conversion && !type->circuit))
        return Error{"drop", tr("this is no element of a power tree").toStdString(),
                     tr("Drop sources, transformers, UPS, PDUs and busways here.").toStdString()};
    model::PowerNode node;
    node.diagram = at;
    return model::addCatalogPowerNode(workspace().catalog(), key.toStdString(), std::move(node));
}

QString OneLineCanvas::connectionText(const DiagramBox& a, const DiagramBox& b) const {
    const bool turned = a.kind() != Kind::PowerNode;
    return tr("%1 feeds %2.").arg(turned ? b.name : a.name, turned ? a.name : b.name);
}

void OneLineCanvas::afterDrop() {
    const std::uint32_t last = workspace().snapshot()->powerNodes.end();
    if (last > 0 && workspace().snapshot()->powerNodes.contains(PowerNodeId{last - 1}))
        workspace().selection().replace({{Kind::PowerNode, last - 1, Id<void>::kNone}});
}

}  // namespace rackloom::views
