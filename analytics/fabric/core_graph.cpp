// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/core_graph.h"

#include "model/base/check.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace rackloom::analytics {
namespace {

class Builder {
public:
    explicit Builder(const ContractedGraph& graph) : graph_(graph) {}

    CoreGraph build() {
        out_.total = graph_.totalWeight;
        out_.quantum = graph_.quantum;
        first_.assign(graph_.classCount(), CoreGraph::kNone);
        markPendants();
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c)
            if (!pendant_[c] && !graph_.arcsOf(c).empty()) addVertices(c);
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c)
            if (pendant_[c]) addPendants(c);
        addArcs();
        return std::move(out_);
    }

private:
    /// One neighbour that is not a pendant itself: of two endpoints joined only to each other one stays.
    void markPendants() {
        pendant_.assign(graph_.classCount(), false);
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c) {
            if (!graph_.isEndpoint(c)) continue;
            const auto arcs = graph_.arcsOf(c);
            pendant_[c] =
                arcs.empty() ||
                (arcs.size() == 1 && !pendant_[arcs.front().to] &&
                 (graph_.classes[arcs.front().to].size == 1 || !graph_.isEndpoint(arcs.front().to)));
        }
    }

    /// Switch twins may share a side and become one vertex; endpoints stay single.
    void addVertices(std::uint32_t c) {
        first_[c] = out_.size();
        const std::uint32_t count = graph_.isEndpoint(c) ? graph_.classes[c].size : 1;
        for (std::uint32_t i = 0; i < count; ++i) {
            out_.weight.push_back(graph_.classes[c].weight);
            out_.classOf.push_back(c);
        }
    }

    void addPendants(std::uint32_t c) {
        const ContractedGraph::Class& k = graph_.classes[c];
        CoreGraph::Pendant p{c, CoreGraph::kNone, k.weight, k.size, 0};
        if (!graph_.arcsOf(c).empty()) {
            const ContractedGraph::Arc& arc = graph_.arcsOf(c).front();
            p.parent = first_[arc.to];
            p.capacity = arc.capacity * graph_.classes[arc.to].size;
        }
        out_.pendants.push_back(p);
    }

    void addArcs() {
        out_.load = out_.weight;
        for (const CoreGraph::Pendant& p : out_.pendants)
            if (p.parent != CoreGraph::kNone) out_.load[p.parent] += p.weight * p.count;
        out_.begin.push_back(0);
        for (std::uint32_t v = 0; v < out_.size(); ++v) {
            const std::uint32_t c = out_.classOf[v];
            const std::int64_t mine = graph_.isEndpoint(c) ? 1 : graph_.classes[c].size;
            for (const ContractedGraph::Arc& arc : graph_.arcsOf(c)) {
                if (pendant_[arc.to]) continue;
                const std::uint32_t size = graph_.classes[arc.to].size;
                if (!graph_.isEndpoint(arc.to))
                    out_.arcs.push_back({first_[arc.to], arc.capacity * mine * size});
                else
                    for (std::uint32_t i = 0; i < size; ++i)
                        out_.arcs.push_back({first_[arc.to] + i, arc.capacity * mine});
            }
            out_.begin.push_back(static_cast<std::uint32_t>(out_.arcs.size()));
        }
    }

    const ContractedGraph& graph_;
    CoreGraph out_;
    std::vector<std::uint32_t> first_;
    std::vector<bool> pendant_;
};

}  // namespace

bool CoreGraph::hasBareVertices() const {
    return std::find(load.begin(), load.end(), std::uint64_t{0}) != load.end();
}

CoreGraph coreOf(const ContractedGraph& contracted) {
    return Builder(contracted).build();
}

std::int64_t coreCut(const CoreGraph& core, const std::vector<bool>& sideA) {
    std::int64_t cut = 0;
    for (std::uint32_t v = 0; v < core.size(); ++v)
        for (const CoreGraph::Arc& arc : core.arcsOf(v))
            if (arc.to > v && sideA[arc.to] != sideA[v]) cut += arc.capacity;
    return cut;
}

std::optional<CoreCut> completed(const CoreGraph& core, const std::vector<bool>& sideA, std::int64_t cut,
                                 const SideRange& range) {
    std::uint64_t weightA = 0, ownA = 0;
    for (std::uint32_t v = 0; v < core.size(); ++v) {
        weightA += sideA[v] ? core.load[v] : 0;
        ownA += sideA[v] ? core.weight[v] : 0;
    }
    CoreCut out{cut, sideA, std::vector<std::uint32_t>(core.pendants.size(), 0)};
    if (range.contains(weightA)) {
        for (std::size_t i = 0; i < core.pendants.size(); ++i)
            if (core.pendants[i].parent != CoreGraph::kNone && sideA[core.pendants[i].parent])
                out.pendantsA[i] = core.pendants[i].count;
        return out;
    }
    if (ownA > range.most) return std::nullopt;
    // How many of each lie on side A; those away from their parents pay for their links.
    std::vector<PricedItem> items;
    for (const CoreGraph::Pendant& p : core.pendants) {
        const bool free = p.parent == CoreGraph::kNone;
        const bool onA = !free && sideA[p.parent];
        items.push_back({free ? 0 : onA ? -p.capacity : p.capacity, p.weight, p.count});
        if (onA) out.cut += p.capacity * p.count;
    }
    const auto chosen =
        cheapestSelection(items, range.least > ownA ? range.least - ownA : 0, range.most - ownA);
    if (!chosen) return std::nullopt;
    out.pendantsA = *chosen;
    for (std::size_t i = 0; i < items.size(); ++i)
        out.cut += items[i].price * (*chosen)[i];
    return out;
}

bool pendantsAreDecidable(const CoreGraph& core) {
    std::uint64_t packs = 0;
    for (const CoreGraph::Pendant& p : core.pendants)
        packs += static_cast<std::uint64_t>(std::bit_width(p.count));
    return packs == 0 || core.total < kMaxSelectionCells / packs;
}

AccessCost::AccessCost(const CoreGraph& core) {
    for (const CoreGraph::Pendant& p : core.pendants) {
        const std::uint64_t weight = p.weight * p.count;
        const double price = p.parent == CoreGraph::kNone ? 0 : static_cast<double>(p.capacity);
        steps_.push_back({price / static_cast<double>(p.weight), weight});
        most_ += weight;
    }
    std::sort(steps_.begin(), steps_.end(),
              [](const Step& a, const Step& b) { return a.perWeight < b.perWeight; });
}

double AccessCost::of(std::uint64_t weight) const {
    double cost = 0;
    for (const Step& step : steps_) {
        const std::uint64_t taken = std::min(weight, step.weight);
        cost += step.perWeight * static_cast<double>(taken);
        weight -= taken;
        if (weight == 0) return cost;
    }
    return weight == 0 ? cost : std::numeric_limits<double>::infinity();
}

std::vector<std::uint64_t> AccessCost::corners() const {
    std::vector<std::uint64_t> out;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        sum += steps_[i].weight;
        if (i + 1 == steps_.size() || steps_[i + 1].perWeight > steps_[i].perWeight) out.push_back(sum);
    }
    return out;
}

std::vector<bool> expanded(const CoreGraph& core, const CoreCut& cut, const ContractedGraph& contracted) {
    std::vector<std::uint32_t> onA(contracted.classCount(), 0);
    for (std::uint32_t v = 0; v < core.size(); ++v) {
        const std::uint32_t c = core.classOf[v];
        if (cut.sideA[v]) onA[c] += contracted.isEndpoint(c) ? 1 : contracted.classes[c].size;
    }
    for (std::size_t i = 0; i < core.pendants.size(); ++i)
        onA[core.pendants[i].ofClass] += cut.pendantsA[i];
    std::vector<bool> out(contracted.classOf.size(), false);
    for (std::size_t v = 0; v < out.size(); ++v)
        if (onA[contracted.classOf[v]] > 0) {
            --onA[contracted.classOf[v]];
            out[v] = true;
        }
    return out;
}

}  // namespace rackloom::analytics
