// SPDX-License-Identifier: GPL-3.0-or-later
// CoreGraph: a fabric graph without its pendant endpoints. An endpoint with a single neighbour follows that
// neighbour unless balance forces it across, at the price of its own link; so it is kept as a remark on the
// neighbour. What remains is the network proper, on which searches and certificates work. Exact: every cut of
// the graph is a choice of sides for the core plus pendants moved across.
#pragma once

#include "analytics/fabric/balance.h"
#include "analytics/fabric/contraction.h"

#include <optional>
#include <span>
#include <vector>

namespace rackloom::analytics {

struct CoreGraph {
    static constexpr std::uint32_t kNone = 0xffffffffu;

    struct Arc {
        std::uint32_t to = 0;
        std::int64_t capacity = 0;
    };
    /// Endpoint twins with one neighbour, or with none (free to go anywhere).
    struct Pendant {
        std::uint32_t ofClass = 0;
        std::uint32_t parent = kNone;
        std::uint64_t weight = 0;  ///< of one
        std::uint32_t count = 0;
        std::int64_t capacity = 0;  ///< of one
    };

    std::vector<std::uint64_t> weight;  ///< per vertex, without pendants
    std::vector<std::uint64_t> load;    ///< with pendants
    std::vector<std::uint32_t> begin;
    std::vector<Arc> arcs;
    std::vector<Pendant> pendants;
    std::vector<std::uint32_t> classOf;  ///< per vertex, its twin class
    std::uint64_t total = 0;
    std::int64_t quantum = 1;

    std::uint32_t size() const { return static_cast<std::uint32_t>(weight.size()); }
    std::span<const Arc> arcsOf(std::uint32_t v) const {
        return {arcs.data() + begin[v], arcs.data() + begin[v + 1]};
    }
    /// Some vertex carries no endpoint at all, such as a spine.
    bool hasBareVertices() const;
};

CoreGraph coreOf(const ContractedGraph& contracted);

/// Capacity between the sides, pendants with their parents.
std::int64_t coreCut(const CoreGraph& core, const std::vector<bool>& sideA);

/// A complete choice: sides of the core and how many pendants of each kind are on side A.
struct CoreCut {
    std::int64_t cut = 0;
    std::vector<bool> sideA;
    std::vector<std::uint32_t> pendantsA;
};

/// Completes sides of the core by moving pendants until the weight of side A is in range; `cut` is that of
/// the sides. None when that cannot be done, or not be found.
std::optional<CoreCut> completed(const CoreGraph& core, const std::vector<bool>& sideA, std::int64_t cut,
                                 const SideRange& range);

/// Whether completed() always finds the cheapest way: moving pendants of large unequal weights is a puzzle.
bool pendantsAreDecidable(const CoreGraph& core);

/// Least cost of moving pendants of at least this weight across: a piecewise linear lower bound.
class AccessCost {
public:
    explicit AccessCost(const CoreGraph& core);
    /// Infinite beyond what pendants weigh.
    double of(std::uint64_t weight) const;
    /// All weight that pendants could move.
    std::uint64_t most() const { return most_; }
    /// Weights at which the price of more changes.
    std::vector<std::uint64_t> corners() const;

private:
    struct Step {
        double perWeight = 0;
        std::uint64_t weight = 0;
    };
    std::vector<Step> steps_;  // cheapest first
    std::uint64_t most_ = 0;
};

/// Sides per vertex of the original graph.
std::vector<bool> expanded(const CoreGraph& core, const CoreCut& cut, const ContractedGraph& contracted);

}  // namespace rackloom::analytics
