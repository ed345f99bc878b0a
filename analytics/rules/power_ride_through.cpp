// SPDX-License-Identifier: GPL-3.0-or-later
// A store that is empty before the source behind it has started, or supplies that do not hold up while a
// switch transfers.
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_ride.h"
#include "analytics/report_text.h"
#include "analytics/rules/rule.h"

#include <set>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "power.ride_through",
                     .title = "Store empty too early",
                     .severity = Severity::Warning,
                     .pattern = "{0} lasts {1}, but {2} takes {3}",
                     .remedy = "Choose a larger store, or a source that starts sooner.",
                     .source = "Facility reference A8: hold-up, battery and generator start are one chain."};

void checkStores(Query& q, double transfer, std::vector<Finding>& findings,
                 std::vector<std::string>& notChecked) {
    std::size_t unknown = 0, without = 0;
    for (const DrawnStore& store : q.get<PowerRide>()->stores) {
        if (!(store.load > 0)) continue;
        if (!store.starts) {
            ++without;
            continue;
        }
        const RideStage stage{"", "", store.lasts ? std::optional(*store.lasts * unit::s) : std::nullopt,
                              (*store.starts + transfer) * unit::s};
        if (!stage.lasts) ++unknown;
        if (stage.holds().value_or(true)) continue;
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::PowerNode, store.node.value}},
                      {textArgument(powerNodeName(q, store.node)), numberArgument(*store.lasts, "s"),
                       textArgument("the quickest source that must start"),
                       numberArgument(*store.starts + transfer, "s")}));
    }
    if (without > 0)
        notChecked.push_back("No source that has to start is drawn above " +
                             counted(without, "energy store", "energy stores") +
                             ", so whether they last until one runs was not checked.");
    if (unknown > 0)
        notChecked.push_back("The energy of " + counted(unknown, "store is", "stores is") +
                             " unknown, so how long it lasts was not checked.");
}

void checkHoldUp(Query& q, double transfer, std::vector<Finding>& findings) {
    std::set<DeviceTypeId> seen;
    for (const auto& [rack, load] : *q.get<RackLoads>()) {
        if (!load->supplyType.isValid() || !seen.insert(load->supplyType).second) continue;
        const model::DeviceType& type = *q.get<TypeOf>(load->supplyType);
        if (!type.energyStore || !type.energyStore->holdUp.known()) continue;
        const double holds = type.energyStore->holdUp.value->si();
        if (holds >= transfer) continue;
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::Type, load->supplyType.value}},
                      {textArgument(type.name), numberArgument(holds, "s"),
                       textArgument("the transfer of a switch"), numberArgument(transfer, "s")}));
    }
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const double transfer = q.get<AssumptionOf>("power.transfer_s").value;
    checkStores(q, transfer, findings, notChecked);
    checkHoldUp(q, transfer, findings);
}

}  // namespace

const Rule& powerRideThroughRule() {
    static const Rule kRule{kInfo, check, Lane::Slow};
    return kRule;
}

}  // namespace rackloom::analytics
