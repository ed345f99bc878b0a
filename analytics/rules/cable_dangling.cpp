// SPDX-License-Identifier: GPL-3.0-or-later
// Cables that carry nothing: an end where no device of the fabric stands, or both ends at one device.
#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/leaf_table.h"
#include "analytics/inputs/fabric.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "cable.dangling",
                     .title = "Cable that leads nowhere",
                     .severity = Severity::Warning,
                     .pattern = "{0}: {1} cables {2}",
                     .remedy = "Remove the cable, put its device back, or add the device to the fabric.",
                     .source = "A cable joins an endpoint or a switch of its fabric to another one."};

ObjectRef deviceObject(model::DeviceRef device) {
    return {ObjectRef::Kind::Device, device.rack.value, device.slot.value};
}

void add(Query& q, FabricId id, std::size_t count, std::vector<ObjectRef> where, const char* what,
         std::vector<Finding>& findings) {
    where.insert(where.begin(), {ObjectRef::Kind::Fabric, id.value});
    findings.push_back(findingOf(
        kInfo, std::move(where),
        {textArgument(q.get<FabricRow>(id)->name), textArgument(std::to_string(count)), textArgument(what)}));
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    DeviceLookup lookup(q);
    for (const FabricId id : *q.get<FabricIds>()) {
        // Cables to empty places are no part of what the fabric is computed from.
        std::size_t empty = 0;
        std::vector<ObjectRef> at;
        for (const auto& [cableId, cable] : *q.get<HandCables>(id)) {
            if (lookup.type(cable.a.device) && lookup.type(cable.b.device)) continue;
            if (empty++ == 0) at = {{ObjectRef::Kind::Cable, cableId.value}};
        }
        if (empty > 0) add(q, id, empty, at, "end where no device stands", findings);
        const Shared<LeafTable> table = q.get<FabricLeaves>(id);
        if (!table->nowhere.empty())
            add(q, id, table->nowhere.size(),
                {deviceObject(table->nowhere[0].a.device), deviceObject(table->nowhere[0].b.device)},
                "end at a device that the fabric does not hold", findings);
        if (!table->loops.empty())
            add(q, id, table->loops.size(), {deviceObject(table->loops[0].a.device)},
                "have both ends at one device", findings);
    }
}

}  // namespace

const Rule& cableDanglingRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
