// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/load_paths.h"

#include "analytics/power/tree_order.h"
#include "analytics/power/tree_shares.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace rackloom::analytics {

namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Graph = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS, boost::no_property,
    boost::property<boost::edge_capacity_t, int,
                    boost::property<boost::edge_residual_capacity_t, int,
                                    boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;

/// Parents that an element could draw from one day: a transfer switch any of them, a single one its first.
template <class Visit> void eachParent(const PowerElement& e, const Visit& visit) {
    for (std::size_t k = 0; k < e.parents.size(); ++k) {
        if (e.policy != model::ParentPolicy::Share || parentWeight(e, k) > 0) visit(e.parents[k]);
        if (e.policy == model::ParentPolicy::Single) return;
    }
}

/// The live elements above the entries, nearest first, passing none but these.
std::vector<std::size_t> above(const PowerTree& tree, const PowerFlow& flow,
                               const std::vector<std::size_t>& entries,
                               std::optional<std::size_t> without = {}) {
    std::vector<std::size_t> found;
    std::unordered_set<std::size_t> seen;
    const auto visit = [&](std::size_t v) {
        if (flow.elements[v].live && v != without && seen.insert(v).second) found.push_back(v);
    };
    for (const std::size_t v : entries)
        visit(v);
    for (std::size_t i = 0; i < found.size(); ++i)
        eachParent(tree.elements[found[i]], visit);
    return found;
}

class SplitGraph {
public:
    explicit SplitGraph(std::size_t elements) : graph_(2 * elements + 2), elements_(elements) {
        for (std::size_t i = 0; i < elements; ++i)
            connect(wayIn(i), wayOut(i), 1);
    }
    std::size_t wayIn(std::size_t i) const { return 2 * i; }
    std::size_t wayOut(std::size_t i) const { return 2 * i + 1; }
    std::size_t load() const { return 2 * elements_; }
    std::size_t sources() const { return 2 * elements_ + 1; }
    void connect(std::size_t from, std::size_t to, int capacity) {
        const auto forth = boost::add_edge(from, to, graph_).first;
        const auto back = boost::add_edge(to, from, graph_).first;
        boost::put(boost::edge_capacity, graph_, forth, capacity);
        boost::put(boost::edge_capacity, graph_, back, 0);
        boost::put(boost::edge_reverse, graph_, forth, back);
        boost::put(boost::edge_reverse, graph_, back, forth);
    }
    int flow() { return boost::edmonds_karp_max_flow(graph_, load(), sources()); }

private:
    Graph graph_;
    std::size_t elements_;
};

/// Whether a source is reached without passing `without`.
bool reaches(const PowerTree& tree, const PowerFlow& flow, const std::vector<std::size_t>& entries,
             std::size_t without) {
    const std::vector<std::size_t> left = above(tree, flow, entries, without);
    return std::any_of(left.begin(), left.end(),
                       [&](std::size_t v) { return tree.elements[v].parents.empty(); });
}

}  // namespace

SupplyCuts::SupplyCuts(const PowerTree& tree, const PowerFlow& normal) : tree_(tree), flow_(normal) {
    const auto none = static_cast<std::uint32_t>(tree.elements.size());
    above_.assign(tree.elements.size() + 1, none);
    depth_.assign(tree.elements.size() + 1, 0);
    for (const std::size_t v : topDown(tree)) {
        if (!normal.elements[v].live) continue;
        std::optional<std::uint32_t> joint;
        eachParent(tree.elements[v], [&](std::size_t p) {
            if (!normal.elements[p].live) return;
            const auto parent = static_cast<std::uint32_t>(p);
            joint = joint ? meet(*joint, parent) : parent;
        });
        above_[v] = joint.value_or(none);
        depth_[v] = depth_[above_[v]] + 1;
    }
}

/// The nearest element that the ways of both go through, one of them itself perhaps.
std::uint32_t SupplyCuts::meet(std::uint32_t a, std::uint32_t b) const {
    while (a != b)
        (depth_[a] >= depth_[b] ? a : b) = above_[depth_[a] >= depth_[b] ? a : b];
    return a;
}

LoadPaths SupplyCuts::paths(const std::vector<std::size_t>& entries) const {
    const auto none = static_cast<std::uint32_t>(tree_.elements.size());
    std::vector<std::size_t> live;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(live),
                 [&](std::size_t v) { return flow_.elements[v].live; });
    LoadPaths paths;
    if (live.empty()) return paths;
    auto joint = static_cast<std::uint32_t>(live.front());
    for (const std::size_t v : live)
        joint = meet(joint, static_cast<std::uint32_t>(v));
    if (joint == none && live.size() > 2) return pathsToSources(tree_, flow_, entries);
    paths.disjoint = joint == none ? 2 : 1;
    for (std::uint32_t v = joint; v != none; v = above_[v])
        paths.cuts.push_back(v);
    return paths;
}

LoadPaths pathsToSources(const PowerTree& tree, const PowerFlow& normal,
                         const std::vector<std::size_t>& entries) {
    const std::vector<std::size_t> elements = above(tree, normal, entries);
    std::unordered_map<std::size_t, std::size_t> at;
    for (std::size_t i = 0; i < elements.size(); ++i)
        at.emplace(elements[i], i);
    SplitGraph graph(elements.size());
    for (const std::size_t v : entries)
        if (const auto it = at.find(v); it != at.end())
            graph.connect(graph.load(), graph.wayIn(it->second), 1);
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const PowerElement& e = tree.elements[elements[i]];
        if (e.parents.empty()) graph.connect(graph.wayOut(i), graph.sources(), 1);
        eachParent(e, [&](std::size_t p) {
            if (const auto it = at.find(p); it != at.end())
                graph.connect(graph.wayOut(i), graph.wayIn(it->second), 1);
        });
    }
    LoadPaths paths;
    paths.disjoint = graph.flow();
    if (paths.disjoint == 1)
        std::copy_if(elements.begin(), elements.end(), std::back_inserter(paths.cuts),
                     [&](std::size_t v) { return !reaches(tree, normal, entries, v); });
    return paths;
}

}  // namespace rackloom::analytics
