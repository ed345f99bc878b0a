// SPDX-License-Identifier: GPL-3.0-or-later
// Figures that nobody states although a total of this design depends on them: the totals cover less than
// everything. One finding per device type, so that it can be waived or filled in once.
#include "analytics/capacity/parts.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <set>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{
    .id = "figures.unknown",
    .title = "Unknown figures",
    .severity = Severity::Info,
    .pattern = "{0}: {1} not known; totals leave it out and say how much they cover",
    .remedy = "Open the type in the inspector and type the figure with its source, or accept the gap.",
    .source = "Catalogue figures that are marked unknown."};

class Gaps {
public:
    template <class Q> void need(const model::Figure<Q>& figure, std::string_view what) {
        if (!figure.known()) text_ += (text_.empty() ? "" : ", ") + std::string(what);
    }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

void needCapacity(const model::DeviceType& type, Gaps& gaps) {
    if (type.compute) {
        gaps.need(type.compute->memoryUsable, "usable memory");
        gaps.need(type.compute->memoryBandwidth, "memory bandwidth");
        for (std::size_t p = 0; p < model::kPrecisionCount; ++p)
            if (const auto& flops = type.compute->flops[p])
                gaps.need(*flops, std::string(model::kPrecisionNames[p]) + " peak");
    }
    if (type.scaleUp) gaps.need(type.scaleUp->linkRate, "scale-up link rate");
    if (type.scaleUpSwitch) gaps.need(type.scaleUpSwitch->portRate, "scale-up port rate");
}

/// Only what stands in a slot draws power on its own; parts inside are within its figure.
void needPlaced(const model::DeviceType& type, Gaps& gaps) {
    if (type.power) gaps.need(type.power->provisioned, "provisioned power");
    if (type.power && type.heat) gaps.need(type.heat->liquidFraction, "liquid share of heat");
    for (const model::PortGroup& group : type.ports)
        gaps.need(group.rate, "rate of the " + group.name + " ports");
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    std::set<DeviceTypeId> placed;
    std::set<RackDesignId> designs;
    for (const auto& [rack, member] : *q.get<RackMembers>())
        designs.insert(member.design);
    for (const RackDesignId design : designs)
        for (const model::Slot& slot : q.get<Designs>(design)->slots)
            placed.insert(slot.type);
    for (const auto& [device, change] : *q.get<Overrides>())
        if (change.type.isValid()) placed.insert(change.type);
    for (const auto& [id, count] : q.get<SiteParts>()->parts) {
        const Shared<model::DeviceType> type = q.get<TypeOf>(id);
        Gaps gaps;
        needCapacity(*type, gaps);
        if (placed.count(id) > 0) needPlaced(*type, gaps);
        if (gaps.text().empty()) continue;
        findings.push_back(findingOf(kInfo, {{ObjectRef::Kind::Type, id.value}},
                                     {textArgument(type->name), textArgument(gaps.text())}));
    }
}

}  // namespace

const Rule& figuresUnknownRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
