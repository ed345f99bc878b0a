// SPDX-License-Identifier: GPL-3.0-or-later
// Facility water so warm that units cannot hold the drawn supply at the approach they are rated at.
#include "analytics/inputs/catalog.h"
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/names.h"
#include "analytics/loads/units_by_loop.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

constexpr double kTolerance = 1e-6;  // K

const RuleInfo kInfo{
    .id = "cooling.facility_water_warm",
    .title = "Facility water warmer than the rating of the units",
    .severity = Severity::Warning,
    .pattern = "{0} gets facility water of {1}, but {2} is rated for {3} under the supply of "
               "{4}: it holds less than its rating there",
    .remedy = "Cool the facility water, raise the supply, or count the units at the approach "
              "that is left.",
    .source = "Facility reference B2: capacity is linear in the approach."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const Shared<LoopUnitTable> units = q.get<UnitsByLoop>();
    for (const LoopNetwork& loop : q.get<CoolantNetwork>()->loops) {
        if (loop.medium != model::CoolingMedium::Liquid || loop.racks == 0 || !loop.facilitySupply) continue;
        bool found = false;
        units->each(loop.loop, [&](CoolingUnitId id, const model::CoolingUnit& row) {
            if (found) return;
            const model::DeviceType& type = *q.get<TypeOf>(row.type);
            if (!type.heatRemoval || !type.heatRemoval->approach.known()) return;
            const double approach = type.heatRemoval->approach.value->si();
            if (*loop.facilitySupply + approach <= loop.setPoint + kTolerance) return;
            findings.push_back(findingOf(
                kInfo,
                {{ObjectRef::Kind::CoolingLoop, loop.loop.value}, {ObjectRef::Kind::CoolingUnit, id.value}},
                {textArgument(loopName(q, loop.loop)), numberArgument(*loop.facilitySupply, "K"),
                 textArgument(unitName(q, id)), numberArgument(approach, "dK"),
                 numberArgument(loop.setPoint, "K")}));
            found = true;
        });
    }
}

}  // namespace

const Rule& coolingFacilityWaterWarmRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
