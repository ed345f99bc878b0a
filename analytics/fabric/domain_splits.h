// SPDX-License-Identifier: GPL-3.0-or-later
// DomainSplits: what it costs to divide scale-up domains between the sides of a scale-out cut, and ways to
// divide them: domain after domain, the last one in part, or whole ones only. Domains are mostly alike, so
// that one share stands for all of a kind.
// Must not know where the scale-out cut or the domains come from.
#pragma once

#include "analytics/fabric/bisection.h"
#include "analytics/fabric/domain_map.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace rackloom::analytics {

/// A cut that is not known.
inline constexpr std::int64_t kFarCut = std::numeric_limits<std::int64_t>::max() / 4;

class DomainSplits {
public:
    /// What is given must outlive this.
    DomainSplits(const ContractedGraph& scaleOut, const Bisection& cut, const DomainMap& map,
                 const WholeDomains& whole, const PollFunction& poll);

    /// How many endpoints of each class, and which weight of each domain, are on side A.
    struct Split {
        std::vector<std::uint32_t> ofClass;
        std::vector<std::uint32_t> ofDomain;
    };
    /// In which order domains are put on side A.
    enum class Order { ByNumber, BySideA, ByPrice };
    static constexpr Order kOrders[] = {Order::ByNumber, Order::ByPrice, Order::BySideA};

    std::size_t domainCount() const { return kindOf_.size(); }
    /// Whether every way to split every domain has a known cost.
    bool known() const;
    /// What the domains alone must be cut for: halves rarely fall between whole domains.
    std::int64_t lowerBound(std::uint64_t side) const;
    /// As the scale-out cut divides them.
    Split ofCut() const;
    std::int64_t costOf(const Split& split) const;
    /// Domain after domain, then lone endpoints; the last domain is split. None when weights do not fit.
    std::optional<Split> filled(Order order, std::uint64_t side) const;
    Split filledWhole(Order order) const;

private:
    /// One domain as the scale-out fabric sees it: how many of its GPUs are attached, and what splitting them
    /// costs.
    struct Share {
        std::uint32_t attached = 0;
        std::vector<std::int64_t> cut;  ///< by attached GPUs on side A; empty where not known
        friend bool operator==(const Share&, const Share&) = default;
    };
    static std::vector<std::int64_t> cutOfAttached(const DomainResult& domain, std::uint32_t attached);

    void collectKinds(const std::vector<std::uint32_t>& attached);
    const Share& shareOf(std::size_t domain) const { return kinds_[kindOf_[domain]]; }
    std::int64_t mixedLowerBound(std::uint64_t side) const;
    Split noSplit() const;
    void take(std::uint32_t v, Split& split) const;
    std::vector<std::uint32_t> inOrder(Order order) const;
    std::vector<double> awayFromA() const;
    std::vector<double> meanPrices() const;

    const ContractedGraph& scaleOut_;
    const Bisection& cut_;
    const DomainMap& map_;
    const WholeDomains& whole_;
    const PollFunction& poll_;
    std::vector<Share> kinds_;
    std::vector<std::uint32_t> kindOf_;  // by domain
    std::uint64_t free_ = 0;             // weight of what is in no domain
};

}  // namespace rackloom::analytics
