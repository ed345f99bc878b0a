// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/recontraction.h"

#include "analytics/fabric/twin_hash.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

namespace rackloom::analytics {
namespace {

using Arc = ContractedGraph::Arc;
using Class = ContractedGraph::Class;
constexpr std::uint32_t kNone = ContractedGraph::kNoLevel;
/// Beyond this share of the vertices, contracting all of them is the shorter way.
constexpr std::size_t kLargeShare = 6, kSmall = 4096;

/// Lists by number: counts, then fills.
template <class Each>
void sortInto(std::size_t keys, Each&& each, std::vector<std::uint32_t>& first,
              std::vector<std::uint32_t>& list) {
    first.assign(keys + 1, 0);
    each([&](std::uint32_t key, std::uint32_t) { ++first[key + 1]; });
    std::partial_sum(first.begin(), first.end(), first.begin());
    list.resize(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    each([&](std::uint32_t key, std::uint32_t value) { list[next[key]++] = value; });
}

class Recontraction {
public:
    Recontraction(const FabricGraph& graph, const TwinTable& table, const LinkChanges& changes)
        : graph_(graph), table_(table), old_(table.contracted), changes_(changes) {
        for (const std::uint32_t i : changes.gone) {
            touched_.push_back(graph.links[i].a);
            touched_.push_back(graph.links[i].b);
        }
        for (const FabricGraph::Link& link : changes.added) {
            touched_.push_back(link.a);
            touched_.push_back(link.b);
        }
        std::sort(touched_.begin(), touched_.end());
        touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    }

    bool tooMany() const {
        return graph_.weight.size() > kSmall && touched_.size() * kLargeShare > graph_.weight.size();
    }

    ContractedGraph run() {
        gatherLinks();
        splitClasses();
        group();
        number();
        addArcs();
        setLevels(out_, table_.tiered ? &graph_.tier : nullptr);
        return std::move(out_);
    }

private:
    /// A class of the changed graph: what is left of an old one, touched vertices, or both.
    struct Group {
        std::uint32_t first = 0, size = 0;
        std::uint32_t old = kNone;      // the class it is the rest of
        std::uint32_t kept = kNone;     // an untouched vertex of it
        std::uint32_t touched = kNone;  // place of a touched vertex of it
    };

    void gatherLinks() {
        links_.resize(touched_.size());
        for (std::size_t t = 0; t < touched_.size(); ++t)
            for (const std::uint32_t i : table_.linksOf(touched_[t])) {
                if (std::binary_search(changes_.gone.begin(), changes_.gone.end(), i)) continue;
                const FabricGraph::Link& link = graph_.links[i];
                links_[t].push_back({link.a == touched_[t] ? link.b : link.a, link.capacity});
            }
        for (const FabricGraph::Link& link : changes_.added) {
            links_[placeOf(link.a)].push_back({link.b, link.capacity});
            links_[placeOf(link.b)].push_back({link.a, link.capacity});
        }
        for (std::vector<Arc>& links : links_)
            addUpParallel(links);
    }

    static void addUpParallel(std::vector<Arc>& links) {
        std::sort(links.begin(), links.end(), before);
        std::size_t out = 0;
        for (std::size_t i = 0; i < links.size(); ++i) {
            if (out > 0 && links[out - 1].to == links[i].to)
                links[out - 1].capacity += links[i].capacity;
            else
                links[out++] = links[i];
        }
        links.resize(out);
    }

    std::size_t placeOf(std::uint32_t v) const {
        return static_cast<std::size_t>(std::lower_bound(touched_.begin(), touched_.end(), v) -
                                        touched_.begin());
    }
    bool isTouched(std::uint32_t v) const { return std::binary_search(touched_.begin(), touched_.end(), v); }

    void splitClasses() {
        std::vector<std::uint32_t> lost(old_.classes.size(), 0);
        for (const std::uint32_t v : touched_)
            ++lost[old_.classOf[v]];
        restOf_.assign(old_.classes.size(), kNone);
        groups_.reserve(old_.classes.size() + touched_.size());
        for (std::uint32_t c = 0; c < old_.classCount(); ++c) {
            const Class& k = old_.classes[c];
            if (lost[c] == k.size) continue;
            restOf_[c] = static_cast<std::uint32_t>(groups_.size());
            std::uint32_t kept = k.first;
            if (lost[c] > 0 && isTouched(kept)) {
                const auto members = table_.membersOf(c);
                kept = *std::find_if(members.begin(), members.end(),
                                     [&](std::uint32_t v) { return !isTouched(v); });
            }
            groups_.push_back({kept, k.size - lost[c], c, kept, kNone});
        }
    }

    std::uint32_t tier(std::uint32_t v) const { return graph_.tier.empty() ? 0 : graph_.tier[v]; }

    void group() {
        groupOf_.resize(touched_.size());
        std::unordered_multimap<std::uint64_t, std::uint32_t> fresh;  // groups of touched vertices only
        for (std::uint32_t t = 0; t < touched_.size(); ++t) {
            const std::uint32_t v = touched_[t];
            const std::uint64_t hash = twinHash(graph_.weight[v], tier(v), links_[t]);
            std::uint32_t found = amongOld(t, hash);
            const auto [begin, end] = fresh.equal_range(hash);
            for (auto it = begin; found == kNone && it != end; ++it)
                if (sameAs(t, groups_[it->second].touched)) found = it->second;
            if (found == kNone) {
                found = static_cast<std::uint32_t>(groups_.size());
                groups_.push_back({v, 0, kNone, kNone, t});
                fresh.emplace(hash, found);
            }
            ++groups_[found].size;
            groups_[found].first = std::min(groups_[found].first, v);
            groupOf_[t] = found;
        }
    }

    bool sameAs(std::uint32_t t, std::uint32_t other) const {
        const std::uint32_t v = touched_[t], u = touched_[other];
        return graph_.weight[v] == graph_.weight[u] && tier(v) == tier(u) && links_[t] == links_[other];
    }

    /// The rest of an old class whose vertices have exactly these links.
    std::uint32_t amongOld(std::uint32_t t, std::uint64_t hash) const {
        const std::uint32_t v = touched_[t];
        auto it = std::lower_bound(table_.byHash.begin(), table_.byHash.end(), std::pair{hash, 0u});
        for (; it != table_.byHash.end() && it->first == hash; ++it) {
            const std::uint32_t rest = restOf_[it->second];
            if (rest == kNone) continue;
            const std::uint32_t u = groups_[rest].kept;
            if (graph_.weight[v] != graph_.weight[u] || tier(v) != tier(u)) continue;
            std::vector<Arc> links;
            for (const std::uint32_t i : table_.linksOf(u)) {
                const FabricGraph::Link& link = graph_.links[i];
                links.push_back({link.a == u ? link.b : link.a, link.capacity});
            }
            addUpParallel(links);
            if (links == links_[t]) return rest;
        }
        return kNone;
    }

    void number() {
        const auto before = [&](std::uint32_t x, std::uint32_t y) {
            return groups_[x].first < groups_[y].first;
        };
        std::vector<std::uint32_t> kept, moved;  // kept ones are in order already
        for (std::uint32_t g = 0; g < groups_.size(); ++g) {
            const Group& group = groups_[g];
            const bool inPlace = group.old != kNone && group.first == old_.classes[group.old].first;
            (inPlace ? kept : moved).push_back(g);
        }
        std::sort(moved.begin(), moved.end(), before);
        order_.resize(groups_.size());
        std::merge(kept.begin(), kept.end(), moved.begin(), moved.end(), order_.begin(), before);
        numberOf_.resize(groups_.size());
        out_.classes.reserve(groups_.size());
        for (const std::uint32_t g : order_) {
            numberOf_[g] = out_.classCount();
            out_.classes.push_back({groups_[g].first, groups_[g].size, graph_.weight[groups_[g].first], 0});
        }
        numberOfOld_.assign(old_.classes.size(), kNone);
        for (std::uint32_t c = 0; c < old_.classCount(); ++c)
            if (restOf_[c] != kNone) numberOfOld_[c] = numberOf_[restOf_[c]];
        out_.classOf.resize(old_.classOf.size());
        for (std::size_t v = 0; v < out_.classOf.size(); ++v)
            out_.classOf[v] = numberOfOld_[old_.classOf[v]];
        for (std::size_t t = 0; t < touched_.size(); ++t)
            out_.classOf[touched_[t]] = numberOf_[groupOf_[t]];
        out_.totalWeight = old_.totalWeight;
    }

    /// Which classes the vertices of an old class are in now, besides its rest.
    void findParts() {
        partsOf_.clear();
        for (std::size_t t = 0; t < touched_.size(); ++t)
            partsOf_[old_.classOf[touched_[t]]].push_back(numberOf_[groupOf_[t]]);
        wholeNow_ = numberOfOld_;
        for (auto& [c, parts] : partsOf_) {
            if (numberOfOld_[c] != kNone) parts.push_back(numberOfOld_[c]);
            std::sort(parts.begin(), parts.end());
            parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
            wholeNow_[c] = kNone;
        }
    }

    void addArcs() {
        findParts();
        out_.begin.reserve(groups_.size() + 1);
        out_.begin.push_back(0);
        std::size_t more = 0;  // of the parts of fallen classes, and at their neighbours
        for (const auto& [c, parts] : partsOf_)
            more += 2 * parts.size() * old_.arcsOf(c).size();
        out_.arcs.reserve(old_.arcs.size() + more);
        for (const std::uint32_t g : order_) {
            const std::size_t start = out_.arcs.size();
            if (groups_[g].old != kNone)
                fromOld(groups_[g].old);
            else
                fromLinks(links_[groups_[g].touched]);
            out_.begin.push_back(static_cast<std::uint32_t>(out_.arcs.size()));
            for (std::size_t i = start; i < out_.arcs.size(); ++i)
                if (out_.arcs[i].capacity != lastCapacity_) addCapacity(out_.arcs[i].capacity);
        }
        out_.quantum = std::max<std::int64_t>(quantum_, 1);
    }

    /// An untouched vertex is linked as before; where its neighbours' class fell apart, to all parts of it.
    void fromOld(std::uint32_t c) {
        const auto start = static_cast<std::ptrdiff_t>(out_.arcs.size());
        bool inOrder = true;
        std::uint32_t last = 0;
        parts_.clear();
        for (const Arc& arc : old_.arcsOf(c)) {
            if (const std::uint32_t to = wholeNow_[arc.to]; to != kNone) {
                inOrder = inOrder && last <= to;
                last = to;
                out_.arcs.push_back({to, arc.capacity});
                continue;
            }
            for (const std::uint32_t to : partsOf_.find(arc.to)->second)
                parts_.push_back({to, arc.capacity});
        }
        if (parts_.empty() && inOrder) return;
        if (!inOrder) std::sort(out_.arcs.begin() + start, out_.arcs.end(), before);
        std::sort(parts_.begin(), parts_.end(), before);
        mergeParts(static_cast<std::size_t>(start));
        // Vertices of several old classes may be twins now.
        out_.arcs.erase(std::unique(out_.arcs.begin() + start, out_.arcs.end()), out_.arcs.end());
    }

    static bool before(const Arc& x, const Arc& y) { return x.to < y.to; }

    /// Few parts go in among many arcs that are in order.
    void mergeParts(std::size_t start) {
        std::size_t from = out_.arcs.size(), part = parts_.size();
        out_.arcs.resize(from + part);
        for (std::size_t at = out_.arcs.size(); part > 0;) {
            const bool arcFirst = from > start && before(parts_[part - 1], out_.arcs[from - 1]);
            out_.arcs[--at] = arcFirst ? out_.arcs[--from] : parts_[--part];
        }
    }

    void fromLinks(const std::vector<Arc>& links) {
        const std::size_t start = out_.arcs.size();
        for (const Arc& link : links)
            out_.arcs.push_back({out_.classOf[link.to], link.capacity});
        const auto first = out_.arcs.begin() + static_cast<std::ptrdiff_t>(start);
        std::sort(first, out_.arcs.end(), before);
        out_.arcs.erase(std::unique(first, out_.arcs.end()), out_.arcs.end());
    }

    void addCapacity(std::int64_t capacity) {
        lastCapacity_ = capacity;
        quantum_ = std::gcd(quantum_, capacity);
    }

    const FabricGraph& graph_;
    const TwinTable& table_;
    const ContractedGraph& old_;
    const LinkChanges& changes_;
    std::vector<std::uint32_t> touched_;   // vertices at changed links, rising
    std::vector<std::vector<Arc>> links_;  // of them, now
    std::vector<std::uint32_t> groupOf_;   // of them
    std::vector<Group> groups_;
    std::vector<std::uint32_t> restOf_;  // group by old class
    std::vector<std::uint32_t> order_, numberOf_, numberOfOld_;
    std::map<std::uint32_t, std::vector<std::uint32_t>> partsOf_;
    std::vector<std::uint32_t> wholeNow_;  // by old class; kNone where it fell apart
    std::vector<Arc> parts_;
    std::int64_t quantum_ = 0, lastCapacity_ = 0;
    ContractedGraph out_;
};

}  // namespace

TwinTable twinTable(const FabricGraph& graph, const PollFunction& poll) {
    Contraction contraction = contractionOf(graph, poll);
    TwinTable out;
    out.contracted = std::move(contraction.graph);
    out.tiered = contraction.tiered;
    out.firstLink = std::move(contraction.firstLink);
    out.linkAt = std::move(contraction.linkAt);
    sortInto(
        out.contracted.classes.size(),
        [&](auto&& add) {
            for (std::uint32_t v = 0; v < graph.weight.size(); ++v)
                add(out.contracted.classOf[v], v);
        },
        out.firstMember, out.member);
    out.byHash.reserve(contraction.hashes.size());
    for (std::uint32_t c = 0; c < contraction.hashes.size(); ++c)
        out.byHash.push_back({contraction.hashes[c], c});
    std::sort(out.byHash.begin(), out.byHash.end());
    return out;
}

ContractedGraph recontracted(const FabricGraph& graph, const TwinTable& table, const LinkChanges& changes,
                             const PollFunction& poll) {
    if (changes.empty()) return table.contracted;
    Recontraction correction(graph, table, changes);
    if (correction.tooMany()) return contractTwins(changedGraph(graph, changes), poll);
    return correction.run();
}

FabricGraph changedGraph(const FabricGraph& graph, const LinkChanges& changes) {
    FabricGraph out{graph.weight, graph.tier, {}};
    out.links.reserve(graph.links.size() - changes.gone.size() + changes.added.size());
    auto gone = changes.gone.begin();
    for (std::uint32_t i = 0; i < graph.links.size(); ++i) {
        if (gone != changes.gone.end() && *gone == i)
            ++gone;
        else
            out.links.push_back(graph.links[i]);
    }
    out.links.insert(out.links.end(), changes.added.begin(), changes.added.end());
    return out;
}

}  // namespace rackloom::analytics
