// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/rivals.h"

#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 cannot see that Boost's edge iterator is set before it is read when a graph has vertices.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#if defined(RACKLOOM_METIS)
#include <metis.h>
#endif

#include <algorithm>
#include <limits>
#include <vector>

namespace rackloom::bench {
namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
struct Arc {
    std::int64_t capacity = 0, residual = 0;
    Traits::edge_descriptor reverse;
};
using Flow = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Arc>;

/// Every direction with a reverse arc of its own: the algorithm does not cope with shared ones.
void addArc(Flow& flow, std::size_t a, std::size_t b, std::int64_t capacity) {
    const auto forward = boost::add_edge(a, b, Arc{capacity, 0, {}}, flow).first;
    const auto backward = boost::add_edge(b, a, Arc{0, 0, {}}, flow).first;
    flow[forward].reverse = backward;
    flow[backward].reverse = forward;
}

}  // namespace

std::int64_t plainMaxFlow(const analytics::FabricGraph& graph, const analytics::Bisection& known) {
    const std::size_t source = graph.vertexCount(), sink = source + 1;
    Flow flow(sink + 1);
    std::int64_t all = 0;
    for (const analytics::FabricGraph::Link& link : graph.links) {
        addArc(flow, link.a, link.b, link.capacity);
        addArc(flow, link.b, link.a, link.capacity);
        all += link.capacity;
    }
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
        if (graph.weight[v] > 0) {
            if (known.sideA[v])
                addArc(flow, source, v, all);
            else
                addArc(flow, v, sink, all);
        }
    return boost::push_relabel_max_flow(flow, source, sink, boost::get(&Arc::capacity, flow),
                                        boost::get(&Arc::residual, flow), boost::get(&Arc::reverse, flow),
                                        boost::get(boost::vertex_index, flow));
}

#if defined(RACKLOOM_METIS)

std::int64_t partitionerCut(const analytics::FabricGraph& graph, const analytics::Bisection&) {
    constexpr std::int64_t kUnit = 1'000'000;  // the library counts in 32 bits: Gbit/s are enough
    std::vector<idx_t> begin(graph.vertexCount() + std::size_t{1}, 0), to, capacity, weight;
    for (const analytics::FabricGraph::Link& link : graph.links) {
        ++begin[link.a + std::size_t{1}];
        ++begin[link.b + std::size_t{1}];
    }
    for (std::size_t v = 1; v < begin.size(); ++v)
        begin[v] += begin[v - 1];
    to.resize(static_cast<std::size_t>(begin.back()));
    capacity.resize(to.size());
    std::vector<idx_t> next(begin.begin(), begin.end() - 1);
    for (const analytics::FabricGraph::Link& link : graph.links)
        for (const auto& [from, other] : {std::pair{link.a, link.b}, {link.b, link.a}}) {
            const auto at = static_cast<std::size_t>(next[from]++);
            to[at] = static_cast<idx_t>(other);
            capacity[at] = static_cast<idx_t>(std::max<std::int64_t>(1, link.capacity / kUnit));
        }
    for (const std::uint32_t w : graph.weight)
        weight.push_back(static_cast<idx_t>(w));
    idx_t n = static_cast<idx_t>(graph.vertexCount()), constraints = 1, parts = 2, cut = 0;
    std::vector<idx_t> part(static_cast<std::size_t>(n));
    const int status =
        METIS_PartGraphRecursive(&n, &constraints, begin.data(), to.data(), weight.data(), nullptr,
                                 capacity.data(), &parts, nullptr, nullptr, nullptr, &cut, part.data());
    if (status != METIS_OK) return -1;
    std::int64_t sum = 0;
    for (const analytics::FabricGraph::Link& link : graph.links)
        if (part[link.a] != part[link.b]) sum += link.capacity;
    return sum;
}

#else

std::int64_t partitionerCut(const analytics::FabricGraph&, const analytics::Bisection&) {
    return -1;
}

#endif

}  // namespace rackloom::bench
