// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/scale_up.h"

#include "analytics/capacity/parts.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"

#include <algorithm>
#include <functional>
#include <set>

namespace rackloom::analytics {
namespace {

/// Type that stands in a slot; invalid where it was taken out.
using Standing = std::function<DeviceTypeId(const model::Slot&)>;

/// What devices contribute to a domain, in slot order.
class Collector {
public:
    explicit Collector(Query& q) : q_(q) {}

    /// Parts of a device that stands there, or keeps the places of one that was taken out.
    void add(DeviceTypeId id, bool present) {
        for (const auto& [partId, count] : q_.get<DeviceParts>(id)->parts) {
            const model::DeviceType& part = *q_.get<TypeOf>(partId);
            for (std::int64_t i = 0; i < count; ++i) {
                if (part.scaleUp) addGpu(part, present);
                if (part.scaleUpSwitch) addChips(part, present);
            }
        }
    }

    bool any() const { return !drawing_.gpus.empty(); }
    /// A node is a domain of its own when its GPUs reach each other inside it.
    bool selfContained() const {
        return any() && (!drawing_.chips.empty() || drawing_.topology == model::ScaleUpTopology::Mesh);
    }

    Shared<DomainResult> solve() {
        if (reason_.empty()) return solveDomain(drawing_, [this] { q_.poll(); });
        DomainResult out;
        out.gpus = static_cast<int>(std::count_if(drawing_.gpus.begin(), drawing_.gpus.end(),
                                                  [](const DomainDrawing::Gpu& gpu) { return gpu.present; }));
        out.unknownReason = reason_;
        return out;
    }

private:
    void addGpu(const model::DeviceType& type, bool present) {
        const model::ScaleUp& scaleUp = *type.scaleUp;
        drawing_.topology = scaleUp.topology;
        drawing_.gpus.push_back({scaleUp.links, rate(scaleUp.linkRate, type), present});
    }

    void addChips(const model::DeviceType& type, bool present) {
        const model::ScaleUpSwitch& chips = *type.scaleUpSwitch;
        for (int i = 0; i < chips.asics; ++i)
            drawing_.chips.push_back({chips.portsPerAsic, rate(chips.portRate, type), present});
    }

    std::int64_t rate(const model::Figure<DataRate>& figure, const model::DeviceType& type) {
        if (figure.known()) return capacityOf(*figure.value);
        reason_ = "the scale-up link rate of " + type.name + " is not known";
        return 0;
    }

    Query& q_;
    DomainDrawing drawing_;
    std::string reason_;
};

DesignDomain listedDomain(const model::RackDesign& design, const model::ScaleUpDomain& listed,
                          const Standing& standing, Query& q) {
    Collector parts(q);
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
        Collector parts(q);
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
    const Shared<model::OverrideMap> overrides = q.get<Overrides>();
    const auto standing = [&](const model::Slot& slot) {
        const auto it = overrides->find({rack, slot.id});
        if (it == overrides->end()) return slot.type;
        if (it->second.removed) return DeviceTypeId{};
        return it->second.type.isValid() ? it->second.type : slot.type;
    };
    return domainsOf(*q.get<Designs>(member->design), standing, q);
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
            out.push_back({rack, domains, i});
    }
    return out;
}

}  // namespace rackloom::analytics
