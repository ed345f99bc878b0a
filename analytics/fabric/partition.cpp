// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/partition.h"

#include "analytics/fabric/balance.h"
#include "model/base/check.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace rackloom::analytics {
namespace {

/// Component tables larger than this are not worth the memory; other candidates serve such graphs.
constexpr std::uint64_t kMaxSubsetCells = 40'000'000;

/// What endpoints of each weight are still to be placed, and whether they can make up a given sum.
class Remaining {
public:
    explicit Remaining(const ContractedGraph& graph) {
        for (const ContractedGraph::Class& c : graph.classes)
            if (c.weight > 0) add(c.weight, c.size);
    }
    void add(std::uint64_t weight, std::uint32_t count) { counts_[weight] += count; }
    void remove(std::uint64_t weight, std::uint32_t count) {
        if ((counts_[weight] -= count) == 0) counts_.erase(weight);
    }
    bool canMakeUp(std::uint64_t sum) const {
        if (sum == 0) return true;
        if (counts_.empty()) return false;
        std::uint64_t total = 0;
        for (const auto& [weight, count] : counts_)
            total += weight * count;
        if (sum > total) return false;
        if (counts_.size() == 1) return sum % counts_.begin()->first == 0;
        const auto units = counts_.find(1);
        if (units != counts_.end() && units->second >= counts_.rbegin()->first) return true;
        std::vector<WeightItem> items;
        for (const auto& [weight, count] : counts_)
            items.push_back({weight, count});
        return SubsetSums(std::move(items), sum).reaches(sum);
    }

private:
    std::map<std::uint64_t, std::uint32_t> counts_;
};

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
                                     std::uint64_t sideWeight) {
    Partition out{std::vector<std::uint32_t>(graph.classes.size(), 0), {}};
    Remaining remaining(graph);
    if (!remaining.canMakeUp(sideWeight)) return std::nullopt;
    std::uint64_t left = sideWeight;
    for (const std::uint32_t c : order) {
        if (left == 0) break;
        const ContractedGraph::Class& k = graph.classes[c];
        remaining.remove(k.weight, k.size);
        std::uint64_t n = std::min<std::uint64_t>(k.size, left / k.weight);
        while (n > 0 && !remaining.canMakeUp(left - n * k.weight))
            --n;
        out.taken[c] = static_cast<std::uint32_t>(n);
        left -= n * k.weight;
    }
    if (left > 0) return std::nullopt;
    return out;
}

std::optional<Partition> prefixPartition(const ContractedGraph& graph,
                                         const std::vector<std::uint32_t>& weight, std::uint64_t sideWeight) {
    Partition out{std::vector<std::uint32_t>(graph.classes.size(), 0),
                  std::vector<bool>(weight.size(), false)};
    std::uint64_t left = sideWeight;
    for (std::uint32_t v = 0; v < weight.size() && left > 0; ++v) {
        if (weight[v] == 0 || weight[v] > left) continue;
        left -= weight[v];
        out.endpointA[v] = true;
        ++out.taken[graph.classOf[v]];
    }
    if (left > 0) return std::nullopt;
    return out;
}

std::optional<Partition> classPrefixPartition(const ContractedGraph& graph, std::uint64_t sideWeight) {
    return fillInOrder(graph, endpointClasses(graph), sideWeight);
}

std::optional<Partition> isolationPartition(const ContractedGraph& graph, std::uint64_t sideWeight) {
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
    return fillInOrder(graph, order, sideWeight);
}

std::optional<Partition> componentPartition(const ContractedGraph& graph, std::uint64_t sideWeight) {
    const Components parts = components(graph);
    // Vertices of a class without links are components of their own; the others move as one.
    std::vector<WeightItem> items;
    std::vector<std::uint32_t> itemOf(graph.classes.size());
    std::vector<std::uint32_t> itemOfPart(parts.count, ContractedGraph::kNoLevel);
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        const ContractedGraph::Class& k = graph.classes[c];
        std::uint32_t& item = itemOfPart[parts.ofClass[c]];
        if (item == ContractedGraph::kNoLevel) {
            item = static_cast<std::uint32_t>(items.size());
            items.push_back({0, 1});
        }
        itemOf[c] = item;
        if (graph.arcsOf(c).empty())
            items[item] = {k.weight, k.size};
        else
            items[item].weight += std::uint64_t{k.weight} * k.size;
    }
    if (items.size() * (sideWeight + 1) > kMaxSubsetCells) return std::nullopt;
    const SubsetSums sums(items, sideWeight);
    if (!sums.reaches(sideWeight)) return std::nullopt;
    const std::vector<std::uint32_t> counts = sums.counts(sideWeight);
    Partition out{std::vector<std::uint32_t>(graph.classes.size(), 0), {}};
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        if (graph.isEndpoint(c))
            out.taken[c] =
                graph.arcsOf(c).empty() ? counts[itemOf[c]] : counts[itemOf[c]] * graph.classes[c].size;
    return out;
}

}  // namespace rackloom::analytics
