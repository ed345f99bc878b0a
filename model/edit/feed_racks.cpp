// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/feed_racks.h"

#include "model/edit/names.h"
#include "model/edit/power_edits.h"
#include "model/edit/rewrite.h"
#include "model/edit/type_edits.h"

#include <algorithm>
#include <tuple>

namespace rackloom::model {

namespace {

constexpr PowerSide kSides[] = {PowerSide::A, PowerSide::B};
constexpr const char* kSideLetters[] = {"A", "B"};

std::vector<RackId> byPlace(const Snapshot& s, std::vector<RackId> racks) {
    const auto place = [&](RackId id) {
        const Rack& r = s.racks.at(id);
        return std::tuple(r.hall, r.position.y, r.position.x, id);
    };
    std::sort(racks.begin(), racks.end(), [&](RackId a, RackId b) { return place(a) < place(b); });
    return racks;
}

Result<void> checkOrder(const Snapshot& s, const FeedOrder& order) {
    if (Result<void> there = need(s.racks, order.racks, "rack"); !there) return there;
    if (Result<void> there = need(s.powerNodes, order.upstream, "power node"); !there) return there;
    if (order.racksPerElement < 1)
        return Error{"feed racks", "an element must carry at least one rack",
                     "Choose a larger busway or PDU."};
    if (distinct(order.upstream).size() != order.upstream.size())
        return Error{"feed racks", "the same element is chosen twice",
                     "Choose different elements for the sides, or they fail together."};
    const std::size_t n = order.upstream.size();
    switch (order.scheme) {
    case FeedScheme::Single:
        return {};
    case FeedScheme::Double:
        if (n == 2) return {};
        return Error{"feed racks", "2N needs one element for side A and one for side B",
                     "Choose two elements, such as two UPS."};
    case FeedScheme::Distributed:
        if (n >= 3) return {};
        return Error{"feed racks", "N+1 shares the load of a lost element among the others",
                     "Choose at least three elements, or 2N."};
    }
    return {};
}

/// All pairs of elements, spread so that each takes part equally often: AB, BC, CA for three.
std::vector<std::vector<PowerNodeId>> pairs(const std::vector<PowerNodeId>& upstream) {
    std::vector<std::vector<PowerNodeId>> out;
    const std::size_t n = upstream.size();
    for (std::size_t step = 1; step <= n / 2; ++step)
        for (std::size_t i = 0; i < (2 * step == n ? n / 2 : n); ++i)
            out.push_back({upstream[i], upstream[(i + step) % n]});
    return out;
}

std::vector<PowerNodeId> upstreamOf(const FeedOrder& order, std::size_t group) {
    if (order.scheme == FeedScheme::Double) return order.upstream;
    if (order.scheme == FeedScheme::Single) return {order.upstream[group % order.upstream.size()]};
    const auto all = pairs(order.upstream);
    return all[group % all.size()];
}

Result<PowerNodeId> addElement(Transaction& tx, DeviceTypeId type, PowerNodeId parent, PowerSide side,
                               std::string name) {
    PowerNode node;
    node.type = type;
    node.side = side;
    node.parents = {parent};
    node.name = std::move(name);
    const PowerNodeId id{tx.draft().powerNodes.end()};
    if (Result<void> added = addPowerNode(std::move(node)).apply(tx); !added) return added.error();
    return id;
}

}  // namespace

Result<std::vector<FeedGroup>> feedGroups(const Snapshot& s, const FeedOrder& order) {
    if (Result<void> fine = checkOrder(s, order); !fine) return fine.error();
    const std::vector<RackId> racks = byPlace(s, distinct(order.racks));
    const auto most = static_cast<std::size_t>(order.racksPerElement);
    // Equal groups: nine racks at up to four each are three threes, not four, four and one.
    const std::size_t count = (racks.size() + most - 1) / most;
    std::vector<FeedGroup> out(count);
    std::size_t next = 0;
    for (std::size_t g = 0; g < count; ++g) {
        const std::size_t end = racks.size() * (g + 1) / count;
        for (; next < end; ++next)
            out[g].racks.push_back(racks[next]);
        out[g].upstream = upstreamOf(order, g);
    }
    return out;
}

Edit feedRacks(const Catalog& catalog, const FeedOrder& order) {
    return {"Feed " + counted(order.racks.size(), "rack") + " " +
                std::string(kFeedSchemeNames[static_cast<std::size_t>(order.scheme)]),
            {},
            [order, part = excerpt(catalog, {order.type})](Transaction& tx) -> Result<void> {
                const Result<std::vector<FeedGroup>> groups = feedGroups(tx.draft(), order);
                if (!groups) return groups.error();
                const Result<DeviceTypeId> type = embedType(tx, part, order.type);
                if (!type) return type.error();
                NameSet taken = namesOf(tx.draft().powerNodes);
                std::size_t number = 0;
                for (const FeedGroup& group : groups.value()) {
                    const bool single = group.upstream.size() == 1;
                    std::string stem;
                    do
                        stem = order.name + " " + std::to_string(++number);
                    while (taken.contains(stem) || taken.contains(stem + "A") || taken.contains(stem + "B"));
                    std::array<PowerNodeId, 2> feeds;
                    for (std::size_t side = 0; side < group.upstream.size(); ++side) {
                        const PowerSide own = tx.draft().powerNodes.at(group.upstream[side]).side;
                        const Result<PowerNodeId> id =
                            addElement(tx, type.value(), group.upstream[side], single ? own : kSides[side],
                                       single ? stem : stem + kSideLetters[side]);
                        if (!id) return id.error();
                        feeds[single && own == PowerSide::B ? 1 : side] = id.value();
                    }
                    for (const RackId rack : group.racks)
                        tx.draft().racks.write(tx.token(), rack).feeds = feeds;
                }
                return {};
            }};
}

}  // namespace rackloom::model
