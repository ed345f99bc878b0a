// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/hanging_together.h"

#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/touched_vertices.h"

#include "analytics/engine/node_store.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kNone = WaysToRoot::kNone;

bool isBare(const ContractedGraph& graph, std::uint32_t v) {
    return graph.arcsOf(graph.classOf[v]).empty();
}

/// A class of the highest tier, so that few edits touch it.
std::uint32_t rootClass(const ContractedGraph& graph) {
    std::uint32_t best = kNone;
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        const std::uint32_t level = graph.classes[c].level;
        if (level == ContractedGraph::kNoLevel || graph.arcsOf(c).empty()) continue;
        if (best == kNone || level > graph.classes[best].level) best = c;
    }
    return best;
}

/// By class: the class to go on to, breadth first from the root; the root names one that goes on to it.
std::vector<std::uint32_t> nextClasses(const ContractedGraph& graph, std::uint32_t root) {
    std::vector<std::uint32_t> next(graph.classCount(), kNone);
    std::vector<std::uint32_t> queue{root};
    next[root] = graph.arcsOf(root).front().to;
    for (std::size_t i = 0; i < queue.size(); ++i)
        for (const ContractedGraph::Arc& arc : graph.arcsOf(queue[i]))
            if (next[arc.to] == kNone) {
                next[arc.to] = queue[i];
                queue.push_back(arc.to);
            }
    return next;
}

/// Gives vertices that lost their way another one, as long as there are any.
class Rerouting {
public:
    Rerouting(const WaysToRoot& before, const ContractedGraph& now, const std::vector<std::uint32_t>& touched)
        : before_(before), now_(now) {
        for (const std::uint32_t v : touched)
            if (v != before.root && !leadsOn(v)) lost_.emplace(v, kNone);
    }

    /// Whether all that have links reach the root.
    bool run() {
        for (bool found = true; found;) {
            found = false;
            for (auto& [v, next] : lost_)
                if (next == kNone) found = (next = wayFrom(v)) != kNone || found;
        }
        return std::all_of(lost_.begin(), lost_.end(),
                           [&](const auto& one) { return one.second != kNone || isBare(now_, one.first); });
    }

private:
    bool leadsOn(std::uint32_t v) const {
        if (before_.next[v] == kNone) return false;
        const auto arcs = now_.arcsOf(now_.classOf[v]);
        const std::uint32_t to = now_.classOf[before_.next[v]];
        const auto it = std::lower_bound(
            arcs.begin(), arcs.end(), to,
            [](const ContractedGraph::Arc& arc, std::uint32_t wanted) { return arc.to < wanted; });
        return it != arcs.end() && it->to == to;
    }

    std::uint32_t wayFrom(std::uint32_t v) const {
        for (const ContractedGraph::Arc& arc : now_.arcsOf(now_.classOf[v]))
            if (const std::uint32_t w = now_.classes[arc.to].first; reachesRoot(w)) return w;
        return kNone;
    }

    bool reachesRoot(std::uint32_t v) const {
        while (v != before_.root && v != kNone) {
            const auto it = lost_.find(v);
            v = it == lost_.end() ? before_.next[v] : it->second;
        }
        return v != kNone;
    }

    const WaysToRoot& before_;
    const ContractedGraph& now_;
    std::map<std::uint32_t, std::uint32_t> lost_;  // vertices without their way, and the new one
};

struct PlannedWays {
    using Key = NoKey;
    using Value = Shared<WaysToRoot>;
    static constexpr std::string_view kName = "ways to the root as planned";
    static Value compute(const Key&, Query& q) {
        return waysToRoot(q.get<ComputePlanGraph>()->twins.contracted);
    }
};

}  // namespace

HangingTogether hangingTogether(const ContractedGraph& graph) {
    HangingTogether out;
    const Components parts = components(graph);
    std::uint32_t part = kNone;
    for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
        if (!graph.isEndpoint(c) || graph.arcsOf(c).empty()) continue;
        if (part == kNone) part = parts.ofClass[c];
        out.linked = out.linked && parts.ofClass[c] == part;
    }
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
        if (graph.weightOf(v) > 0 && isBare(graph, v)) out.bare.push_back(v);
    return out;
}

WaysToRoot waysToRoot(const ContractedGraph& graph) {
    WaysToRoot out{hangingTogether(graph), std::vector<std::uint32_t>(graph.vertexCount(), kNone), kNone};
    const std::uint32_t root = rootClass(graph);
    if (root == kNone) return out;
    out.root = graph.classes[root].first;
    const std::vector<std::uint32_t> next = nextClasses(graph, root);
    for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
        if (const std::uint32_t to = next[graph.classOf[v]]; to != kNone)
            out.next[v] = graph.classes[to].first;
    return out;
}

HangingTogether hangingTogether(const WaysToRoot& before, const FabricGraph& graph,
                                const LinkChanges& changes, const ContractedGraph& now) {
    const std::vector<std::uint32_t> touched = touchedVertices(graph, changes);
    const bool known = before.state.linked && before.root != kNone;
    if (!known || !Rerouting(before, now, touched).run()) return hangingTogether(now);
    HangingTogether out{true, {}};
    std::set_difference(before.state.bare.begin(), before.state.bare.end(), touched.begin(), touched.end(),
                        std::back_inserter(out.bare));
    const std::size_t untouched = out.bare.size();
    for (const std::uint32_t v : touched)
        if (graph.weight[v] > 0 && isBare(now, v)) out.bare.push_back(v);
    std::inplace_merge(out.bare.begin(), out.bare.begin() + static_cast<std::ptrdiff_t>(untouched),
                       out.bare.end());
    return out;
}

ComputeTogether::Value ComputeTogether::compute(const Key&, Query& q) {
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    const Shared<WaysToRoot> planned = q.get<PlannedWays>();
    if (fabric->changes.empty()) return planned->state;
    return hangingTogether(*planned, fabric->plan->graph, fabric->changes, fabric->contracted());
}

}  // namespace rackloom::analytics
