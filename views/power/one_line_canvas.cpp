// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/facility_wiring.h"
#include "model/edit/power_edits.h"
#include "views/power/one_line_view.h"

namespace rackloom::views {

namespace {

using Kind = ObjectRef::Kind;

Kind kindOf(const DiagramBox& box) {
    return box.first().kind;
}

template <class IdT> std::vector<IdT> idsOf(const DiagramBox& box) {
    std::vector<IdT> out;
    for (const ObjectRef& o : box.members)
        out.push_back(IdT{o.id});
    return out;
}

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
    const bool turned = kindOf(a) != Kind::PowerNode;
    const DiagramBox &upper = turned ? b : a, &lower = turned ? a : b;
    if (kindOf(upper) != Kind::PowerNode)
        return Error{"connection", tr("neither of the two feeds anything").toStdString(),
                     tr("Pull from a power element.").toStdString()};
    const std::vector<PowerNodeId> feeds = idsOf<PowerNodeId>(upper);
    if (kindOf(lower) == Kind::Rack) return model::plugRacks(feeds, idsOf<RackId>(lower));
    if (kindOf(lower) == Kind::PowerNode) return model::feedPowerNodes(feeds, idsOf<PowerNodeId>(lower));
    if (feeds.size() == 1) return model::feedCoolingUnits(feeds.front(), idsOf<CoolingUnitId>(lower));
    return Error{"connection", tr("this box stands for several elements").toStdString(),
                 tr("Open the group and pull from one of them.").toStdString()};
}

std::optional<model::Edit> OneLineCanvas::placing(const DiagramBox& box, model::FloorPoint at) const {
    if (kindOf(box) != Kind::PowerNode) return std::nullopt;
    std::vector<model::Edit> edits;
    for (const PowerNodeId id : idsOf<PowerNodeId>(box))
        edits.push_back(model::drawPowerNode(id, at));
    if (edits.size() == 1) return edits.front();
    std::string label = edits.front().label;
    return model::combined(std::move(label), std::move(edits));
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
    const bool turned = kindOf(a) != Kind::PowerNode;
    return tr("%1 feeds %2.").arg(turned ? b.name : a.name, turned ? a.name : b.name);
}

void OneLineCanvas::afterDrop() {
    const std::uint32_t last = workspace().snapshot()->powerNodes.end();
    if (last > 0 && workspace().snapshot()->powerNodes.contains(PowerNodeId{last - 1}))
        workspace().selection().replace({{Kind::PowerNode, last - 1, Id<void>::kNone}});
}

}  // namespace rackloom::views
