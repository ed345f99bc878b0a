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

struct Judged {
    RackId rack;
    std::string name;
    const RackMassSum* mass = nullptr;
};

/// Racks of one design share their gaps; each is told once.
class Gaps {
public:
    void add(const std::string& what) { ++counts_[what]; }
    void write(std::vector<std::string>& notChecked) const {
        for (const auto& [what, racks] : counts_)
            notChecked.push_back("Weight of " + std::to_string(racks) +
                                 (racks == 1 ? " rack: " : " racks: ") + what + ".");
    }

private:
    std::map<std::string, int> counts_;
};

std::string missingText(const RackMassSum& mass) {
    if (mass.missing.empty()) return "the mass of the cabinet is unknown";
    std::string text = "the mass of " + mass.missing.front();
    if (mass.missing.size() > 1) text += " and " + std::to_string(mass.missing.size() - 1) + " more types";
    return text + " is unknown";
}

void report(const Judged& rack, double kilograms, std::string carrier, double limit,
            std::vector<Finding>& findings) {
    findings.push_back(findingOf(kInfo, {{ObjectRef::Kind::Rack, rack.rack.value}},
                                 {textArgument(rack.name), numberArgument(kilograms, "kg"),
                                  textArgument(std::move(carrier)), numberArgument(limit, "kg")}));
}

void checkCabinet(Query& q, const Judged& rack, DeviceTypeId enclosure, Gaps& gaps,
                  std::vector<Finding>& findings) {
    if (!enclosure.isValid() || !q.get<TypeOf>(enclosure)->enclosure) return;
    const model::DeviceType& type = *q.get<TypeOf>(enclosure);
    if (!type.enclosure->maxMass.known())
        return gaps.add("the load that the cabinet " + type.name + " may carry is unknown");
    const double limit = type.enclosure->maxMass.value->si();
    if (rack.mass->devices > limit)
        report(rack, rack.mass->devices, "the cabinet", limit, findings);
    else if (!rack.mass->missing.empty())
        gaps.add(missingText(*rack.mass));
}

void checkFloor(const Judged& rack, const FloorBox& box, const model::Hall& hall, Gaps& gaps,
                std::vector<Finding>& findings) {
    if (!hall.maxFloorLoad) return gaps.add("the floor load of hall " + hall.name + " is unknown");
    const double limit = *hall.maxFloorLoad * box.width * box.depth / kSquareMillimetres;
    if (rack.mass->total() > limit)
        report(rack, rack.mass->total(), "its part of the floor of hall " + hall.name, limit, findings);
    else if (!rack.mass->complete())
        gaps.add(missingText(*rack.mass));
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const auto& members = *q.get<RackMembers>();
    const auto& names = *q.get<RackNames>();
    const auto& boxes = *q.get<RackFootprints>();
    const auto& halls = *q.get<Halls>();
    Gaps gaps;
    for (const auto& [id, mass] : *q.get<RackMasses>()) {
        const RackMember* member = members.find(id);
        const std::string* name = names.find(id);
        if (!member) continue;
        const Judged rack{id, name ? *name : std::string(), &*mass};
        checkCabinet(q, rack, q.get<Designs>(member->design)->enclosure, gaps, findings);
        const FloorBox* box = boxes.find(id);
        const model::Hall* hall = halls.find(member->hall);
        if (box && hall) checkFloor(rack, *box, *hall, gaps, findings);
    }
    gaps.write(notChecked);
}

}  // namespace

const Rule& rackWeightRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
