// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/floor.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <unordered_set>

namespace rackloom::model {

namespace {

struct FloorItem {
    FloorRect rect;
    std::string_view kind;
    std::string_view name;
    std::uint32_t id = 0;
    bool moved = false;

    std::string text() const { return std::string(kind) + ' ' + std::string(name); }
};

constexpr std::string_view kRack = "rack", kPower = "power node", kCooling = "cooling unit";

std::optional<FloorRect> placedRect(const Snapshot& s, DeviceTypeId type,
                                    const std::optional<Placement>& at) {
    const Shared<DeviceType>* found = s.types.find(type);
    if (!at || (found && (*found)->form.mount == Mount::Overhead)) return std::nullopt;
    const Footprint f = footprint(s, type, at->rotation);
    return FloorRect{at->hall, at->position.x, at->position.y, f.width, f.depth};
}

using IsMoved = std::function<bool(std::string_view kind, std::uint32_t id)>;

std::vector<FloorItem> floorItems(const Snapshot& s, const IsMoved& isMoved) {
    std::vector<FloorItem> out;
    out.reserve(s.racks.size() + s.powerNodes.size() + s.coolingUnits.size());
    s.racks.forEach([&](RackId id, const Rack& rack) {
        out.push_back({floorRect(s, rack), kRack, rack.name, id.value, isMoved(kRack, id.value)});
    });
    s.powerNodes.forEach([&](PowerNodeId id, const PowerNode& node) {
        if (const auto rect = placedRect(s, node.type, node.placement))
            out.push_back({*rect, kPower, node.name, id.value, isMoved(kPower, id.value)});
    });
    s.coolingUnits.forEach([&](CoolingUnitId id, const CoolingUnit& unit) {
        if (const auto rect = placedRect(s, unit.type, unit.placement))
            out.push_back({*rect, kCooling, unit.name, id.value, isMoved(kCooling, id.value)});
    });
    return out;
}

std::optional<FloorRect> rectBefore(const Snapshot& s, const FloorItem& item) {
    if (item.kind == kRack) {
        const Rack* rack = s.racks.find(RackId{item.id});
        if (rack) return floorRect(s, *rack);
    } else if (item.kind == kPower) {
        const PowerNode* node = s.powerNodes.find(PowerNodeId{item.id});
        if (node) return placedRect(s, node->type, node->placement);
    } else if (const CoolingUnit* unit = s.coolingUnits.find(CoolingUnitId{item.id})) {
        return placedRect(s, unit->type, unit->placement);
    }
    return std::nullopt;
}

bool overlappedBefore(const Snapshot& before, const FloorItem& a, const FloorItem& b) {
    if (!a.moved || !b.moved) return false;
    const auto x = rectBefore(before, a), y = rectBefore(before, b);
    return x && y && x->overlaps(*y);
}

Result<void> checkInside(const Snapshot& s, const FloorItem& item) {
    const Hall* hall = s.halls.find(item.rect.hall);
    if (!hall) return Error{item.text(), "its hall does not exist", "Choose a hall of this design."};
    constexpr int kFar = 10'000'000;
    const FloorRect& r = item.rect;
    const bool sane = r.x > -kFar && r.x < kFar && r.y > -kFar && r.y < kFar;
    if (sane && r.x >= 0 && r.y >= 0 && r.x + r.width <= hall->width && r.y + r.depth <= hall->depth)
        return {};
    return Error{item.text(), "it would stand outside hall " + hall->name,
                 "Keep it within the hall, or make the hall larger first."};
}

Result<void> checkItems(const Transaction& tx, const Snapshot& now, const IsMoved& isMoved) {
    std::vector<FloorItem> items = floorItems(now, isMoved);
    for (const FloorItem& item : items)
        if (item.moved)
            if (Result<void> inside = checkInside(now, item); !inside) return inside;
    // Sorted by the left edge, only neighbours within the widest footprint can overlap.
    std::sort(items.begin(), items.end(),
              [](const FloorItem& a, const FloorItem& b) { return a.rect.x < b.rect.x; });
    int widest = 0;
    for (const FloorItem& item : items)
        widest = std::max(widest, item.rect.width);
    for (const FloorItem& item : items) {
        if (!item.moved) continue;
        auto other = std::lower_bound(items.begin(), items.end(), item.rect.x - widest,
                                      [](const FloorItem& i, int x) { return i.rect.x < x; });
        for (; other != items.end() && other->rect.x < item.rect.x + item.rect.width; ++other) {
            if (&*other == &item || !other->rect.overlaps(item.rect)) continue;
            if (overlappedBefore(tx.before(), item, *other)) continue;
            return Error{item.text(), "it would stand on " + other->text(),
                         "Choose a free place on the floor."};
        }
    }
    return {};
}

}  // namespace

FloorRect floorRect(const Snapshot& s, const Rack& rack) {
    const Footprint f = footprint(s, rack);
    return {rack.hall, rack.position.x, rack.position.y, f.width, f.depth};
}

Result<void> checkFloor(const Transaction& tx, const std::vector<RackId>& moved) {
    const std::unordered_set<RackId> set(moved.begin(), moved.end());
    return checkItems(tx, tx.draft(), [&](std::string_view kind, std::uint32_t id) {
        return kind == kRack && set.contains(RackId{id});
    });
}

Result<void> checkFloor(const Transaction& tx, PowerNodeId moved) {
    return checkItems(tx, tx.draft(), [&](std::string_view kind, std::uint32_t id) {
        return kind == kPower && id == moved.value;
    });
}

Result<void> checkFloor(const Transaction& tx, CoolingUnitId moved) {
    return checkItems(tx, tx.draft(), [&](std::string_view kind, std::uint32_t id) {
        return kind == kCooling && id == moved.value;
    });
}

Result<void> checkHallFits(const Transaction& tx, HallId hall) {
    const Snapshot& now = tx.draft();
    for (const FloorItem& item : floorItems(now, [](std::string_view, std::uint32_t) { return true; }))
        if (item.rect.hall == hall)
            if (Result<void> inside = checkInside(now, item); !inside)
                return Error{inside.error().place, "it would stand outside the smaller hall",
                             "Move or remove it first."};
    return {};
}

}  // namespace rackloom::model
