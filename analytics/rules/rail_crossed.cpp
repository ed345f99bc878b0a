// SPDX-License-Identifier: GPL-3.0-or-later
// A leaf that carries one rail but for a few cables: those are plugged into the wrong leaf or port. Traffic
// of the rail that would stay below this leaf then crosses the spines.
#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/leaf_table.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "rail.crossed",
                     .title = "Cable on the wrong rail",
                     .severity = Severity::Warning,
                     .pattern = "{0}: the leaf in rack {1} carries rail {2}, but {3} of its {4} cables come "
                                "from ports of other rails",
                     .remedy = "Swap the cables with those of the leaf of their own rail.",
                     .source = "Rail alignment: port r of every node on a leaf of rail r."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    for (const FabricId id : q.get<FabricsOfRole>(model::FabricRole::Compute)) {
        const Shared<LeafTable> table = q.get<FabricLeaves>(id);
        if (table->rails < 2) continue;
        for (const Shared<LeafTable::Leaf>& one : table->leaves) {
            const LeafTable::Leaf& leaf = *one;
            if (leaf.rails.size() < 2) continue;
            const auto most =
                std::max_element(leaf.rails.begin(), leaf.rails.end(),
                                 [](const auto& a, const auto& b) { return a.second < b.second; });
            std::uint32_t all = 0;
            for (const auto& [rail, count] : leaf.rails)
                all += count;
            if (most->second * 2 <= all) continue;  // it has no rail of its own
            const std::string* rack = q.get<RackNames>()->find(leaf.device.rack);
            findings.push_back(findingOf(
                kInfo,
                {{ObjectRef::Kind::Fabric, id.value},
                 {ObjectRef::Kind::Device, leaf.device.rack.value, leaf.device.slot.value}},
                {textArgument(q.get<FabricRow>(id)->name), textArgument(rack ? *rack : std::string("?")),
                 textArgument(std::to_string(most->first + 1)),
                 textArgument(std::to_string(all - most->second)), textArgument(std::to_string(all))}));
        }
    }
}

}  // namespace

const Rule& railCrossedRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
