// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/single_points.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kNone = 0xffffffffu;

/// Depth-first walk over the graph in which one or two vertices stand for each class: with two, no vertex of
/// the class is a single point, exactly as with many. Vertex 2c is the first of class c, 2c+1 all the others.
class Walk {
public:
    Walk(const ContractedGraph& graph, const PollFunction& poll) : graph_(graph), poll_(poll) {
        const std::size_t nodes = graph.classes.size() * 2;
        found_.assign(nodes, kNone);
        low_.assign(nodes, 0);
        below_.assign(nodes, 0);
        size_.assign(nodes, 0);
        next_.assign(nodes, 0);
        parent_.assign(nodes, kNone);
        out_.articulation.assign(graph.classes.size(), false);
        out_.cutOff.assign(graph.classes.size(), 0);
    }

    SinglePoints run() {
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c)
            for (std::uint32_t v = 2 * c; v <= 2 * c + (twins(c) ? 1 : 0); ++v)
                if (found_[v] == kNone) component(v);
        out_.articulations =
            static_cast<std::uint64_t>(std::count(out_.articulation.begin(), out_.articulation.end(), true));
        return std::move(out_);
    }

private:
    /// What hangs on a vertex and on nothing else.
    struct Part {
        std::uint32_t on = 0;
        std::uint64_t weight = 0;
        std::uint64_t together = 0;  ///< weight that stays connected: less, where the part is lone twins
    };

    bool twins(std::uint32_t c) const { return graph_.classes[c].size > 1; }
    std::uint64_t copies(std::uint32_t v) const {
        return v % 2 == 0 ? 1 : graph_.classes[v / 2].size - std::uint64_t{1};
    }
    std::uint64_t weight(std::uint32_t v) const { return copies(v) * graph_.classes[v / 2].weight; }
    bool reachesHalf(std::uint64_t together) const { return together * 2 >= graph_.totalWeight; }

    void enter(std::uint32_t v, std::uint32_t from) {
        found_[v] = low_[v] = time_++;
        parent_[v] = from;
        below_[v] = weight(v);
        size_[v] = 1;
        stack_.push_back(v);
        if (poll_ && time_ % 4096 == 0) poll_();
    }

    void component(std::uint32_t root) {
        parts_.clear();
        enter(root, kNone);
        while (!stack_.empty()) {
            const std::uint32_t v = stack_.back();
            const std::span<const ContractedGraph::Arc> arcs = graph_.arcsOf(v / 2);
            if (next_[v] == arcs.size() * 2) {
                stack_.pop_back();
                if (parent_[v] != kNone) leave(v, parent_[v]);
                continue;
            }
            const std::uint32_t step = next_[v]++;
            const std::uint32_t c = arcs[step / 2].to;
            if (step % 2 == 1 && !twins(c)) continue;
            const std::uint32_t u = 2 * c + step % 2;
            if (found_[u] == kNone)
                enter(u, v);
            else if (u != parent_[v])
                low_[v] = std::min(low_[v], found_[u]);
        }
        close(root);
    }

    void leave(std::uint32_t v, std::uint32_t parent) {
        below_[parent] += below_[v];
        size_[parent] += size_[v];
        low_[parent] = std::min(low_[parent], low_[v]);
        if (low_[v] < found_[parent]) return;
        const std::uint64_t together = size_[v] == 1 ? graph_.classes[v / 2].weight : below_[v];
        parts_.push_back({parent, below_[v], together});
        if (low_[v] > found_[parent] && cables(v / 2, parent / 2) == 1)
            out_.bridges += copies(v) * copies(parent);
    }

    std::int64_t cables(std::uint32_t a, std::uint32_t b) const {
        const auto arcs = graph_.arcsOf(a);
        const auto it = std::lower_bound(arcs.begin(), arcs.end(), b,
                                         [](const auto& arc, std::uint32_t to) { return arc.to < to; });
        return it != arcs.end() && it->to == b ? it->capacity : 0;
    }

    /// The walk has left the component of this root: now its weight is known.
    void close(std::uint32_t root) {
        const std::uint64_t all = below_[root];
        const std::uint64_t together = size_[root] == 1 ? graph_.classes[root / 2].weight : all;
        if (!reachesHalf(together)) out_.apart += all;
        std::stable_sort(parts_.begin(), parts_.end(),
                         [](const Part& a, const Part& b) { return a.on < b.on; });
        for (std::size_t i = 0; i < parts_.size();) {
            const std::uint32_t v = parts_[i].on;
            std::uint64_t rest = all - weight(v), lost = 0;
            std::size_t count = 0;
            for (; i < parts_.size() && parts_[i].on == v; ++i, ++count) {
                rest -= parts_[i].weight;
                if (!reachesHalf(parts_[i].together)) lost += parts_[i].weight;
            }
            if (v == root && count < 2) continue;  // the whole component hangs below its root
            if (v != root && !reachesHalf(rest)) lost += rest;
            out_.articulation[v / 2] = true;
            if (reachesHalf(together)) out_.cutOff[v / 2] = lost;
        }
    }

    const ContractedGraph& graph_;
    const PollFunction& poll_;
    std::vector<std::uint32_t> found_, low_, next_, parent_, stack_;
    std::vector<std::uint64_t> below_, size_;  // of the subtree
    std::vector<Part> parts_;
    std::uint32_t time_ = 0;
    SinglePoints out_;
};

}  // namespace

SinglePoints findSinglePoints(const ContractedGraph& graph, const PollFunction& poll) {
    return Walk(graph, poll).run();
}

}  // namespace rackloom::analytics
