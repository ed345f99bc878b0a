// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/inputs/replanned.h"

#include <algorithm>
#include <bitset>
#include <map>
#include <set>

namespace rackloom::analytics {
namespace {

using model::DeviceType;
using model::Fabric;
using model::RackDesign;
using model::Snapshot;

constexpr std::size_t kRoles = 8;  // more than there are
using Roles = std::bitset<kRoles>;

Roles rolesOf(const DeviceType* type) {
    Roles out;
    if (type)
        for (const model::PortGroup& group : type->ports)
            if (group.count > 0) out.set(static_cast<std::size_t>(group.fabric));
    return out;
}

const DeviceType* typeOf(const Snapshot& s, DeviceTypeId id) {
    const Shared<DeviceType>* found = s.types.find(id);
    return found ? &**found : nullptr;
}

/// A slot as a generator sees it: where it stands in the order of the design, and what is in it.
using SeenSlot = std::pair<SlotId, DeviceTypeId>;

std::vector<SeenSlot> slotsWithPorts(const Snapshot& s, const RackDesign* design, std::size_t role) {
    std::vector<SeenSlot> out;
    if (design)
        for (const model::Slot& slot : design->slots)
            if (rolesOf(typeOf(s, slot.type)).test(role)) out.push_back({slot.id, slot.type});
    return out;
}

class Replanned {
public:
    explicit Replanned(const model::Delta& delta) : delta_(delta) {
        for (const auto& change : delta.racks)
            if (!change.before || !change.after || change.before->design != change.after->design)
                redesigned_.insert(change.id);
        for (const auto& change : delta.designs)
            designs_[change.id] = changedRoles(change.before ? &**change.before : nullptr,
                                               change.after ? &**change.after : nullptr);
        for (const model::DeviceRef device : delta.overrides)
            deviations_[device.rack].push_back({device, rolesAt(device), switchesAt(device)});
    }

    bool concerns(const Fabric& fabric) const {
        const auto role = static_cast<std::size_t>(fabric.role);
        const bool endpoints = std::any_of(fabric.racks.begin(), fabric.racks.end(), [&](RackId rack) {
            return endpointChangedIn(rack, fabric) || designChangedIn(rack).test(role);
        });
        return endpoints || anySwitch(fabric, [&](model::DeviceRef ref) { return switchChanged(ref); });
    }

    bool mayEmptySlots(const Fabric& fabric) const {
        return anySwitch(fabric, [&](model::DeviceRef ref) {
            return touches(ref) &&
                   !model::deviceType(*delta_.before, ref) != !model::deviceType(*delta_.after, ref);
        });
    }

private:
    Roles changedRoles(const RackDesign* before, const RackDesign* after) const {
        Roles out;
        for (std::size_t role = 0; role < kRoles; ++role)
            if (slotsWithPorts(*delta_.before, before, role) != slotsWithPorts(*delta_.after, after, role))
                out.set(role);
        return out;
    }

    /// Roles of all ports that a device has, had or would have without its deviation.
    Roles rolesAt(model::DeviceRef device) const {
        Roles out;
        for (const Snapshot* s : {delta_.before, delta_.after}) {
            if (const model::Slot* slot = model::deviceSlot(*s, device))
                out |= rolesOf(typeOf(*s, slot->type));
            if (const auto it = s->overrides->find(device); it != s->overrides->end())
                out |= rolesOf(typeOf(*s, it->second.type));
        }
        return out;
    }

    /// Whether the design has a switch there on both sides: where it belongs to the fabric, it is no
    /// endpoint.
    bool switchesAt(model::DeviceRef device) const {
        for (const Snapshot* s : {delta_.before, delta_.after}) {
            const model::Slot* slot = model::deviceSlot(*s, device);
            const DeviceType* type = slot ? typeOf(*s, slot->type) : nullptr;
            if (!type || !type->switching) return false;
        }
        return true;
    }

    template <class F> static bool anySwitch(const Fabric& fabric, F&& holds) {
        return std::any_of(fabric.tiers.begin(), fabric.tiers.end(), [&](const model::SwitchTier& tier) {
            return std::any_of(tier.switches.begin(), tier.switches.end(), holds);
        });
    }

    bool endpointChangedIn(RackId rack, const Fabric& fabric) const {
        if (redesigned_.count(rack) > 0) return true;
        const auto it = deviations_.find(rack);
        return it != deviations_.end() &&
               std::any_of(it->second.begin(), it->second.end(), [&](const Deviation& one) {
                   return one.roles.test(static_cast<std::size_t>(fabric.role)) &&
                          !(one.switching &&
                            anySwitch(fabric, [&](model::DeviceRef ref) { return ref == one.device; }));
               });
    }

    Roles designChangedIn(RackId rack) const {
        if (designs_.empty()) return {};
        const model::Rack* row = delta_.after->racks.find(rack);
        const auto it = row ? designs_.find(row->design) : designs_.end();
        return it == designs_.end() ? Roles() : it->second;
    }

    bool touches(model::DeviceRef ref) const {
        return !designs_.empty() || redesigned_.count(ref.rack) > 0 ||
               (deviations_.count(ref.rack) > 0 &&
                std::binary_search(delta_.overrides.begin(), delta_.overrides.end(), ref));
    }

    /// The type whose ports a generator numbers, taken out or not.
    static DeviceTypeId plannedType(const Snapshot& s, model::DeviceRef ref) {
        const model::Slot* slot = model::deviceSlot(s, ref);
        if (!slot) return {};
        const auto it = s.overrides->find(ref);
        return it != s.overrides->end() && !it->second.removed && it->second.type.isValid() ? it->second.type
                                                                                            : slot->type;
    }

    bool switchChanged(model::DeviceRef ref) const {
        return touches(ref) && plannedType(*delta_.before, ref) != plannedType(*delta_.after, ref);
    }

    struct Deviation {
        model::DeviceRef device;
        Roles roles;
        bool switching = false;
    };

    const model::Delta& delta_;
    std::set<RackId> redesigned_;                          // they came, went or are of another design
    std::map<RackId, std::vector<Deviation>> deviations_;  // devices that deviate in another way
    std::map<RackDesignId, Roles> designs_;                // roles whose ports differ
};

/// Whether types that designs may hold differ in what they offer to a network. A type that came or went is in
/// no design on the other side.
bool portsRedefined(const model::Delta& delta) {
    return std::any_of(delta.types.begin(), delta.types.end(), [](const auto& change) {
        return change.before && change.after &&
               !((*change.before)->ports == (*change.after)->ports &&
                 (*change.before)->switching.has_value() == (*change.after)->switching.has_value());
    });
}

bool placesChanged(const model::Delta& delta) {
    return !delta.designs.empty() || !delta.overrides.empty() ||
           std::any_of(delta.racks.begin(), delta.racks.end(), [](const auto& change) {
               return !change.before || !change.after || change.before->design != change.after->design;
           });
}

}  // namespace

bool samePlan(const Fabric& a, const Fabric& b) {
    return a.role == b.role && a.generator == b.generator && a.parameters == b.parameters &&
           a.racks == b.racks && a.tiers == b.tiers;
}

std::vector<FabricId> fabricsReplanned(const model::Delta& delta) {
    std::set<FabricId> out;
    for (const auto& change : delta.fabrics)
        if (!change.before || !change.after || !samePlan(**change.before, **change.after))
            out.insert(change.id);
    const bool all = portsRedefined(delta);
    if (all || placesChanged(delta)) {
        const Replanned replanned(delta);
        delta.after->fabrics.forEach([&](FabricId id, const Shared<Fabric>& fabric) {
            if (all || replanned.concerns(*fabric)) out.insert(id);
        });
    }
    return {out.begin(), out.end()};
}

std::vector<FabricId> fabricsWithSwitchesTouched(const model::Delta& delta) {
    std::set<FabricId> out;
    for (const auto& change : delta.fabrics)
        if (!change.before || !change.after || (*change.before)->tiers != (*change.after)->tiers)
            out.insert(change.id);
    const bool all = !delta.types.empty();
    if (all || placesChanged(delta)) {
        const Replanned replanned(delta);
        delta.after->fabrics.forEach([&](FabricId id, const Shared<Fabric>& fabric) {
            if (all || replanned.mayEmptySlots(*fabric)) out.insert(id);
        });
    }
    return {out.begin(), out.end()};
}

}  // namespace rackloom::analytics
