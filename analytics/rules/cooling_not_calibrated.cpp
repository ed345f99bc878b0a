// SPDX-License-Identifier: GPL-3.0-or-later
// A unit on a liquid loop whose type has no rated point: its kilowatts say nothing about temperatures.
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/names.h"
#include "analytics/rules/rule.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "cooling.not_calibrated",
                     .title = "Cooling unit without a rated point",
                     .severity = Severity::Warning,
                     .pattern = "{0} is a {1}, whose {2}: the temperatures of its loop stay unknown",
                     .remedy =
                         "Enter capacity, approach and flow from the datasheet, or choose another type.",
                     .source = "Facility reference B2: treat every kilowatt as at its approach and flow."};

std::string whatIsMissing(const model::DeviceType& type) {
    if (!type.heatRemoval) return "type takes no heat";
    const model::HeatRemoval& r = *type.heatRemoval;
    std::string list;
    const auto add = [&](bool known, const char* word) {
        if (!known) list += (list.empty() ? "" : " and ") + std::string(word);
    };
    add(r.capacity.known(), "capacity");
    add(r.approach.known(), "approach");
    add(r.flow.known(), "flow");
    return list.empty() ? "rated point no exchanger can reach" : list + " are not stated";
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const auto& units = *q.get<CoolingUnits>();
    const CoolantState& state = *q.get<CoolantNetwork>();
    for (const auto& [id, row] : units) {
        const LoopNetwork* loop = state.loop(row.loop);
        if (!loop || loop->medium != model::CoolingMedium::Liquid) continue;
        if (!std::binary_search(loop->uncalibrated.begin(), loop->uncalibrated.end(), row.type)) continue;
        const model::DeviceType& type = *q.get<TypeOf>(row.type);
        findings.push_back(findingOf(
            kInfo, {{ObjectRef::Kind::CoolingUnit, id.value}},
            {textArgument(unitName(q, id)), textArgument(type.name), textArgument(whatIsMissing(type))}));
    }
}

}  // namespace

const Rule& coolingNotCalibratedRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
