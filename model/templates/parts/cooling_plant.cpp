// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/parts/cooling_plant.h"

#include <algorithm>
#include <cmath>

namespace rackloom::model {

namespace {

constexpr const char* kCdu = "vertiv-coolchip-1350";
constexpr const char* kCooler = "inrow-cooler-40kw";
constexpr const char* kDryCooler = "generic-dry-cooler-1mw";
constexpr const char* kChiller = "generic-chiller-1mw";
constexpr Power kCduCapacity = 1350 * unit::kW, kCoolerCapacity = 40 * unit::kW, kPlantUnit = 1 * unit::MW;
constexpr VolumeFlow kCduFlow = 1200 * unit::litrePerMinute;
constexpr double kAirMargin = 1.05;       // fans and stray heat come on top
constexpr double kPlantMargin = 1.05;     // pumps and fans of the units come on top
constexpr double kChillerCop = 5.75;      // of the catalogue's generic chiller
constexpr double kDryCoolerShare = 0.02;  // fan power of a dry cooler
constexpr double kCoolerShare = 0.07, kCduShare = 0.011;

int wanted(double units) {
    return units > 0 ? static_cast<int>(std::ceil(units)) + 1 : 0;
}

}  // namespace

CoolingPlant::CoolingPlant(DesignBuilder& builder) : builder_(builder) {}

CoolingCounts countsFor(const RackLoad& load) {
    return {wanted(std::max(load.liquid / kCduCapacity, load.flow / kCduFlow)),
            wanted(load.air * kAirMargin / kCoolerCapacity)};
}

CoolingLoopId CoolingPlant::liquidLoop(const std::string& name) {
    if (!dryCoolers_.isValid()) {
        CoolingUnit unit;
        unit.name = "Dry coolers";
        unit.type = builder_.type(kDryCooler);
        unit.redundant = 1;
        dryCoolers_ = builder_.add(unit);
    }
    return builder_.add(
        CoolingLoop{name, CoolingMedium::Liquid, Coolant::Pg25, Temperature::celsius(30), 10 * unit::K});
}

CoolingLoopId CoolingPlant::airLoop(const std::string& name) {
    if (!chillers_.isValid()) {
        CoolingUnit unit;
        unit.name = "Chillers";
        unit.type = builder_.type(kChiller);
        unit.redundant = 1;
        chillers_ = builder_.add(unit);
    }
    return builder_.add(
        CoolingLoop{name, CoolingMedium::Air, Coolant::Air, Temperature::celsius(24), 12 * unit::K});
}

void CoolingPlant::addUnit(DeviceTypeId type, CoolingLoopId loop, const std::string& name,
                           const BothSides& feeds, HallLayout& layout, CoolingUnitId plant) {
    CoolingUnit unit;
    unit.name = name;
    unit.type = type;
    unit.loop = loop;
    unit.plant = {plant};
    unit.redundant = 1;
    unit.feed = feeds[static_cast<std::size_t>(fed_++ % 2)];
    unit.placement = layout.placeUnit(type);
    builder_.add(std::move(unit));
}

void CoolingPlant::addCdu(CoolingLoopId loop, const std::string& name, const BothSides& feeds,
                          HallLayout& layout) {
    addUnit(builder_.type(kCdu), loop, name, feeds, layout, dryCoolers_);
}

void CoolingPlant::addCooler(CoolingLoopId loop, const std::string& name, const BothSides& feeds,
                             HallLayout& layout) {
    addUnit(builder_.type(kCooler), loop, name, feeds, layout, chillers_);
}

void CoolingPlant::close(const RackLoad& load, PowerTree& power) {
    const Power air = load.air * (1 + kCoolerShare), liquid = load.liquid * (1 + kCduShare);
    const PowerNodeId feed = power.mechanical((air / kChillerCop + liquid * kDryCoolerShare) * kPlantMargin);
    if (chillers_.isValid()) {
        CoolingUnit& unit = builder_.coolingUnit(chillers_);
        unit.count = std::max(2, wanted(air * kPlantMargin / kPlantUnit));
        unit.feed = feed;
    }
    if (dryCoolers_.isValid()) {
        CoolingUnit& unit = builder_.coolingUnit(dryCoolers_);
        unit.count = std::max(2, wanted(liquid * kPlantMargin / kPlantUnit));
        unit.feed = feed;
    }
}

}  // namespace rackloom::model
