// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_load.h"

#include <algorithm>
#include <numeric>

namespace rackloom::views {

namespace {

/// What each box reaches downwards, as a share of all that can be sent to.
std::vector<double> reachOf(const FabricLayout& l, const std::vector<std::size_t>& upwards) {
    const std::size_t boxes = l.boxes.size();
    std::vector<double> weight(boxes);
    double total = 0;
    for (const FabricEdge& e : l.edges)
        if (l.boxes[e.lower].tier == 0) {
            weight[e.lower] += e.rate;
            total += e.rate;
        }
    std::vector<std::vector<bool>> below(boxes, std::vector<bool>(boxes));
    for (std::size_t b = 0; b < boxes; ++b)
        if (l.boxes[b].tier == 0) below[b][b] = true;
    for (const std::size_t i : upwards) {
        const FabricEdge& e = l.edges[i];
        for (std::size_t b = 0; b < boxes; ++b)
            if (below[e.lower][b]) below[e.upper][b] = true;
    }
    std::vector<double> out(boxes);
    for (std::size_t b = 0; b < boxes; ++b)
        for (std::size_t r = 0; r < boxes; ++r)
            if (below[b][r] && total > 0) out[b] += weight[r] / total;
    return out;
}

}  // namespace

std::vector<double> fabricLoads(const FabricLayout& l) {
    constexpr std::size_t kMostBoxes = 3000;  // beyond that nobody could read it
    std::vector<double> loads(l.edges.size());
    if (l.boxes.size() > kMostBoxes) return loads;
    std::vector<std::size_t> upwards(l.edges.size());
    std::iota(upwards.begin(), upwards.end(), std::size_t{0});
    std::stable_sort(upwards.begin(), upwards.end(), [&](std::size_t a, std::size_t b) {
        return l.boxes[l.edges[a].lower].tier < l.boxes[l.edges[b].lower].tier;
    });
    const std::vector<double> reach = reachOf(l, upwards);
    std::vector<double> leaving(l.boxes.size()), upRate(l.boxes.size());
    for (const FabricEdge& e : l.edges)
        upRate[e.lower] += e.rate;
    for (std::size_t b = 0; b < l.boxes.size(); ++b)
        if (l.boxes[b].tier == 0) leaving[b] = upRate[b] * (1 - reach[b]);
    for (const std::size_t i : upwards) {
        const FabricEdge& e = l.edges[i];
        if (!(upRate[e.lower] > 0) || !(e.rate > 0)) continue;
        const double flow = leaving[e.lower] * e.rate / upRate[e.lower];
        loads[i] = flow / e.rate;
        // Of what comes up from below, that part goes further whose destination is not under this box.
        const double outside = 1 - reach[e.lower];
        if (outside > 1e-12) leaving[e.upper] += flow * std::max(0.0, 1 - reach[e.upper]) / outside;
    }
    return loads;
}

}  // namespace rackloom::views
