// SPDX-License-Identifier: GPL-3.0-or-later
// QuickBounds: an interval for the bisection of a graph that differs in a few links from one whose bisection
// is known, in constant time per link. A lost link takes at most its capacity out of the least cut and
// exactly that out of the known cut if it crosses there; one more link takes nothing out. Sound, and looser
// with every change: an answer for the moment until the graph is cut again. Must not search.
#pragma once

#include "analytics/fabric/bisection.h"

#include <algorithm>
#include <span>

namespace rackloom::analytics {

class QuickBounds {
public:
    /// `known` must outlive this and belong to the graph before the changes.
    explicit QuickBounds(const Bisection& known) : known_(known), lower_(known.lower), upper_(known.upper) {}

    void lose(const FabricGraph::Link& link) {
        lower_ -= link.capacity;
        if (crosses(link)) upper_ -= link.capacity;
    }
    void gain(const FabricGraph::Link& link) {
        if (crosses(link)) upper_ += link.capacity;
    }
    /// A switch with all links it has: at most the smaller half of them can be in the least cut, because it
    /// may stand on either side.
    void loseSwitch(std::span<const FabricGraph::Link> links) {
        std::int64_t all = 0;
        for (const FabricGraph::Link& link : links) {
            all += link.capacity;
            if (crosses(link)) upper_ -= link.capacity;
        }
        lower_ -= all / 2;
    }

    std::int64_t lower() const { return std::max<std::int64_t>(0, lower_); }
    std::int64_t upper() const { return std::max(lower(), upper_); }

private:
    bool crosses(const FabricGraph::Link& link) const { return known_.sideA[link.a] != known_.sideA[link.b]; }

    const Bisection& known_;
    std::int64_t lower_, upper_;
};

}  // namespace rackloom::analytics
