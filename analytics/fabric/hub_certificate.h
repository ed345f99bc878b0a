// SPDX-License-Identifier: GPL-3.0-or-later
// Hub certificate: a proven lower bound on the bisection of any graph. Endpoints send flow up to switches
// ("hubs") such that no link carries more than its capacity in both directions together; whichever side of a
// cut a hub is on, the endpoints of the other side must send across. So B >= sum over hubs of the cheapest
// half of their inflow. Tight on Clos networks; on networks without tiers it is valid but weak.
#pragma once

#include "analytics/fabric/contraction.h"

#include <optional>
#include <utility>
#include <vector>

namespace rackloom::analytics {

/// One pass divides upward traffic by link capacity; the thorough way also tries it by what can be carried
/// onward, which helps where upper tiers are damaged.
enum class HubEffort { OnePass, Thorough };

/// Lower bounds for several weights of the smaller side.
struct HubBounds {
    std::vector<std::pair<std::uint64_t, std::int64_t>> ofSide;
    std::optional<std::int64_t> of(std::uint64_t smallerSide) const {
        for (const auto& [side, bound] : ofSide)
            if (side == smallerSide) return bound;
        return std::nullopt;
    }
    friend bool operator==(const HubBounds&, const HubBounds&) = default;
};
/// The bounds of one pass, at little more than the cost of one.
HubBounds hubLowerBounds(const ContractedGraph& graph, const std::vector<std::uint64_t>& smallerSides,
                         const PollFunction& poll = {});

/// The flow of one pass through a graph. It tells what graphs that differ in a few links lose of its bounds
/// without another pass: flow that no touched switch carries stays as it is.
struct HubFlow {
    /// Of one vertex, by class.
    struct Rate {
        double up = 0;                    ///< capacity that leads upward
        double passed = 0, absorbed = 0;  ///< shares of what it takes in
        double perCapacity = 0;           ///< flow over a unit of upward capacity
        friend bool operator==(const Rate&, const Rate&) = default;
    };
    std::vector<Rate> rates;
    std::vector<std::pair<std::uint64_t, double>> ofSide;  ///< bounds before rounding
    friend bool operator==(const HubFlow&, const HubFlow&) = default;

    /// Rounded for the graph itself.
    HubBounds bounds(const ContractedGraph& graph) const;
};
HubFlow hubFlow(const ContractedGraph& graph, const std::vector<std::uint64_t>& smallerSides,
                const PollFunction& poll = {});

/// The next value from a bound that a cut can have; rounding of the sums behind it is allowed for.
std::int64_t roundedBound(double bound, std::int64_t quantum);

/// Lower bound for all cuts whose smaller side has endpoint weight at least `smallerSide`.
std::int64_t hubLowerBound(const ContractedGraph& graph, std::uint64_t smallerSide,
                           HubEffort effort = HubEffort::Thorough, const PollFunction& poll = {});

}  // namespace rackloom::analytics
