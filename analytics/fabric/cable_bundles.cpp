// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/cable_bundles.h"

#include "analytics/fabric/cable_length.h"
#include "analytics/fabric/device_index.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/footprints.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace rackloom::analytics {
namespace {

using model::PlannedCable;

struct GroupKey {
    RackId a, b;
    std::uint32_t tier = 0;
    double rate = 0;
    DeviceTypeId type;
    friend bool operator==(const GroupKey&, const GroupKey&) = default;
};

struct GroupKeyHash {
    std::size_t operator()(const GroupKey& k) const {
        std::size_t h = k.a.value;
        for (const std::size_t x : {std::size_t{k.b.value}, std::size_t{k.tier}, std::hash<double>{}(k.rate),
                                    std::size_t{k.type.value}})
            h = (h ^ x) * 0x9e3779b97f4a7c15ull;
        return h;
    }
};

/// Rack unit of a slot and units of its cabinet. A large fabric asks a million times, so that the designs lie
/// in an array by rack.
class Heights {
public:
    explicit Heights(Query& q) : q_(q), racks_(*q.get<RackMembers>()) {
        if (!racks_.empty()) designOf_.resize(racks_.rows.back().first.value + std::size_t{1});
    }

    int unitOf(model::DeviceRef device) { return unitOf(designOf(device.rack), device.slot); }
    int unitsAbove(model::DeviceRef device) {
        const Design& design = designOf(device.rack);
        const int unit = unitOf(design, device.slot);
        return design.units > unit ? design.units - unit : 0;
    }

private:
    struct Design {
        const model::RackDesign* drawn = nullptr;
        int units = 0;  ///< of the cabinet, 0 = unknown
    };

    static int unitOf(const Design& design, SlotId id) {
        const model::Slot* slot = design.drawn ? design.drawn->find(id) : nullptr;
        return slot ? slot->u : 1;
    }

    const Design& designOf(RackId rack) {
        if (rack.value >= designOf_.size()) return nowhere_;
        const Design*& known = designOf_[rack.value];
        if (!known) {
            const RackMember* member = racks_.find(rack);
            known = member ? &read(member->design) : &nowhere_;
        }
        return *known;
    }

    const Design& read(RackDesignId id) {
        const auto [it, fresh] = designs_.try_emplace(id);
        Design& out = it->second;
        if (!fresh) return out;
        out.drawn = &*q_.get<Designs>(id);
        if (out.drawn->enclosure.isValid())
            if (const auto& cabinet = q_.get<TypeOf>(out.drawn->enclosure)->enclosure)
                out.units = cabinet->units;
        return out;
    }

    Query& q_;
    const Column<RackId, RackMember>& racks_;
    std::map<RackDesignId, Design> designs_;  // nodes stay where they are
    std::vector<const Design*> designOf_;     // by rack id, null until asked for
    const Design nowhere_;
};

class Grouper {
public:
    explicit Grouper(Query& q) : q_(q), heights_(q) {}

    void add(const PlannedCable& cable, DeviceTypeId type) {
        if (++seen_ % 4096 == 0) q_.poll();
        const auto [low, high] = std::minmax(cable.a.device.rack, cable.b.device.rack);
        const GroupKey key{low, high, cable.tier, cable.rate.si(), type};
        const int units = low == high
                              ? std::abs(heights_.unitOf(cable.a.device) - heights_.unitOf(cable.b.device))
                              : heights_.unitsAbove(cable.a.device) + heights_.unitsAbove(cable.b.device);
        if (!last_ || !(lastKey_ == key)) {
            lastKey_ = key;
            last_ = &groups_[key];
        }
        auto it = std::find_if(last_->begin(), last_->end(),
                               [&](const auto& entry) { return entry.first == units; });
        if (it == last_->end())
            last_->push_back({units, 1});
        else
            ++it->second;
    }

    std::vector<CableGroup> take() {
        std::vector<CableGroup> out;
        for (auto& [key, byUnits] : groups_) {
            std::sort(byUnits.begin(), byUnits.end());
            std::uint32_t count = 0;
            for (const auto& [units, cables] : byUnits)
                count += cables;
            out.push_back({key.a, key.b, key.tier, key.rate, key.type, count, std::move(byUnits)});
        }
        std::sort(out.begin(), out.end(), [](const CableGroup& x, const CableGroup& y) {
            return std::tuple(x.a, x.b, x.tier, x.rate, x.type) <
                   std::tuple(y.a, y.b, y.tier, y.rate, y.type);
        });
        return out;
    }

private:
    using ByUnits = std::vector<std::pair<int, std::uint32_t>>;
    Query& q_;
    Heights heights_;
    std::unordered_map<GroupKey, ByUnits, GroupKeyHash> groups_;  // sorted before anything reads it
    GroupKey lastKey_;
    ByUnits* last_ = nullptr;
    std::uint32_t seen_ = 0;
};

CableAllowances allowances(Query& q) {
    const auto metres = [&](const char* id) { return q.get<AssumptionOf>(id).value * unit::m; };
    return {q.get<AssumptionOf>("cable.slack").value, metres("cable.service_loop_m"), metres("cable.side_m"),
            metres("cable.tray_clearance_m")};
}

/// Cable types that a fabric may use, shortest reach first.
std::vector<Shared<model::DeviceType>> allowedTypes(Query& q, const model::Fabric& fabric) {
    std::vector<Shared<model::DeviceType>> out;
    for (const std::string& key : fabric.cableTypes) {
        const DeviceTypeId id = q.get<TypeByKey>(key);
        if (id.isValid() && q.get<TypeOf>(id)->link) out.push_back(q.get<TypeOf>(id));
    }
    return out;
}

class Runs {
public:
    explicit Runs(Query& q) : q_(q), allowances_(allowances(q)) {
        const auto& boxes = *q.get<RackFootprints>();
        const std::size_t end = boxes.empty() ? 0 : boxes.rows.back().first.value + std::size_t{1};
        boxOf_.resize(end);
        for (const auto& [rack, box] : boxes)
            boxOf_[rack.value] = &box;
    }

    void reserve(std::size_t groups) { out_.bundles.reserve(groups); }

    void addFabric(FabricId id) {
        const Shared<model::Fabric> fabric = q_.get<FabricRow>(id);
        const std::vector<Shared<model::DeviceType>> allowed = allowedTypes(q_, *fabric);
        const auto& groups = *q_.get<CableGroups>(id);
        const double measuredBefore = out_.measured;
        fabricLength_ = 0;
        for (const CableGroup& group : groups)
            addGroup(id, group, allowed);
        if (out_.measured > measuredBefore) out_.lengthByFabric[id] = fabricLength_;
    }

    CableRunTable take() {
        for (const auto& [type, count] : usage_)
            out_.countByMedium[type->name] += count;
        for (std::size_t rack = 0; rack < endPower_.size(); ++rack)
            if (endPower_[rack])
                out_.endPower.emplace_hint(out_.endPower.end(), RackId{static_cast<std::uint32_t>(rack)},
                                           *endPower_[rack]);
        return std::move(out_);
    }

private:
    void addGroup(FabricId fabric, const CableGroup& group,
                  const std::vector<Shared<model::DeviceType>>& allowed) {
        Bundle bundle{fabric, group.a, group.b, group.tier, 0, group.rate, 0, {}};
        std::vector<Shared<model::DeviceType>> own;
        if (group.type.isValid() && q_.get<TypeOf>(group.type)->link)
            own.push_back(q_.get<TypeOf>(group.type));
        const auto& types = own.empty() ? allowed : own;
        bundle.count = group.count;
        out_.cables += group.count;
        if (const std::optional<FloorDistance> distance = floorDistance(group)) {
            out_.measured += group.count;
            const Stretch stretch{group, *distance, types};
            const Run shortest = runAt(stretch, 0), longest = runAt(stretch, group.byUnits.size() - 1);
            bool everyOneReached = true;
            addBetween(stretch, 0, shortest, group.byUnits.size() - 1, longest, everyOneReached);
            bundle.length = longest.sold.si();
            if (everyOneReached) bundle.medium = longest.type->key;
        }
        out_.bundles.push_back(std::move(bundle));
    }

    struct FloorDistance {
        Length x, y;
    };

    /// What the cables of one group have in common.
    struct Stretch {
        const CableGroup& group;
        FloorDistance distance;
        const std::vector<Shared<model::DeviceType>>& types;
    };

    /// One cable of a group: the length to buy and the type that reaches, if any.
    struct Run {
        Length sold;
        const model::DeviceType* type = nullptr;
        friend bool operator==(const Run&, const Run&) = default;
    };

    Run runAt(const Stretch& stretch, std::size_t entry) {
        const CableGroup& group = stretch.group;
        const int units = group.byUnits[entry].first;
        const Length length = group.a == group.b ? lengthInRack(units, allowances_)
                                                 : lengthBetweenRacks(units, stretch.distance.x,
                                                                      stretch.distance.y, allowances_);
        return {soldLength(length), chosen(stretch.types, length, group.rate)};
    }

    /// Adds the entries first … last, whose runs are given. Lengths rise with the units: where both ends of a
    /// range are bought alike, everything between is, and most ranges are of that kind.
    void addBetween(const Stretch& stretch, std::size_t first, const Run& low, std::size_t last,
                    const Run& high, bool& everyOneReached) {
        if (low == high) {
            double count = 0;
            for (std::size_t i = first; i <= last; ++i)
                count += stretch.group.byUnits[i].second;
            fabricLength_ += low.sold.si() * count;
            everyOneReached = everyOneReached && low.type;
            if (low.type) addPower(stretch.group, *low.type, count);
            return;
        }
        const std::size_t middle = first + (last - first) / 2;
        addBetween(stretch, first, low, middle, middle == first ? low : runAt(stretch, middle),
                   everyOneReached);
        addBetween(stretch, middle + 1, middle + 1 == last ? high : runAt(stretch, middle + 1), last, high,
                   everyOneReached);
    }

    const FloorBox* boxOf(RackId rack) const {
        return rack.value < boxOf_.size() ? boxOf_[rack.value] : nullptr;
    }

    std::optional<FloorDistance> floorDistance(const CableGroup& group) const {
        if (group.a == group.b) return FloorDistance{};
        const FloorBox* a = boxOf(group.a);
        const FloorBox* b = boxOf(group.b);
        if (!a || !b || a->hall != b->hall) return std::nullopt;
        return FloorDistance{(a->centreX() - b->centreX()) * unit::mm,
                             (a->centreY() - b->centreY()) * unit::mm};
    }

    const model::DeviceType* chosen(const std::vector<Shared<model::DeviceType>>& types, Length length,
                                    double rate) {
        for (const Shared<model::DeviceType>& type : types) {
            const model::Link& link = *type->link;
            if (!link.reach.known() || !link.rate.known()) {
                note(*type);
                continue;
            }
            if (link.rate.value->si() >= rate && *link.reach.value >= length) return &*type;
        }
        return nullptr;
    }

    void addPower(const CableGroup& group, const model::DeviceType& type, double count) {
        usageOf(type) += count;
        if (!type.link->powerPerEnd.known()) return note(type);
        out_.powered += count;
        const double watts = type.link->powerPerEnd.value->si() * count;
        addEndPower(group.a, watts);
        addEndPower(group.b, watts);
    }

    void addEndPower(RackId rack, double watts) {
        if (endPower_.size() <= rack.value) endPower_.resize(rack.value + std::size_t{1});
        endPower_[rack.value] = endPower_[rack.value].value_or(0) + watts;
    }

    double& usageOf(const model::DeviceType& type) {
        for (auto& [known, count] : usage_)
            if (known == &type) return count;
        return usage_.emplace_back(&type, 0).second;
    }

    void note(const model::DeviceType& type) {
        if (std::find(noted_.begin(), noted_.end(), &type) != noted_.end()) return;
        noted_.push_back(&type);
        if (std::find(out_.missing.begin(), out_.missing.end(), type.name) == out_.missing.end())
            out_.missing.push_back(type.name);
    }

    Query& q_;
    CableAllowances allowances_;
    double fabricLength_ = 0;
    // Arrays by rack id and short lists, because a large site has a hundred thousand groups.
    std::vector<const FloorBox*> boxOf_;
    std::vector<std::optional<double>> endPower_;
    std::vector<std::pair<const model::DeviceType*, double>> usage_;
    std::vector<const model::DeviceType*> noted_;
    CableRunTable out_;
};

}  // namespace

CableGroups::Value CableGroups::compute(const Key& id, Query& q) {
    Grouper grouper(q);
    const auto& hand = *q.get<HandCables>(id);
    const auto& cables = q.get<FabricCables>(id)->cables;
    // Cables drawn by hand follow the generated ones, in the order of their ids.
    const std::size_t generated = q.get<FabricPlanNode>(id)->cables.size();
    std::map<std::pair<model::PortRef, model::PortRef>, DeviceTypeId> ownTypes;
    for (const auto& [cableId, cable] : hand)
        ownTypes[std::minmax(cable.a, cable.b)] = cable.type;
    for (std::size_t i = 0; i < cables.size(); ++i) {
        const PlannedCable& cable = cables[i];
        const auto own = i < generated ? ownTypes.end() : ownTypes.find(std::minmax(cable.a, cable.b));
        grouper.add(cable, own == ownTypes.end() ? DeviceTypeId{} : own->second);
    }
    return grouper.take();
}

CableRuns::Value CableRuns::compute(const Key&, Query& q) {
    Runs runs(q);
    std::size_t groups = 0;
    for (const FabricId id : *q.get<FabricIds>())
        groups += q.get<CableGroups>(id)->size();
    runs.reserve(groups);
    for (const FabricId id : *q.get<FabricIds>()) {
        q.poll();
        runs.addFabric(id);
    }
    return runs.take();
}

CableBundles::Value CableBundles::compute(const Key&, Query& q) {
    return q.get<CableRuns>()->bundles;
}

CableEndPower::Value CableEndPower::compute(const Key&, Query& q) {
    return q.get<CableRuns>()->endPower;
}

}  // namespace rackloom::analytics
