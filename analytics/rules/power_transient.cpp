// SPDX-License-Identifier: GPL-3.0-or-later
// A rack whose peaks of milliseconds are more than its power shelves stand once a side is lost. Breakers do
// not see so short a peak.
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/names.h"
#include "analytics/loads/rack_load.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

constexpr double kTolerance = 1e-9;

const RuleInfo kInfo{.id = "power.transient",
                     .title = "Peak over what shelves stand",
                     .severity = Severity::Warning,
                     .pattern =
                         "{0} peaks at {1} for milliseconds, but after losing a side its shelves stand "
                         "only {2} for so long",
                     .remedy = "Add power shelves or energy storage in the rack, or cap the devices.",
                     .source = "Facility reference A5: 1.4 times the provisioned power against 1.6 times the "
                               "surviving shelves."};

/// The rack's own figure where all its devices state one.
double peakOf(const RackLoad& load, double factor) {
    return load.peak.counted > 0 ? load.peak.complete().value_or(load.planning.sum * factor)
                                 : load.planning.sum * factor;
}

double pulseRating(const model::DeviceType& type, double assumed) {
    return type.overload.empty() ? assumed : type.overload.back().load;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const double factor = q.get<AssumptionOf>("power.peak_factor").value;
    const double assumed = q.get<AssumptionOf>("power.pulse_rating").value;
    for (const auto& [rack, load] : *q.get<RackLoads>()) {
        if (load->supplyKind != SupplyKind::Shelves) continue;
        const auto left = load->worstCapacity();
        if (!left) continue;  // the rule on shelves says so
        const double stands = pulseRating(*q.get<TypeOf>(load->supplyType), assumed) * *left;
        const double peak = peakOf(*load, factor);
        if (peak <= stands * (1 + kTolerance)) continue;
        findings.push_back(findingOf(
            kInfo, {{ObjectRef::Kind::Rack, rack.value}},
            {textArgument(rackName(q, rack)), numberArgument(peak, "W"), numberArgument(stands, "W")}));
    }
}

}  // namespace

const Rule& powerTransientRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
