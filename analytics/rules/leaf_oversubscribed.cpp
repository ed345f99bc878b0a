// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves that take in more from endpoints than they can pass upwards. Often a choice, so it is told, not
// held against the design: one remark per fabric, at its worst leaf.
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/leaf_table.h"
#include "analytics/inputs/fabric.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{
    .id = "leaf.oversubscribed",
    .title = "Leaf with more down than up",
    .severity = Severity::Info,
    .pattern = "{0}: {1} of {2} leaves take in more than they pass upwards, at most {3} to 1",
    .remedy = "Add uplinks or spread the endpoints over more leaves where full bisection is wanted.",
    .source = "Capacity to endpoints against capacity to the tier above, per leaf."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    for (const FabricId id : q.get<FabricsOfRole>(model::FabricRole::Compute)) {
        const Shared<LeafTable> table = q.get<FabricLeaves>(id);
        double worst = 1;
        std::size_t count = 0, uplinked = 0;
        const LeafTable::Leaf* where = nullptr;
        for (const Shared<LeafTable::Leaf>& one : table->leaves) {
            const LeafTable::Leaf& leaf = *one;
            if (!(leaf.upRate > 0)) continue;
            ++uplinked;
            const double ratio = leaf.downRate / leaf.upRate;
            if (!(ratio > 1)) continue;
            ++count;
            if (ratio > worst) {
                worst = ratio;
                where = &leaf;
            }
        }
        if (!where) continue;
        findings.push_back(
            findingOf(kInfo,
                      {{ObjectRef::Kind::Fabric, id.value},
                       {ObjectRef::Kind::Device, where->device.rack.value, where->device.slot.value}},
                      {textArgument(q.get<FabricRow>(id)->name), textArgument(std::to_string(count)),
                       textArgument(std::to_string(uplinked)), numberArgument(worst, "1")}));
    }
}

}  // namespace

const Rule& leafOversubscribedRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
