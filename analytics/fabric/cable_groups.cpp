// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/cable_groups.h"

#include "analytics/fabric/device_facts.h"
#include "analytics/fabric/fabric_ends.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/fabric.h"

#include <algorithm>
#include <cstdlib>
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

/// Kinds in the order they were met; a fabric has a handful.
class Kinds {
public:
    std::uint32_t of(const Kind& kind) {
        if (last_ < kinds_.size() && kinds_[last_] == kind) return last_;
        last_ = static_cast<std::uint32_t>(std::find(kinds_.begin(), kinds_.end(), kind) - kinds_.begin());
        if (last_ == kinds_.size()) kinds_.push_back(kind);
        return last_;
    }
    const Kind& operator[](std::uint32_t i) const { return kinds_[i]; }
    /// Place of each kind among the sorted ones.
    std::vector<std::uint32_t> ranks() const {
        std::vector<Kind> sorted = kinds_;
        std::sort(sorted.begin(), sorted.end());
        std::vector<std::uint32_t> out;
        for (const Kind& kind : kinds_)
            out.push_back(static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), kind) -
                                                     sorted.begin()));
        return out;
    }
    void sort() { std::sort(kinds_.begin(), kinds_.end()); }

private:
    std::vector<Kind> kinds_;
    std::uint32_t last_ = 0;
};

/// One cable, or several equal ones.
struct Item {
    std::uint32_t rackB = 0, kind = 0;  ///< rack by its number
    int units = 0;
    std::uint32_t count = 1;
    friend bool operator<(const Item& x, const Item& y) {
        return std::tie(x.rackB, x.kind, x.units) < std::tie(y.rackB, y.kind, y.units);
    }
};

class Grouper {
public:
    Grouper(const FabricEnds& ends, const std::vector<Height>& heights) : ends_(ends), heights_(heights) {
        for (const FabricEnds::Device& device : ends.devices)
            if (racks_.empty() || racks_.back() != device.ref.rack) racks_.push_back(device.ref.rack);
        std::sort(racks_.begin(), racks_.end());
        racks_.erase(std::unique(racks_.begin(), racks_.end()), racks_.end());
        if (!racks_.empty()) numbers_.resize(racks_.back().value + std::size_t{1});
        for (std::uint32_t i = 0; i < racks_.size(); ++i)
            numbers_[racks_[i].value] = i;
        for (const FabricEnds::Device& device : ends.devices)
            rackOf_.push_back(numbers_[device.ref.rack.value]);
        items_.resize(racks_.size());
    }

    void add(std::size_t cable, const Kind& kind) {
        const FabricEnds::Ends ends = ends_.cables[cable];
        std::uint32_t a = rackOf_[ends.a], b = rackOf_[ends.b];
        const Height low = heights_[ends.a], high = heights_[ends.b];
        const int units = a == b ? std::abs(low.unit - high.unit) : low.above + high.above;
        if (a > b) std::swap(a, b);
        std::vector<Item>& items = items_[a];
        const std::uint32_t k = kinds_.of(kind);
        if (!items.empty() && items.back().rackB == b && items.back().units == units &&
            items.back().kind == k)
            ++items.back().count;
        else
            items.push_back({b, k, units, 1});
    }

    CableGroupTable take(const CableGroupTable* last) {
        CableGroupTable out;
        const std::vector<std::uint32_t> ranks = kinds_.ranks();
        kinds_.sort();
        auto known = last ? last->pieces.begin() : decltype(last->pieces.begin()){};
        for (std::uint32_t a = 0; a < racks_.size(); ++a) {
            if (items_[a].empty()) continue;
            for (Item& item : items_[a])
                item.kind = ranks[item.kind];
            CableGroupPiece piece = pieceOf(a);
            while (last && known != last->pieces.end() && (*known)->rack() < racks_[a])
                ++known;
            if (last && known != last->pieces.end() && **known == piece)
                out.pieces.push_back(*known);
            else
                out.pieces.push_back(std::move(piece));
        }
        return out;
    }

private:
    CableGroupPiece pieceOf(std::uint32_t a) {
        std::vector<Item>& items = items_[a];
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
                const Kind& kind = kinds_[item.kind];
                piece.groups.push_back({racks_[a], racks_[item.rackB], kind.tier, kind.rate, kind.type, 0,
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

    const FabricEnds& ends_;
    const std::vector<Height>& heights_;
    std::vector<RackId> racks_;             // by number, which follows the id
    std::vector<std::uint32_t> numbers_;    // by rack id
    std::vector<std::uint32_t> rackOf_;     // by device
    std::vector<std::vector<Item>> items_;  // by the first rack
    Kinds kinds_;
};

/// Heights of all devices of the fabric.
std::vector<Height> heightsOf(const FabricEnds& ends, FabricId id, bool anySlot, Query& q) {
    const auto& members = *q.get<RackMembers>();
    const model::FabricRole role = anySlot ? model::FabricRole::Any : q.get<FabricRow>(id)->role;
    const auto& switches = *q.get<SwitchHeights>(id);
    std::vector<Height> out;
    out.reserve(ends.devices.size());
    RackId rack;
    const SlotHeights* design = nullptr;
    std::map<RackDesignId, const SlotHeights*> known;
    for (const FabricEnds::Device& device : ends.devices) {
        if (device.switchNumber != FabricEnds::kNone) {
            out.push_back(switches[device.switchNumber]);
            continue;
        }
        if (device.ref.rack != rack) {
            rack = device.ref.rack;
            design = nullptr;
            if (const RackMember* member = members.find(rack)) {
                const SlotHeights*& found = known[member->design];
                if (!found) found = &*q.get<DesignHeights>({member->design, role});
                design = found;
            }
        }
        out.push_back(design ? heightOf(*design, device.ref.slot) : Height{});
    }
    return out;
}

using OwnTypes = std::map<std::pair<model::PortRef, model::PortRef>, DeviceTypeId>;

OwnTypes ownTypes(const Column<CableId, model::Cable>& hand) {
    OwnTypes out;
    for (const auto& [id, cable] : hand)
        out[std::minmax(cable.a, cable.b)] = cable.type;
    return out;
}

}  // namespace

CableGroups::Value CableGroups::compute(const Key& id, Query& q, const Value* last) {
    const auto& hand = *q.get<HandCables>(id);
    const FabricEnds& ends = *q.get<FabricEndsNode>(id);
    const auto& cables = q.get<FabricCables>(id)->cables;
    // Cables drawn by hand follow the generated ones, in the order of their ids.
    const std::size_t generated = hand.empty() ? cables.size() : q.get<FabricPlanNode>(id)->cables.size();
    const std::vector<Height> heights = heightsOf(ends, id, !hand.empty(), q);
    const OwnTypes own = ownTypes(hand);
    Grouper grouper(ends, heights);
    std::vector<DeviceTypeId> types;
    for (std::size_t i = 0; i < cables.size(); ++i) {
        if (i % 65536 == 0) q.poll();
        const PlannedCable& cable = cables[i];
        Kind kind{cable.tier, cable.rate.si(), {}};
        if (i >= generated) {
            const auto it = own.find(std::minmax(cable.a, cable.b));
            if (it != own.end()) kind.type = it->second;
            if (kind.type.isValid()) types.push_back(kind.type);
        }
        grouper.add(i, kind);
    }
    CableGroupTable out = grouper.take(last ? &**last : nullptr);
    std::sort(types.begin(), types.end());
    types.erase(std::unique(types.begin(), types.end()), types.end());
    out.ownTypes = std::move(types);
    return out;
}

}  // namespace rackloom::analytics
