// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/plan_groups.h"

#include "model/base/large_array.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <tuple>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kNone = FabricEnds::kNone;

/// Cables that differ in nothing but the racks they join.
struct Sort {
    std::uint32_t tier = 0;
    double rate = 0;
    int units = 0;
    bool sameKind(const Sort& o) const { return tier == o.tier && rate == o.rate; }
    friend bool operator<(const Sort& x, const Sort& y) {
        return std::tie(x.tier, x.rate, x.units) < std::tie(y.tier, y.rate, y.units);
    }
};

/// Gives each sort a number; those of few rack units, which nearly all have, without searching.
class Sorts {
public:
    std::uint32_t of(std::uint32_t tier, double rate, int units) {
        if (kind_ == kNone || kinds_[kind_].tier != tier || kinds_[kind_].rate != rate)
            kind_ = kindOf({tier, rate, 0});
        if (units < 0 || units >= kNear) {
            const auto [it, fresh] = far_.try_emplace({tier, rate, units}, next());
            return fresh ? add(units) : it->second;
        }
        std::uint32_t& number = near_[kind_][static_cast<std::size_t>(units)];
        if (number == kNone) number = add(units);
        return number;
    }

    /// Sorts in order, and the place of each number among them.
    std::pair<std::vector<Sort>, std::vector<std::uint32_t>> ranked() const {
        std::vector<std::uint32_t> order(sorts_.size()), rank(sorts_.size());
        std::iota(order.begin(), order.end(), 0u);
        std::sort(order.begin(), order.end(),
                  [&](std::uint32_t x, std::uint32_t y) { return sorts_[x] < sorts_[y]; });
        std::vector<Sort> out;
        for (const std::uint32_t number : order) {
            rank[number] = static_cast<std::uint32_t>(out.size());
            out.push_back(sorts_[number]);
        }
        return {std::move(out), std::move(rank)};
    }

private:
    static constexpr int kNear = 256;

    std::uint32_t next() const { return static_cast<std::uint32_t>(sorts_.size()); }
    std::uint32_t add(int units) {
        sorts_.push_back({kinds_[kind_].tier, kinds_[kind_].rate, units});
        return next() - 1;
    }
    std::uint32_t kindOf(const Sort& kind) {
        const auto [it, fresh] = known_.try_emplace(kind, static_cast<std::uint32_t>(kinds_.size()));
        if (fresh) {
            kinds_.push_back(kind);
            near_.emplace_back(kNear, kNone);
        }
        return it->second;
    }

    std::vector<Sort> sorts_, kinds_;
    std::map<Sort, std::uint32_t> known_, far_;  // kinds, and sorts of many units
    std::vector<std::vector<std::uint32_t>> near_;
    std::uint32_t kind_ = kNone;  // of the cable before
};

/// A cable as one number: the other rack, then the rank of its sort.
using Key = std::uint64_t;
constexpr Key keyOf(RackId other, std::uint32_t rank) {
    return Key{other.value} << 32 | rank;
}
RackId rackOf(Key key) {
    return RackId{static_cast<std::uint32_t>(key >> 32)};
}

/// The sorted cables of one rack as a piece.
CableGroupPiece pieceOf(RackId rack, std::span<const Key> keys, const std::vector<Sort>& sorts) {
    const auto sortOf = [&](Key key) -> const Sort& { return sorts[static_cast<std::uint32_t>(key)]; };
    const auto startsGroup = [&](std::size_t i) {
        return i == 0 || rackOf(keys[i]) != rackOf(keys[i - 1]) ||
               !sortOf(keys[i]).sameKind(sortOf(keys[i - 1]));
    };
    std::size_t groups = 0, heights = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i > 0 && keys[i] == keys[i - 1]) continue;
        ++heights;
        groups += startsGroup(i) ? 1 : 0;
    }
    CableGroupPiece piece;
    piece.groups.reserve(groups);
    piece.byUnits.reserve(heights);
    for (std::size_t i = 0; i < keys.size();) {
        const std::size_t first = i;
        const Sort& sort = sortOf(keys[i]);
        if (startsGroup(i))
            piece.groups.push_back({rack,
                                    rackOf(keys[i]),
                                    sort.tier,
                                    sort.rate,
                                    {},
                                    0,
                                    static_cast<std::uint32_t>(piece.byUnits.size()),
                                    0});
        while (i < keys.size() && keys[i] == keys[first])
            ++i;
        const auto count = static_cast<std::uint32_t>(i - first);
        piece.byUnits.push_back({sort.units, count});
        piece.groups.back().count += count;
        ++piece.groups.back().heights;
    }
    return piece;
}

/// Cables by the lower rack they join, as ranges of one list.
struct ByRack {
    std::vector<std::uint32_t> first;
    std::vector<Key> keys;
};

ByRack sortedByRack(const std::vector<model::PlannedCable>& cables, const std::vector<std::uint32_t>& sortOf,
                    const std::vector<std::uint32_t>& rank, std::uint32_t racks) {
    ByRack out{std::vector<std::uint32_t>(racks + std::size_t{1}, 0), std::vector<Key>(cables.size())};
    for (const model::PlannedCable& cable : cables)
        ++out.first[std::min(cable.a.device.rack, cable.b.device.rack).value];
    std::partial_sum(out.first.begin(), out.first.end(), out.first.begin());
    for (std::size_t i = cables.size(); i-- > 0;) {
        const auto [low, high] = std::minmax(cables[i].a.device.rack, cables[i].b.device.rack);
        out.keys[--out.first[low.value]] = keyOf(high, rank[sortOf[i]]);
    }
    return out;
}

}  // namespace

CableGroupTable groupPlan(const std::vector<model::PlannedCable>& cables, const FabricEnds& ends,
                          const std::vector<Height>& heights, bool direct, const CableGroupTable* last,
                          const PollFunction& poll) {
    Sorts sorts;
    std::vector<std::uint32_t> sortOf;
    reserveLarge(sortOf, cables.size());
    for (std::size_t i = 0; i < cables.size(); ++i) {
        if (poll && i % 65536 == 0) poll();
        const model::PlannedCable& cable = cables[i];
        const bool side = direct || cable.a.device.rack == cable.b.device.rack;
        const auto [a, b] = ends.cables[i];
        sortOf.push_back(sorts.of(cable.tier, cable.rate.si(), unitsBetween(side, heights[a], heights[b])));
    }
    const auto [list, rank] = sorts.ranked();
    std::uint32_t racks = 0;
    for (const FabricEnds::Device& device : ends.devices)
        racks = std::max(racks, device.ref.rack.value + 1);
    ByRack byRack = sortedByRack(cables, sortOf, rank, racks);
    CableGroupTable out;
    OlderPieces older(last);
    for (std::uint32_t rack = 0; rack < racks; ++rack) {
        const std::span<Key> keys(byRack.keys.data() + byRack.first[rack],
                                  byRack.keys.data() + byRack.first[rack + 1]);
        if (keys.empty()) continue;
        if (poll && rack % 64 == 0) poll();
        if (!std::is_sorted(keys.begin(), keys.end())) std::sort(keys.begin(), keys.end());
        out.pieces.push_back(older.orFresh(RackId{rack}, pieceOf(RackId{rack}, keys, list)));
    }
    return out;
}

}  // namespace rackloom::analytics
