// SPDX-License-Identifier: GPL-3.0-or-later
// Devices with several cables that all end at one leaf: it is a single point of failure for the whole device.
// Where all devices of a fabric are wired so, that is its design and only remarked.
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/leaf_table.h"
#include "analytics/inputs/fabric.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "node.single_leaf",
                     .title = "All cables of a node on one leaf",
                     .severity = Severity::Warning,
                     .pattern = "{0}: {1} of {2} devices with several cables have all of them on one leaf",
                     .remedy =
                         "Spread the ports of each device over several leaves, or waive this for a design "
                         "that wants it so.",
                     .source = "A leaf should not be the only way to a whole node."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    for (const FabricId id : q.get<FabricsOfRole>(model::FabricRole::Compute)) {
        const Shared<LeafTable> table = q.get<FabricLeaves>(id);
        if (table->onOneLeaf == 0 || table->leaves.size() < 2) continue;
        const model::DeviceRef device = table->firstOnOneLeaf;
        Finding finding = findingOf(kInfo,
                                    {{ObjectRef::Kind::Fabric, id.value},
                                     {ObjectRef::Kind::Device, device.rack.value, device.slot.value}},
                                    {textArgument(q.get<FabricRow>(id)->name),
                                     textArgument(std::to_string(table->onOneLeaf)),
                                     textArgument(std::to_string(table->severalCables))});
        if (table->onOneLeaf == table->severalCables) finding.severity = Severity::Info;
        findings.push_back(std::move(finding));
    }
}

}  // namespace

const Rule& nodeSingleLeafRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
