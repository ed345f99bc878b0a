// SPDX-License-Identifier: GPL-3.0-or-later
// Not listed: wiring shared by the generators, itself none.
#include "model/topology/leaf_choice.h"

#include "model/topology/clos_wiring.h"

#include <algorithm>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

/// Leaves that share their nodes, with the ports taken on each.
struct LeafSet {
    std::vector<Count> leaves, used;
    Count rack = kNoRackIndex;
};

/// Leaf sets of equal port rate, in tier order.
struct LeafClass {
    DataRate rate;
    std::vector<LeafSet> sets;
    std::vector<std::size_t> byRack;  // sets in the order of their racks
    std::size_t next = 0;             // set being filled, when dealing evenly
    Count share = 0;                  // ports per set, when dealing evenly
    Count dealt = 0;                  // ports given to the current set
};

class LeafFiller {
public:
    LeafFiller(const GeneratorInput& in, const LeafRules& rules, FabricPlan& plan)
        : in_(in), rules_(rules), plan_(plan) {
        const std::vector<FabricSwitch>& leaves = in.tiers[0];
        for (Count i = 0; i < leaves.size(); ++i)
            addLeaf(i);
        for (LeafClass& c : classes_)
            orderByRack(c);
        std::vector<std::size_t> ports(classes_.size(), 0);
        for (const EndpointPort& e : in.endpoints)
            ++ports[classFor(e.rate)];
        for (std::size_t c = 0; c < classes_.size(); ++c)
            classes_[c].share =
                static_cast<Count>((ports[c] + classes_[c].sets.size() - 1) / classes_[c].sets.size());
    }

    /// Cables the ports [first, first + count) of one node.
    void node(std::size_t first, Count count) {
        LeafClass& leaves = classes_[classFor(in_.endpoints[first].rate)];
        LeafSet* set =
            rules_.ownRack ? nearSet(leaves, in_.endpoints[first].rackIndex, count) : evenSet(leaves, count);
        if (!set) set = anySet(count);
        for (Count p = 0; p < count; ++p) {
            const EndpointPort& e = in_.endpoints[first + p];
            if (!set || !connect(e, *set, p)) ++missing_;
        }
    }

    void report() const {
        const auto there = static_cast<Count>(in_.tiers[0].size());
        plan_.wanted = {there};
        if (missing_ == 0) return;
        const Count ports = std::max(Count{1}, downPorts(in_.tiers[0].front(), rules_));
        plan_.wanted[0] += static_cast<Count>((missing_ + ports - 1) / ports);
        plan_.problems.push_back("The leaf tier has " + counted(missing_, "port", "ports") +
                                 " too few for its endpoints. Add at least " +
                                 counted((missing_ + ports - 1) / ports, "switch", "switches") +
                                 " to the leaf tier.");
    }

private:
    void addLeaf(Count index) {
        const FabricSwitch& leaf = in_.tiers[0][index];
        const auto same = [&](const LeafClass& c) { return c.rate == leaf.rate; };
        auto it = std::find_if(classes_.begin(), classes_.end(), same);
        if (it == classes_.end()) it = classes_.insert(classes_.end(), LeafClass{leaf.rate, {}, {}});
        const bool joins = !it->sets.empty() && it->sets.back().leaves.size() < rules_.homes &&
                           (!rules_.ownRack || it->sets.back().rack == leaf.rackIndex);
        if (!joins) it->sets.push_back({{}, {}, leaf.rackIndex});
        it->sets.back().leaves.push_back(index);
        it->sets.back().used.push_back(0);
    }

    static void orderByRack(LeafClass& leaves) {
        for (std::size_t i = 0; i < leaves.sets.size(); ++i)
            leaves.byRack.push_back(i);
        std::stable_sort(leaves.byRack.begin(), leaves.byRack.end(), [&](std::size_t a, std::size_t b) {
            return leaves.sets[a].rack < leaves.sets[b].rack;
        });
    }

    /// Class of a port; ports mostly are like the one before.
    std::size_t classFor(DataRate rate) {
        if (!(rate == lastRate_) || lastClass_ >= classes_.size()) {
            lastRate_ = rate;
            lastClass_ = classOf(rate);
        }
        return lastClass_;
    }

    /// Leaves of the same rate, or else the slowest that are faster, or else the fastest.
    std::size_t classOf(DataRate rate) const {
        std::size_t best = 0;
        for (std::size_t c = 0; c < classes_.size(); ++c) {
            const DataRate a = classes_[c].rate, b = classes_[best].rate;
            if (a == rate) return c;
            const bool aFits = a > rate, bFits = b > rate;
            if (aFits != bFits ? aFits : aFits ? a < b : a > b) best = c;
        }
        return best;
    }

    Count room(const LeafSet& set) const {
        Count n = 0;
        for (std::size_t i = 0; i < set.leaves.size(); ++i)
            n += downPorts(in_.tiers[0][set.leaves[i]], rules_) - set.used[i];
        return n;
    }

    LeafSet* nearSet(LeafClass& leaves, Count rack, Count count) {
        const std::vector<std::size_t>& order = leaves.byRack;
        const auto first = std::lower_bound(order.begin(), order.end(), rack,
                                            [&](std::size_t i, Count r) { return leaves.sets[i].rack < r; });
        for (auto it = first; it != order.end(); ++it)
            if (room(leaves.sets[*it]) >= count) return &leaves.sets[*it];
        for (auto it = first; it != order.begin();)
            if (room(leaves.sets[*--it]) >= count) return &leaves.sets[*it];
        return nullptr;
    }

    LeafSet* evenSet(LeafClass& leaves, Count count) {
        for (; leaves.next < leaves.sets.size(); ++leaves.next, leaves.dealt = 0) {
            LeafSet& set = leaves.sets[leaves.next];
            if (leaves.dealt >= leaves.share || room(set) < count) continue;
            leaves.dealt += count;
            return &set;
        }
        return nullptr;
    }

    LeafSet* anySet(Count count) {
        for (LeafClass& leaves : classes_)
            for (LeafSet& set : leaves.sets)
                if (room(set) >= count) return &set;
        return nullptr;
    }

    bool connect(const EndpointPort& e, LeafSet& set, Count port) {
        const std::size_t leaves = set.leaves.size();
        std::size_t i = leaves > 1 ? port % leaves : 0;
        for (std::size_t tried = 0; tried < leaves; ++tried, i = i + 1 < leaves ? i + 1 : 0) {
            const FabricSwitch& leaf = in_.tiers[0][set.leaves[i]];
            if (set.used[i] >= downPorts(leaf, rules_)) continue;
            const Count at = set.used[i]++;
            if (leaf.present)
                plan_.cables.push_back({e.port, {leaf.device, at}, slowerRate(e.rate, leaf.rateOf(at)), 0});
            return true;
        }
        return false;
    }

    const GeneratorInput& in_;
    const LeafRules& rules_;
    FabricPlan& plan_;
    std::vector<LeafClass> classes_;
    DataRate lastRate_;  // asked for last, and its class
    std::size_t lastClass_ = ~std::size_t{0};
    std::size_t missing_ = 0;
};

}  // namespace

Count downPorts(const FabricSwitch& leaf, const LeafRules& rules) {
    const Count free = leaf.uniform() ? leaf.ports - std::min(leaf.ports, rules.uplinks) : leaf.access;
    return rules.down > 0 ? std::min(rules.down, free) : free;
}

void wireToLeaves(const GeneratorInput& in, const LeafRules& rules, FabricPlan& plan) {
    if (in.endpoints.empty()) return;
    if (in.tiers.empty() || in.tiers[0].empty()) {
        plan.problems.push_back(counted(in.endpoints.size(), "endpoint port has", "endpoint ports have") +
                                " no leaf. Add switches to the leaf tier.");
        return;
    }
    LeafFiller filler(in, rules, plan);
    for (std::size_t i = 0; i < in.endpoints.size();) {
        Count count = 1;
        while (i + count < in.endpoints.size() && in.endpoints[i + count].node == in.endpoints[i].node)
            ++count;
        filler.node(i, count);
        i += count;
    }
    filler.report();
}

void wireLeafUplinks(const GeneratorInput& in, const LeafRules& rules, const char* upperName,
                     FabricPlan& plan) {
    if (in.tiers.size() < 2 || in.tiers[1].empty() || rules.uplinks == 0) return;
    const auto spines = static_cast<Count>(in.tiers[1].size());
    TierWiring wiring(in.tiers[0], in.tiers[1], 1, plan);
    const bool even = rules.uplinks % spines == 0;
    for (Count l = 0; l < in.tiers[0].size(); ++l) {
        const FabricSwitch& leaf = in.tiers[0][l];
        const Count first = leaf.uniform() ? leaf.ports - std::min(leaf.ports, rules.uplinks) : leaf.access;
        wiring.deal(l, first, rules.uplinks, 0, spines, even ? 0 : l * rules.uplinks);
    }
    wiring.report("leaf", upperName);
    if (plan.wanted.empty()) plan.wanted = {static_cast<Count>(in.tiers[0].size())};
    const Count ports = std::max(Count{1}, tierPorts(in.tiers[1]));
    plan.wanted.push_back(spines + static_cast<Count>((wiring.missingUpper() + ports - 1) / ports));
}

}  // namespace rackloom::model
