// SPDX-License-Identifier: GPL-3.0-or-later
// DomainMap: which scale-up domain each endpoint of the compute fabrics belongs to. Follows from the drawn
// devices alone, so that no edit of a cable makes it again.
// Must not know of cuts.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/balance.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/scale_up.h"
#include "model/base/shared.h"

#include <span>
#include <string>
#include <vector>

namespace rackloom::analytics {

/// Endpoints of the scale-out graph sorted into domains.
struct DomainMap {
    static constexpr std::uint32_t kNoDomain = ContractedGraph::kNoLevel;

    std::vector<std::uint32_t> domainOf;             ///< per endpoint vertex; kNoDomain = in none
    std::vector<Shared<DomainResult>> domains;       ///< by number
    std::vector<std::uint32_t> firstMember, member;  ///< vertices by domain; those in none come last

    /// Of a domain, or of what is in none.
    std::span<const std::uint32_t> membersOf(std::size_t domain) const {
        return {member.data() + firstMember[domain], member.data() + firstMember[domain + 1]};
    }
    friend bool operator==(const DomainMap&, const DomainMap&) = default;
};
/// Completes the map: members from domainOf.
void listMembers(DomainMap& map);

/// Two sides made of whole domains, as even as those allow.
struct WholeDomains {
    std::vector<WeightItem> items;      ///< domains and lone endpoints by attached weight
    std::vector<std::uint32_t> counts;  ///< how many of each are on the smaller side
    std::uint64_t side = 0;             ///< weight of the smaller side
    std::string whyNot;
    friend bool operator==(const WholeDomains&, const WholeDomains&) = default;
};
WholeDomains wholeDomains(const DomainMap& map, const std::vector<std::uint32_t>& weight);

/// A domain for each of the endpoints, which come rack by rack.
DomainMap domainMap(const std::vector<FabricDrawing::Endpoint>& endpoints,
                    const std::vector<SiteDomain>& domains);

struct ComputeDomains {
    using Key = NoKey;
    using Value = Shared<DomainMap>;
    static constexpr std::string_view kName = "compute domains";
    static Value compute(const Key&, Query&);
};

struct ComputeWholeDomains {
    using Key = NoKey;
    using Value = Shared<WholeDomains>;
    static constexpr std::string_view kName = "compute whole domains";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
