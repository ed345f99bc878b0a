// SPDX-License-Identifier: GPL-3.0-or-later
// Bisection of scale-out and scale-up together. Both fabrics share only their endpoints, so for one split of
// the GPUs their cuts add, and so do their lower bounds. Strict halves may split a domain; the aligned number
// keeps every domain whole and accepts sides that differ by up to one domain.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/bisection.h"
#include "analytics/fabric/domain_map.h"
#include "analytics/fabric/known_split.h"
#include "model/base/shared.h"

#include <optional>
#include <string>

namespace rackloom::analytics {

struct Bounds {
    std::int64_t lower = 0, upper = 0;
    friend bool operator==(const Bounds&, const Bounds&) = default;
};

struct CombinedResult {
    std::optional<Bounds> strict, aligned;
    std::string whyNoStrict, whyNoAligned;
    std::uint64_t gpus = 0;         ///< total weight that is halved
    std::uint64_t alignedSide = 0;  ///< weight of the smaller side of the aligned split
    std::uint32_t domains = 0;
    friend bool operator==(const CombinedResult&, const CombinedResult&) = default;
};

/// `scaleOut` is the contracted scale-out graph; endpoints are its first vertices.
CombinedResult combine(const ContractedGraph& scaleOut, const Bisection& cut, const DomainMap& map,
                       const PollFunction& poll = {});

/// Whole domains of the drawing as planned on two sides; empty where that cannot be.
struct ComputeKnownAligned {
    using Key = NoKey;
    using Value = Shared<KnownSplit>;
    static constexpr std::string_view kName = "aligned cut as planned";
    static Value compute(const Key&, Query&);
};

struct CombinedBisection {
    using Key = NoKey;
    using Value = Shared<CombinedResult>;
    static constexpr std::string_view kName = "combined bisection";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
