// SPDX-License-Identifier: GPL-3.0-or-later
// Racks with a feed on side A and one on side B that meet upstream: the loss of one element darkens both. A
// group of several units, any of which may be lost, is no such element.
#include "analytics/loads/names.h"
#include "analytics/loads/power_sweep.h"
#include "analytics/rules/rule.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "power.shared_cut",
                     .title = "Side A and side B meet",
                     .severity = Severity::Error,
                     .pattern = "Side A and side B of {0} both hang on {1}: its loss alone darkens them",
                     .remedy = "Feed one of the sides from another source, or from another branch up to it.",
                     .source = "Facility reference A5: vertex-disjoint paths to the sources."};

bool hasTwoFeeds(const PowerLoad& load) {
    return std::any_of(load.cords.begin(), load.cords.end(),
                       [&](const PowerCord& c) { return c.element != load.cords.front().element; });
}

std::optional<std::size_t> nearestSingle(const PowerTree& tree, const std::vector<std::size_t>& cuts) {
    const auto it =
        std::find_if(cuts.begin(), cuts.end(), [&](std::size_t v) { return tree.elements[v].units == 1; });
    return it == cuts.end() ? std::nullopt : std::optional(*it);
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    const SweepState& sweep = *q.get<PowerSweep>();
    std::map<std::size_t, std::vector<RackId>> below;
    for (std::size_t i = 0; i < drawing.racks.size(); ++i) {
        if (!hasTwoFeeds(drawing.tree.loads[i])) continue;
        if (const auto cut = nearestSingle(drawing.tree, sweep.labels[i].cuts))
            below[*cut].push_back(drawing.racks[i]);
    }
    for (auto& [cut, racks] : below) {
        std::vector<ObjectRef> objects{{ObjectRef::Kind::PowerNode, drawing.nodes[cut].value}};
        for (const RackId rack : racks)
            objects.push_back({ObjectRef::Kind::Rack, rack.value});
        const std::string who =
            racks.size() == 1 ? rackName(q, racks.front()) : counted(racks.size(), "rack", "racks");
        findings.push_back(
            findingOf(kInfo, std::move(objects),
                      {textArgument(who), textArgument(powerNodeName(q, drawing.nodes[cut]))}));
    }
}

}  // namespace

const Rule& powerSharedCutRule() {
    static const Rule kRule{kInfo, check, Lane::Slow};
    return kRule;
}

}  // namespace rackloom::analytics
