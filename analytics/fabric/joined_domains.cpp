// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/joined_domains.h"

#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/scale_up_parts.h"
#include "analytics/fabric/wiring.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

namespace rackloom::analytics {
namespace {

using model::PlannedCable;

std::vector<PlannedCable> scaleUpCables(Query& q) {
    std::vector<PlannedCable> out;
    for (const FabricId id : q.get<FabricsOfRole>(model::FabricRole::ScaleUp)) {
        const Shared<Wiring> wiring = q.get<FabricWiring>(id);
        for (std::uint32_t i = 0; i < wiring->plan->cables.size(); ++i)
            if (wiring->stands(i)) out.push_back(wiring->plan->cables[i]);
        out.insert(out.end(), wiring->drawn.begin(), wiring->drawn.end());
    }
    return out;
}

/// The place of a port among the scale-up ports of its device, and how many there are.
std::optional<std::pair<std::uint32_t, std::uint32_t>> scaleUpPort(const model::DeviceType& type,
                                                                   std::uint32_t port) {
    std::uint32_t first = 0, before = 0, all = 0;
    std::optional<std::uint32_t> place;
    for (const model::PortGroup& group : type.ports) {
        const auto count = static_cast<std::uint32_t>(std::max(0, group.count));
        if (group.fabric == model::FabricRole::ScaleUp) {
            if (port >= first && port < first + count) place = before + port - first;
            before += count;
            all += count;
        }
        first += count;
    }
    if (!place) return std::nullopt;
    return std::pair{*place, all};
}

class Joiner {
public:
    Joiner(const std::vector<SiteDomain>& domains, std::vector<PlannedCable> cables, Query& q)
        : domains_(domains), cables_(std::move(cables)), q_(q), parent_(domains.size()) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
        for (std::size_t d = 0; d < domains.size(); ++d)
            domains[d].eachDevice([&](model::DeviceRef device) { domainOf_.emplace(device, d); });
        for (const PlannedCable& cable : cables_) {
            const auto a = domainOf_.find(cable.a.device), b = domainOf_.find(cable.b.device);
            if (a == domainOf_.end() || b == domainOf_.end()) continue;
            const auto [low, high] = std::minmax({rootOf(a->second), rootOf(b->second)});
            parent_[high] = low;
        }
    }

    std::vector<SiteDomain> run() {
        std::map<std::size_t, std::vector<std::size_t>> groups;
        for (std::size_t d = 0; d < domains_.size(); ++d)
            groups[rootOf(d)].push_back(d);
        std::map<std::size_t, std::vector<const PlannedCable*>> cablesOf;
        for (const PlannedCable& cable : cables_)
            if (const auto a = domainOf_.find(cable.a.device); a != domainOf_.end())
                cablesOf[rootOf(a->second)].push_back(&cable);
        std::vector<SiteDomain> out;
        for (const auto& [root, members] : groups) {
            q_.poll();
            out.push_back(members.size() == 1 ? domains_[root] : joined(members, cablesOf[root]));
        }
        return out;
    }

private:
    std::size_t rootOf(std::size_t d) {
        while (parent_[d] != d)
            d = parent_[d] = parent_[parent_[d]];
        return d;
    }

    /// Chips of a device in the joined drawing.
    struct Chips {
        std::uint32_t first = 0, count = 0;
        DeviceTypeId type;
    };

    std::map<model::DeviceRef, Chips> drawParts(const std::vector<std::size_t>& members, DomainParts& parts) {
        std::map<model::DeviceRef, Chips> out;
        for (const std::size_t d : members) {
            const RackMember* member = q_.get<RackMembers>()->find(domains_[d].rack);
            if (!member) continue;
            const Shared<model::RackDesign> design = q_.get<Designs>(member->design);
            const Standing standing = standingIn(domains_[d].rack, q_);
            parts.beginRack();
            for (const SlotId id : domains_[d].domain().slots)
                if (const model::Slot* slot = design->find(id)) {
                    const DeviceTypeId there = standing(*slot);
                    const DeviceTypeId type = there.isValid() ? there : slot->type;
                    const std::uint32_t first = parts.chips();
                    parts.add(type, there.isValid());
                    out[{domains_[d].rack, id}] = {first, parts.chips() - first, type};
                }
        }
        return out;
    }

    std::optional<std::uint32_t> chipAt(const std::map<model::DeviceRef, Chips>& chips,
                                        const model::PortRef& port) {
        const auto it = chips.find(port.device);
        if (it == chips.end() || it->second.count == 0) return std::nullopt;
        const auto place = scaleUpPort(*q_.get<TypeOf>(it->second.type), port.port);
        if (!place) return std::nullopt;
        return it->second.first + place->first * it->second.count / place->second;
    }

    SiteDomain joined(const std::vector<std::size_t>& members,
                      const std::vector<const PlannedCable*>& cables) {
        DomainParts parts(q_);
        const std::map<model::DeviceRef, Chips> chips = drawParts(members, parts);
        for (const PlannedCable* cable : cables) {
            const auto a = chipAt(chips, cable->a), b = chipAt(chips, cable->b);
            if (a && b && *a != *b) parts.bridge(std::min(*a, *b), std::max(*a, *b), capacityOf(cable->rate));
        }
        const SiteDomain& first = domains_[members.front()];
        SiteDomain out = first;
        out.ofRack = std::vector<DesignDomain>{{first.domain().name, first.domain().slots, solved(parts)}};
        out.index = 0;
        for (std::size_t i = 1; i < members.size(); ++i)
            domains_[members[i]].eachDevice(
                [&](model::DeviceRef device) { out.elsewhere.push_back(device); });
        return out;
    }

    /// Pairs of racks mostly are alike.
    Shared<DomainResult> solved(DomainParts& parts) {
        for (const auto& [drawing, result] : known_)
            if (drawing == parts.drawing()) return result;
        known_.emplace_back(parts.drawing(), parts.solve());
        return known_.back().second;
    }

    const std::vector<SiteDomain>& domains_;
    std::vector<PlannedCable> cables_;
    Query& q_;
    std::vector<std::size_t> parent_;
    std::map<model::DeviceRef, std::size_t> domainOf_;
    std::vector<std::pair<DomainDrawing, Shared<DomainResult>>> known_;
};

}  // namespace

void joinAcrossRacks(std::vector<SiteDomain>& domains, Query& q) {
    std::vector<PlannedCable> cables = scaleUpCables(q);
    if (cables.empty()) return;
    domains = Joiner(domains, std::move(cables), q).run();
}

}  // namespace rackloom::analytics
