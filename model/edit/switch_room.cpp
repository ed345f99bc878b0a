// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/switch_room.h"

#include "model/edit/floor.h"
#include "model/site/elevation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace rackloom::model {

namespace {

constexpr double kRootThree = 1.7320508075688772;

/// What a power device of a rack passes on; nothing when a figure is unknown.
std::optional<Power> carriedBy(const DeviceType& type) {
    if (type.circuit) {
        const Circuit& c = *type.circuit;
        if (!c.voltage.value || !c.current.value) return std::nullopt;
        const double phases = c.phases == 3 ? kRootThree : 1;
        return *c.voltage.value * *c.current.value *
               (phases * c.continuousFactor.value.value_or(1) * c.powerFactor.value.value_or(1));
    }
    if (type.conversion && type.conversion->outputRating.value) return *type.conversion->outputRating.value;
    return std::nullopt;
}

std::optional<Power> drawOf(const DeviceType& type) {
    if (!type.power) return Power{};
    return type.power->nameplate.value ? type.power->nameplate.value : type.power->provisioned.value;
}

bool powerAllows(const Snapshot& s, RackId rack, const DeviceType& more) {
    std::array<Power, 2> carried{};
    std::array<bool, 2> there{};
    std::optional<Power> draw = drawOf(more);
    for (const Slot& slot : s.designs.at(s.racks.at(rack).design)->slots) {
        const DeviceType* type = deviceType(s, {rack, slot.id});
        if (!type || !draw) continue;
        if (slot.side != PowerSide::None) {
            const std::optional<Power> power = carriedBy(*type);
            if (!power) return false;
            const std::size_t side = slot.side == PowerSide::A ? 0 : 1;
            carried[side] += *power;
            there[side] = true;
            continue;
        }
        const std::optional<Power> one = drawOf(*type);
        if (!one) return false;
        *draw += *one;
    }
    if (!draw || (!there[0] && !there[1])) return false;
    for (const std::size_t side : {0u, 1u})
        if (there[side] && carried[side] < *draw) return false;
    return true;
}

/// Free floor rectangles are found by trying; this is what stands in the way.
std::vector<FloorRect> standing(const Snapshot& s, HallId hall) {
    std::vector<FloorRect> out;
    const auto addPlaced = [&](DeviceTypeId type, const std::optional<Placement>& at) {
        const Shared<DeviceType>* found = s.types.find(type);
        if (!at || at->hall != hall || (found && (*found)->form.mount == Mount::Overhead)) return;
        const Footprint f = footprint(s, type, at->rotation);
        out.push_back({hall, at->position.x, at->position.y, f.width, f.depth});
    };
    s.racks.forEach([&](RackId, const Rack& rack) {
        if (rack.hall == hall) out.push_back(floorRect(s, rack));
    });
    s.powerNodes.forEach([&](PowerNodeId, const PowerNode& n) { addPlaced(n.type, n.placement); });
    s.coolingUnits.forEach([&](CoolingUnitId, const CoolingUnit& u) { addPlaced(u.type, u.placement); });
    return out;
}

/// The two places beside a rack, front in line with its front.
std::array<FloorPoint, 2> besides(const FloorRect& r, Rotation turn, Footprint f) {
    switch (turn) {
    case Rotation::R0:
        return {FloorPoint{r.x + r.width, r.y + r.depth - f.depth}, {r.x - f.width, r.y + r.depth - f.depth}};
    case Rotation::R180:
        return {FloorPoint{r.x + r.width, r.y}, {r.x - f.width, r.y}};
    case Rotation::R90:
        return {FloorPoint{r.x, r.y + r.depth}, {r.x, r.y - f.depth}};
    case Rotation::R270:
        break;
    }
    return {FloorPoint{r.x + r.width - f.width, r.y + r.depth}, {r.x + r.width - f.width, r.y - f.depth}};
}

}  // namespace

std::optional<int> roomFor(const Snapshot& s, RackId rack, DeviceTypeId type) {
    const RackDesign& design = *s.designs.at(s.racks.at(rack).design);
    const DeviceType& more = *s.types.at(type);
    const int top = enclosureUnits(s, design).value_or(0), height = std::max(1, more.form.heightU);
    int start = 1;  // above the ones that are there, so that they stay together
    for (const Slot& slot : design.slots)
        if (slot.type == type) start = std::max(start, slot.u + height);
    const auto fits = [&](int u) {
        Slot slot{SlotId{}, type, u, Face::Front, PowerSide::None, {}};
        return u + height - 1 <= top && !occupantOf(s, rack, slot) && !occupantOf(s, design, slot);
    };
    if (!powerAllows(s, rack, more)) return std::nullopt;
    for (int u = start; u <= top; ++u)
        if (fits(u)) return u;
    for (int u = std::min(start, top); u-- > 1;)
        if (fits(u)) return u;
    return std::nullopt;
}

std::optional<FreePlace> freePlaceBeside(const Snapshot& s, const Rack& near, DeviceTypeId enclosure) {
    const Hall* hall = s.halls.find(near.hall);
    if (!hall) return std::nullopt;
    const std::vector<FloorRect> taken = standing(s, near.hall);
    std::optional<FreePlace> best;
    std::int64_t nearest = 0;
    s.racks.forEach([&](RackId, const Rack& rack) {
        if (rack.hall != near.hall) return;
        const Footprint f = footprint(s, enclosure, rack.rotation);
        for (const FloorPoint p : besides(floorRect(s, rack), rack.rotation, f)) {
            const std::int64_t away =
                std::abs(std::int64_t{p.x} - near.position.x) + std::abs(std::int64_t{p.y} - near.position.y);
            const FloorRect at{near.hall, p.x, p.y, f.width, f.depth};
            if ((best && away >= nearest) || p.x < 0 || p.y < 0 || p.x + f.width > hall->width ||
                p.y + f.depth > hall->depth ||
                std::any_of(taken.begin(), taken.end(), [&](const FloorRect& r) { return r.overlaps(at); }))
                continue;
            nearest = away;
            best = FreePlace{p, rack.rotation, rack.row};
        }
    });
    return best;
}

}  // namespace rackloom::model
