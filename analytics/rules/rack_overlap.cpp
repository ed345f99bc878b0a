// SPDX-License-Identifier: GPL-3.0-or-later
// Racks or facility equipment whose footprints overlap on a hall floor.
#include "analytics/fabric/footprints.h"
#include "analytics/rules/rule.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "rack.overlap",
                     .title = "Footprints overlap",
                     .severity = Severity::Error,
                     .pattern = "{0} and {1} stand in the same place",
                     .remedy = "Move one of them; snapping puts it beside the other.",
                     .source = "Footprints of the enclosures, turned as drawn."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const Shared<std::vector<StandingObject>> objects = q.get<FloorObjects>();
    std::vector<const StandingObject*> order;
    order.reserve(objects->size());
    std::size_t guessed = 0;
    for (const StandingObject& object : *objects) {
        order.push_back(&object);
        guessed += object.box.sizeKnown ? 0 : 1;
    }
    if (guessed > 0)
        notChecked.push_back(
            std::to_string(guessed) +
            " racks or units have no known footprint; 600 × 1200 mm was taken for overlaps.");
    // Rows of racks come in order already, so that merging them costs little.
    std::stable_sort(order.begin(), order.end(), [](const StandingObject* a, const StandingObject* b) {
        return a->box.hall != b->box.hall ? a->box.hall < b->box.hall : a->box.x < b->box.x;
    });
    for (std::size_t i = 0; i < order.size(); ++i) {
        const FloorBox& box = order[i]->box;
        for (std::size_t j = i + 1; j < order.size(); ++j) {
            const FloorBox& other = order[j]->box;
            if (other.hall != box.hall || other.x >= box.x + box.width) break;
            if (!box.overlaps(other)) continue;
            const auto [first, second] = std::minmax(
                order[i], order[j], [](const auto* a, const auto* b) { return a->object < b->object; });
            findings.push_back(findingOf(kInfo, {first->object, second->object},
                                         {textArgument(standingName(q, first->object)),
                                          textArgument(standingName(q, second->object))}));
        }
    }
}

}  // namespace

const Rule& rackOverlapRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
