// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/cable_groups.h"

#include "analytics/fabric/device_facts.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/plan_groups.h"
#include "analytics/fabric/wiring.h"
#include "analytics/inputs/fabric.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace rackloom::analytics {
namespace {

using model::PlannedCable;

/// What tells groups between the same racks apart.
struct Kind {
    std::uint32_t tier = 0;
    double rate = 0;
    DeviceTypeId type;
    friend bool operator==(const Kind&, const Kind&) = default;
    friend bool operator<(const Kind& x, const Kind& y) {
        return std::tie(x.tier, x.rate, x.type) < std::tie(y.tier, y.rate, y.type);
    }
};

/// One cable, or several equal ones.
struct Item {
    RackId rackB;
    Kind kind;
    int units = 0;
    std::uint32_t count = 1;
    friend bool operator<(const Item& x, const Item& y) {
        return std::tie(x.rackB, x.kind, x.units) < std::tie(y.rackB, y.kind, y.units);
    }
};

/// Heights of devices of a fabric: its own and those that drawn cables end at.
class Heights {
public:
    Heights(FabricId id, const FabricEnds& ends, Query& q)
        : q_(q),
          ends_(ends),
          members_(*q.get<RackMembers>()),
          switches_(*q.get<SwitchHeights>(id)),
          role_(q.get<FabricRoleNode>(id)) {}

    Height of(std::uint32_t device, model::DeviceRef ref) {
        const bool own = device < ends_.devices.size();
        if (own && ends_.devices[device].switchNumber != FabricEnds::kNone)
            return switches_[ends_.devices[device].switchNumber];
        return inRack(ref, own ? role_ : model::FabricRole::Any);
    }

private:
    Height inRack(model::DeviceRef ref, model::FabricRole role) {
        if (ref.rack != rack_ || role != lastRole_) {
            rack_ = ref.rack;
            lastRole_ = role;
            design_ = nullptr;
            if (const RackMember* member = members_.find(rack_)) {
                const SlotHeights*& found = known_[{member->design, role}];
                if (!found) found = &*q_.get<DesignHeights>({member->design, role});
                design_ = found;
            }
        }
        return design_ ? heightOf(*design_, ref.slot) : Height{};
    }

    Query& q_;
    const FabricEnds& ends_;
    const Column<RackId, RackMember>& members_;
    const std::vector<Height>& switches_;
    model::FabricRole role_;
    std::map<std::pair<RackDesignId, model::FabricRole>, const SlotHeights*> known_;
    RackId rack_;
    model::FabricRole lastRole_ = model::FabricRole::Any;
    const SlotHeights* design_ = nullptr;
};

/// Scale-up cables go from side to side, never over the tray.
bool isDirect(FabricId id, Query& q) {
    return q.get<FabricRoleNode>(id) == model::FabricRole::ScaleUp;
}

/// Sorted items of one rack as a piece; kinds by their place in the list.
CableGroupPiece pieceOf(RackId rack, std::vector<Item>& items) {
    if (!std::is_sorted(items.begin(), items.end())) std::sort(items.begin(), items.end());
    CableGroupPiece piece;
    std::size_t groups = 0;
    for (std::size_t i = 0; i < items.size(); ++i)
        groups += i == 0 || items[i].rackB != items[i - 1].rackB || items[i].kind != items[i - 1].kind;
    piece.groups.reserve(groups);
    piece.byUnits.reserve(items.size());
    const Item* before = nullptr;
    for (const Item& item : items) {
        if (!before || before->rackB != item.rackB || before->kind != item.kind) {
            piece.groups.push_back({rack, item.rackB, item.kind.tier, item.kind.rate, item.kind.type, 0,
                                    static_cast<std::uint32_t>(piece.byUnits.size()), 0});
            before = nullptr;
        }
        CableGroup& group = piece.groups.back();
        group.count += item.count;
        if (before && before->units == item.units) {
            piece.byUnits.back().second += item.count;
        } else {
            piece.byUnits.push_back({item.units, item.count});
            ++group.heights;
        }
        before = &item;
    }
    return piece;
}

void add(std::vector<Item>& items, const Item& item) {
    if (!items.empty() && items.back().rackB == item.rackB && items.back().units == item.units &&
        items.back().kind == item.kind)
        ++items.back().count;
    else
        items.push_back(item);
}

/// Types of cables that were drawn with one of their own.
using OwnTypes = std::map<std::pair<model::PortRef, model::PortRef>, DeviceTypeId>;

OwnTypes ownTypes(const Column<CableId, model::Cable>& hand) {
    OwnTypes out;
    for (const auto& [id, cable] : hand)
        out[std::minmax(cable.a, cable.b)] = cable.type;
    return out;
}

/// Makes the pieces of single racks from the cables that stand.
class RackGrouper {
public:
    RackGrouper(const Wiring& wiring, Heights heights, OwnTypes own, bool direct)
        : wiring_(wiring), heights_(std::move(heights)), own_(std::move(own)), direct_(direct) {
        for (std::uint32_t i = 0; i < wiring.strangers.size(); ++i)
            strangers_[wiring.strangers[i].rack].push_back(
                static_cast<std::uint32_t>(wiring.ends->devices.size()) + i);
    }

    std::vector<Item> itemsOf(RackId rack) {
        std::vector<Item> out;
        for (const std::uint32_t device : wiring_.ends->numbers.inRack(rack))
            if (device != FabricEnds::kNone) addDevice(device, out);
        if (const auto it = strangers_.find(rack); it != strangers_.end())
            for (const std::uint32_t device : it->second)
                addDevice(device, out);
        return out;
    }

private:
    void addDevice(std::uint32_t device, std::vector<Item>& out) {
        const RackId rack = wiring_.device(device).rack;
        wiring_.eachAt(device, [&](const PlannedCable& cable, const FabricEnds::Ends& ends) {
            const bool fromA = ends.a == device;
            const RackId other = fromA ? cable.b.device.rack : cable.a.device.rack;
            // A cable belongs to the lower rack; within one it is met from both ends.
            if (other < rack || (other == rack && !fromA)) return;
            const Height low = heights_.of(ends.a, cable.a.device),
                         high = heights_.of(ends.b, cable.b.device);
            add(out, {other,
                      {cable.tier, cable.rate.si(), typeOf(cable)},
                      unitsBetween(direct_ || other == rack, low, high),
                      1});
        });
    }
    DeviceTypeId typeOf(const PlannedCable& cable) const {
        if (own_.empty()) return {};
        const auto it = own_.find(std::minmax(cable.a, cable.b));
        return it == own_.end() ? DeviceTypeId{} : it->second;
    }

    const Wiring& wiring_;
    Heights heights_;
    OwnTypes own_;
    bool direct_;
    std::map<RackId, std::vector<std::uint32_t>> strangers_;
};

/// The racks whose pieces differ from those of the plan.
std::vector<RackId> differingRacks(const Wiring& wiring) {
    std::vector<RackId> out;
    const auto add = [&](const PlannedCable& cable) {
        out.push_back(std::min(cable.a.device.rack, cable.b.device.rack));
    };
    for (const std::uint32_t i : wiring.gone)
        add(wiring.plan->cables[i]);
    for (const PlannedCable& cable : wiring.drawn)
        add(cable);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<DeviceTypeId> typesIn(const Wiring& wiring, const OwnTypes& own) {
    std::vector<DeviceTypeId> out;
    for (const PlannedCable& cable : wiring.drawn)
        if (const auto it = own.find(std::minmax(cable.a, cable.b)); it != own.end() && it->second.isValid())
            out.push_back(it->second);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace

PlanGroups::Value PlanGroups::compute(const Key& id, Query& q, const Value* last) {
    const FabricEnds& ends = *q.get<FabricEndsNode>(id);
    const auto& cables = q.get<FabricPlanNode>(id)->cables;
    Heights heights(id, ends, q);
    std::vector<Height> heightOf;
    heightOf.reserve(ends.devices.size());
    for (std::uint32_t d = 0; d < ends.devices.size(); ++d)
        heightOf.push_back(heights.of(d, ends.devices[d].ref));
    return groupPlan(cables, ends, heightOf, isDirect(id, q), last ? &**last : nullptr, [&] { q.poll(); });
}

CableGroups::Value CableGroups::compute(const Key& id, Query& q, const Value* last) {
    const Shared<CableGroupTable> plan = q.get<PlanGroups>(id);
    const Shared<Wiring> wiring = q.get<FabricWiring>(id);
    if (wiring->asGenerated()) return plan;
    const OwnTypes own = wiring->drawn.empty() ? OwnTypes{} : ownTypes(*q.get<HandCables>(id));
    CableGroupTable out;
    out.ownTypes = typesIn(*wiring, own);
    RackGrouper grouper(*wiring, Heights(id, *wiring->ends, q), own, isDirect(id, q));
    OlderPieces older(last ? &**last : nullptr);
    auto known = plan->pieces.begin();
    for (const RackId rack : differingRacks(*wiring)) {
        q.poll();
        while (known != plan->pieces.end() && (*known)->rack() < rack)
            out.pieces.push_back(*known++);
        if (known != plan->pieces.end() && (*known)->rack() == rack) ++known;
        std::vector<Item> items = grouper.itemsOf(rack);
        if (!items.empty()) out.pieces.push_back(older.orFresh(rack, pieceOf(rack, items)));
    }
    out.pieces.insert(out.pieces.end(), known, plan->pieces.end());
    return out;
}

}  // namespace rackloom::analytics
