// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawn_plant.h"

#include <cmath>

namespace rackloom::test {

VectorRow facilityRow(std::string_view id) {
    for (const VectorRow& row : readVectorRows(RACKLOOM_TEST_DATA "/facility.csv"))
        if (row.id == id) return row;
    VectorRow none;
    none.expected = std::nan("");
    return none;
}

namespace {
template <class Q> model::Figure<Q> figure(Q value) {
    if (!(value.si() > 0)) return model::Figure<Q>::unknown("not stated");
    return model::Figure<Q>::of(value, "test", model::Grade::Derived);
}
}  // namespace

model::DeviceType unitOf(std::string key, Power capacity, TemperatureDifference approach, VolumeFlow flow,
                         VolumeFlow facilityFlow) {
    model::DeviceType type;
    type.key = type.name = std::move(key);
    type.form.mount = model::Mount::Floor;
    type.heatRemoval.emplace();
    type.heatRemoval->capacity = figure(capacity);
    type.heatRemoval->approach = figure(approach);
    type.heatRemoval->flow = figure(flow);
    if (facilityFlow.si() > 0) type.heatRemoval->facilityFlow = figure(facilityFlow);
    return type;
}

void DrawnLoop::assume(const std::string& id, double value) {
    model::Site site = *drawing.snapshot.site;
    site.assumptions[id] = {value, "test"};
    drawing.snapshot.site = Shared<model::Site>(std::move(site));
}

void DrawnLoop::useDevices(const std::vector<std::pair<model::DeviceType, int>>& devices) {
    model::RackDesign made;
    made.name = "Rack";
    std::uint32_t slot = 0;
    for (const auto& [type, count] : devices) {
        const DeviceTypeId id = drawing.add(type);
        for (int i = 0; i < count; ++i, ++slot)
            made.slots.push_back({SlotId{slot + 1},
                                  id,
                                  static_cast<int>(slot) + 1,
                                  model::Face::Front,
                                  model::PowerSide::None,
                                  {}});
    }
    made.nextSlot = slot + 1;
    design = drawing.snapshot.designs.insert(drawing.token, Shared<model::RackDesign>(made));
}

void DrawnLoop::addRacks(int count) {
    for (int i = 0; i < count; ++i) {
        model::Rack rack;
        rack.name = "R" + std::to_string(i + 1);
        rack.design = design;
        rack.liquidLoop = loop;
        drawing.snapshot.racks.insert(drawing.token, rack);
    }
}

CoolingUnitId DrawnLoop::addUnits(model::DeviceType type, int count, int redundant) {
    model::CoolingUnit unit;
    unit.name = type.name;
    unit.type = drawing.add(std::move(type));
    unit.loop = loop;
    unit.count = count;
    unit.redundant = redundant;
    return drawing.snapshot.coolingUnits.insert(drawing.token, unit);
}

DrawnLoop liquidLoop(Temperature facilityWater) {
    DrawnLoop l;
    model::CoolingLoop row;
    row.name = "Loop 1";
    row.supply = Temperature::celsius(5);
    row.facilitySupply = facilityWater;
    l.loop = l.drawing.snapshot.coolingLoops.insert(l.drawing.token, row);
    return l;
}

double valueOf(const analytics::Report& report, std::string_view id) {
    const analytics::MetricValue* value = report.find(id);
    return value && value->known() ? value->value() : std::nan("");
}

}  // namespace rackloom::test
