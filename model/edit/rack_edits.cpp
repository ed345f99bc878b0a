// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/rack_edits.h"

#include "model/edit/floor.h"
#include "model/edit/names.h"
#include "model/edit/references.h"
#include "model/edit/rewrite.h"

#include <algorithm>
#include <cstdint>
#include <unordered_set>

namespace rackloom::model {

namespace {

using Racks = std::vector<RackId>;

Rack& rackOf(Transaction& tx, RackId id) {
    return tx.draft().racks.write(tx.token(), id);
}

std::string lastNameIn(const Snapshot& s, HallId hall) {
    std::string name = "Rack 0";
    s.racks.forEach([&](RackId, const Rack& rack) {
        if (rack.hall == hall) name = rack.name;
    });
    return name;
}

/// Sums that cannot overflow: positions are limited to 10 km, and so is a step.
Result<void> checkStep(FloorPoint delta) {
    constexpr int kFar = 10'000'000;
    if (delta.x > -kFar && delta.x < kFar && delta.y > -kFar && delta.y < kFar) return {};
    return Error{"racks", "the distance is more than 10 km", "Choose a shorter distance."};
}

std::string verb(std::string_view word, const Racks& racks) {
    return std::string(word) + ' ' + counted(racks.size(), "rack");
}

/// An edit of each rack on its own, refused when the outcome does not fit on the floor.
template <class F> Edit eachOnFloor(std::string_view word, Racks racks, std::string key, F change) {
    std::string label = verb(word, racks);
    return {std::move(label), std::move(key),
            [racks = distinct(racks), change](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                for (const RackId id : racks)
                    change(tx, id);
                return checkFloor(tx, racks);
            }};
}

std::vector<std::pair<DeviceRef, DeviceOverride>> deviationsOf(const Snapshot& s, RackId rack) {
    std::vector<std::pair<DeviceRef, DeviceOverride>> out;
    const auto end = s.overrides->end();
    for (auto it = s.overrides->lower_bound({rack, SlotId{0}}); it != end && it->first.rack == rack; ++it)
        out.push_back(*it);
    return out;
}

/// Copies one rack after the other; each copy's name continues the series of its original.
Result<void> insertCopies(Transaction& tx, const Racks& racks, const std::vector<FloorPoint>& offsets,
                          HallId hall) {
    NameSet taken = namesOf(tx.draft().racks);
    Racks made;
    std::vector<std::pair<DeviceRef, DeviceOverride>> deviations;
    for (const FloorPoint offset : offsets)
        for (const RackId id : racks) {
            Rack copy = tx.draft().racks.at(id);
            copy.name = nextName(taken, copy.name);
            copy.position.x += offset.x;
            copy.position.y += offset.y;
            if (hall.isValid() && hall != copy.hall) {
                copy.hall = hall;
                copy.row = {};
            }
            const RackId copied = tx.draft().racks.insert(tx.token(), std::move(copy));
            made.push_back(copied);
            for (const auto& [device, deviation] : deviationsOf(tx.before(), id))
                deviations.push_back({{copied, device.slot}, deviation});
        }
    if (!deviations.empty())
        rewriteOverrides(tx, [&](OverrideMap& map) { map.insert(deviations.begin(), deviations.end()); });
    return checkFloor(tx, made);
}

Result<void> needHall(const Snapshot& s, HallId hall) {
    return hall.isValid() ? need(s.halls, hall, "hall") : Result<void>{};
}

}  // namespace

Edit placeRack(Rack rack) {
    return {"Place rack", {}, [rack = std::move(rack)](Transaction& tx) -> Result<void> {
                Rack row = rack;
                NameSet taken = namesOf(tx.draft().racks);
                if (row.name.empty()) {
                    row.name = nextName(taken, lastNameIn(tx.draft(), row.hall));
                } else {
                    Result<std::string> name = unusedName(tx.draft().racks, RackId{}, "rack", row.name);
                    if (!name) return name.error();
                    row.name = std::move(name).value();
                }
                return checkFloor(tx, {tx.draft().racks.insert(tx.token(), std::move(row))});
            }};
}

Edit moveRacks(Racks racks, FloorPoint delta, HallId hall) {
    std::string key = mergeKey("move racks", racks);
    std::string label = verb("Move", racks);
    return {std::move(label), std::move(key),
            [racks = distinct(racks), delta, hall](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                if (Result<void> there = needHall(tx.draft(), hall); !there) return there;
                if (Result<void> near = checkStep(delta); !near) return near;
                for (const RackId id : racks) {
                    Rack& rack = rackOf(tx, id);
                    rack.position.x += delta.x;
                    rack.position.y += delta.y;
                    if (hall.isValid() && rack.hall != hall) {
                        rack.hall = hall;
                        rack.row = {};
                    }
                }
                return checkFloor(tx, racks);
            }};
}

Edit rotateRacks(Racks racks, int quarterTurns) {
    const int turns = ((quarterTurns % 4) + 4) % 4;
    std::string key = mergeKey("rotate racks", racks);
    return eachOnFloor("Rotate", std::move(racks), std::move(key), [turns](Transaction& tx, RackId id) {
        const FloorRect was = floorRect(tx.draft(), tx.draft().racks.at(id));
        Rack& rack = rackOf(tx, id);
        rack.rotation = static_cast<Rotation>((static_cast<int>(rack.rotation) + turns) % 4);
        const FloorRect is = floorRect(tx.draft(), rack);
        rack.position.x += (was.width - is.width) / 2;
        rack.position.y += (was.depth - is.depth) / 2;
    });
}

Edit renameRack(RackId id, std::string name) {
    return {"Rename rack", mergeKey("rename rack", id),
            [id, name = std::move(name)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().racks, id, "rack"); !there) return there;
                Result<std::string> checked = unusedName(tx.draft().racks, id, "rack", name);
                if (!checked) return checked.error();
                rackOf(tx, id).name = std::move(checked).value();
                return {};
            }};
}

Edit setRackRow(Racks racks, RowId row) {
    std::string label = "Assign " + counted(racks.size(), "rack") + " to a row";
    return {std::move(label), {}, [racks = distinct(racks), row](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                for (const RackId id : racks)
                    rackOf(tx, id).row = row;
                return {};
            }};
}

Edit removeRacks(Racks racks) {
    std::string label = verb("Remove", racks);
    return {std::move(label), {}, [racks = distinct(racks)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                forgetRacks(tx, racks);
                for (const RackId id : racks)
                    if (tx.draft().racks.contains(id)) tx.draft().racks.erase(tx.token(), id);
                return {};
            }};
}

Edit copyRacks(Racks racks, FloorPoint offset, HallId hall) {
    std::string label = verb("Copy", racks);
    return {std::move(label), {}, [racks = distinct(racks), offset, hall](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                if (Result<void> there = needHall(tx.draft(), hall); !there) return there;
                if (Result<void> near = checkStep(offset); !near) return near;
                return insertCopies(tx, racks, {offset}, hall);
            }};
}

Edit arrayRacks(Racks racks, int columns, int rows, FloorPoint pitch) {
    std::string label = "Array of " + std::to_string(columns) + " × " + std::to_string(rows);
    return {std::move(label),
            {},
            [racks = distinct(racks), columns, rows, pitch](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                constexpr std::int64_t kMost = 100'000;
                if (columns < 1 || rows < 1 || std::int64_t{columns} * rows > kMost)
                    return Error{"array", "it needs 1 to 100,000 cells", "Choose fewer columns or rows."};
                std::vector<FloorPoint> offsets;
                for (int r = 0; r < rows; ++r)
                    for (int c = r == 0 ? 1 : 0; c < columns; ++c) {
                        const std::int64_t x = std::int64_t{pitch.x} * c, y = std::int64_t{pitch.y} * r;
                        constexpr std::int64_t kFar = 10'000'000;
                        if (std::max(std::abs(x), std::abs(y)) >= kFar)
                            return Error{"array", "it reaches further than 10 km", "Choose a smaller pitch."};
                        offsets.push_back({static_cast<int>(x), static_cast<int>(y)});
                    }
                return insertCopies(tx, racks, offsets, {});
            }};
}

Edit setRackFeeds(Racks racks, std::array<std::optional<PowerNodeId>, 2> feeds) {
    std::string label = verb("Feed", racks);
    return {std::move(label), {}, [racks = distinct(racks), feeds](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                for (const RackId id : racks)
                    for (std::size_t side = 0; side < feeds.size(); ++side)
                        if (feeds[side]) rackOf(tx, id).feeds[side] = *feeds[side];
                return {};
            }};
}

Edit setRackLoops(Racks racks, std::optional<CoolingLoopId> liquid, std::optional<CoolingLoopId> air) {
    std::string label = verb("Cool", racks);
    return {std::move(label), {}, [racks = distinct(racks), liquid, air](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                for (const RackId id : racks) {
                    if (liquid) rackOf(tx, id).liquidLoop = *liquid;
                    if (air) rackOf(tx, id).airLoop = *air;
                }
                return {};
            }};
}

Edit setRackDesign(Racks racks, RackDesignId design) {
    std::string label = "Change the design of " + counted(racks.size(), "rack");
    return {std::move(label), {}, [racks = distinct(racks), design](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                if (Result<void> there = need(tx.draft().designs, design, "rack design"); !there)
                    return there;
                const std::unordered_set<RackId> touched(racks.begin(), racks.end());
                rewriteOverrides(tx, [&](OverrideMap& map) {
                    std::erase_if(map, [&](const auto& entry) { return touched.contains(entry.first.rack); });
                });
                const RackDesign& next = *tx.draft().designs.at(design);
                const Snapshot& before = tx.before();
                forgetDevices(
                    tx,
                    [&](DeviceRef device) {
                        if (!touched.contains(device.rack)) return false;
                        const Slot *was = deviceSlot(before, device), *is = next.find(device.slot);
                        return !is || (was && was->type != is->type);
                    },
                    TierPlace::Erase);
                for (const RackId id : racks)
                    rackOf(tx, id).design = design;
                return checkFloor(tx, racks);
            }};
}

}  // namespace rackloom::model
