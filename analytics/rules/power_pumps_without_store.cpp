// SPDX-License-Identifier: GPL-3.0-or-later
// A unit that moves coolant but does not hang behind a UPS: when the supply stops, the flow stops with it,
// and processors have seconds.
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_ride.h"
#include "analytics/rules/rule.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "power.pumps_without_store",
                     .title = "Pumps without a UPS",
                     .severity = Severity::Error,
                     .pattern = "{0} moves coolant but hangs on {1}, which a source reaches without passing "
                                "any stored energy",
                     .remedy = "Feed it from below a UPS: without flow, processors have seconds.",
                     .source = "Facility reference 0.6 and G."};

bool movesCoolant(const model::CoolingUnit& unit, const model::DeviceType& type) {
    return unit.loop.isValid() && type.heatRemoval &&
           type.heatRemoval->medium == model::CoolingMedium::Liquid;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    Climb climb(drawing.tree);
    const auto& types = drawing.types->parts;
    const bool anyStore =
        std::any_of(types.begin(), types.end(), [](const TypePart& part) { return part.storesEnergy; });
    std::size_t unfed = 0, pumps = 0;
    for (const auto& [id, unit] : *q.get<CoolingUnits>()) {
        if (!movesCoolant(unit, *q.get<TypeOf>(unit.type))) continue;
        ++pumps;
        const auto feed = drawing.indexOf(unit.feed);
        if (!feed) {
            ++unfed;
            continue;
        }
        if (!anyStore || behindStore(drawing, climb, *feed)) continue;
        findings.push_back(findingOf(
            kInfo, {{ObjectRef::Kind::CoolingUnit, id.value}, {ObjectRef::Kind::PowerNode, unit.feed.value}},
            {textArgument(unitName(q, id)), textArgument(powerNodeName(q, unit.feed))}));
    }
    if (unfed > 0)
        notChecked.push_back(counted(unfed, "coolant unit hangs", "coolant units hang") +
                             " on no drawn feed, so whether the pumps run on through an outage was not "
                             "checked.");
    if (pumps > unfed && !anyStore)
        notChecked.push_back(
            "No element of the power tree is known to store energy, so whether the pumps run "
            "on through an outage was not checked.");
}

}  // namespace

const Rule& powerPumpsWithoutStoreRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
