// SPDX-License-Identifier: GPL-3.0-or-later
// How one element of the power tree splits what it draws among its parents, and what it loses: the arithmetic
// that the solver and the failure sweep must share to the last bit.
// Must not know which parents are live: callers say.
#pragma once

#include "analytics/power/tree.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace rackloom::analytics {

/// The nearest multiple of 2⁻²⁰ W from 0 to 2⁴⁰ W, so that not even a nonsensical drawing overflows.
inline Power wholePower(Power p) {
    constexpr double kPerWatt = 1 << 20, kMost = 1099511627776.0;
    if (!(p.si() > 0)) return {};
    return Power::si(std::nearbyint(std::min(p.si(), kMost) * kPerWatt) / kPerWatt);
}

inline double parentWeight(const PowerElement& e, std::size_t k) {
    return e.weights.size() == e.parents.size() ? e.weights[k] : 1.0;
}

/// Calls visit(parent) for each that the element could draw from one day: a transfer switch any of them, a
/// single one its first, one that shares those of some weight.
template <class Visit> void eachFeed(const PowerElement& e, const Visit& visit) {
    for (std::size_t k = 0; k < e.parents.size(); ++k) {
        if (e.policy != model::ParentPolicy::Share || parentWeight(e, k) > 0) visit(e.parents[k]);
        if (e.policy == model::ParentPolicy::Single) return;
    }
}

/// Calls give(parent, part) for each parent that is drawn from. Parts add up to the input exactly.
template <class Live, class Give>
void shareInput(const PowerElement& e, Power input, const Live& live, const Give& give) {
    if (e.policy != model::ParentPolicy::Share) {
        for (const std::size_t p : e.parents) {
            if (live(p)) return give(p, input);
            if (e.policy == model::ParentPolicy::Single) return;
        }
        return;
    }
    double weight = 0;
    std::size_t last = 0;
    for (std::size_t k = 0; k < e.parents.size(); ++k)
        if (const double w = parentWeight(e, k); w > 0 && live(e.parents[k])) {
            weight += w;
            last = k;
        }
    if (!(weight > 0)) return;
    Power left = input;
    for (std::size_t k = 0; k <= last; ++k) {
        const double w = parentWeight(e, k);
        if (!(w > 0) || !live(e.parents[k])) continue;
        const Power part = k == last ? left : std::min(left, wholePower(input * (w / weight)));
        left -= part;
        give(e.parents[k], part);
    }
}

/// Whether any parent would be drawn from.
template <class Live> bool hasFeed(const PowerElement& e, const Live& live) {
    bool any = false;
    shareInput(e, Power{}, live, [&](std::size_t, Power) { any = true; });
    return any;
}

/// What an element loses while `units` of it deliver `output`.
Power elementLoss(const PowerElement&, int units, Power output);

/// What all loads of one entry put on one cord.
struct CordPower {
    Power demand, loss;
    Power both() const { return demand + loss; }
};
/// Into `out`, which has one place per cord; false when no cord is live.
template <class Live> bool shareLoad(const PowerLoad& load, const Live& live, std::span<CordPower> out) {
    double weight = 0;
    std::size_t last = 0;
    for (std::size_t k = 0; k < load.cords.size(); ++k) {
        out[k] = {};
        if (!(load.cords[k].weight > 0) || !live(load.cords[k].element)) continue;
        weight += load.cords[k].weight;
        last = k;
    }
    if (!(weight > 0)) return false;
    const double count = load.count;
    Power left = wholePower(load.demand);
    const Power whole = left;
    for (std::size_t k = 0; k <= last; ++k) {
        const PowerCord& cord = load.cords[k];
        if (!(cord.weight > 0) || !live(cord.element)) continue;
        const Power part = k == last ? left : std::min(left, wholePower(whole * (cord.weight / weight)));
        left -= part;
        out[k] = {part * count, cord.supplies ? wholePower(cord.supplies->loss(part)) * count : Power{}};
    }
    return true;
}

/// Demand of all loads of one entry.
inline Power wholeDemand(const PowerLoad& load) {
    return wholePower(load.demand) * static_cast<double>(load.count);
}

}  // namespace rackloom::analytics
