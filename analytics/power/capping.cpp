// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/capping.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace rackloom::analytics {

namespace {

Power totalFull(const std::vector<ShedGroup>& groups) {
    Power sum;
    for (const ShedGroup& g : groups)
        sum += g.full;
    return sum;
}

std::vector<Power> allFull(const std::vector<ShedGroup>& groups) {
    std::vector<Power> out;
    for (const ShedGroup& g : groups)
        out.push_back(g.full);
    return out;
}

/// What a group takes of one unit of water, by the condition that all marginal gains are equal.
double takes(const ShedGroup& g, double exponent) {
    if (!(g.full.si() > 0) || !(g.weight > 0)) return 0;
    return std::pow(g.weight / std::pow(g.full.si(), exponent), 1 / (1 - exponent));
}

}  // namespace

double cappedPerformance(double capShare, double exponent) {
    if (!(capShare > 0)) return 0;
    return capShare >= 1 ? 1 : std::pow(capShare, exponent);
}

Power bestCap(Power overhead, double exponent) {
    if (exponent >= 1) return Power::si(std::numeric_limits<double>::max());
    return overhead * (std::max(exponent, 0.0) / (1 - exponent));
}

Power bestCapWithin(Power full, Power overhead, double exponent) {
    return std::clamp(bestCap(overhead, exponent), full * kLowestCap, full);
}

std::vector<Power> shedByWeight(const std::vector<ShedGroup>& groups, Power limit, double exponent) {
    if (limit >= totalFull(groups)) return allFull(groups);
    const double held = std::clamp(exponent, 0.01, 0.99);  // at 1 one group would take all
    std::vector<Power> out(groups.size());
    std::vector<bool> pinned(groups.size(), false);
    Power left = std::max(limit, Power{});
    for (std::size_t round = 0; round < groups.size(); ++round) {
        double sum = 0;
        for (std::size_t j = 0; j < groups.size(); ++j)
            if (!pinned[j]) sum += takes(groups[j], held);
        if (!(sum > 0)) break;
        const Power water = left;
        bool again = false;
        for (std::size_t j = 0; j < groups.size(); ++j) {
            if (pinned[j]) continue;
            out[j] = water * (takes(groups[j], held) / sum);
            if (out[j] <= groups[j].full) continue;
            out[j] = groups[j].full;
            left -= groups[j].full;
            pinned[j] = again = true;
        }
        if (!again) break;
    }
    return out;
}

std::vector<Power> shedByPriority(const std::vector<ShedGroup>& groups, Power limit, double floor) {
    std::vector<Power> out = allFull(groups);
    Power over = totalFull(groups) - limit;
    std::vector<std::size_t> order(groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return groups[a].weight < groups[b].weight; });
    for (const std::size_t j : order) {
        if (!(over.si() > 0)) return out;
        const Power given = std::min(over, groups[j].full * (1 - std::clamp(floor, 0.0, 1.0)));
        out[j] -= given;
        over -= given;
    }
    if (!(over.si() > 0)) return out;
    Power sum;
    for (const Power p : out)
        sum += p;
    const double keep = sum.si() > 0 ? std::max(limit, Power{}) / sum : 0;
    for (Power& p : out)
        p *= keep;
    return out;
}

double shedPerformance(const std::vector<ShedGroup>& groups, const std::vector<Power>& given,
                       double exponent) {
    double sum = 0, weights = 0;
    for (std::size_t j = 0; j < groups.size() && j < given.size(); ++j) {
        if (!(groups[j].full.si() > 0)) continue;
        sum += groups[j].weight * cappedPerformance(given[j] / groups[j].full, exponent);
        weights += groups[j].weight;
    }
    return weights > 0 ? sum / weights : 1;
}

}  // namespace rackloom::analytics
