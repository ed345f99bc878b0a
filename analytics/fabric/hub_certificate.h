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

/// Lower bound for all cuts whose smaller side has endpoint weight at least `smallerSide`.
std::int64_t hubLowerBound(const ContractedGraph& graph, std::uint64_t smallerSide,
                           HubEffort effort = HubEffort::Thorough, const PollFunction& poll = {});

}  // namespace rackloom::analytics
