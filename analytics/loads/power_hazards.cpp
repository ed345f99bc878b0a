// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/engine/node_store.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/feed_paths.h"
#include "analytics/loads/job_pool.h"
#include "analytics/loads/power_solve.h"
#include "analytics/loads/rack_load.h"
#include "analytics/loads/unit_hazards.h"
#include "analytics/reliability/binomial.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace rackloom::analytics {

namespace {

struct FailingNode {
    PowerNodeId node;
    DeviceTypeId type;
    std::string kind;
    Frequency rate;  ///< of the whole element, equal units in parallel taken together
    Duration repair;
    friend bool operator==(const FailingNode&, const FailingNode&) = default;
};

/// Equal units in parallel: as many are needed as carry the load.
int unitsNeeded(Query& q, PowerNodeId id, int units) {
    if (units <= 1) return 1;
    const NodeState* state = q.get<PowerSolve>()->node(id);
    if (!state || !state->limit || !(*state->limit > 0)) return units;
    return std::clamp(static_cast<int>(std::ceil(state->load / (*state->limit / units) - 1e-9)), 1, units);
}

/// By element. Apart from the hazards, so that a load that moves and needs no other number of units ends
/// here.
struct FailingNodes {
    using Key = NoKey;
    using Value = Shared<std::vector<FailingNode>>;
    static constexpr std::string_view kName = "failing nodes";
    static Value compute(const Key&, Query&);
};

FailingNodes::Value FailingNodes::compute(const Key&, Query& q) {
    std::vector<FailingNode> out;
    const double beta = q.get<AssumptionOf>("reliability.beta_feeds").value;
    const double scale = q.get<AssumptionOf>("reliability.rate_scale").value;
    for (const auto& [id, node] : *q.get<PowerNodes>()) {
        FailingNode f{id, node.type, {}, {}, {}};
        const Shared<model::DeviceType>& type = q.get<TypeOf>(node.type);
        if (type->failure && type->failure->rate.known()) {
            f.kind = type->name;
            f.repair = repairOf(*type);
            f.rate = lossWhileUp(std::max(1, node.count), unitsNeeded(q, id, node.count),
                                 *type->failure->rate.value * scale, f.repair, node.count > 1 ? beta : 0);
        }
        out.push_back(std::move(f));
    }
    return out;
}

struct FeedGroup {
    std::array<PowerNodeId, 2> feeds;
    bool needsBoth = false;
    friend auto operator<=>(const FeedGroup&, const FeedGroup&) = default;
};

using Failed = std::array<std::size_t, 2>;  ///< element numbers; the second is kNobody for a single one

/// What fails together, alone or as a pair, and all racks that this takes, rising.
struct FeedCut {
    Failed failed;
    std::vector<RackId> racks;
    friend bool operator==(const FeedCut&, const FeedCut&) = default;
};

class Search {
public:
    Search(const FeedPaths& paths, const std::vector<bool>& fails) : paths_(paths), fails_(fails) {}

    void add(const FeedGroup& group, const std::vector<RackId>& racks) {
        std::vector<std::size_t> feeds;
        for (const PowerNodeId feed : group.feeds)
            if (const auto i = paths_.indexOf(feed)) feeds.push_back(*i);
        if (feeds.empty() || !served(feeds, group)) return;
        const std::vector<std::size_t> alone = paths_.cuts(feeds, group.needsBoth);
        for (const std::size_t i : alone)
            if (fails_[i]) take({i, FeedPaths::kNobody}, racks);
        for (const std::size_t a : paths_.above(feeds)) {
            if (!fails_[a] || contains(alone, a)) continue;
            for (const std::size_t b : paths_.cuts(feeds, group.needsBoth, a))
                if (b > a && fails_[b] && !contains(alone, b)) take({a, b}, racks);
        }
    }

    std::vector<FeedCut> finish() {
        std::vector<FeedCut> out;
        out.reserve(taken_.size());
        for (auto& [failed, racks] : taken_) {
            std::sort(racks.begin(), racks.end());
            out.push_back({failed, std::move(racks)});
        }
        return out;
    }

private:
    static bool contains(const std::vector<std::size_t>& sorted, std::size_t i) {
        return std::binary_search(sorted.begin(), sorted.end(), i);
    }
    void take(const Failed& failed, const std::vector<RackId>& racks) {
        std::vector<RackId>& taken = taken_[failed];
        taken.insert(taken.end(), racks.begin(), racks.end());
    }
    bool served(const std::vector<std::size_t>& feeds, const FeedGroup& group) const {
        const auto live = [&](std::size_t feed) {
            return paths_.live(feed, {FeedPaths::kNobody, FeedPaths::kNobody});
        };
        return group.needsBoth ? std::all_of(feeds.begin(), feeds.end(), live)
                               : std::any_of(feeds.begin(), feeds.end(), live);
    }

    const FeedPaths& paths_;
    const std::vector<bool>& fails_;
    std::map<Failed, std::vector<RackId>> taken_;
};

/// Both down at once: one fails while the other is in repair, or one cause strikes both where they are alike.
void addPair(const FailingNode& x, const FailingNode& y, double betaOfEqual, const std::vector<RackId>& racks,
             std::map<std::vector<RackId>, UnitHazard>& pairs) {
    const double beta = x.type == y.type ? betaOfEqual : 0;
    const Frequency lx = x.rate * (1 - beta), ly = y.rate * (1 - beta);
    const Chance ax = availability(lx, x.repair), ay = availability(ly, y.repair);
    const Frequency alone = lx * (ax.up * ay.down) + ly * (ay.up * ax.down);
    const Frequency common = beta * std::min(x.rate, y.rate);
    const Duration shorter = std::min(x.repair, y.repair);
    const double sum = (x.repair + y.repair).si();
    const Duration both = Duration::si(sum > 0 ? x.repair.si() * y.repair.si() / sum : 0);
    UnitHazard& h = pairs[racks];
    h.kind = "Both power paths";
    if (h.racks.empty()) h.object = {ObjectRef::Kind::PowerNode, x.node.value};
    h.racks = racks;
    const double load = h.rate * h.repair + alone * both + common * shorter;
    h.rate += alone + common;
    h.repair = h.rate.si() > 0 ? load / h.rate : Duration{};
}

/// Racks whose planned load is more than one side's supplies can give: they need both sides.
struct RackSides {
    using Key = NoKey;
    using Value = Shared<Column<RackId, bool>>;
    static constexpr std::string_view kName = "rack sides";
    static Value compute(const Key&, Query&);
};

RackSides::Value RackSides::compute(const Key&, Query& q) {
    Column<RackId, bool> out;
    for (const auto& [rack, load] : *q.get<RackLoads>()) {
        const std::optional<double> left = load->worstCapacity();
        out.rows.emplace_back(rack, left && *left < load->planning.sum);
    }
    return out;
}

/// Who fails at all, by element. Apart from how often, so that a changed rate moves no rack.
struct FailingAtAll {
    using Key = NoKey;
    using Value = Shared<std::vector<bool>>;
    static constexpr std::string_view kName = "failing at all";
    static Value compute(const Key&, Query& q) {
        std::vector<bool> out;
        for (const FailingNode& node : *q.get<FailingNodes>())
            out.push_back(node.rate.si() > 0);
        return out;
    }
};

/// Cuts of the drawn tree, by element.
struct FeedCuts {
    using Key = NoKey;
    using Value = Shared<std::vector<FeedCut>>;
    static constexpr std::string_view kName = "feed cuts";
    static Value compute(const Key&, Query&);
};

FeedCuts::Value FeedCuts::compute(const Key&, Query& q) {
    const FeedPaths paths(*q.get<PowerNodes>());
    const auto& sides = *q.get<RackSides>();
    std::map<FeedGroup, std::vector<RackId>> groups;
    for (const auto& [rack, feeds] : *q.get<RackFeeds>()) {
        const bool* both = sides.find(rack);
        groups[{feeds, both && *both}].push_back(rack);
    }
    Search search(paths, *q.get<FailingAtAll>());
    for (const auto& [group, racks] : groups) {
        q.poll();
        search.add(group, racks);
    }
    return search.finish();
}

}  // namespace

PowerHazards::Value PowerHazards::compute(const Key&, Query& q) {
    const std::vector<FailingNode>& nodes = *q.get<FailingNodes>();
    const double beta = q.get<AssumptionOf>("reliability.beta_feeds").value;
    std::vector<UnitHazard> out;
    std::map<std::vector<RackId>, UnitHazard> pairs;
    for (const auto& [failed, racks] : *q.get<FeedCuts>()) {
        const FailingNode& first = nodes[failed[0]];
        if (failed[1] == FeedPaths::kNobody)
            out.push_back({first.kind,
                           {ObjectRef::Kind::PowerNode, first.node.value},
                           first.rate,
                           first.repair,
                           racks});
        else
            addPair(first, nodes[failed[1]], beta, racks, pairs);
    }
    for (auto& [racks, hazard] : pairs)
        out.push_back(std::move(hazard));
    return out;
}

}  // namespace rackloom::analytics
