// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/switch_losses.h"

#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/touched_vertices.h"

#include "analytics/engine/node_store.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace rackloom::analytics {

namespace {

constexpr std::uint32_t kNone = SwitchLossTable::kNone;

void sortUnique(std::vector<RackId>& racks) {
    std::sort(racks.begin(), racks.end());
    racks.erase(std::unique(racks.begin(), racks.end()), racks.end());
}

/// What one vertex of a class has above and below it, found out when it is asked for.
class Below {
public:
    Below(const ContractedGraph& graph, std::uint32_t endpoints, const RackOfVertex& rack)
        : graph_(graph),
          endpoints_(endpoints),
          rack_(rack),
          up_(graph.classCount()),
          known_(graph.classCount(), 0),
          seen_(graph.classCount(), 0) {}

    /// Takes over what is known of the same vertices in another graph, but for those that were touched.
    void takeOver(const std::vector<WaysUp>& up, const ContractedGraph& before,
                  const std::vector<std::uint32_t>& touched) {
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c)
            up_[c] = up[before.classOf[graph_.classes[c].first]];
        std::fill(known_.begin(), known_.end(), std::uint8_t{1});
        for (const std::uint32_t v : touched) {
            known_[graph_.classOf[v]] = 0;
            up_[graph_.classOf[v]] = {};
        }
    }
    std::vector<WaysUp> takeUp() {
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c)
            upOf(c);
        return std::move(up_);
    }

    /// A single way leads on.
    bool single(std::uint32_t c) { return upOf(c).ways == 1; }

    SwitchLoss lossOf(std::uint32_t c) {
        SwitchLoss out;
        for (const ContractedGraph::Arc& arc : graph_.arcsOf(c)) {
            if (!isBelow(arc.to, c)) continue;
            const WaysUp& up = upOf(arc.to);
            out.cuts = out.cuts || up.ways == 1;
            if (up.capacity > 0)
                out.bandwidth = std::min(out.bandwidth, 1 - static_cast<double>(arc.capacity) / up.capacity);
        }
        if (!out.cuts) return out;
        out.bandwidth = 1;
        out.racks = racksBelow(c);
        return out;
    }

private:
    bool isBelow(std::uint32_t c, std::uint32_t above) const {
        return graph_.classes[c].level < graph_.classes[above].level;
    }

    const WaysUp& upOf(std::uint32_t c) {
        if (known_[c]) return up_[c];
        known_[c] = 1;
        for (const ContractedGraph::Arc& arc : graph_.arcsOf(c)) {
            if (!isBelow(c, arc.to)) continue;
            up_[c].ways += graph_.classes[arc.to].size;
            up_[c].capacity += static_cast<double>(arc.capacity) * graph_.classes[arc.to].size;
        }
        return up_[c];
    }

    /// Of what hangs on this class alone: all endpoints below that, cut off or not, for their switch is.
    std::vector<RackId> racksBelow(std::uint32_t c) {
        std::vector<RackId> out = racksOf(endpointsBelow(c));
        sortUnique(out);
        return out;
    }

    std::vector<std::uint32_t> endpointsBelow(std::uint32_t c) {
        ++stamp_;
        std::vector<std::uint32_t> stack;
        for (const ContractedGraph::Arc& arc : graph_.arcsOf(c))
            if (isBelow(arc.to, c) && single(arc.to)) stack.push_back(arc.to);
        std::vector<std::uint32_t> out;
        while (!stack.empty()) {
            const std::uint32_t at = stack.back();
            stack.pop_back();
            if (std::exchange(seen_[at], stamp_) == stamp_) continue;
            if (graph_.isEndpoint(at)) {
                out.push_back(at);
                continue;
            }
            for (const ContractedGraph::Arc& arc : graph_.arcsOf(at))
                if (isBelow(arc.to, at)) stack.push_back(arc.to);
        }
        return out;
    }

    /// Few questions are answered by looking through the endpoints, many by a list of all.
    std::vector<RackId> racksOf(const std::vector<std::uint32_t>& classes) {
        std::vector<RackId> out;
        if (++questions_ > kFewQuestions) {
            if (firstRack_.empty()) listRacks();
            for (const std::uint32_t c : classes)
                out.insert(out.end(), racks_.begin() + firstRack_[c], racks_.begin() + firstRack_[c + 1]);
            return out;
        }
        std::vector<std::uint8_t> wanted(graph_.classCount(), 0);
        for (const std::uint32_t c : classes)
            wanted[c] = 1;
        for (std::uint32_t v = 0; v < endpoints_; ++v)
            if (wanted[graph_.classOf[v]]) out.push_back(rack_(v));
        return out;
    }

    /// The racks of the endpoints of each class. Endpoints come rack by rack, so that neighbours repeat it.
    void listRacks() {
        firstRack_.assign(graph_.classCount() + std::size_t{1}, 0);
        std::vector<RackId> last(graph_.classCount());
        const auto each = [&](auto&& see) {
            std::fill(last.begin(), last.end(), RackId{});
            for (std::uint32_t v = 0; v < endpoints_; ++v) {
                const std::uint32_t c = graph_.classOf[v];
                if (const RackId rack = rack_(v); last[c] != rack) see(c, last[c] = rack);
            }
        };
        each([&](std::uint32_t c, RackId) { ++firstRack_[c + 1]; });
        std::partial_sum(firstRack_.begin(), firstRack_.end(), firstRack_.begin());
        racks_.resize(firstRack_.back());
        std::vector<std::uint32_t> next(firstRack_.begin(), firstRack_.end() - 1);
        each([&](std::uint32_t c, RackId rack) { racks_[next[c]++] = rack; });
    }

    const ContractedGraph& graph_;
    std::uint32_t endpoints_;
    const RackOfVertex& rack_;
    std::vector<WaysUp> up_;
    std::vector<std::uint8_t> known_;
    std::vector<std::uint32_t> firstRack_;  // by class
    std::vector<RackId> racks_;
    static constexpr int kFewQuestions = 6;
    int questions_ = 0;
    std::vector<std::uint32_t> seen_;  // last walk that met a class
    std::uint32_t stamp_ = 0;
};

/// Numbers of losses; those of neighbouring switches mostly repeat.
class Kinds {
public:
    explicit Kinds(std::vector<SwitchLoss>& list) : list_(list) {
        for (std::uint32_t k = 0; k < list.size(); ++k)
            known_.emplace(keyOf(list[k]), k);
    }
    std::uint32_t numberOf(SwitchLoss loss) {
        if (last_ < list_.size() && list_[last_] == loss) return last_;
        const auto [it, fresh] = known_.try_emplace(keyOf(loss), static_cast<std::uint32_t>(list_.size()));
        if (fresh) list_.push_back(std::move(loss));
        return last_ = it->second;
    }

private:
    using LossKey = std::tuple<bool, double, std::vector<RackId>>;
    static LossKey keyOf(const SwitchLoss& loss) { return {loss.cuts, loss.bandwidth, loss.racks}; }

    std::vector<SwitchLoss>& list_;
    std::map<LossKey, std::uint32_t> known_;
    std::uint32_t last_ = kNone;
};

/// Looks at the switches of some classes, or of all.
template <class Wanted>
void setKinds(const ContractedGraph& graph, std::uint32_t endpoints, Below& below, Wanted&& wanted,
              SwitchLossTable& out) {
    Kinds kinds(out.kinds);
    std::vector<std::uint32_t> ofClass(graph.classCount(), kNone);
    for (std::uint32_t v = endpoints; v < graph.vertexCount(); ++v) {
        const std::uint32_t c = graph.classOf[v];
        if (!wanted(c)) continue;
        if (ofClass[c] == kNone && graph.classes[c].level != ContractedGraph::kNoLevel)
            ofClass[c] = kinds.numberOf(below.lossOf(c));
        out.kindOf[v - endpoints] = ofClass[c];
    }
}

/// The classes of some vertices, and all above them: what a loss does depends on what is below alone.
std::vector<std::uint8_t> classesAbove(const ContractedGraph& graph,
                                       const std::vector<std::uint32_t>& vertices) {
    std::vector<std::uint8_t> out(graph.classCount(), 0);
    std::vector<std::uint32_t> stack;
    for (const std::uint32_t v : vertices)
        stack.push_back(graph.classOf[v]);
    while (!stack.empty()) {
        const std::uint32_t c = stack.back();
        stack.pop_back();
        if (std::exchange(out[c], std::uint8_t{1})) continue;
        for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
            if (graph.classes[arc.to].level > graph.classes[c].level && !out[arc.to]) stack.push_back(arc.to);
    }
    return out;
}

RackOfVertex rackOf(const FabricDrawing& drawing) {
    return [&drawing](std::uint32_t v) { return drawing.endpoints[v].device.rack; };
}

std::uint32_t endpointsOf(const FabricDrawing& drawing) {
    return static_cast<std::uint32_t>(drawing.endpoints.size());
}

struct PlannedLosses {
    using Key = NoKey;
    using Value = Shared<PlannedSwitchLosses>;
    static constexpr std::string_view kName = "switch losses as planned";
    static Value compute(const Key&, Query& q) {
        const Shared<FabricDrawing> plan = q.get<ComputePlanGraph>();
        return switchLosses(plan->twins.contracted, endpointsOf(*plan), rackOf(*plan));
    }
};

}  // namespace

PlannedSwitchLosses switchLosses(const ContractedGraph& graph, std::uint32_t endpoints,
                                 const RackOfVertex& rack) {
    PlannedSwitchLosses out;
    out.table.kindOf.assign(graph.vertexCount() - endpoints, kNone);
    Below below(graph, endpoints, rack);
    for (std::uint32_t c = 0; c < graph.classCount(); ++c)
        if (graph.isEndpoint(c) && below.single(c))
            out.table.alone += std::uint64_t{graph.classes[c].weight} * graph.classes[c].size;
    setKinds(
        graph, endpoints, below, [](std::uint32_t) { return true; }, out.table);
    out.up = below.takeUp();
    return out;
}

SwitchLossTable switchLosses(const PlannedSwitchLosses& plan, const FabricGraph& graph,
                             const TwinTable& before, const LinkChanges& changes, const ContractedGraph& now,
                             std::uint32_t endpoints, const RackOfVertex& rack) {
    SwitchLossTable out = plan.table;
    const std::vector<std::uint32_t> touched = touchedVertices(graph, changes);
    Below below(now, endpoints, rack);
    below.takeOver(plan.up, before.contracted, touched);
    for (const std::uint32_t v : touched) {
        if (v >= endpoints) break;
        if (plan.up[before.contracted.classOf[v]].ways == 1) out.alone -= graph.weight[v];
        if (below.single(now.classOf[v])) out.alone += graph.weight[v];
    }
    const std::vector<std::uint8_t> concerned = classesAbove(now, touched);
    setKinds(
        now, endpoints, below, [&](std::uint32_t c) { return concerned[c] != 0; }, out);
    return out;
}

SwitchLosses::Value SwitchLosses::compute(const Key&, Query& q) {
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    const FabricDrawing& plan = *fabric->plan;
    if (fabric->changes.empty()) return q.get<PlannedLosses>()->table;
    // Levels that follow distances may move with a lost link.
    if (!plan.twins.tiered) return switchLosses(fabric->contracted(), endpointsOf(plan), rackOf(plan)).table;
    return switchLosses(*q.get<PlannedLosses>(), plan.graph, plan.twins, fabric->changes,
                        fabric->contracted(), endpointsOf(plan), rackOf(plan));
}

}  // namespace rackloom::analytics
