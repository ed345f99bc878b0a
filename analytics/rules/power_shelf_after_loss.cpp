// SPDX-License-Identifier: GPL-3.0-or-later
// A rack that draws more than its power shelves or rack PDUs can give once side A or side B is lost.
#include "analytics/inputs/catalog.h"
#include "analytics/loads/names.h"
#include "analytics/loads/rack_load.h"
#include "analytics/rules/rule.h"

#include <cmath>

namespace rackloom::analytics {
namespace {

using model::PowerSide;

/// Sums of tenths of a watt must not fail a rack that fits exactly.
constexpr double kTolerance = 1e-9;

const RuleInfo kInfo{
    .id = "power.shelf_after_loss",
    .title = "Rack over its supplies after losing a side",
    .severity = Severity::Error,
    .pattern = "{0} draws {1}, but its supplies give only {2} after losing side {3}: add {4} to side {5}, or "
               "cap the rack at {2}",
    .remedy = "Add power shelves or rack PDUs to both sides, cap the rack, or move devices to another rack.",
    .source = "Facility reference 0.1 and A4; hardware reference 2.2."};

struct Shortage {
    PowerSide lost = PowerSide::A;
    double left = 0;
};

std::optional<Shortage> shortageOf(const RackLoad& load) {
    std::optional<Shortage> worst;
    for (const PowerSide lost : {PowerSide::A, PowerSide::B}) {
        const auto left = load.capacityAfterLoss(lost);
        if (!left || load.planning.sum <= *left * (1 + kTolerance)) continue;
        if (!worst || *left < worst->left) worst = Shortage{lost, *left};
    }
    return worst;
}

std::string unitsToAdd(Query& q, const RackLoad& load, const Shortage& s, PowerSide surviving) {
    const SideSupply& side = load.side(surviving);
    const double each = side.units > 0 ? side.capacity.si() / side.units : 0;
    const double missing = load.planning.sum - s.left;
    const auto count = static_cast<std::size_t>(each > 0 ? std::ceil(missing / each - kTolerance) : 1);
    return counted(count, "more", "more") + " " + q.get<TypeOf>(load.supplyType)->name;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    std::size_t unknownLoad = 0, oneSide = 0;
    for (const auto& [rack, load] : *q.get<RackLoads>()) {
        if (load->supplyKind == SupplyKind::None || load->planning.counted == 0) continue;
        if (!load->worstCapacity()) {
            ++oneSide;
            continue;
        }
        if (load->planning.known < load->planning.counted) ++unknownLoad;
        const auto shortage = shortageOf(*load);
        if (!shortage) continue;
        const bool lostA = shortage->lost == PowerSide::A;
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::Rack, rack.value}},
                      {textArgument(rackName(q, rack)), numberArgument(load->planning.sum, "W"),
                       numberArgument(shortage->left, "W"), textArgument(lostA ? "A" : "B"),
                       textArgument(unitsToAdd(q, *load, *shortage, lostA ? PowerSide::B : PowerSide::A)),
                       textArgument(lostA ? "B" : "A")}));
    }
    if (oneSide > 0)
        notChecked.push_back(counted(oneSide, "rack has", "racks have") +
                             " supplies on one side only or of unknown rating, so the loss of a side was not "
                             "checked there.");
    if (unknownLoad > 0)
        notChecked.push_back(counted(unknownLoad, "rack holds", "racks hold") +
                             " devices of unknown power, so the check against their supplies is too kind.");
}

}  // namespace

const Rule& powerShelfAfterLossRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
