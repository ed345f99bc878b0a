// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/redundancy_label.h"

#include "analytics/power/tree_order.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {

namespace {

constexpr double kTolerance = 1e-9;

bool overloadedAfter(const std::vector<WorstAfter>& worst, std::size_t v) {
    return worst[v].loadShare && *worst[v].loadShare > 1 + kTolerance;
}

/// What all loads are labelled from.
struct Proof {
    const PowerTree& tree;
    const PowerFlow& flow;
    const std::vector<WorstAfter>& worst;
    SupplyCuts cuts;
    Climb climb;

    /// The first element above the entries, nearest first, that some failure overloads.
    std::optional<std::size_t> firstOverloaded(const std::vector<std::size_t>& entries) {
        const auto above = climb.above(entries, [&](std::size_t v) { return flow.elements[v].live; });
        const auto it = std::find_if(above.begin(), above.end(),
                                     [&](std::size_t v) { return overloadedAfter(worst, v); });
        return it == above.end() ? std::nullopt : std::optional(*it);
    }
};

RedundancyLabel labelOf(Proof& proof, const std::vector<std::size_t>& entries) {
    RedundancyLabel out;
    LoadPaths paths = proof.cuts.paths(entries);
    out.paths = paths.disjoint;
    out.cuts = std::move(paths.cuts);
    if (out.paths == 0) return out;
    out.overloaded = proof.firstOverloaded(entries);
    if (out.overloaded) out.cause = proof.worst[*out.overloaded].cause;
    const bool cutsAreGroups = std::all_of(out.cuts.begin(), out.cuts.end(),
                                           [&](std::size_t v) { return proof.tree.elements[v].units > 1; });
    out.label = Redundancy::N;
    if (!out.overloaded && cutsAreGroups) out.label = out.paths > 1 ? Redundancy::TwoN : Redundancy::NPlusOne;
    return out;
}

}  // namespace

std::vector<RedundancyLabel> labelLoads(const PowerTree& tree, const PowerFlow& normal,
                                        const std::vector<WorstAfter>& worst) {
    Proof proof{tree, normal, worst, SupplyCuts(tree, normal), Climb(tree)};
    std::map<std::vector<std::size_t>, RedundancyLabel> byEntries;
    std::vector<RedundancyLabel> labels;
    labels.reserve(tree.loads.size());
    for (const PowerLoad& load : tree.loads) {
        std::vector<std::size_t> entries;
        for (const PowerCord& cord : load.cords)
            if (cord.weight > 0) entries.push_back(cord.element);
        std::sort(entries.begin(), entries.end());
        entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
        const auto [it, isNew] = byEntries.try_emplace(entries);
        if (isNew) it->second = labelOf(proof, entries);
        labels.push_back(it->second);
    }
    return labels;
}

}  // namespace rackloom::analytics
