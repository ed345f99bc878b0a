// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/fabric_growth.h"

#include "model/edit/design_edits.h"
#include "model/edit/fabric_edits.h"
#include "model/edit/floor.h"
#include "model/edit/names.h"
#include "model/edit/references.h"
#include "model/edit/rewrite.h"
#include "model/edit/switch_room.h"
#include "model/topology/generators.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace rackloom::model {

namespace {

constexpr int kRounds = 8;                   // leaves may ask for spines, spines for cores
constexpr std::size_t kMostAdded = 100'000;  // switches in one step

DeviceTypeId typeIdOf(const Snapshot& s, DeviceRef device) {
    if (const auto it = s.overrides->find(device); it != s.overrides->end() && it->second.type.isValid())
        return it->second.type;
    const Slot* slot = deviceSlot(s, device);
    return slot ? slot->type : DeviceTypeId{};
}

/// The last switch of a tier that is there: new ones become like it.
std::optional<DeviceRef> modelOf(const Snapshot& s, const Fabric& fabric, std::size_t tier) {
    const std::vector<DeviceRef>& switches = fabric.tiers[tier].switches;
    for (auto it = switches.rbegin(); it != switches.rend(); ++it)
        if (deviceType(s, *it)) return *it;
    return std::nullopt;
}

/// Adds switches to one fabric, tier by tier.
class Growth {
public:
    Growth(Transaction& tx, FabricId id) : tx_(tx), id_(id) {}

    Result<void> run() {
        if (fabric().generator.empty())
            return Error{place(), "its cables are drawn by hand",
                         "Choose a generator, or add switches by hand."};
        for (int round = 0; round < kRounds; ++round) {
            const FabricPlan plan = expandFabric(tx_.draft(), fabric());
            if (plan.problems.empty())
                return round > 0 ? Result<void>{}
                                 : Error{place(), "no switch is missing", "Connect the racks to it first."};
            bool grown = false;
            for (std::size_t t = 0; t < fabric().tiers.size() && t < plan.wanted.size(); ++t) {
                const std::size_t there = fabric().tiers[t].switches.size();
                if (plan.wanted[t] <= there || plan.wanted[t] - there > kMostAdded) continue;
                if (Result<void> added = addTo(t, plan.wanted[t] - there); !added) return added;
                grown = true;
            }
            if (!grown) return Error{place(), "further switches do not help", plan.problems.front()};
        }
        return Error{place(), "it still lacks switches after many were added", "Add switches by hand."};
    }

    /// Fabrics that got further ports or switches on the way.
    const std::set<std::uint32_t>& others() const { return others_; }

private:
    const Fabric& fabric() const { return *tx_.draft().fabrics.at(id_); }
    std::string place() const { return "fabric " + fabric().name; }

    Result<void> addTo(std::size_t tier, std::size_t count) {
        const std::optional<DeviceRef> like = modelOf(tx_.draft(), fabric(), tier);
        if (!like)
            return Error{place(), "its tier " + fabric().tiers[tier].name + " has no switch to copy",
                         "Add one switch to the tier first."};
        const DeviceTypeId type = typeIdOf(tx_.draft(), *like);
        std::vector<DeviceRef> found = standingFree(type, count);
        if (Result<void> done = fillRacks(tier, type, count, found); !done) return done;
        while (found.size() < count)
            if (Result<void> done = newRack(*like, type, count - found.size(), found); !done) return done;
        return rewrite(tx_, tx_.draft().fabrics, id_, [&](Fabric& f) {
            f.tiers[tier].switches.insert(f.tiers[tier].switches.end(), found.begin(), found.end());
        });
    }

    /// Switches of the type that belong to no fabric.
    std::vector<DeviceRef> standingFree(DeviceTypeId type, std::size_t count) const {
        std::vector<DeviceRef> out;
        for (const DeviceRef device : unusedSwitches(tx_.draft()))
            if (out.size() < count && typeIdOf(tx_.draft(), device) == type) out.push_back(device);
        return out;
    }

    /// Puts switches into the racks that hold the tier, as long as these take them.
    Result<void> fillRacks(std::size_t tier, DeviceTypeId type, std::size_t count,
                           std::vector<DeviceRef>& found) {
        std::vector<RackId> racks;
        for (const DeviceRef device : fabric().tiers[tier].switches)
            if (deviceType(tx_.draft(), device)) racks.push_back(device.rack);
        racks = distinct(racks);
        for (const RackId rack : racks)
            while (found.size() < count) {
                const std::optional<int> unit = roomFor(tx_.draft(), rack, type);
                if (!unit) break;
                const RackDesignId shared = tx_.draft().racks.at(rack).design;
                if (racksOf(tx_.draft(), shared).size() > 1)
                    if (Result<void> own = makeDesignUnique({rack}).apply(tx_); !own) return own;
                Slot slot{SlotId{}, type, *unit, Face::Front, PowerSide::None, {}};
                const RackDesignId design = tx_.draft().racks.at(rack).design;
                slot.label = labelFor(*tx_.draft().designs.at(design), type);
                const Result<SlotId> made = insertDevice(tx_, design, std::move(slot));
                if (!made) return made.error();
                found.push_back({rack, made.value()});
                noteOthers(rack);
            }
        return {};
    }

    /// Continues the labels of the switches beside it.
    static std::string labelFor(const RackDesign& design, DeviceTypeId type) {
        NameSet taken;
        std::string last;
        for (const Slot& slot : design.slots) {
            taken.insert(slot.label);
            if (slot.type == type) last = slot.label;
        }
        return last.empty() ? std::string() : nextName(taken, last);
    }

    void noteOthers(RackId rack) {
        tx_.draft().fabrics.forEach([&](FabricId id, const Shared<Fabric>& f) {
            if (id != id_ && std::find(f->racks.begin(), f->racks.end(), rack) != f->racks.end())
                others_.insert(id.value);
        });
    }

    /// Stands a rack beside that of `like`, with as many switches as are wanted or as that one has.
    Result<void> newRack(DeviceRef like, DeviceTypeId type, std::size_t wanted,
                         std::vector<DeviceRef>& found) {
        const Rack sibling = tx_.draft().racks.at(like.rack);
        const RackDesign design = designOfNewRack(like, type, wanted);
        const std::optional<FreePlace> at = freePlaceBeside(tx_.draft(), sibling, design.enclosure);
        const std::string hall = tx_.draft().halls.at(sibling.hall).name;
        if (!at)
            return Error{"hall " + hall, "no row has room for a further rack of switches",
                         "Enlarge the hall, or move something away, then add the switches again."};
        Rack rack = sibling;
        NameSet names = namesOf(tx_.draft().racks);
        rack.name = nextName(names, sibling.name);
        rack.position = at->position;
        rack.rotation = at->rotation;
        rack.row = at->row;
        rack.design = designLike(design);
        const RackId id = tx_.draft().racks.insert(tx_.token(), std::move(rack));
        if (Result<void> stands = checkFloor(tx_, {id}); !stands) return stands;
        for (const Slot& slot : design.slots)
            if (slot.type == type) found.push_back({id, slot.id});
        return joinLike(like.rack, id);
    }

    /// Power gear and management switches of the sibling, and the switches wanted.
    RackDesign designOfNewRack(DeviceRef like, DeviceTypeId type, std::size_t wanted) const {
        const Snapshot& s = tx_.draft();
        const RackDesign& sibling = *s.designs.at(s.racks.at(like.rack).design);
        RackDesign out = sibling;
        out.key.clear();
        out.domains.clear();
        std::size_t kept = 0;
        std::erase_if(out.slots, [&](const Slot& slot) {
            const DeviceRef device{like.rack, slot.id};
            if (slot.type == type) return ++kept > wanted;
            const DeviceType& found = *s.types.at(slot.type);
            return !(found.circuit || found.conversion || managing(device));
        });
        kept = std::min(kept, wanted);
        out.name =
            s.types.at(type)->name + " rack, " + std::to_string(kept) + (kept == 1 ? " switch" : " switches");
        return out;
    }

    bool managing(DeviceRef device) const {
        bool out = false;
        tx_.draft().fabrics.forEach([&](FabricId, const Shared<Fabric>& f) {
            if (f->role != FabricRole::OutOfBand) return;
            for (const SwitchTier& tier : f->tiers)
                out = out ||
                      std::find(tier.switches.begin(), tier.switches.end(), device) != tier.switches.end();
        });
        return out;
    }

    /// The design, used again where an equal one is there.
    RackDesignId designLike(RackDesign design) {
        RackDesignId same;
        tx_.draft().designs.forEach([&](RackDesignId id, const Shared<RackDesign>& d) {
            if (d->enclosure == design.enclosure && d->slots == design.slots && d->domains == design.domains)
                same = id;
        });
        if (same.isValid()) return same;
        NameSet names = namesOf(tx_.draft().designs);
        design.name = freeName(names, design.name);
        return tx_.draft().designs.insert(tx_.token(), Shared<RackDesign>(std::move(design)));
    }

    /// The new rack joins the networks of its sibling, its management switches the same tiers.
    Result<void> joinLike(RackId sibling, RackId made) {
        const RackDesign& design = *tx_.draft().designs.at(tx_.draft().racks.at(made).design);
        std::vector<FabricId> ids;
        tx_.draft().fabrics.forEach([&](FabricId id, const Shared<Fabric>&) { ids.push_back(id); });
        for (const FabricId id : ids) {
            Fabric copy = *tx_.draft().fabrics.at(id);
            bool changed = std::find(copy.racks.begin(), copy.racks.end(), sibling) != copy.racks.end();
            if (changed) copy.racks.push_back(made);
            for (SwitchTier& tier : copy.tiers)
                for (const DeviceRef device : std::vector<DeviceRef>(tier.switches))
                    if (id != id_ && device.rack == sibling && design.find(device.slot)) {
                        tier.switches.push_back({made, device.slot});
                        changed = true;
                    }
            if (!changed) continue;
            if (id != id_) others_.insert(id.value);
            tx_.draft().fabrics.write(tx_.token(), id) = Shared<Fabric>(std::move(copy));
        }
        return {};
    }

    Transaction& tx_;
    FabricId id_;
    std::set<std::uint32_t> others_;
};

Result<void> grow(Transaction& tx, FabricId id) {
    if (Result<void> there = need(tx.draft().fabrics, id, "fabric"); !there) return there;
    Growth growth(tx, id);
    if (Result<void> done = growth.run(); !done) return done;
    // The new switches want management ports of their own.
    for (const std::uint32_t value : growth.others()) {
        const FabricId other{value};
        const Snapshot& was = tx.before();
        if (!was.fabrics.contains(other) || !expandFabric(was, *was.fabrics.at(other)).problems.empty())
            continue;  // it lacked something already
        if (expandFabric(tx.draft(), *tx.draft().fabrics.at(other)).problems.empty()) continue;
        if (Result<void> done = Growth(tx, other).run(); !done) return done;
    }
    return {};
}

}  // namespace

std::vector<TierNeed> missingSwitches(const Snapshot& s, FabricId id) {
    std::vector<TierNeed> out;
    const Shared<Fabric>* fabric = s.fabrics.find(id);
    if (!fabric || (*fabric)->generator.empty()) return out;
    const FabricPlan plan = expandFabric(s, **fabric);
    if (plan.problems.empty()) return out;
    for (std::size_t t = 0; t < (*fabric)->tiers.size() && t < plan.wanted.size(); ++t)
        if (const std::size_t there = (*fabric)->tiers[t].switches.size(); plan.wanted[t] > there)
            out.push_back({(*fabric)->tiers[t].name, there, plan.wanted[t]});
    return out;
}

Edit growFabric(FabricId id) {
    return {"Add missing switches", {}, [id](Transaction& tx) { return grow(tx, id); }};
}

Edit connectAndGrow(FabricId id, std::vector<RackId> racks) {
    std::string label = "Connect " + counted(racks.size(), "rack") + " and add switches";
    return {std::move(label), {}, [id, racks = std::move(racks)](Transaction& tx) -> Result<void> {
                if (Result<void> done = connectRacks(id, racks).apply(tx); !done) return done;
                if (expandFabric(tx.draft(), *tx.draft().fabrics.at(id)).problems.empty()) return {};
                return grow(tx, id);
            }};
}

}  // namespace rackloom::model
