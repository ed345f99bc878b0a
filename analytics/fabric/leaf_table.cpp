// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/leaf_table.h"

#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/wiring.h"
#include "analytics/inputs/fabric.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kNone = FabricEnds::kNone;

/// How a device hangs on leaves: not by several cables, by several on one leaf, or on more leaves.
enum Home : std::uint8_t { kFewCables, kOneLeaf, kSeveralLeaves };

/// Looks at the cables of single devices.
class Looking {
public:
    Looking(const model::GeneratorInput& input, const Wiring& wiring, const PlannedLeaves& plan)
        : input_(input), wiring_(wiring), plan_(plan), railsGiven_(railParameter(input)) {}

    LeafTable::Leaf leaf(std::uint32_t number) const {
        LeafTable::Leaf out;
        const std::uint32_t device = plan_.leafDevice[number];
        out.device = wiring_.device(device);
        wiring_.eachAt(device, [&](const model::PlannedCable& cable, const FabricEnds::Ends& ends) {
            const std::uint32_t other = ends.a == device ? ends.b : ends.a;
            if (other == device || !belongs(other) || plan_.leafOf[other] != kNone) return;
            if (plan_.spineOf[other] != kNone)
                addTrunk(out, plan_.spineOf[other], cable.rate.si());
            else if (wiring_.ends->devices[other].count > 0)
                addEndpoint(out, other, ends.a == device ? cable.b : cable.a, cable.rate.si());
        });
        std::sort(out.rails.begin(), out.rails.end());
        std::sort(out.trunks.begin(), out.trunks.end());
        return out;
    }

    Home home(std::uint32_t device) const {
        if (!belongs(device) || wiring_.ends->devices[device].count == 0 || plan_.leafOf[device] != kNone ||
            plan_.spineOf[device] != kNone)
            return kFewCables;
        std::uint32_t cables = 0, leaf = kNone;
        bool several = false;
        wiring_.eachAt(device, [&](const model::PlannedCable&, const FabricEnds::Ends& ends) {
            const std::uint32_t other = ends.a == device ? ends.b : ends.a;
            if (other == device || !belongs(other) || plan_.leafOf[other] == kNone) return;
            ++cables;
            several = several || (leaf != kNone && leaf != plan_.leafOf[other]);
            leaf = plan_.leafOf[other];
        });
        return cables < 2 ? kFewCables : several ? kSeveralLeaves : kOneLeaf;
    }

    bool belongs(std::uint32_t device) const {
        return device < wiring_.ends->devices.size() && (wiring_.ends->devices[device].count > 0 ||
                                                         wiring_.ends->devices[device].switchNumber != kNone);
    }

private:
    /// Rails as the generator understands them: ports beyond that number start over.
    static std::uint32_t railParameter(const model::GeneratorInput& input) {
        const auto it = input.parameters.find("rails");
        return it != input.parameters.end() && it->second >= 1 ? static_cast<std::uint32_t>(it->second) : 0;
    }

    static void count(std::vector<std::pair<std::uint32_t, std::uint32_t>>& list, std::uint32_t key) {
        const auto it = std::find_if(list.begin(), list.end(), [&](const auto& e) { return e.first == key; });
        if (it == list.end())
            list.push_back({key, 1});
        else
            ++it->second;
    }

    static void addTrunk(LeafTable::Leaf& leaf, std::uint32_t spine, double rate) {
        ++leaf.up;
        leaf.upRate += rate;
        count(leaf.trunks, spine);
    }

    void addEndpoint(LeafTable::Leaf& leaf, std::uint32_t device, const model::PortRef& port,
                     double rate) const {
        ++leaf.down;
        leaf.downRate += rate;
        const FabricEnds::Device& ends = wiring_.ends->devices[device];
        for (std::uint32_t i = ends.begin; i < ends.begin + ends.count; ++i)
            if (input_.endpoints[i].port.port == port.port) {
                const std::uint32_t rail = input_.endpoints[i].rail;
                return count(leaf.rails, railsGiven_ > 0 ? rail % railsGiven_ : rail);
            }
    }

    const model::GeneratorInput& input_;
    const Wiring& wiring_;
    const PlannedLeaves& plan_;
    std::uint32_t railsGiven_;
};

void numberSwitches(const model::GeneratorInput& input, const FabricEnds& ends, PlannedLeaves& out) {
    out.leafOf.assign(ends.devices.size(), kNone);
    out.spineOf.assign(ends.devices.size(), kNone);
    for (std::size_t tier = 0; tier < std::min<std::size_t>(2, input.tiers.size()); ++tier)
        for (const model::FabricSwitch& s : input.tiers[tier]) {
            const std::uint32_t device = ends.numbers.of(s.device);
            if (out.leafOf[device] != kNone || out.spineOf[device] != kNone) continue;
            if (tier == 0) {
                out.leafOf[device] = static_cast<std::uint32_t>(out.leafDevice.size());
                out.leafDevice.push_back(device);
            } else {
                out.spineOf[device] = static_cast<std::uint32_t>(out.table.spines.size());
                out.table.spines.push_back(s.device);
            }
        }
}

/// What follows from the leaves and homes as a whole.
void sumUp(const FabricEnds& ends, const std::vector<std::uint8_t>& home, LeafTable& table) {
    std::vector<std::uint32_t> rails;
    for (const Shared<LeafTable::Leaf>& leaf : table.leaves)
        for (const auto& [rail, count] : leaf->rails)
            if (std::find(rails.begin(), rails.end(), rail) == rails.end()) rails.push_back(rail);
    table.rails = static_cast<std::uint32_t>(rails.size());
    table.severalCables = table.onOneLeaf = 0;
    for (std::uint32_t d = 0; d < home.size(); ++d) {
        if (home[d] == kFewCables) continue;
        ++table.severalCables;
        if (home[d] == kOneLeaf && table.onOneLeaf++ == 0) table.firstOnOneLeaf = ends.devices[d].ref;
    }
}

void findStrays(const Wiring& wiring, const Looking& look, LeafTable& table) {
    const auto see = [&](const model::PlannedCable& cable, const FabricEnds::Ends& ends) {
        if (ends.a == ends.b)
            table.loops.push_back(cable);
        else if (!look.belongs(ends.a) || !look.belongs(ends.b))
            table.nowhere.push_back(cable);
    };
    table.loops.clear();
    table.nowhere.clear();
    for (std::uint32_t i = 0; i < wiring.plan->cables.size(); ++i) {
        const FabricEnds::Ends ends = wiring.ends->cables[i];
        if (ends.a == ends.b) continue;  // a generator joins chips of one tray
        const bool stray = !look.belongs(ends.a) || !look.belongs(ends.b);
        if (stray && wiring.stands(i)) see(wiring.plan->cables[i], ends);
    }
    for (std::size_t i = 0; i < wiring.drawn.size(); ++i)
        see(wiring.drawn[i], wiring.drawnEnds[i]);
}

/// Cables of a generator end at what it was given; so a plan without strays needs no second look.
void findDrawnStrays(const Wiring& wiring, const Looking& look, LeafTable& table) {
    if (!table.loops.empty() || !table.nowhere.empty()) return findStrays(wiring, look, table);
    for (std::size_t i = 0; i < wiring.drawn.size(); ++i) {
        const FabricEnds::Ends ends = wiring.drawnEnds[i];
        if (ends.a == ends.b)
            table.loops.push_back(wiring.drawn[i]);
        else if (!look.belongs(ends.a) || !look.belongs(ends.b))
            table.nowhere.push_back(wiring.drawn[i]);
    }
}

}  // namespace

PlanLeaves::Value PlanLeaves::compute(const Key& id, Query& q) {
    const Shared<model::GeneratorInput> input = q.get<FabricPlanInput>(id);
    Wiring asPlanned;
    asPlanned.plan = q.get<FabricPlanNode>(id);
    asPlanned.ends = q.get<FabricEndsNode>(id);
    PlannedLeaves out;
    numberSwitches(*input, *asPlanned.ends, out);
    const Looking look(*input, asPlanned, out);
    for (std::uint32_t leaf = 0; leaf < out.leafDevice.size(); ++leaf) {
        if (leaf % 64 == 0) q.poll();
        out.table.leaves.push_back(look.leaf(leaf));
    }
    for (std::uint32_t d = 0; d < asPlanned.ends->devices.size(); ++d)
        out.home.push_back(look.home(d));
    sumUp(*asPlanned.ends, out.home, out.table);
    findStrays(asPlanned, look, out.table);
    return out;
}

FabricLeaves::Value FabricLeaves::compute(const Key& id, Query& q) {
    const Shared<PlannedLeaves> plan = q.get<PlanLeaves>(id);
    const Shared<Wiring> wiring = q.get<FabricWiring>(id);
    LeafTable out = plan->table;
    if (wiring->asGenerated() && wiring->absent.empty()) return out;
    const Shared<model::GeneratorInput> input = q.get<FabricPlanInput>(id);
    const Looking look(*input, *wiring, *plan);
    std::vector<std::uint8_t> home = plan->home;
    for (const std::uint32_t device : wiring->touched()) {
        if (device >= home.size()) continue;
        home[device] = look.home(device);
        if (const std::uint32_t leaf = plan->leafOf[device]; leaf != kNone)
            out.leaves[leaf] = look.leaf(leaf);
    }
    for (auto it = wiring->absent.rbegin(); it != wiring->absent.rend(); ++it)
        if (const std::uint32_t leaf = plan->leafOf[*it]; leaf != kNone) out.leaves[leaf] = LeafTable::Leaf{};
    std::erase_if(out.leaves, [](const auto& leaf) { return !leaf->device.rack.isValid(); });
    sumUp(*wiring->ends, home, out);
    findDrawnStrays(*wiring, look, out);
    return out;
}

}  // namespace rackloom::analytics
