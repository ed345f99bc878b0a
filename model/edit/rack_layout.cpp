// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/floor.h"
#include "model/edit/rack_edits.h"
#include "model/edit/rewrite.h"

#include <algorithm>
#include <cstdint>

namespace rackloom::model {

namespace {

struct Box {
    int left = 0, top = 0, right = 0, bottom = 0;
};

Box boxAround(const Snapshot& s, const std::vector<RackId>& racks) {
    const FloorRect first = floorRect(s, s.racks.at(racks.front()));
    Box box{first.x, first.y, first.x + first.width, first.y + first.depth};
    for (const RackId id : racks) {
        const FloorRect r = floorRect(s, s.racks.at(id));
        box.left = std::min(box.left, r.x);
        box.top = std::min(box.top, r.y);
        box.right = std::max(box.right, r.x + r.width);
        box.bottom = std::max(box.bottom, r.y + r.depth);
    }
    return box;
}

Result<void> needOneHall(const Snapshot& s, const std::vector<RackId>& racks) {
    if (Result<void> there = need(s.racks, racks, "rack"); !there) return there;
    for (const RackId id : racks)
        if (s.racks.at(id).hall != s.racks.at(racks.front()).hall)
            return Error{"racks", "they stand in different halls", "Select racks of one hall."};
    return {};
}

Rotation mirrored(Rotation r, MirrorAxis axis) {
    const bool sideways = r == Rotation::R90 || r == Rotation::R270;
    if (sideways != (axis == MirrorAxis::LeftRight)) return r;
    return static_cast<Rotation>((static_cast<int>(r) + 2) % 4);
}

void alignTo(Rack& rack, const FloorRect& r, const Box& box, Alignment to) {
    switch (to) {
    case Alignment::Left:
        rack.position.x = box.left;
        break;
    case Alignment::Right:
        rack.position.x = box.right - r.width;
        break;
    case Alignment::Top:
        rack.position.y = box.top;
        break;
    case Alignment::Bottom:
        rack.position.y = box.bottom - r.depth;
        break;
    case Alignment::CentreX:
        rack.position.x = (box.left + box.right - r.width) / 2;
        break;
    case Alignment::CentreY:
        rack.position.y = (box.top + box.bottom - r.depth) / 2;
        break;
    }
}

int extent(const FloorRect& r, FloorAxis axis) {
    return axis == FloorAxis::X ? r.width : r.depth;
}
int start(const FloorRect& r, FloorAxis axis) {
    return axis == FloorAxis::X ? r.x : r.y;
}

}  // namespace

Edit mirrorRacks(std::vector<RackId> racks, MirrorAxis axis) {
    std::string label = "Mirror " + counted(racks.size(), "rack");
    return {std::move(label), {}, [racks = distinct(racks), axis](Transaction& tx) -> Result<void> {
                if (Result<void> one = needOneHall(tx.draft(), racks); !one) return one;
                const Box box = boxAround(tx.draft(), racks);
                for (const RackId id : racks) {
                    Rack& rack = tx.draft().racks.write(tx.token(), id);
                    const FloorRect r = floorRect(tx.draft(), rack);
                    if (axis == MirrorAxis::LeftRight)
                        rack.position.x = box.left + (box.right - (r.x + r.width));
                    else
                        rack.position.y = box.top + (box.bottom - (r.y + r.depth));
                    rack.rotation = mirrored(rack.rotation, axis);
                }
                return checkFloor(tx, racks);
            }};
}

Edit alignRacks(std::vector<RackId> racks, Alignment to) {
    std::string label = "Align " + counted(racks.size(), "rack");
    return {std::move(label), {}, [racks = distinct(racks), to](Transaction& tx) -> Result<void> {
                if (Result<void> one = needOneHall(tx.draft(), racks); !one) return one;
                const Box box = boxAround(tx.draft(), racks);
                for (const RackId id : racks) {
                    Rack& rack = tx.draft().racks.write(tx.token(), id);
                    alignTo(rack, floorRect(tx.draft(), rack), box, to);
                }
                return checkFloor(tx, racks);
            }};
}

Edit distributeRacks(std::vector<RackId> racks, FloorAxis along) {
    std::string label = "Distribute " + counted(racks.size(), "rack");
    return {std::move(label), {}, [racks = distinct(racks), along](Transaction& tx) -> Result<void> {
                if (Result<void> one = needOneHall(tx.draft(), racks); !one) return one;
                if (racks.size() < 3)
                    return Error{"racks", "there are fewer than three",
                                 "Select the outermost ones and those between."};
                std::vector<std::pair<FloorRect, RackId>> line;
                for (const RackId id : racks)
                    line.push_back({floorRect(tx.draft(), tx.draft().racks.at(id)), id});
                std::sort(line.begin(), line.end(), [&](const auto& a, const auto& b) {
                    const int x = start(a.first, along), y = start(b.first, along);
                    return x != y ? x < y : a.second < b.second;
                });
                std::int64_t room = start(line.back().first, along) - start(line.front().first, along);
                for (std::size_t i = 0; i + 1 < line.size(); ++i)
                    room -= extent(line[i].first, along);
                std::int64_t taken = start(line.front().first, along);
                const auto gaps = static_cast<std::int64_t>(line.size()) - 1;
                for (std::size_t i = 1; i + 1 < line.size(); ++i) {
                    taken += extent(line[i - 1].first, along);
                    const auto at = static_cast<int>(taken + room * static_cast<std::int64_t>(i) / gaps);
                    FloorPoint& p = tx.draft().racks.write(tx.token(), line[i].second).position;
                    (along == FloorAxis::X ? p.x : p.y) = at;
                }
                return checkFloor(tx, racks);
            }};
}

}  // namespace rackloom::model
