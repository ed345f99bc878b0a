// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/redundancy_label.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {

namespace {

constexpr double kTolerance = 1e-9;

bool overloadedAfter(const std::vector<WorstAfter>& worst, std::size_t v) {
    return worst[v].loadShare && *worst[v].loadShare > 1 + kTolerance;
}

/// The first element above the entries, nearest first, that some failure overloads.
std::optional<std::size_t> firstOverloaded(const PowerTree& tree, const PowerFlow& flow,
                                           std::vector<std::size_t> above,
                                           const std::vector<WorstAfter>& worst) {
    for (std::size_t i = 0; i < above.size(); ++i) {
        if (!flow.elements[above[i]].live) continue;
        if (overloadedAfter(worst, above[i])) return above[i];
        for (const std::size_t p : tree.elements[above[i]].parents)
            if (std::find(above.begin(), above.end(), p) == above.end()) above.push_back(p);
    }
    return std::nullopt;
}

RedundancyLabel labelOf(const PowerTree& tree, const PowerFlow& flow, const std::vector<std::size_t>& entries,
                        const SupplyCuts& cuts, const std::vector<WorstAfter>& worst) {
    RedundancyLabel out;
    LoadPaths paths = cuts.paths(entries);
    out.paths = paths.disjoint;
    out.cuts = std::move(paths.cuts);
    if (out.paths == 0) return out;
    out.overloaded = firstOverloaded(tree, flow, entries, worst);
    if (out.overloaded) out.cause = worst[*out.overloaded].cause;
    const bool cutsAreGroups = std::all_of(out.cuts.begin(), out.cuts.end(),
                                           [&](std::size_t v) { return tree.elements[v].units > 1; });
    out.label = Redundancy::N;
    if (!out.overloaded && cutsAreGroups) out.label = out.paths > 1 ? Redundancy::TwoN : Redundancy::NPlusOne;
    return out;
}

}  // namespace

std::vector<RedundancyLabel> labelLoads(const PowerTree& tree, const PowerFlow& normal,
                                        const std::vector<WorstAfter>& worst) {
    const SupplyCuts cuts(tree, normal);
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
        if (isNew) it->second = labelOf(tree, normal, entries, cuts, worst);
        labels.push_back(it->second);
    }
    return labels;
}

}  // namespace rackloom::analytics
