// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/collectives/hierarchy.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

/// Reduce-scatter or all-gather of `bytes` among the ranks of one level.
double phaseSeconds(const CollectiveLevel& level, double bytes) {
    if (!(level.ranks > 1)) return 0;
    return level.startSeconds + bytes * (level.ranks - 1) / level.ranks / level.bytesPerSecond;
}

}  // namespace

double ranksOf(const std::vector<CollectiveLevel>& levels) {
    double ranks = 1;
    for (const CollectiveLevel& level : levels)
        ranks *= level.ranks;
    return ranks;
}

double allReduceSeconds(const std::vector<CollectiveLevel>& levels, double bytes) {
    double seconds = 0;
    for (const CollectiveLevel& level : levels) {
        if (!(level.ranks > 1)) continue;
        const bool last = &level == &levels.back();
        if (last && level.reduces)
            seconds += 2 * level.startSeconds + bytes / level.bytesPerSecond;
        else
            seconds += 2 * phaseSeconds(level, bytes);  // scattered on the way out, gathered on the way back
        bytes /= level.ranks;
    }
    return seconds;
}

double allGatherSeconds(const std::vector<CollectiveLevel>& levels, double bytes) {
    double seconds = 0;
    for (const CollectiveLevel& level : levels) {
        seconds += phaseSeconds(level, bytes);
        bytes /= level.ranks;
    }
    return seconds;
}

double allToAllSeconds(const std::vector<CollectiveLevel>& levels, double bytes) {
    const double all = ranksOf(levels);
    double seconds = 0, inside = 1;
    for (const CollectiveLevel& level : levels) {
        const double reached = inside * level.ranks;
        if (level.ranks > 1)
            seconds = std::max(seconds,
                               level.startSeconds + bytes * (reached - inside) / all / level.bytesPerSecond);
        inside = reached;
    }
    return seconds;
}

double allReduceBusRate(double ranks, double bytes, double seconds) {
    return 2 * gatherBusRate(ranks, bytes, seconds);
}

double gatherBusRate(double ranks, double bytes, double seconds) {
    return (ranks - 1) / ranks * bytes / seconds;
}

}  // namespace rackloom::analytics
