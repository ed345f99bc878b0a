// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/domain_map.h"

#include "analytics/fabric/balance.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace rackloom::analytics {

constexpr std::uint32_t kNoDomain = DomainMap::kNoDomain;

void listMembers(DomainMap& map) {
    const auto bin = [&](std::uint32_t v) {
        return map.domainOf[v] == kNoDomain ? map.domains.size() : std::size_t{map.domainOf[v]};
    };
    map.firstMember.assign(map.domains.size() + 2, 0);
    for (std::uint32_t v = 0; v < map.domainOf.size(); ++v)
        ++map.firstMember[bin(v) + 1];
    std::partial_sum(map.firstMember.begin(), map.firstMember.end(), map.firstMember.begin());
    map.member.resize(map.domainOf.size());
    std::vector<std::uint32_t> next(map.firstMember.begin(), map.firstMember.end() - 1);
    for (std::uint32_t v = 0; v < map.domainOf.size(); ++v)
        map.member[next[bin(v)]++] = v;
}

namespace {

/// Finds the domain of a device. Domains come rack by rack, and so do the devices that are asked for; only
/// the order of both may differ.
class DomainFinder {
public:
    explicit DomainFinder(const std::vector<SiteDomain>& domains) : domains_(domains) {
        for (std::uint32_t d = 0; d < domains.size(); ++d) {
            const auto it = ofRack_.try_emplace(ofRack_.end(), domains[d].rack, Range{d, 0});
            ++it->second.count;
            for (const model::DeviceRef& device : domains[d].elsewhere)
                elsewhere_.emplace(device, d);
        }
    }

    std::uint32_t of(model::DeviceRef device) {
        if (!elsewhere_.empty())
            if (const auto far = elsewhere_.find(device); far != elsewhere_.end()) return far->second;
        if (device.rack != rack_) {
            rack_ = device.rack;
            const auto it = ofRack_.find(rack_);
            range_ = it == ofRack_.end() ? Range{} : it->second;
            nextSlot_ = 0;
        }
        for (std::uint32_t d = range_.first; d < range_.first + range_.count; ++d)
            if (holds(domains_[d].domain().slots, device.slot)) return d;
        return kNoDomain;
    }

private:
    struct Range {
        std::uint32_t first = 0, count = 0;
    };

    /// Slots are asked for in the order in which they are mostly listed.
    bool holds(const std::vector<SlotId>& slots, SlotId slot) {
        const std::size_t from = std::min(nextSlot_, slots.size());
        const auto middle = slots.begin() + static_cast<std::ptrdiff_t>(from);
        auto it = std::find(middle, slots.end(), slot);
        if (it == slots.end() && (it = std::find(slots.begin(), middle, slot)) == middle) return false;
        nextSlot_ = static_cast<std::size_t>(it - slots.begin()) + 1;
        return true;
    }

    const std::vector<SiteDomain>& domains_;
    std::map<RackId, Range> ofRack_;
    std::map<model::DeviceRef, std::uint32_t> elsewhere_;
    RackId rack_;  // asked for last
    Range range_;
    std::size_t nextSlot_ = 0;
};

}  // namespace

DomainMap domainMap(const std::vector<FabricDrawing::Endpoint>& endpoints,
                    const std::vector<SiteDomain>& domains) {
    DomainMap out;
    out.domains.reserve(domains.size());
    for (const SiteDomain& domain : domains)
        out.domains.push_back(domain.domain().result);
    DomainFinder finder(domains);
    model::DeviceRef last;
    std::uint32_t lastDomain = kNoDomain;
    out.domainOf.reserve(endpoints.size());
    for (const FabricDrawing::Endpoint& endpoint : endpoints) {
        if (endpoint.device != last) {
            last = endpoint.device;
            lastDomain = finder.of(last);
        }
        out.domainOf.push_back(lastDomain);
    }
    listMembers(out);
    return out;
}

WholeDomains wholeDomains(const DomainMap& map, const std::vector<std::uint32_t>& weight) {
    std::map<std::uint64_t, std::uint32_t> byWeight;
    std::uint64_t largest = 1, total = 0, lone = 0;
    for (std::size_t d = 0; d < map.domains.size(); ++d) {
        std::uint64_t attached = 0;
        for (const std::uint32_t v : map.membersOf(d))
            attached += weight[v];
        if (attached > 0) ++byWeight[attached];
        largest = std::max(largest, attached);
        total += attached;
    }
    for (const std::uint32_t v : map.membersOf(map.domains.size()))
        lone += weight[v];
    total += lone;
    if (lone > 0) byWeight[1] += static_cast<std::uint32_t>(lone);
    WholeDomains out;
    for (const auto& [w, count] : byWeight)
        out.items.push_back({w, count});
    const SubsetSums sums(out.items, total / 2);
    out.side = total > largest ? (total - largest + 1) / 2 : 0;
    while (out.side <= total / 2 && (out.side == 0 || !sums.reaches(out.side)))
        ++out.side;
    if (out.side > total / 2)
        out.whyNot = "whole scale-up domains cannot be divided into two nearly equal sides";
    else
        out.counts = sums.counts(out.side);
    return out;
}

ComputeWholeDomains::Value ComputeWholeDomains::compute(const Key&, Query& q) {
    return wholeDomains(*q.get<ComputeDomains>(), q.get<ComputePlanGraph>()->graph.weight);
}

ComputeDomains::Value ComputeDomains::compute(const Key&, Query& q) {
    return domainMap(q.get<ComputePlanGraph>()->endpoints, *q.get<SiteDomains>());
}

}  // namespace rackloom::analytics
