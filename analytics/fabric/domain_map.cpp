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

/// Domains come rack by rack, and so do endpoints; only the order of both may differ.
DomainMap domainMap(const std::vector<FabricDrawing::Endpoint>& endpoints,
                    const std::vector<SiteDomain>& domains) {
    DomainMap out;
    std::map<RackId, std::pair<std::uint32_t, std::uint32_t>> ofRack;  // first domain and count
    std::map<model::DeviceRef, std::uint32_t> elsewhere;
    for (std::uint32_t d = 0; d < domains.size(); ++d) {
        out.domains.push_back(domains[d].domain().result);
        const auto it = ofRack.try_emplace(ofRack.end(), domains[d].rack, d, 0);
        ++it->second.second;
        for (const model::DeviceRef& device : domains[d].elsewhere)
            elsewhere.emplace(device, d);
    }
    const auto domainAt = [&](model::DeviceRef device) {
        if (const auto far = elsewhere.find(device); far != elsewhere.end()) return far->second;
        const auto it = ofRack.find(device.rack);
        if (it == ofRack.end()) return kNoDomain;
        for (std::uint32_t d = it->second.first; d < it->second.first + it->second.second; ++d) {
            const std::vector<SlotId>& slots = domains[d].domain().slots;
            if (std::find(slots.begin(), slots.end(), device.slot) != slots.end()) return d;
        }
        return kNoDomain;
    };
    model::DeviceRef last;
    std::uint32_t lastDomain = kNoDomain;
    out.domainOf.reserve(endpoints.size());
    for (const FabricDrawing::Endpoint& endpoint : endpoints) {
        if (endpoint.device != last) {
            last = endpoint.device;
            lastDomain = domainAt(last);
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
