// SPDX-License-Identifier: GPL-3.0-or-later
// What a general library makes of a fabric graph with every endpoint and cable of its own: the measure for
// what the bisection engine saves by merging twins. For benchmarks only.
#pragma once

#include "analytics/fabric/bisection.h"

#include <cstdint>

namespace rackloom::bench {

/// The cut of a multilevel partitioner with its own idea of balance; negative when it is not built in.
std::int64_t partitionerCut(const analytics::FabricGraph& graph, const analytics::Bisection& known);

/// A push-relabel maximum flow between the endpoints of both sides of the known cut. It sees the split that
/// the engine found and only has to place the switches.
std::int64_t plainMaxFlow(const analytics::FabricGraph& graph, const analytics::Bisection& known);

}  // namespace rackloom::bench
