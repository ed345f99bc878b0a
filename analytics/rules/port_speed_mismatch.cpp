// SPDX-License-Identifier: GPL-3.0-or-later
// Cables whose two ports have different rates: the faster port runs at the rate of the slower, if they train
// at all. Equal pairs of device types and rates are one finding with a count; the first cable is the place to
// look.
#include "analytics/fabric/port_use.h"
#include "analytics/inputs/fabric.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "port.speed_mismatch",
                     .title = "Ports of different speed",
                     .severity = Severity::Warning,
                     .pattern = "{0}: {1} cables join {2} at {3} to {4} at {5}",
                     .remedy = "Use ports of one rate, or a breakout that the faster device supports.",
                     .source = "A link runs at the rate of its slower port."};

ObjectRef deviceObject(model::DeviceRef device) {
    return {ObjectRef::Kind::Device, device.rack.value, device.slot.value};
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    double unknown = 0;
    for (const FabricId id : *q.get<FabricIds>()) {
        const SpeedCheck& speeds = *q.get<FabricSpeedCheck>(id);
        unknown += speeds.unknown;
        for (const SpeedMismatch& m : speeds.mismatches)
            findings.push_back(
                findingOf(kInfo,
                          {{ObjectRef::Kind::Fabric, id.value},
                           deviceObject(m.first.a.device),
                           deviceObject(m.first.b.device)},
                          {textArgument(q.get<FabricRow>(id)->name), textArgument(std::to_string(m.count)),
                           textArgument(m.typeA), numberArgument(m.rateA, "bit/s"), textArgument(m.typeB),
                           numberArgument(m.rateB, "bit/s")}));
    }
    if (unknown > 0)
        notChecked.push_back(std::to_string(static_cast<long long>(unknown)) +
                             " cables have a port of unknown rate, so their ends were not compared.");
}

}  // namespace

const Rule& portSpeedMismatchRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
