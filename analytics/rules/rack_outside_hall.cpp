// SPDX-License-Identifier: GPL-3.0-or-later
// Racks or facility equipment that stand partly or wholly outside their hall.
#include "analytics/fabric/footprints.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "rack.outside_hall",
                     .title = "Outside the hall",
                     .severity = Severity::Error,
                     .pattern = "{0} stands outside {1}",
                     .remedy = "Move it inside, or enlarge the hall.",
                     .source = "Footprints of the enclosures and the size of the hall."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const auto& halls = *q.get<Halls>();
    for (const StandingObject& object : *q.get<FloorObjects>()) {
        const model::Hall* hall = halls.find(object.box.hall);
        if (!hall) continue;
        const FloorBox& box = object.box;
        if (box.x >= 0 && box.y >= 0 && box.x + box.width <= hall->width && box.y + box.depth <= hall->depth)
            continue;
        findings.push_back(
            findingOf(kInfo, {object.object},
                      {textArgument(standingName(q, object.object)), textArgument("hall " + hall->name)}));
    }
}

}  // namespace

const Rule& rackOutsideHallRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
