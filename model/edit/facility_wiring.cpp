// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/facility_wiring.h"

#include "model/edit/cooling_edits.h"
#include "model/edit/power_edits.h"
#include "model/edit/rewrite.h"
#include "model/edit/type_edits.h"

#include <algorithm>
#include <functional>

namespace rackloom::model {

namespace {

/// Visits each pair that is joined: one with all, or the first with the first and so on.
template <class UpperT, class LowerT, class F>
Result<void> eachPair(const std::vector<UpperT>& upper, const std::vector<LowerT>& lower, F&& visit) {
    if (upper.empty() || lower.empty()) return {};
    if (upper.size() != 1 && lower.size() != 1 && upper.size() != lower.size())
        return Error{"connection",
                     "one side has " + std::to_string(upper.size()) + " and the other " +
                         std::to_string(lower.size()),
                     "Open the groups and connect their members."};
    const std::size_t n = std::max(upper.size(), lower.size());
    for (std::size_t i = 0; i < n; ++i)
        if (Result<void> done = visit(upper[upper.size() == 1 ? 0 : i], lower[lower.size() == 1 ? 0 : i]);
            !done)
            return done;
    return {};
}

Result<void> addParent(Transaction& tx, PowerNodeId parent, PowerNodeId child) {
    const PowerNode& now = tx.draft().powerNodes.at(child);
    if (std::find(now.parents.begin(), now.parents.end(), parent) != now.parents.end())
        return Error{"power node " + now.name, tx.draft().powerNodes.at(parent).name + " feeds it already",
                     "Take the wire away first to draw it anew."};
    std::vector<PowerNodeId> parents = now.parents;
    parents.push_back(parent);
    return setPowerParents(child, std::move(parents)).apply(tx);
}

Result<void> plug(Transaction& tx, PowerNodeId feed, RackId rack) {
    const PowerSide side = tx.draft().powerNodes.at(feed).side;
    Rack& row = tx.draft().racks.write(tx.token(), rack);
    if (row.feeds[0] == feed || row.feeds[1] == feed)
        return Error{"rack " + row.name, tx.draft().powerNodes.at(feed).name + " feeds it already",
                     "Unplug it first."};
    std::size_t at = side == PowerSide::B ? 1 : 0;
    if (side == PowerSide::None && row.feeds[0].isValid() && !row.feeds[1].isValid()) at = 1;
    row.feeds[at] = feed;
    return {};
}

}  // namespace

Edit addCatalogPowerNode(const Catalog& catalog, const std::string& key, PowerNode node) {
    return {"Add power element",
            {},
            [part = excerpt(catalog, {key}), key, node = std::move(node)](Transaction& tx) -> Result<void> {
                Result<DeviceTypeId> type = embedType(tx, part, key);
                if (!type) return type.error();
                PowerNode row = node;
                row.type = type.value();
                return addPowerNode(std::move(row)).apply(tx);
            }};
}

Edit addCatalogCoolingUnit(const Catalog& catalog, const std::string& key, CoolingUnit unit) {
    return {"Add cooling unit",
            {},
            [part = excerpt(catalog, {key}), key, unit = std::move(unit)](Transaction& tx) -> Result<void> {
                Result<DeviceTypeId> type = embedType(tx, part, key);
                if (!type) return type.error();
                CoolingUnit row = unit;
                row.type = type.value();
                return addCoolingUnit(std::move(row)).apply(tx);
            }};
}

Edit feedPowerNodes(std::vector<PowerNodeId> upper, std::vector<PowerNodeId> lower) {
    return {"Connect power elements", {}, [upper, lower](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().powerNodes, upper, "power node"); !there)
                    return there;
                if (Result<void> there = need(tx.draft().powerNodes, lower, "power node"); !there)
                    return there;
                return eachPair(upper, lower,
                                [&](PowerNodeId p, PowerNodeId c) { return addParent(tx, p, c); });
            }};
}

Edit unfeedPowerNodes(std::vector<PowerNodeId> upper, std::vector<PowerNodeId> lower) {
    return {"Disconnect power elements", {}, [upper, lower](Transaction& tx) -> Result<void> {
                for (const PowerNodeId child : lower) {
                    if (Result<void> there = need(tx.draft().powerNodes, child, "power node"); !there)
                        return there;
                    std::vector<PowerNodeId> rest;
                    for (const PowerNodeId p : tx.draft().powerNodes.at(child).parents)
                        if (std::find(upper.begin(), upper.end(), p) == upper.end()) rest.push_back(p);
                    if (Result<void> done = setPowerParents(child, std::move(rest)).apply(tx); !done)
                        return done;
                }
                return {};
            }};
}

Edit plugRacks(std::vector<PowerNodeId> feeds, std::vector<RackId> racks) {
    return {racks.size() == 1 ? "Plug in rack" : "Plug in " + counted(racks.size(), "rack"),
            {},
            [feeds, racks](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().powerNodes, feeds, "power node"); !there)
                    return there;
                if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                return eachPair(feeds, racks, [&](PowerNodeId p, RackId r) { return plug(tx, p, r); });
            }};
}

Edit unplugRacks(std::vector<PowerNodeId> feeds, std::vector<RackId> racks) {
    return {"Unplug " + counted(racks.size(), "rack"), {}, [feeds, racks](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                for (const RackId r : racks)
                    for (PowerNodeId& feed : tx.draft().racks.write(tx.token(), r).feeds)
                        if (std::find(feeds.begin(), feeds.end(), feed) != feeds.end()) feed = {};
                return {};
            }};
}

Edit feedCoolingUnits(PowerNodeId feed, std::vector<CoolingUnitId> units) {
    std::vector<Edit> edits;
    for (const CoolingUnitId unit : units)
        edits.push_back(setUnitFeed(unit, feed));
    return combined(feed.isValid() ? "Feed cooling equipment" : "Unplug cooling equipment", std::move(edits));
}

Edit forgetPowerDrawing() {
    return {"Forget positions in the one-line drawing", {}, [](Transaction& tx) -> Result<void> {
                for (const PowerNodeId id : tx.draft().powerNodes.ids())
                    if (tx.draft().powerNodes.at(id).diagram)
                        tx.draft().powerNodes.write(tx.token(), id).diagram.reset();
                return {};
            }};
}

Edit forgetCoolingDrawing() {
    return {"Forget positions in the cooling drawing", {}, [](Transaction& tx) -> Result<void> {
                for (const CoolingLoopId id : tx.draft().coolingLoops.ids())
                    if (tx.draft().coolingLoops.at(id).diagram)
                        tx.draft().coolingLoops.write(tx.token(), id).diagram.reset();
                for (const CoolingUnitId id : tx.draft().coolingUnits.ids())
                    if (tx.draft().coolingUnits.at(id).diagram)
                        tx.draft().coolingUnits.write(tx.token(), id).diagram.reset();
                return {};
            }};
}

}  // namespace rackloom::model
