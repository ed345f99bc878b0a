// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/scale_up.h"

#include "analytics/fabric/joined_domains.h"
#include "analytics/fabric/scale_up_parts.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"

#include <algorithm>
#include <set>

namespace rackloom::analytics {
namespace {

DesignDomain listedDomain(const model::RackDesign& design, const model::ScaleUpDomain& listed,
                          const Standing& standing, Query& q) {
    DomainParts parts(q);
    for (const SlotId id : listed.slots)
        if (const model::Slot* slot = design.find(id)) {
            const DeviceTypeId there = standing(*slot);
            parts.add(there.isValid() ? there : slot->type, there.isValid());
        }
    return {listed.name, listed.slots, parts.solve()};
}

std::vector<DesignDomain> domainsOf(const model::RackDesign& design, const Standing& standing, Query& q) {
    std::vector<DesignDomain> out;
    std::set<SlotId> covered;
    for (const model::ScaleUpDomain& listed : design.domains) {
        out.push_back(listedDomain(design, listed, standing, q));
        covered.insert(listed.slots.begin(), listed.slots.end());
    }
    for (const model::Slot& slot : design.slots) {
        const DeviceTypeId there = standing(slot);
        if (covered.count(slot.id) > 0 || !there.isValid()) continue;
        DomainParts parts(q);
        parts.add(there, true);
        if (parts.selfContained()) out.push_back({slot.label, {slot.id}, parts.solve()});
    }
    std::erase_if(out, [](const DesignDomain& domain) { return domain.result->gpus == 0; });
    return out;
}

}  // namespace

DesignDomains::Value DesignDomains::compute(const Key& id, Query& q) {
    const Shared<model::RackDesign> design = q.get<Designs>(id);
    return domainsOf(
        *design, [](const model::Slot& slot) { return slot.type; }, q);
}

RackDomains::Value RackDomains::compute(const Key& rack, Query& q) {
    const RackMember* member = q.get<RackMembers>()->find(rack);
    if (!member) return {};
    return domainsOf(*q.get<Designs>(member->design), standingIn(rack, q), q);
}

SiteDomains::Value SiteDomains::compute(const Key&, Query& q) {
    std::set<RackId> deviating;
    for (const auto& [device, change] : *q.get<Overrides>())
        deviating.insert(device.rack);
    std::vector<SiteDomain> out;
    for (const auto& [rack, member] : *q.get<RackMembers>()) {
        const Shared<std::vector<DesignDomain>> domains =
            deviating.count(rack) > 0 ? q.get<RackDomains>(rack) : q.get<DesignDomains>(member.design);
        for (std::size_t i = 0; i < domains->size(); ++i)
            out.push_back({rack, domains, i, {}});
    }
    joinAcrossRacks(out, q);
    return out;
}

}  // namespace rackloom::analytics
