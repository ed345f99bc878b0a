// SPDX-License-Identifier: GPL-3.0-or-later
// A leaf without a rail of its own in a fabric whose other leaves carry one rail each.
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/leaf_table.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "rail.mixed_leaf",
                     .title = "Leaf with several rails",
                     .severity = Severity::Warning,
                     .pattern =
                         "{0}: the leaf in rack {1} carries {2} rails with none of them on most of its "
                         "{3} cables, where other leaves carry one",
                     .remedy = "Give each rail a leaf of its own, or use a fabric that is not rail-aligned.",
                     .source = "Rail alignment: a leaf carries one rail only."};

bool hasOwnRail(const LeafTable::Leaf& leaf) {
    std::uint32_t most = 0, all = 0;
    for (const auto& [rail, count] : leaf.rails) {
        most = std::max(most, count);
        all += count;
    }
    return most * 2 > all;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    for (const FabricId id : q.get<FabricsOfRole>(model::FabricRole::Compute)) {
        const Shared<LeafTable> table = q.get<FabricLeaves>(id);
        if (table->rails < 2) continue;
        std::size_t aligned = 0, used = 0;
        for (const Shared<LeafTable::Leaf>& one : table->leaves) {
            const LeafTable::Leaf& leaf = *one;
            used += leaf.rails.empty() ? 0 : 1;
            aligned += leaf.rails.size() == 1 ? 1 : 0;
        }
        if (aligned * 2 <= used) continue;  // a fabric that does not align rails
        for (const Shared<LeafTable::Leaf>& one : table->leaves) {
            const LeafTable::Leaf& leaf = *one;
            if (leaf.rails.size() < 2 || hasOwnRail(leaf)) continue;
            const std::string* rack = q.get<RackNames>()->find(leaf.device.rack);
            findings.push_back(findingOf(
                kInfo,
                {{ObjectRef::Kind::Fabric, id.value},
                 {ObjectRef::Kind::Device, leaf.device.rack.value, leaf.device.slot.value}},
                {textArgument(q.get<FabricRow>(id)->name), textArgument(rack ? *rack : std::string("?")),
                 textArgument(std::to_string(leaf.rails.size())), textArgument(std::to_string(leaf.down))}));
        }
    }
}

}  // namespace

const Rule& railMixedLeafRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
