// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/design_edits.h"

#include "model/edit/names.h"
#include "model/edit/references.h"
#include "model/edit/rewrite.h"
#include "model/site/elevation.h"

#include <algorithm>
#include <set>

namespace rackloom::model {

namespace {

Slot* slotOf(RackDesign& design, SlotId id) {
    const auto it = std::find_if(design.slots.begin(), design.slots.end(),
                                 [&](const Slot& slot) { return slot.id == id; });
    return it == design.slots.end() ? nullptr : &*it;
}

std::string unitsText(const Snapshot& s, DeviceTypeId type, int u) {
    const UnitSpan span = unitSpan(*s.types.at(type), u);
    if (span.highest <= span.lowest) return "U" + std::to_string(u);
    return "U" + std::to_string(span.lowest) + "–U" + std::to_string(span.highest);
}

Error occupied(const Snapshot& s, std::string place, const Slot& by) {
    const std::string name = by.label.empty() ? s.types.at(by.type)->name : by.label;
    return Error{std::move(place), name + " already occupies " + unitsText(s, by.type, by.u),
                 "Choose free rack units, or move it away first."};
}

/// Whether a device fits: inside the enclosure, on free units, in the design and in each rack that deviates.
Result<void> checkFits(const Snapshot& s, RackDesignId id, const RackDesign& design, const Slot& slot) {
    const std::string place = "rack design " + design.name + ", " + unitsText(s, slot.type, slot.u);
    const UnitSpan span = unitSpan(*s.types.at(slot.type), slot.u);
    const int top = enclosureUnits(s, design).value_or(1000);
    if (slot.u < 1 || slot.u > top || span.highest > top)
        return Error{place, "the enclosure has units 1 to " + std::to_string(top),
                     "Choose rack units inside the enclosure."};
    if (const Slot* by = occupantOf(s, design, slot)) return occupied(s, place, *by);
    RackId seen;
    for (const auto& [device, deviation] : *s.overrides) {
        const Rack* rack = s.racks.find(device.rack);
        if (device.rack == seen || !rack || rack->design != id) continue;
        seen = device.rack;
        if (const Slot* by = occupantOf(s, device.rack, slot))
            return occupied(s, place + ", rack " + rack->name, *by);
    }
    return {};
}

Result<void> checkMount(const Snapshot& s, DeviceTypeId type) {
    if (Result<void> there = need(s.types, type, "device type"); !there) return there;
    const DeviceType& found = *s.types.at(type);
    if (found.form.mount == Mount::Rack && !found.enclosure) return {};
    return Error{found.name, "it is not a device that mounts in a rack",
                 "Choose a device with a rack height."};
}

/// Runs a change of slots inside a copy of the design, then looks whether each of them fits.
template <class F>
Result<void> changeSlots(Transaction& tx, RackDesignId id, const std::vector<SlotId>& slots, bool fits,
                         F change) {
    if (Result<void> there = need(tx.draft().designs, id, "rack design"); !there) return there;
    if (slots.empty()) return Error{"devices", "nothing is selected", "Select at least one device."};
    Result<void> done = rewrite(tx, tx.draft().designs, id, [&](RackDesign& design) -> Result<void> {
        for (const SlotId slot : slots) {
            Slot* found = slotOf(design, slot);
            if (!found)
                return Error{"rack design " + design.name, "a device is no longer in it", "Select it again."};
            change(*found);
        }
        return {};
    });
    if (!done || !fits) return done;
    const RackDesign& now = *tx.draft().designs.at(id);
    for (const SlotId slot : slots)
        if (Result<void> free = checkFits(tx.draft(), id, now, *now.find(slot)); !free) return free;
    return {};
}

std::string nextLabel(const RackDesign& design, const DeviceType& type, DeviceTypeId typeId) {
    NameSet taken;
    std::string last;
    for (const Slot& slot : design.slots) {
        taken.insert(slot.label);
        if (slot.type == typeId) last = slot.label;
    }
    return last.empty() ? freeName(taken, type.name) : nextName(taken, last);
}

}  // namespace

Edit createDesign(std::string name, DeviceTypeId enclosure) {
    return {"Create rack design", {}, [name = std::move(name), enclosure](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().types, enclosure, "enclosure"); !there) return there;
                Result<std::string> checked =
                    unusedName(tx.draft().designs, RackDesignId{}, "rack design", name);
                if (!checked) return checked.error();
                RackDesign design;
                design.name = std::move(checked).value();
                design.enclosure = enclosure;
                tx.draft().designs.insert(tx.token(), Shared<RackDesign>(std::move(design)));
                return {};
            }};
}

Edit duplicateDesign(RackDesignId id, std::string name) {
    return {"Duplicate rack design", {}, [id, name = std::move(name)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().designs, id, "rack design"); !there) return there;
                RackDesign copy = *tx.draft().designs.at(id);
                NameSet taken = namesOf(tx.draft().designs);
                copy.name = name.empty() ? nextName(taken, copy.name) : freeName(taken, name);
                tx.draft().designs.insert(tx.token(), Shared<RackDesign>(std::move(copy)));
                return {};
            }};
}

Edit renameDesign(RackDesignId id, std::string name) {
    return {"Rename rack design", mergeKey("rename rack design", id),
            [id, name = std::move(name)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().designs, id, "rack design"); !there) return there;
                Result<std::string> checked = unusedName(tx.draft().designs, id, "rack design", name);
                if (!checked) return checked.error();
                return rewrite(tx, tx.draft().designs, id,
                               [&](RackDesign& design) { design.name = checked.value(); });
            }};
}

Edit removeDesign(RackDesignId id) {
    return {"Remove rack design", {}, [id](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().designs, id, "rack design"); !there) return there;
                const std::size_t used = racksOf(tx.draft(), id).size();
                if (used > 0)
                    return Error{"rack design " + tx.draft().designs.at(id)->name,
                                 used == 1 ? "one rack still uses it"
                                           : std::to_string(used) + " racks still use it",
                                 "Give those racks another design first."};
                tx.draft().designs.erase(tx.token(), id);
                return {};
            }};
}

Result<SlotId> insertDevice(Transaction& tx, RackDesignId id, Slot slot) {
    if (Result<void> there = need(tx.draft().designs, id, "rack design"); !there) return there.error();
    if (Result<void> mounts = checkMount(tx.draft(), slot.type); !mounts) return mounts.error();
    RackDesign design = *tx.draft().designs.at(id);
    slot.id = SlotId{design.nextSlot++};
    if (slot.label.empty()) slot.label = nextLabel(design, *tx.draft().types.at(slot.type), slot.type);
    if (Result<void> free = checkFits(tx.draft(), id, design, slot); !free) return free.error();
    const SlotId made = slot.id;
    design.slots.push_back(std::move(slot));
    tx.draft().designs.write(tx.token(), id) = Shared<RackDesign>(std::move(design));
    return made;
}

Edit addDevice(RackDesignId design, Slot slot) {
    return {"Add device", {}, [design, slot = std::move(slot)](Transaction& tx) -> Result<void> {
                const Result<SlotId> made = insertDevice(tx, design, slot);
                return made ? Result<void>{} : Result<void>(made.error());
            }};
}

Edit moveDevice(RackDesignId design, SlotId slot, int u, Face face) {
    return {"Move device", "move device:" + std::to_string(design.value) + '/' + std::to_string(slot.value),
            [design, slot, u, face](Transaction& tx) -> Result<void> {
                return changeSlots(tx, design, {slot}, true, [&](Slot& s) {
                    s.u = u;
                    s.face = face;
                });
            }};
}

Edit moveDevices(RackDesignId design, std::vector<SlotId> slots, int units) {
    std::string key = mergeKey("move devices of " + std::to_string(design.value), slots);
    std::string label = "Move " + counted(slots.size(), "device");
    return {std::move(label), std::move(key),
            [design, slots = distinct(slots), units](Transaction& tx) -> Result<void> {
                if (units < -1000 || units > 1000)
                    return Error{"devices", "the distance is more than 1,000 units",
                                 "Choose a shorter distance."};
                return changeSlots(tx, design, slots, true, [&](Slot& s) { s.u += units; });
            }};
}

Edit removeDevices(RackDesignId id, std::vector<SlotId> slots) {
    std::string label = "Remove " + counted(slots.size(), "device");
    return {std::move(label), {}, [id, slots = distinct(slots)](Transaction& tx) -> Result<void> {
                const Result<void> there = changeSlots(tx, id, slots, false, [](Slot&) {});
                if (!there) return there;
                const std::set<SlotId> going(slots.begin(), slots.end());
                forgetDevices(
                    tx,
                    [&](DeviceRef device) {
                        const Rack* rack =
                            going.contains(device.slot) ? tx.draft().racks.find(device.rack) : nullptr;
                        return rack && rack->design == id;
                    },
                    TierPlace::Keep);
                return rewrite(tx, tx.draft().designs, id, [&](RackDesign& design) {
                    std::erase_if(design.slots, [&](const Slot& slot) { return going.contains(slot.id); });
                    for (ScaleUpDomain& domain : design.domains)
                        std::erase_if(domain.slots, [&](SlotId slot) { return going.contains(slot); });
                    std::erase_if(design.domains, [](const ScaleUpDomain& d) { return d.slots.empty(); });
                });
            }};
}

Edit changeDeviceType(RackDesignId design, std::vector<SlotId> slots, DeviceTypeId type) {
    std::string label = "Change " + counted(slots.size(), "device");
    return {std::move(label), {}, [design, slots = distinct(slots), type](Transaction& tx) -> Result<void> {
                if (Result<void> mounts = checkMount(tx.draft(), type); !mounts) return mounts;
                return changeSlots(tx, design, slots, true, [&](Slot& s) { s.type = type; });
            }};
}

Edit renameDevice(RackDesignId design, SlotId slot, std::string label) {
    return {"Rename device",
            "rename device:" + std::to_string(design.value) + '/' + std::to_string(slot.value),
            [design, slot, label = std::move(label)](Transaction& tx) -> Result<void> {
                const Result<std::string> checked = checkedName("device", label);
                if (!checked) return checked.error();
                return changeSlots(tx, design, {slot}, false, [&](Slot& s) { s.label = checked.value(); });
            }};
}

Edit setDeviceSide(RackDesignId design, std::vector<SlotId> slots, PowerSide side) {
    std::string label = "Set the power side of " + counted(slots.size(), "device");
    return {std::move(label), {}, [design, slots = distinct(slots), side](Transaction& tx) {
                return changeSlots(tx, design, slots, false, [&](Slot& s) { s.side = side; });
            }};
}

Edit setDomain(RackDesignId id, std::string name, std::vector<SlotId> slots) {
    return {"Set scale-up domain",
            {},
            [id, name = std::move(name), slots = distinct(slots)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().designs, id, "rack design"); !there) return there;
                Result<std::string> checked = checkedName("scale-up domain", name);
                if (!checked) return checked.error();
                const std::set<SlotId> joined(slots.begin(), slots.end());
                return rewrite(tx, tx.draft().designs, id, [&](RackDesign& design) {
                    std::erase_if(design.domains, [&](const auto& d) { return d.name == checked.value(); });
                    for (ScaleUpDomain& domain : design.domains)
                        std::erase_if(domain.slots, [&](SlotId slot) { return joined.contains(slot); });
                    std::erase_if(design.domains, [](const ScaleUpDomain& d) { return d.slots.empty(); });
                    if (!slots.empty()) design.domains.push_back({checked.value(), slots});
                });
            }};
}

}  // namespace rackloom::model
