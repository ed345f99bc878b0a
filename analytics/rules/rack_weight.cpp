// SPDX-License-Identifier: GPL-3.0-or-later
// Devices heavier than their cabinet may carry, or a loaded rack heavier than its part of the floor may
// carry. Known masses that are already too heavy are reported; where masses are unknown and the rest fits,
// nothing is claimed.
#include "analytics/capacity/mass.h"
#include "analytics/fabric/footprints.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <map>

namespace rackloom::analytics {
namespace {

constexpr double kSquareMillimetres = 1e6;  // in a square metre

const RuleInfo kInfo{.id = "rack.weight",
                     .title = "Too heavy",
                     .severity = Severity::Error,
                     .pattern = "Rack {0}: {1} on {2}, which may carry {3}",
                     .remedy = "Take devices out, choose a stronger cabinet or floor, or spread the load.",
                     .source =
                         "Static load of the cabinet; load per area of the hall floor over the footprint."};

/// A rack as this rule sees it. Most racks of a site look alike, and are judged once.
struct Judged {
    const RackMassSum* mass = nullptr;
    DeviceTypeId enclosure;
    HallId hall;
    int width = -1, depth = -1;  ///< where it stands
    friend auto operator<=>(const Judged&, const Judged&) = default;
};

struct Excess {
    double kilograms = 0;
    std::string carrier;
    double limit = 0;
};

/// What is too heavy, and what could not be judged.
struct Verdict {
    std::vector<Excess> excesses;
    std::vector<std::string> gaps;
};

std::string missingText(const RackMassSum& mass) {
    if (mass.missing.empty()) return "the mass of the cabinet is unknown";
    std::string text = "the mass of " + mass.missing.front();
    if (mass.missing.size() > 1) text += " and " + std::to_string(mass.missing.size() - 1) + " more types";
    return text + " is unknown";
}

void checkCabinet(Query& q, const Judged& rack, Verdict& verdict) {
    if (!rack.enclosure.isValid() || !q.get<TypeOf>(rack.enclosure)->enclosure) return;
    const model::DeviceType& type = *q.get<TypeOf>(rack.enclosure);
    if (!type.enclosure->maxMass.known()) {
        verdict.gaps.push_back("the load that the cabinet " + type.name + " may carry is unknown");
        return;
    }
    const double limit = type.enclosure->maxMass.value->si();
    if (rack.mass->devices > limit)
        verdict.excesses.push_back({rack.mass->devices, "the cabinet", limit});
    else if (!rack.mass->missing.empty())
        verdict.gaps.push_back(missingText(*rack.mass));
}

void checkFloor(const Judged& rack, const model::Hall& hall, Verdict& verdict) {
    if (!hall.maxFloorLoad) {
        verdict.gaps.push_back("the floor load of hall " + hall.name + " is unknown");
        return;
    }
    const double limit = *hall.maxFloorLoad * rack.width * rack.depth / kSquareMillimetres;
    if (rack.mass->total() > limit)
        verdict.excesses.push_back({rack.mass->total(), "its part of the floor of hall " + hall.name, limit});
    else if (!rack.mass->complete())
        verdict.gaps.push_back(missingText(*rack.mass));
}

Verdict verdictOn(Query& q, const Judged& rack) {
    Verdict verdict;
    checkCabinet(q, rack, verdict);
    const model::Hall* hall = q.get<Halls>()->find(rack.hall);
    if (hall && rack.width >= 0) checkFloor(rack, *hall, verdict);
    return verdict;
}

void report(Query& q, RackId rack, const Verdict& verdict, std::vector<Finding>& findings) {
    for (const Excess& excess : verdict.excesses) {
        const std::string* name = q.get<RackNames>()->find(rack);
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::Rack, rack.value}},
                      {textArgument(name ? *name : std::string()), numberArgument(excess.kilograms, "kg"),
                       textArgument(excess.carrier), numberArgument(excess.limit, "kg")}));
    }
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const auto& members = *q.get<RackMembers>();
    const auto& floor = *q.get<RackFootprints>();
    std::map<Judged, std::pair<Verdict, std::size_t>> verdicts;  // with the number of racks
    Judged last;
    std::pair<Verdict, std::size_t>* known = nullptr;
    for (const auto& [id, mass] : *q.get<RackMasses>()) {
        const RackMember* member = members.find(id);
        if (!member) continue;
        Judged rack{&*mass, q.get<Designs>(member->design)->enclosure, member->hall, -1, -1};
        if (const FloorBox* box = floor.find(id)) {
            rack.width = box->width;
            rack.depth = box->depth;
        }
        if (!known || rack != last) {
            const auto [it, fresh] = verdicts.try_emplace(rack);
            if (fresh) it->second.first = verdictOn(q, rack);
            known = &it->second;
            last = rack;
        }
        ++known->second;
        report(q, id, known->first, findings);
    }
    std::map<std::string, std::size_t> gaps;  // racks by what is not known
    for (const auto& [rack, verdict] : verdicts)
        for (const std::string& what : verdict.first.gaps)
            gaps[what] += verdict.second;
    for (const auto& [what, racks] : gaps)
        notChecked.push_back("Weight of " + std::to_string(racks) + (racks == 1 ? " rack: " : " racks: ") +
                             what + ".");
}

}  // namespace

const Rule& rackWeightRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
