// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/clipboard.h"

#include "model/edit/floor.h"
#include "model/edit/names.h"
#include "model/edit/rewrite.h"
#include "model/edit/type_edits.h"

#include <algorithm>
#include <functional>
#include <map>

namespace rackloom::model {

namespace {

/// Collects types with their parts and gives each a place in the clip.
class TypeList {
public:
    TypeList(const Snapshot& s, std::vector<DeviceType>& out) : s_(s), out_(out) {}

    DeviceTypeId of(DeviceTypeId id) {
        if (!s_.types.contains(id)) return {};
        const auto it = places_.find(id);
        if (it != places_.end()) return it->second;
        const DeviceTypeId place{static_cast<std::uint32_t>(out_.size())};
        places_.emplace(id, place);
        out_.push_back(*s_.types.at(id));
        for (const Component& part : s_.types.at(id)->components)
            of(findType(s_, part.type));
        return place;
    }

private:
    const Snapshot& s_;
    std::vector<DeviceType>& out_;
    std::map<DeviceTypeId, DeviceTypeId> places_;
};

RackDesign withTypes(RackDesign design, const std::function<DeviceTypeId(DeviceTypeId)>& place) {
    design.enclosure = place(design.enclosure);
    for (Slot& slot : design.slots)
        slot.type = place(slot.type);
    return design;
}

RackDesignId insertDesign(Transaction& tx, RackDesign design) {
    RackDesignId found;
    tx.draft().designs.forEach([&](RackDesignId id, const Shared<RackDesign>& other) {
        const bool same = other->key == design.key && other->enclosure == design.enclosure &&
                          other->slots == design.slots && other->domains == design.domains;
        if (!found.isValid() && same) found = id;
    });
    if (found.isValid()) return found;
    NameSet taken = namesOf(tx.draft().designs);
    design.name = freeName(taken, design.name);
    return tx.draft().designs.insert(tx.token(), Shared<RackDesign>(std::move(design)));
}

template <class TableT, class IdT> void forgetUnless(bool keep, const TableT& table, IdT& id) {
    if (!keep || !table.contains(id)) id = {};
}

std::vector<DeviceTypeId> insertTypes(Transaction& tx, const Clip& clip) {
    std::vector<DeviceTypeId> out;
    for (const DeviceType& type : clip.types)
        out.push_back(embedType(tx, type));
    return out;
}

Result<void> checkClip(const Snapshot& s, const Clip& clip, HallId hall, FloorPoint position) {
    if (clip.empty()) return Error{"clipboard", "it holds no racks", "Copy some racks first."};
    if (Result<void> there = need(s.halls, hall, "hall"); !there) return there;
    std::size_t users = 0;
    for (const Clip::Design& design : clip.designs)
        for (const std::size_t user : design.users)
            users += user < clip.racks.size() ? 1u : 0u;
    const auto fits = [&](DeviceTypeId id) { return !id.isValid() || id.value < clip.types.size(); };
    bool sound = users == clip.racks.size();
    for (const Clip::Design& design : clip.designs) {
        sound = sound && fits(design.design.enclosure);
        for (const Slot& slot : design.design.slots)
            sound = sound && fits(slot.type);
    }
    for (const auto& [device, deviation] : clip.deviations)
        sound = sound && device.rack.value < clip.racks.size() && fits(deviation.type);
    constexpr int kFar = 10'000'000;
    const auto near = [](FloorPoint p) { return p.x > -kFar && p.x < kFar && p.y > -kFar && p.y < kFar; };
    if (!near(position))
        return Error{"clipboard", "the place is more than 10 km away", "Choose a place in the hall."};
    sound = sound && std::all_of(clip.racks.begin(), clip.racks.end(),
                                 [&](const Rack& r) { return near(r.position); });
    if (sound) return {};
    return Error{"clipboard", "what it holds is not whole", "Copy the racks again."};
}

void insertDeviations(Transaction& tx, const Clip& clip, const std::vector<RackId>& made,
                      const std::vector<DeviceTypeId>& types) {
    if (clip.deviations.empty()) return;
    rewriteOverrides(tx, [&](OverrideMap& map) {
        for (const auto& [device, deviation] : clip.deviations) {
            DeviceOverride placed = deviation;
            if (placed.type.isValid()) placed.type = types[placed.type.value];
            map[{made[device.rack.value], device.slot}] = placed;
        }
    });
}

}  // namespace

Clip copyToClip(const Snapshot& s, const std::vector<RackId>& racks) {
    Clip clip;
    TypeList types(s, clip.types);
    std::map<RackDesignId, std::size_t> designs;
    for (const RackId id : distinct(racks)) {
        const Rack* rack = s.racks.find(id);
        if (!rack || !s.designs.contains(rack->design)) continue;
        const auto [it, fresh] = designs.try_emplace(rack->design, clip.designs.size());
        if (fresh)
            clip.designs.push_back(
                {withTypes(*s.designs.at(rack->design), [&](DeviceTypeId type) { return types.of(type); }),
                 {}});
        const std::size_t place = clip.racks.size();
        clip.designs[it->second].users.push_back(place);
        clip.racks.push_back(*rack);
        for (auto d = s.overrides->lower_bound({id, SlotId{0}});
             d != s.overrides->end() && d->first.rack == id; ++d)
            clip.deviations.push_back({{RackId{static_cast<std::uint32_t>(place)}, d->first.slot},
                                       {d->second.removed, types.of(d->second.type)}});
    }
    return clip;
}

Edit paste(Clip clip, HallId hall, FloorPoint position, bool keepSupply) {
    std::string label = "Paste " + counted(clip.racks.size(), "rack");
    return {std::move(label),
            {},
            [clip = std::move(clip), hall, position, keepSupply](Transaction& tx) -> Result<void> {
                if (Result<void> sound = checkClip(tx.draft(), clip, hall, position); !sound) return sound;
                const std::vector<DeviceTypeId> types = insertTypes(tx, clip);
                const auto placed = [&](DeviceTypeId id) { return id.isValid() ? types[id.value] : id; };
                std::vector<Rack> rows = clip.racks;
                for (const Clip::Design& design : clip.designs) {
                    const RackDesignId id = insertDesign(tx, withTypes(design.design, placed));
                    for (const std::size_t user : design.users)
                        rows[user].design = id;
                }
                FloorPoint corner = rows.front().position;
                for (const Rack& rack : rows)
                    corner = {std::min(corner.x, rack.position.x), std::min(corner.y, rack.position.y)};
                NameSet taken = namesOf(tx.draft().racks);
                std::vector<RackId> made;
                for (Rack& rack : rows) {
                    rack.name = freeName(taken, rack.name);
                    forgetUnless(rack.hall == hall && keepSupply, tx.draft().rows, rack.row);
                    rack.hall = hall;
                    rack.position = {position.x + (rack.position.x - corner.x),
                                     position.y + (rack.position.y - corner.y)};
                    for (PowerNodeId& feed : rack.feeds)
                        forgetUnless(keepSupply, tx.draft().powerNodes, feed);
                    forgetUnless(keepSupply, tx.draft().coolingLoops, rack.liquidLoop);
                    forgetUnless(keepSupply, tx.draft().coolingLoops, rack.airLoop);
                    made.push_back(tx.draft().racks.insert(tx.token(), std::move(rack)));
                }
                insertDeviations(tx, clip, made, types);
                return checkFloor(tx, made);
            }};
}

}  // namespace rackloom::model
