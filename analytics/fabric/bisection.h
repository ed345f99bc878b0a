// SPDX-License-Identifier: GPL-3.0-or-later
// Bisection bandwidth of a fabric graph as a certified interval: the least capacity between two halves of the
// endpoints, per direction. The upper bound is a cut that is handed out, the lower bound a proof; where both
// meet the number is exact. Finding the least balanced cut is hard in general, so an interval may remain.
#pragma once

#include "analytics/fabric/hub_certificate.h"
#include "analytics/fabric/partition.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

/// Interactive answers within a frame on contracted fabrics. Thorough closes what it can: searches,
/// relaxations, partitioners; without a clock it stops after a fixed amount of work.
enum class BisectionEffort { Interactive, Thorough };

struct BisectionOptions {
    BisectionEffort effort = BisectionEffort::Interactive;
    /// Least weight of the smaller side; the most even sides that weights allow are always accepted.
    std::optional<std::uint64_t> leastSide;
    /// Bounds of the hub certificate that are known already.
    const HubBounds* hubs = nullptr;
    /// Ends the thorough search with what it has.
    std::function<bool()> timeIsUp;
};

struct Bisection {
    std::int64_t lower = 0, upper = 0;  ///< in the capacity unit of the graph
    std::uint64_t sideWeight = 0;       ///< endpoint weight of side A, the smaller one
    std::uint64_t leastSide = 0;        ///< what the smaller side had to weigh at least
    std::vector<bool> sideA;            ///< per vertex of the graph: the cut that proves `upper`
    std::string method;                 ///< how both bounds were found
    std::string certificate;            ///< what proves `lower`

    bool exact() const { return lower == upper; }
    friend bool operator==(const Bisection&, const Bisection&) = default;
};

/// The bisection of a graph, or of what its contraction stands for.
Bisection bisect(const ContractedGraph& contracted, const BisectionOptions& options = {},
                 const PollFunction& poll = {});
Bisection bisect(const FabricGraph& graph, const PollFunction& poll = {});
Bisection bisect(const FabricGraph& graph, const ContractedGraph& contracted, const PollFunction& poll = {});
Bisection bisect(const FabricGraph& graph, const BisectionOptions& options, const PollFunction& poll = {});

/// The least cut found for given endpoints on side A (by class); no search below `goodEnough`.
std::int64_t cutOfEndpoints(const ContractedGraph& contracted, const std::vector<std::uint32_t>& taken,
                            std::int64_t goodEnough = 0);

/// Endpoint weight of the smaller side of the most even bisection.
std::uint64_t evenSideWeight(const ContractedGraph& graph);

}  // namespace rackloom::analytics
