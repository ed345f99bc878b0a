// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/partition.h"

#include "analytics/fabric/balance.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace rackloom::analytics {
namespace {

/// Re-chooses what to take of the classes around a place in the order, the earlier ones preferred.
bool settleAround(const ContractedGraph& graph, const std::vector<std::uint32_t>& order, std::size_t place,
                  std::size_t reach, const SideRange& range, Partition& partition) {
    const std::size_t first = place > reach ? place - reach : 0,
                      end = std::min(order.size(), place + reach + 1);
    std::uint64_t outside = 0;
    for (std::size_t i = 0; i < order.size(); ++i)
        if (i < first || i >= end)
            outside += std::uint64_t{partition.taken[order[i]]} * graph.classes[order[i]].weight;
    if (outside > range.most) return false;
    std::vector<PricedItem> items;
    for (std::size_t i = first; i < end; ++i) {
        const ContractedGraph::Class& k = graph.classes[order[i]];
        items.push_back({static_cast<std::int64_t>(i - first), k.weight, k.size});
    }
    const std::uint64_t least = range.least > outside ? range.least - outside : 0;
    const auto chosen = cheapestSelection(items, least, range.most - outside);
    if (!chosen) return false;
    for (std::size_t i = first; i < end; ++i)
        partition.taken[order[i]] = (*chosen)[i - first];
    return true;
}

/// What it takes to cut a component off: all links that leave it, or its parts one by one if that is cheaper.
struct Isolation {
    double leaving = 0, parts = 0, weight = 0;
    double cost() const { return std::min(leaving, parts); }
    double costPerWeight() const { return weight > 0 ? cost() / weight : 0; }
};

/// `partCost` per class: the cost of the part it belonged to one tier below, charged to one class of the
/// part.
std::vector<Isolation> isolationOf(const ContractedGraph& graph, const Components& components,
                                   const std::vector<double>& partCost) {
    std::vector<Isolation> out(components.count);
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        const std::uint32_t id = components.ofClass[c];
        if (id == ContractedGraph::kNoLevel) continue;
        const double size = graph.classes[c].size;
        out[id].weight += size * graph.classes[c].weight;
        out[id].parts += partCost[c];
        for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
            if (components.ofClass[arc.to] != id)
                out[id].leaving += static_cast<double>(arc.capacity) * size * graph.classes[arc.to].size;
    }
    return out;
}

/// Cost of cutting off all endpoints of each class, one by one.
std::vector<double> accessCost(const ContractedGraph& graph) {
    std::vector<double> out(graph.classCount(), 0);
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        if (graph.isEndpoint(c))
            for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
                out[c] +=
                    static_cast<double>(arc.capacity) * graph.classes[c].size * graph.classes[arc.to].size;
    return out;
}

}  // namespace

std::vector<std::uint32_t> endpointClasses(const ContractedGraph& graph) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        if (graph.isEndpoint(c)) out.push_back(c);
    return out;
}

std::optional<Partition> fillInOrder(const ContractedGraph& graph, const std::vector<std::uint32_t>& order,
                                     const SideRange& range) {
    Partition out{std::vector<std::uint32_t>(graph.classes.size(), 0), {}};
    std::uint64_t sum = 0;
    std::size_t misfit = order.size();  // the first place where weights did not fit
    for (std::size_t i = 0; i < order.size() && sum < range.least; ++i) {
        const ContractedGraph::Class& k = graph.classes[order[i]];
        const std::uint64_t wanted = (range.least - sum + k.weight - 1) / k.weight;
        std::uint64_t n = std::min<std::uint64_t>(k.size, wanted);
        if (sum + n * k.weight > range.most) {
            n = (range.most - sum) / k.weight;
            misfit = std::min(misfit, i);
        }
        out.taken[order[i]] = static_cast<std::uint32_t>(n);
        sum += n * k.weight;
    }
    if (sum >= range.least) return out;
    if (order.empty()) return std::nullopt;
    for (const std::size_t reach : {std::size_t{6}, std::size_t{48}, order.size()})
        if (settleAround(graph, order, std::min(misfit, order.size() - 1), reach, range, out)) return out;
    return std::nullopt;
}

std::optional<Partition> prefixPartition(const ContractedGraph& graph, const SideRange& range) {
    Partition out{std::vector<std::uint32_t>(graph.classes.size(), 0),
                  std::vector<bool>(graph.classOf.size(), false)};
    std::uint64_t sum = 0;
    for (std::uint32_t v = 0; v < graph.vertexCount() && sum < range.least; ++v) {
        const std::uint32_t weight = graph.weightOf(v);
        if (weight == 0 || sum + weight > range.most) continue;
        sum += weight;
        out.endpointA[v] = true;
        ++out.taken[graph.classOf[v]];
    }
    if (sum < range.least) return std::nullopt;
    return out;
}

std::optional<Partition> classPrefixPartition(const ContractedGraph& graph, const SideRange& range) {
    return fillInOrder(graph, endpointClasses(graph), range);
}

std::optional<Partition> isolationPartition(const ContractedGraph& graph, const SideRange& range) {
    // Sort key of a class: cost, weight and number of its component at every tier, widest first. Equally
    // cheap ones go from small to large, so that a few stranded endpoints come before the network they are
    // cut off from.
    using Key = std::vector<std::tuple<double, double, std::uint32_t>>;
    std::vector<std::uint32_t> order = endpointClasses(graph);
    std::vector<Key> keys(graph.classes.size());
    std::vector<double> partCost = accessCost(graph);
    for (std::uint32_t level = 0; level <= graph.levels; ++level) {
        const Components parts = components(graph, level);
        const std::vector<Isolation> isolation = isolationOf(graph, parts, partCost);
        for (const std::uint32_t c : order) {
            const Isolation& part = isolation[parts.ofClass[c]];
            keys[c].insert(keys[c].begin(), {part.costPerWeight(), part.weight, parts.ofClass[c]});
        }
        std::vector<bool> charged(parts.count, false);
        std::fill(partCost.begin(), partCost.end(), 0.0);
        for (const std::uint32_t c : order) {
            if (charged[parts.ofClass[c]]) continue;
            charged[parts.ofClass[c]] = true;
            partCost[c] = isolation[parts.ofClass[c]].cost();
        }
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
    return fillInOrder(graph, order, range);
}

std::vector<double> branchPrices(const ContractedGraph& graph) {
    std::vector<double> out(graph.classCount(), 0);
    std::vector<double> access = accessCost(graph);
    for (std::uint32_t level = 1; level < std::max(2u, graph.levels); ++level) {
        const Components parts = components(graph, level);
        const std::vector<Isolation> isolation = isolationOf(graph, parts, access);
        for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
            if (!graph.isEndpoint(c)) continue;
            const Isolation& part = isolation[parts.ofClass[c]];
            out[c] += level == 1 ? part.costPerWeight() : part.leaving / part.weight;
        }
        std::fill(access.begin(), access.end(), 0.0);
    }
    return out;
}

std::optional<Partition> branchPartition(const ContractedGraph& graph, const SideRange& range) {
    const std::vector<double> price = branchPrices(graph);
    std::vector<std::uint32_t> order = endpointClasses(graph);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return price[a] < price[b]; });
    return fillInOrder(graph, order, range);
}

std::optional<Partition> componentPartition(const ContractedGraph& graph, const SideRange& range) {
    const Components parts = components(graph);
    if (parts.count < 2 && graph.classCount() > 1) return std::nullopt;
    // Vertices of a class without links are components of their own; the others move as one.
    std::vector<std::uint64_t> partWeight(parts.count, 0);
    std::map<std::uint64_t, std::uint32_t> byWeight;
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        const ContractedGraph::Class& k = graph.classes[c];
        if (graph.arcsOf(c).empty())
            byWeight[k.weight] += k.weight > 0 ? k.size : 0;
        else
            partWeight[parts.ofClass[c]] += std::uint64_t{k.weight} * k.size;
    }
    for (const std::uint64_t w : partWeight)
        ++byWeight[w];
    byWeight.erase(0);
    std::vector<PricedItem> items;
    for (const auto& [weight, count] : byWeight)
        items.push_back({0, weight, count});
    const auto chosen = cheapestSelection(items, range.least, range.most);
    if (!chosen) return std::nullopt;
    std::map<std::uint64_t, std::uint32_t> left;
    for (std::size_t i = 0; i < items.size(); ++i)
        left[items[i].weight] = (*chosen)[i];
    Partition out{std::vector<std::uint32_t>(graph.classes.size(), 0), {}};
    std::vector<signed char> onA(parts.count, -1);
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        if (!graph.isEndpoint(c)) continue;
        const ContractedGraph::Class& k = graph.classes[c];
        if (graph.arcsOf(c).empty()) {
            out.taken[c] = std::min(left[k.weight], k.size);
            left[k.weight] -= out.taken[c];
            continue;
        }
        signed char& side = onA[parts.ofClass[c]];
        if (side < 0) {
            std::uint32_t& n = left[partWeight[parts.ofClass[c]]];
            side = n > 0 ? 1 : 0;
            n -= n > 0 ? 1 : 0;
        }
        out.taken[c] = side > 0 ? k.size : 0;
    }
    return out;
}

}  // namespace rackloom::analytics
