// SPDX-License-Identifier: GPL-3.0-or-later
#include "two_sides.h"

namespace rackloom::test {

using model::PowerSide;

namespace {

model::DeviceType deviceOf(std::string key) {
    model::DeviceType type;
    type.key = type.name = std::move(key);
    type.form.mount = model::Mount::Floor;
    return type;
}

}  // namespace

model::DeviceType sourceOf(std::string key, Power rating, Duration start) {
    model::DeviceType type = deviceOf(std::move(key));
    type.source.emplace();
    type.source->rating = known(rating);
    type.source->start = known(start);
    return type;
}

model::DeviceType upsOf(std::string key, Power rating, Energy energy) {
    model::DeviceType type = deviceOf(std::move(key));
    type.conversion.emplace();
    type.conversion->outputRating = known(rating);
    type.conversion->k0 = type.conversion->k1 = type.conversion->k2 = known(0.0);
    type.overload = {{1.1, 600 * unit::s}, {1.5, 10 * unit::s}};
    if (energy.si() > 0) {
        type.energyStore.emplace();
        type.energyStore->energy = known(energy);
        type.energyStore->depthOfDischarge = type.energyStore->efficiency = known(1.0);
    }
    return type;
}

Site twoSides(Power upsRating, Energy energy) {
    Site s;
    Drawing& d = s.drawing;
    model::RackDesign design;
    design.name = "100 kW";
    design.slots.push_back({SlotId{design.nextSlot++},
                            d.add(loadOf("load", 100 * unit::kW)),
                            1,
                            model::Face::Front,
                            PowerSide::None,
                            {}});
    s.design = d.snapshot.designs.insert(d.token, Shared<model::RackDesign>(design));
    const DeviceTypeId grid = d.add(sourceOf("grid", 5 * unit::MW));
    const DeviceTypeId ups = d.add(upsOf("ups", upsRating, energy));
    for (std::size_t i = 0; i < 2; ++i) {
        const PowerSide side = i == 0 ? PowerSide::A : PowerSide::B;
        s.utility[i] = d.node(i == 0 ? "Utility A" : "Utility B", grid, side, {});
        s.ups[i] = d.node(i == 0 ? "UPS A" : "UPS B", ups, side, {s.utility[i]});
    }
    for (int i = 0; i < 10; ++i) {
        model::Rack rack;
        rack.name = "R" + std::to_string(i + 1);
        rack.design = s.design;
        rack.feeds = s.ups;
        d.snapshot.racks.insert(d.token, rack);
    }
    return s;
}

}  // namespace rackloom::test
