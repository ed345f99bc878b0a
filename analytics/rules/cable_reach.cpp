// SPDX-License-Identifier: GPL-3.0-or-later
// Cables longer than every medium that their fabric allows. One finding per fabric and tier, at its longest
// bundle.
#include "analytics/fabric/cable_bundles.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <map>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{
    .id = "cable.reach",
    .title = "Cable too long for its medium",
    .severity = Severity::Error,
    .pattern = "{0}: {1} cables need up to {2} between {3}, but no allowed medium at {4} reaches "
               "that far",
    .remedy = "Move the racks closer together, or allow the fabric a cable type with a longer reach.",
    .source = "Estimated length (fabric reference 3.5) against the reach in the catalogue."};

struct Worst {
    const Bundle* bundle = nullptr;
    double cables = 0;
};

std::string rackName(Query& q, RackId rack) {
    const std::string* name = q.get<RackNames>()->find(rack);
    return name ? *name : std::string("?");
}

Finding finding(Query& q, const Worst& worst) {
    const Bundle& bundle = *worst.bundle;
    std::vector<ObjectRef> objects = {{ObjectRef::Kind::Fabric, bundle.fabric.value},
                                      {ObjectRef::Kind::Rack, bundle.a.value}};
    std::string where = "racks " + rackName(q, bundle.a);
    if (bundle.a == bundle.b) {
        where = "devices of rack " + rackName(q, bundle.a);
    } else {
        objects.push_back({ObjectRef::Kind::Rack, bundle.b.value});
        where += " and " + rackName(q, bundle.b);
    }
    return findingOf(kInfo, std::move(objects),
                     {textArgument(q.get<FabricRow>(bundle.fabric)->name),
                      textArgument(std::to_string(static_cast<long long>(worst.cables))),
                      numberArgument(bundle.length, "m"), textArgument(std::move(where)),
                      numberArgument(bundle.rate, "bit/s")});
}

/// Whether the fabric names any cable type that the design holds.
bool mayChoose(Query& q, FabricId id) {
    for (const std::string& key : q.get<FabricRow>(id)->cableTypes)
        if (const DeviceTypeId type = q.get<TypeByKey>(key); type.isValid() && q.get<TypeOf>(type)->link)
            return true;
    return false;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    std::map<std::pair<FabricId, std::uint32_t>, Worst> tooLong;
    std::map<FabricId, double> withoutTypes;
    for (const FabricId id : *q.get<FabricIds>()) {
        const FabricRunTable& table = *q.get<FabricRuns>(id);
        for (const std::uint32_t place : table.unreached)
            for (const std::uint32_t row : table.pieces[place]->unreached) {
                const Bundle& bundle = (*table.pieces[place]->bundles)[row];
                if (!mayChoose(q, id)) {
                    withoutTypes[id] += bundle.count;
                    continue;
                }
                Worst& worst = tooLong[{id, bundle.tier}];
                worst.cables += bundle.count;
                if (!worst.bundle || bundle.length > worst.bundle->length) worst.bundle = &bundle;
            }
    }
    const Shared<CableRunTable> runs = q.get<CableRuns>();
    for (const auto& [key, worst] : tooLong)
        findings.push_back(finding(q, worst));
    for (const auto& [fabric, cables] : withoutTypes)
        notChecked.push_back("Reach of " + std::to_string(static_cast<long long>(cables)) + " cables of " +
                             q.get<FabricRow>(fabric)->name +
                             ": the fabric allows no cable type of this design.");
    if (runs->measured < runs->cables)
        notChecked.push_back(
            std::to_string(static_cast<long long>(runs->cables - runs->measured)) +
            " cables run between halls, whose distance is not drawn; their reach was not checked.");
}

}  // namespace

const Rule& cableReachRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
