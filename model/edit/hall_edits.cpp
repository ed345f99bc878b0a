// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/hall_edits.h"

#include "model/edit/floor.h"
#include "model/edit/names.h"
#include "model/edit/references.h"
#include "model/edit/rewrite.h"

namespace rackloom::model {

namespace {

template <class F> Edit onHall(std::string label, std::string key, HallId id, F change) {
    return {std::move(label), std::move(key), [id, change](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().halls, id, "hall"); !there) return there;
                return change(tx, tx.draft().halls.write(tx.token(), id));
            }};
}

/// What stands in a hall, or nothing.
std::string standingIn(const Snapshot& s, HallId hall) {
    std::string name;
    s.racks.forEach([&](RackId, const Rack& rack) {
        if (rack.hall == hall) name = "rack " + rack.name;
    });
    s.powerNodes.forEach([&](PowerNodeId, const PowerNode& node) {
        if (node.placement && node.placement->hall == hall) name = "power node " + node.name;
    });
    s.coolingUnits.forEach([&](CoolingUnitId, const CoolingUnit& unit) {
        if (unit.placement && unit.placement->hall == hall) name = "cooling unit " + unit.name;
    });
    return name;
}

}  // namespace

Edit addHall(Hall hall) {
    return {"Add hall", {}, [hall = std::move(hall)](Transaction& tx) -> Result<void> {
                Hall row = hall;
                NameSet taken = namesOf(tx.draft().halls);
                if (row.name.empty()) {
                    row.name = freeName(taken, "Hall 1");
                } else {
                    Result<std::string> name = unusedName(tx.draft().halls, HallId{}, "hall", row.name);
                    if (!name) return name.error();
                    row.name = std::move(name).value();
                }
                tx.draft().halls.insert(tx.token(), std::move(row));
                return {};
            }};
}

Edit renameHall(HallId id, std::string name) {
    return onHall("Rename hall", mergeKey("rename hall", id), id,
                  [id, name = std::move(name)](Transaction& tx, Hall& hall) -> Result<void> {
                      Result<std::string> checked = unusedName(tx.draft().halls, id, "hall", name);
                      if (!checked) return checked.error();
                      hall.name = std::move(checked).value();
                      return {};
                  });
}

Edit resizeHall(HallId id, int width, int depth) {
    return onHall("Resize hall", mergeKey("resize hall", id), id,
                  [id, width, depth](Transaction& tx, Hall& hall) -> Result<void> {
                      const bool smaller = width < hall.width || depth < hall.depth;
                      hall.width = width;
                      hall.depth = depth;
                      return smaller ? checkHallFits(tx, id) : Result<void>{};
                  });
}

Edit setHallTile(HallId id, int tile) {
    return onHall("Set floor grid", mergeKey("set floor grid", id), id, [tile](Transaction&, Hall& hall) {
        hall.tile = tile;
        return Result<void>{};
    });
}

Edit setFloorLoad(HallId id, std::optional<double> kgPerM2) {
    return onHall("Set floor load", mergeKey("set floor load", id), id, [kgPerM2](Transaction&, Hall& hall) {
        hall.maxFloorLoad = kgPerM2;
        return Result<void>{};
    });
}

Edit removeHall(HallId id) {
    return {"Remove hall", {}, [id](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().halls, id, "hall"); !there) return there;
                const std::string inside = standingIn(tx.draft(), id);
                if (!inside.empty())
                    return Error{"hall " + tx.draft().halls.at(id).name, inside + " still stands in it",
                                 "Move or remove what stands in the hall first."};
                for (const RowId row : tx.draft().rows.ids())
                    if (tx.draft().rows.at(row).hall == id) tx.draft().rows.erase(tx.token(), row);
                const std::string key = "hall:" + std::to_string(id.value);
                forgetWaivers(tx, [&](std::string_view object) { return object == key; });
                tx.draft().halls.erase(tx.token(), id);
                return {};
            }};
}

Edit addRow(HallId hall, std::string name) {
    return {"Add row", {}, [hall, name = std::move(name)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().halls, hall, "hall"); !there) return there;
                NameSet taken;
                tx.draft().rows.forEach([&](RowId, const Row& row) {
                    if (row.hall == hall) taken.insert(row.name);
                });
                Row row{hall, {}};
                if (name.empty()) {
                    row.name = freeName(taken, "Row 1");
                } else {
                    Result<std::string> checked = checkedName("row", name);
                    if (!checked) return checked.error();
                    row.name = freeName(taken, checked.value());
                }
                tx.draft().rows.insert(tx.token(), std::move(row));
                return {};
            }};
}

Edit renameRow(RowId id, std::string name) {
    return {"Rename row", mergeKey("rename row", id),
            [id, name = std::move(name)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().rows, id, "row"); !there) return there;
                Result<std::string> checked = checkedName("row", name);
                if (!checked) return checked.error();
                tx.draft().rows.write(tx.token(), id).name = std::move(checked).value();
                return {};
            }};
}

Edit removeRow(RowId id) {
    return {"Remove row", {}, [id](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().rows, id, "row"); !there) return there;
                for (const RackId rack : tx.draft().racks.ids())
                    if (tx.draft().racks.at(rack).row == id)
                        tx.draft().racks.write(tx.token(), rack).row = {};
                tx.draft().rows.erase(tx.token(), id);
                return {};
            }};
}

}  // namespace rackloom::model
