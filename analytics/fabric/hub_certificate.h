// SPDX-License-Identifier: GPL-3.0-or-later
// Hub certificate: a proven lower bound on the bisection of any graph. Endpoints send flow up to switches
// ("hubs") such that no link carries more than its capacity in both directions together; whichever side of a
// cut a hub is on, the endpoints of the other side must send across. So B >= sum over hubs of the cheapest
// half of their inflow. Tight on Clos networks; on networks without tiers it is valid but weak.
#pragma once

#include "analytics/fabric/contraction.h"

namespace rackloom::analytics {

/// One pass divides upward traffic by link capacity; the thorough way also tries it by what can be carried
/// onward, which helps where upper tiers are damaged.
enum class HubEffort { OnePass, Thorough };

/// Lower bound for all cuts whose smaller side has endpoint weight at least `smallerSide`.
std::int64_t hubLowerBound(const ContractedGraph& graph, std::uint64_t smallerSide,
                           HubEffort effort = HubEffort::Thorough, const PollFunction& poll = {});

}  // namespace rackloom::analytics
