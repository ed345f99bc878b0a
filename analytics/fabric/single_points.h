// SPDX-License-Identifier: GPL-3.0-or-later
// Single points of failure of a graph: vertices and links whose loss alone cuts endpoints off (articulation
// points and bridges), and for every vertex how many endpoints it would cut off. One depth-first walk over
// the merged graph; twins back each other up, so that only their common neighbours can be such points.
#pragma once

#include "analytics/fabric/contraction.h"

namespace rackloom::analytics {

struct SinglePoints {
    /// Per class: every vertex of it separates others. Always classes of one vertex.
    std::vector<bool> articulation;
    std::uint64_t articulations = 0;
    std::uint64_t bridges = 0;  ///< single links that separate, in a graph whose capacities count cables
    /// Per class: endpoint weight that can no longer reach half of all endpoints when one vertex of it is
    /// lost, but could before. The lost vertex itself is not counted.
    std::vector<std::uint64_t> cutOff;
    std::uint64_t apart = 0;  ///< weight that cannot reach half of the endpoints even now
    friend bool operator==(const SinglePoints&, const SinglePoints&) = default;
};

SinglePoints findSinglePoints(const ContractedGraph& graph, const PollFunction& poll = {});

}  // namespace rackloom::analytics
