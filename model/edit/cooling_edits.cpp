// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/cooling_edits.h"

#include "model/edit/floor.h"
#include "model/edit/names.h"
#include "model/edit/references.h"
#include "model/edit/rewrite.h"

#include <algorithm>

namespace rackloom::model {

namespace {

template <class F> Edit onLoop(std::string label, std::string_view kind, CoolingLoopId id, F change) {
    return {std::move(label), mergeKey(kind, id), [id, change](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().coolingLoops, id, "cooling loop"); !there)
                    return there;
                return change(tx, tx.draft().coolingLoops.write(tx.token(), id));
            }};
}

template <class F> Edit onUnit(std::string label, std::string_view kind, CoolingUnitId id, F change) {
    return {std::move(label), mergeKey(kind, id), [id, change](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().coolingUnits, id, "cooling unit"); !there)
                    return there;
                return change(tx, tx.draft().coolingUnits.write(tx.token(), id));
            }};
}

std::string nameLike(const Snapshot& s, DeviceTypeId type) {
    NameSet taken = namesOf(s.coolingUnits);
    std::string last;
    s.coolingUnits.forEach([&](CoolingUnitId, const CoolingUnit& unit) {
        if (unit.type == type) last = unit.name;
    });
    return last.empty() ? freeName(taken, s.types.at(type)->name) : nextName(taken, last);
}

}  // namespace

Edit addCoolingLoop(CoolingLoop loop) {
    return {"Add cooling loop", {}, [loop = std::move(loop)](Transaction& tx) -> Result<void> {
                CoolingLoop row = loop;
                NameSet taken = namesOf(tx.draft().coolingLoops);
                if (row.name.empty()) {
                    row.name =
                        freeName(taken, row.medium == CoolingMedium::Air ? "Air loop 1" : "Liquid loop 1");
                } else {
                    Result<std::string> name =
                        unusedName(tx.draft().coolingLoops, CoolingLoopId{}, "cooling loop", row.name);
                    if (!name) return name.error();
                    row.name = std::move(name).value();
                }
                tx.draft().coolingLoops.insert(tx.token(), std::move(row));
                return {};
            }};
}

Edit renameCoolingLoop(CoolingLoopId id, std::string name) {
    return onLoop("Rename cooling loop", "rename cooling loop", id,
                  [id, name = std::move(name)](Transaction& tx, CoolingLoop& loop) -> Result<void> {
                      Result<std::string> checked =
                          unusedName(tx.draft().coolingLoops, id, "cooling loop", name);
                      if (!checked) return checked.error();
                      loop.name = std::move(checked).value();
                      return {};
                  });
}

Edit removeCoolingLoop(CoolingLoopId id) {
    return {"Remove cooling loop", {}, [id](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().coolingLoops, id, "cooling loop"); !there)
                    return there;
                for (const RackId rack : tx.draft().racks.ids()) {
                    const Rack& row = tx.draft().racks.at(rack);
                    if (row.liquidLoop != id && row.airLoop != id) continue;
                    Rack& change = tx.draft().racks.write(tx.token(), rack);
                    (change.liquidLoop == id ? change.liquidLoop : change.airLoop) = {};
                }
                for (const CoolingUnitId unit : tx.draft().coolingUnits.ids())
                    if (tx.draft().coolingUnits.at(unit).loop == id)
                        tx.draft().coolingUnits.write(tx.token(), unit).loop = {};
                const std::string key = "cooling_loop:" + std::to_string(id.value);
                forgetWaivers(tx, [&](std::string_view object) { return object == key; });
                tx.draft().coolingLoops.erase(tx.token(), id);
                return {};
            }};
}

Edit setCoolant(CoolingLoopId id, Coolant coolant) {
    return onLoop("Set coolant", "set coolant", id, [coolant](Transaction&, CoolingLoop& loop) {
        loop.coolant = coolant;
        return Result<void>{};
    });
}

Edit setSupplyTemperature(CoolingLoopId id, Temperature supply) {
    return onLoop("Set supply temperature", "set supply", id, [supply](Transaction&, CoolingLoop& loop) {
        loop.supply = supply;
        return Result<void>{};
    });
}

Edit setDesignRise(CoolingLoopId id, TemperatureDifference rise) {
    return onLoop("Set design rise", "set rise", id, [rise](Transaction&, CoolingLoop& loop) {
        loop.rise = rise;
        return Result<void>{};
    });
}

Edit addCoolingUnit(CoolingUnit unit) {
    return {"Add cooling unit", {}, [unit = std::move(unit)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().types, unit.type, "device type"); !there)
                    return there;
                CoolingUnit row = unit;
                if (row.name.empty()) {
                    row.name = nameLike(tx.draft(), row.type);
                } else {
                    Result<std::string> name =
                        unusedName(tx.draft().coolingUnits, CoolingUnitId{}, "cooling unit", row.name);
                    if (!name) return name.error();
                    row.name = std::move(name).value();
                }
                return checkFloor(tx, tx.draft().coolingUnits.insert(tx.token(), std::move(row)));
            }};
}

Edit renameCoolingUnit(CoolingUnitId id, std::string name) {
    return onUnit("Rename cooling unit", "rename cooling unit", id,
                  [id, name = std::move(name)](Transaction& tx, CoolingUnit& unit) -> Result<void> {
                      Result<std::string> checked =
                          unusedName(tx.draft().coolingUnits, id, "cooling unit", name);
                      if (!checked) return checked.error();
                      unit.name = std::move(checked).value();
                      return {};
                  });
}

Edit removeCoolingUnit(CoolingUnitId id) {
    return {"Remove cooling unit", {}, [id](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().coolingUnits, id, "cooling unit"); !there)
                    return there;
                for (const CoolingUnitId other : tx.draft().coolingUnits.ids()) {
                    const std::vector<CoolingUnitId>& plant = tx.draft().coolingUnits.at(other).plant;
                    if (std::find(plant.begin(), plant.end(), id) != plant.end())
                        std::erase(tx.draft().coolingUnits.write(tx.token(), other).plant, id);
                }
                const std::string key = "cooling_unit:" + std::to_string(id.value);
                forgetWaivers(tx, [&](std::string_view object) { return object == key; });
                tx.draft().coolingUnits.erase(tx.token(), id);
                return {};
            }};
}

Edit setUnitLoop(CoolingUnitId id, CoolingLoopId loop) {
    return onUnit("Set loop of cooling unit", "set unit loop", id, [loop](Transaction&, CoolingUnit& unit) {
        unit.loop = loop;
        return Result<void>{};
    });
}

Edit setUnitPlant(CoolingUnitId id, std::vector<CoolingUnitId> plant) {
    return onUnit("Set plant of cooling unit", "set unit plant", id,
                  [plant = distinct(plant)](Transaction&, CoolingUnit& unit) {
                      unit.plant = plant;
                      return Result<void>{};
                  });
}

Edit setUnitCount(CoolingUnitId id, int count) {
    return onUnit("Set count", "set unit count", id, [count](Transaction&, CoolingUnit& unit) {
        unit.count = count;
        return Result<void>{};
    });
}

Edit setUnitRedundancy(CoolingUnitId id, int redundant) {
    return onUnit("Set redundancy", "set unit redundancy", id, [redundant](Transaction&, CoolingUnit& unit) {
        unit.redundant = redundant;
        return Result<void>{};
    });
}

Edit setUnitFeed(CoolingUnitId id, PowerNodeId feed) {
    return onUnit("Feed cooling unit", "set unit feed", id, [feed](Transaction&, CoolingUnit& unit) {
        unit.feed = feed;
        return Result<void>{};
    });
}

Edit setUnitType(CoolingUnitId id, DeviceTypeId type) {
    return onUnit("Change type of cooling unit", "set unit type", id,
                  [id, type](Transaction& tx, CoolingUnit& unit) -> Result<void> {
                      if (Result<void> there = need(tx.draft().types, type, "device type"); !there)
                          return there;
                      unit.type = type;
                      return checkFloor(tx, id);
                  });
}

Edit placeCoolingUnit(CoolingUnitId id, std::optional<Placement> at) {
    return onUnit("Move cooling unit", "move cooling unit", id, [id, at](Transaction& tx, CoolingUnit& unit) {
        unit.placement = at;
        return checkFloor(tx, id);
    });
}

Edit setFacilitySupply(CoolingLoopId id, std::optional<Temperature> supply) {
    return onLoop("Set facility water", "set facility supply", id, [supply](Transaction&, CoolingLoop& loop) {
        loop.facilitySupply = supply;
        return Result<void>{};
    });
}

Edit drawCoolingLoop(CoolingLoopId id, std::optional<FloorPoint> at) {
    return onLoop("Move in drawing", "draw cooling loop", id, [at](Transaction&, CoolingLoop& loop) {
        loop.diagram = at;
        return Result<void>{};
    });
}

Edit drawCoolingUnit(CoolingUnitId id, std::optional<FloorPoint> at) {
    return onUnit("Move in drawing", "draw cooling unit", id, [at](Transaction&, CoolingUnit& unit) {
        unit.diagram = at;
        return Result<void>{};
    });
}

}  // namespace rackloom::model
