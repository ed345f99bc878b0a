// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/load_paths.h"

#include "analytics/power/tree_order.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>

#include <algorithm>
#include <unordered_map>

namespace rackloom::analytics {

namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Graph = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS, boost::no_property,
    boost::property<boost::edge_capacity_t, int,
                    boost::property<boost::edge_residual_capacity_t, int,
                                    boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;

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

/// The live elements above the entries, nearest first.
std::vector<std::size_t> liveAbove(const PowerTree& tree, const PowerFlow& flow,
                                   const std::vector<std::size_t>& entries) {
    Climb climb(tree);
    const auto found = climb.above(entries, [&](std::size_t v) { return flow.elements[v].live; });
    return {found.begin(), found.end()};
}

/// Those without which no source is reached, nearest first.
std::vector<std::size_t> cutsAmong(const PowerTree& tree, const PowerFlow& flow,
                                   const std::vector<std::size_t>& entries,
                                   const std::vector<std::size_t>& elements) {
    Climb climb(tree);
    std::vector<std::size_t> cuts;
    for (const std::size_t cut : elements) {
        const auto left =
            climb.above(entries, [&](std::size_t v) { return v != cut && flow.elements[v].live; });
        if (std::none_of(left.begin(), left.end(),
                         [&](std::size_t v) { return tree.elements[v].parents.empty(); }))
            cuts.push_back(cut);
    }
    return cuts;
}

}  // namespace

SharedWays::SharedWays(const PowerTree& tree)
    : tree_(tree),
      above_(tree.elements.size() + 1, static_cast<std::uint32_t>(tree.elements.size())),
      depth_(tree.elements.size() + 1, 0) {}

SupplyCuts::SupplyCuts(const PowerTree& tree, const PowerFlow& normal)
    : tree_(tree), flow_(normal), ways_(tree) {
    const auto live = [&](std::size_t v) { return normal.elements[v].live; };
    for (const std::size_t v : topDown(tree))
        if (live(v)) ways_.settle(v, live);
}

LoadPaths SupplyCuts::paths(const std::vector<std::size_t>& entries) const {
    const std::uint32_t none = ways_.none();
    std::vector<std::size_t> live;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(live),
                 [&](std::size_t v) { return flow_.elements[v].live; });
    LoadPaths paths;
    if (live.empty()) return paths;
    auto joint = static_cast<std::uint32_t>(live.front());
    for (const std::size_t v : live)
        joint = ways_.meet(joint, static_cast<std::uint32_t>(v));
    if (joint == none && live.size() > 2) return pathsToSources(tree_, flow_, entries);
    paths.disjoint = joint == none ? 2 : 1;
    for (std::uint32_t v = joint; v != none; v = ways_.above(v))
        paths.cuts.push_back(v);
    return paths;
}

LoadPaths pathsToSources(const PowerTree& tree, const PowerFlow& normal,
                         const std::vector<std::size_t>& entries) {
    const std::vector<std::size_t> elements = liveAbove(tree, normal, entries);
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
        eachFeed(e, [&](std::size_t p) {
            if (const auto it = at.find(p); it != at.end())
                graph.connect(graph.wayOut(i), graph.wayIn(it->second), 1);
        });
    }
    LoadPaths paths;
    paths.disjoint = graph.flow();
    if (paths.disjoint == 1) paths.cuts = cutsAmong(tree, normal, entries, elements);
    return paths;
}

}  // namespace rackloom::analytics
