// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/unit_flow.h"

#include <algorithm>
#include <limits>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kFar = 0xffffffffu;

/// Dinic's method. Nodes are the classes; the two ends are taken out of theirs as nodes of their own.
class Network {
public:
    Network(const ContractedGraph& graph, std::uint32_t a, std::uint32_t b, bool relays)
        : source_(graph.classCount()), sink_(graph.classCount() + 1) {
        members_.reserve(graph.classes.size() + 2);
        for (const ContractedGraph::Class& c : graph.classes)
            members_.push_back(c.size);
        --members_[a];
        --members_[b];
        members_.push_back(1);
        members_.push_back(1);
        degree_.assign(members_.size() + 1, 0);
        forEachLink(graph, a, b, relays, [this](std::uint32_t u, std::uint32_t v, std::int64_t) {
            ++degree_[u + 1];
            ++degree_[v + 1];
        });
        for (std::size_t i = 1; i < degree_.size(); ++i)
            degree_[i] += degree_[i - 1];
        begin_ = degree_;
        arcs_.resize(begin_.back());
        forEachLink(graph, a, b, relays, [this](std::uint32_t u, std::uint32_t v, std::int64_t capacity) {
            const std::uint32_t i = degree_[u]++;
            const std::uint32_t j = degree_[v]++;
            arcs_[i] = {v, j, capacity};
            arcs_[j] = {u, i, capacity};  // full duplex: each direction starts with the whole capacity
        });
    }

    std::int64_t run() {
        std::int64_t total = 0;
        while (layered()) {
            next_.assign(begin_.begin(), begin_.end() - 1);
            while (const std::int64_t pushed = augment())
                total += pushed;
        }
        return total;
    }

private:
    struct Arc {
        std::uint32_t to = 0, back = 0;
        std::int64_t left = 0;
    };

    /// Every pair of linked nodes once, with the capacity between all their vertices.
    template <class F>
    void forEachLink(const ContractedGraph& graph, std::uint32_t a, std::uint32_t b, bool relays, F&& take) {
        const auto passes = [&](std::uint32_t c) {
            return relays || !graph.isEndpoint(c) || c == a || c == b;
        };
        const auto nodesOf = [&](std::uint32_t c, std::uint32_t(&nodes)[3]) {
            std::size_t n = 0;
            if (members_[c] > 0 && (relays || !graph.isEndpoint(c))) nodes[n++] = c;
            if (c == a) nodes[n++] = source_;
            if (c == b) nodes[n++] = sink_;
            return n;
        };
        for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
            if (!passes(c)) continue;
            for (const ContractedGraph::Arc& arc : graph.arcsOf(c)) {
                if (arc.to <= c || !passes(arc.to)) continue;
                std::uint32_t here[3], there[3];
                const std::size_t m = nodesOf(c, here), n = nodesOf(arc.to, there);
                for (std::size_t i = 0; i < m; ++i)
                    for (std::size_t j = 0; j < n; ++j)
                        take(here[i], there[j], arc.capacity * members_[here[i]] * members_[there[j]]);
            }
        }
    }

    bool layered() {
        layer_.assign(members_.size(), kFar);
        layer_[source_] = 0;
        queue_.assign(1, source_);
        for (std::size_t i = 0; i < queue_.size() && layer_[sink_] == kFar; ++i)
            for (std::uint32_t e = begin_[queue_[i]]; e < begin_[queue_[i] + 1]; ++e)
                if (arcs_[e].left > 0 && layer_[arcs_[e].to] == kFar) {
                    layer_[arcs_[e].to] = layer_[queue_[i]] + 1;
                    queue_.push_back(arcs_[e].to);
                }
        return layer_[sink_] != kFar;
    }

    /// One path through the layers, without recursion: a chain of switches may be long.
    std::int64_t augment() {
        path_.clear();
        std::uint32_t v = source_;
        while (v != sink_) {
            if (next_[v] == begin_[v + 1]) {
                if (path_.empty()) return 0;
                v = arcs_[arcs_[path_.back()].back].to;
                path_.pop_back();
                ++next_[v];
                continue;
            }
            const Arc& arc = arcs_[next_[v]];
            if (arc.left > 0 && layer_[arc.to] == layer_[v] + 1) {
                path_.push_back(next_[v]);
                v = arc.to;
            } else {
                ++next_[v];
            }
        }
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (const std::uint32_t e : path_)
            least = std::min(least, arcs_[e].left);
        for (const std::uint32_t e : path_) {
            arcs_[e].left -= least;
            arcs_[arcs_[e].back].left += least;
        }
        return least;
    }

    std::uint32_t source_, sink_;
    std::vector<std::int64_t> members_;
    std::vector<std::uint32_t> degree_, begin_, next_, layer_, queue_, path_;
    std::vector<Arc> arcs_;
};

}  // namespace

std::int64_t maximumFlow(const ContractedGraph& graph, std::uint32_t a, std::uint32_t b, bool relays) {
    if (a == b && graph.classes[a].size < 2) return 0;
    return Network(graph, a, b, relays).run();
}

}  // namespace rackloom::analytics
