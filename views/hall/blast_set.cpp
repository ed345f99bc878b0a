// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hall/blast_set.h"

#include <algorithm>
#include <map>
#include <set>

namespace rackloom::views {

namespace {

using analytics::ObjectRef;
using Kind = ObjectRef::Kind;

/// Which power nodes still have a source behind them when some are gone.
class Supply {
public:
    Supply(const model::Snapshot& s, const std::set<PowerNodeId>& gone) : s_(s), gone_(gone) {}

    bool reaches(PowerNodeId id) {
        const auto [it, fresh] = alive_.try_emplace(id, false);  // false while looking: a cycle feeds nobody
        if (!fresh) return it->second;
        const model::PowerNode* node = s_.powerNodes.find(id);
        if (!node || gone_.contains(id)) return false;
        bool alive = node->parents.empty();
        for (const PowerNodeId parent : node->parents) {
            alive = alive || reaches(parent);
            if (node->policy == model::ParentPolicy::Single) break;
        }
        return alive_[id] = alive;
    }

private:
    const model::Snapshot& s_;
    const std::set<PowerNodeId>& gone_;
    std::map<PowerNodeId, bool> alive_;
};

struct Lost {
    std::set<PowerNodeId> nodes;
    std::set<CoolingUnitId> units;
    std::set<CoolingLoopId> loops;
    std::set<RackId> racks, switchRacks;
};

Lost lostThings(const std::vector<ObjectRef>& objects) {
    Lost out;
    for (const ObjectRef& o : objects) {
        if (o.kind == Kind::PowerNode) out.nodes.insert(PowerNodeId{o.id});
        if (o.kind == Kind::CoolingUnit) out.units.insert(CoolingUnitId{o.id});
        if (o.kind == Kind::CoolingLoop) out.loops.insert(CoolingLoopId{o.id});
        if (o.kind == Kind::Rack) out.racks.insert(RackId{o.id});
        if (o.kind == Kind::Device) out.switchRacks.insert(RackId{o.id});
    }
    return out;
}

class Walk {
public:
    Walk(const model::Snapshot& s, const analytics::Report& report, const Lost& lost)
        : s_(s), report_(report), lost_(lost) {}

    BlastSet run() {
        stopped_ = lost_.racks;
        weakened_ = lost_.switchRacks;
        cooling();
        power();
        cables();
        BlastSet out;
        out.known = true;
        out.stopped.assign(stopped_.begin(), stopped_.end());
        std::set_difference(weakened_.begin(), weakened_.end(), stopped_.begin(), stopped_.end(),
                            std::back_inserter(out.weakened));
        return out;
    }

private:
    /// Units that go with their feed count as well; a loop without any unit left cools nobody.
    void cooling() {
        Supply before(s_, none_), after(s_, lost_.nodes);
        std::map<CoolingLoopId, std::pair<int, int>> units;  // left and lost
        s_.coolingUnits.forEach([&](CoolingUnitId id, const model::CoolingUnit& unit) {
            if (!unit.loop.isValid()) return;
            const bool dark = unit.feed.isValid() && before.reaches(unit.feed) && !after.reaches(unit.feed);
            const bool plantGone = std::any_of(unit.plant.begin(), unit.plant.end(),
                                               [&](CoolingUnitId p) { return lost_.units.contains(p); });
            const bool gone = dark || plantGone || lost_.units.contains(id);
            (gone ? units[unit.loop].second : units[unit.loop].first) += std::max(1, unit.count);
        });
        s_.racks.forEach([&](RackId id, const model::Rack& rack) {
            for (const CoolingLoopId loop : {rack.liquidLoop, rack.airLoop}) {
                if (lost_.loops.contains(loop)) stopped_.insert(id);
                const auto it = units.find(loop);
                if (it == units.end() || it->second.second == 0) continue;
                (it->second.first == 0 ? stopped_ : weakened_).insert(id);
            }
        });
    }

    void power() {
        if (lost_.nodes.empty()) return;
        Supply before(s_, none_), after(s_, lost_.nodes);
        s_.racks.forEach([&](RackId id, const model::Rack& rack) {
            int had = 0, left = 0;
            for (const PowerNodeId feed : rack.feeds) {
                if (!feed.isValid() || !before.reaches(feed)) continue;
                ++had;
                left += after.reaches(feed) ? 1 : 0;
            }
            if (left < had) (left == 0 ? stopped_ : weakened_).insert(id);
        });
    }

    /// Racks cabled to a lost rack, or to the rack of a lost device.
    void cables() {
        if (!report_.bundles || (lost_.racks.empty() && lost_.switchRacks.empty())) return;
        const auto hit = [&](RackId r) { return lost_.racks.contains(r) || lost_.switchRacks.contains(r); };
        for (const analytics::Bundle& b : *report_.bundles) {
            if (hit(b.a)) weakened_.insert(b.b);
            if (hit(b.b)) weakened_.insert(b.a);
        }
    }

    const model::Snapshot& s_;
    const analytics::Report& report_;
    const Lost& lost_;
    const std::set<PowerNodeId> none_ = {};
    std::set<RackId> stopped_, weakened_;
};

}  // namespace

bool BlastSet::stops(RackId rack) const {
    return std::binary_search(stopped.begin(), stopped.end(), rack);
}

bool BlastSet::weakens(RackId rack) const {
    return std::binary_search(weakened.begin(), weakened.end(), rack);
}

BlastSet blastSet(const model::Snapshot& snapshot, const analytics::Report& report,
                  const std::vector<ObjectRef>& lost) {
    const Lost things = lostThings(lost);
    const bool any = !things.nodes.empty() || !things.units.empty() || !things.loops.empty() ||
                     !things.racks.empty() || !things.switchRacks.empty();
    return any ? Walk(snapshot, report, things).run() : BlastSet{};
}

}  // namespace rackloom::views
