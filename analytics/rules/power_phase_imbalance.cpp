// SPDX-License-Identifier: GPL-3.0-or-later
// Racks whose single-phase supplies load the three phases of a side unevenly. Supplies of a side are counted
// through its shelves and take the phases in turn.
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_words.h"
#include "analytics/loads/rack_load.h"
#include "analytics/power/phases.h"
#include "analytics/rules/rule.h"

#include <array>
#include <map>

namespace rackloom::analytics {
namespace {

using model::PowerSide;

constexpr double kMost = 0.1;

const RuleInfo kInfo{.id = "power.phase_imbalance",
                     .title = "Uneven phases",
                     .severity = Severity::Warning,
                     .pattern =
                         "{0} of {1} on side {2} take the three phases in turn, which loads one of them "
                         "{3} above the mean",
                     .remedy = "Fit supplies in threes on each side, or start every rack on another phase.",
                     .source = "Facility reference A2: supply j on phase j mod 3."};

/// Single-phase supplies behind a side; 0 when they cannot be counted or take three phases themselves.
int suppliesOf(const RackLoad& load, PowerSide side, const model::DeviceType& type) {
    const SideSupply& own = load.side(side);
    if (type.conversion) return own.units * type.conversion->modules;
    return type.circuit && type.circuit->phases == 1 ? own.units : 0;
}

bool threePhases(Query& q, PowerNodeId feed) {
    const model::PowerNode* node = q.get<PowerNodes>()->find(feed);
    if (!node) return false;
    const model::DeviceType& type = *q.get<TypeOf>(node->type);
    return !type.circuit || type.circuit->phases == 3;
}

double imbalanceOf(int supplies) {
    if (supplies <= 0 || supplies % 3 == 0) return 0;
    return phaseImbalance(assignPhases(std::vector<Power>(static_cast<std::size_t>(supplies), 1 * unit::W)));
}

/// What all racks of one kind share.
struct Kind {
    const RackLoad* load = nullptr;
    std::array<int, 2> supplies{};  ///< by side
    std::array<bool, 2> uneven{};

    void take(const RackLoad& of, Query& q) {
        *this = {&of, {}, {}};
        if (!of.supplyType.isValid()) return;
        const model::DeviceType& type = *q.get<TypeOf>(of.supplyType);
        for (std::size_t s = 0; s < 2; ++s) {
            supplies[s] = suppliesOf(of, s == 0 ? PowerSide::A : PowerSide::B, type);
            uneven[s] = imbalanceOf(supplies[s]) > kMost + 1e-9;
        }
    }
};

using Group = std::tuple<RackDesignId, std::size_t, int>;  ///< design, side, supplies

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const auto& feeds = *q.get<RackFeeds>();
    const auto& members = *q.get<RackMembers>();
    std::map<Group, std::vector<RackId>> uneven;
    Kind kind;
    for (const auto& [rack, load] : *q.get<RackLoads>()) {
        if (kind.load != &*load) kind.take(*load, q);
        if (!kind.uneven[0] && !kind.uneven[1]) continue;
        const auto* ends = feeds.find(rack);
        for (std::size_t s = 0; s < 2 && ends; ++s)
            if (kind.uneven[s] && threePhases(q, (*ends)[s]))
                uneven[{members.find(rack)->design, s, kind.supplies[s]}].push_back(rack);
    }
    for (const auto& [group, racks] : uneven) {
        const auto& [design, side, count] = group;
        std::vector<ObjectRef> objects;
        for (const RackId rack : racks)
            objects.push_back({ObjectRef::Kind::Rack, rack.value});
        const std::string who =
            racks.size() == 1 ? rackName(q, racks.front()) : counted(racks.size(), "rack", "racks");
        findings.push_back(findingOf(
            kInfo, std::move(objects),
            {textArgument(counted(static_cast<std::size_t>(count), "supply", "supplies")), textArgument(who),
             textArgument(side == 0 ? "A" : "B"), textArgument(percentText(imbalanceOf(count)))}));
    }
}

}  // namespace

const Rule& powerPhaseImbalanceRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
