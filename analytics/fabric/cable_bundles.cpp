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

/// Rack unit of a slot and units of its cabinet.
class Heights {
public:
    explicit Heights(Query& q) : q_(q), racks_(*q.get<RackMembers>()) {}

    int unitOf(model::DeviceRef device) {
        const model::Slot* slot = design(device.rack) ? design_->find(device.slot) : nullptr;
        return slot ? slot->u : 1;
    }
    int unitsAbove(model::DeviceRef device) {
        const int unit = unitOf(device);
        return units_ > unit ? units_ - unit : 0;
    }

private:
    const model::RackDesign* design(RackId rack) {
        if (rack == last_) return design_;
        last_ = rack;
        const RackMember* member = racks_.find(rack);
        design_ = member ? &*q_.get<Designs>(member->design) : nullptr;
        units_ = 0;
        if (design_ && design_->enclosure.isValid())
            if (const auto& cabinet = q_.get<TypeOf>(design_->enclosure)->enclosure) units_ = cabinet->units;
        return design_;
    }

    Query& q_;
    const Column<RackId, RackMember>& racks_;
    RackId last_;
    const model::RackDesign* design_ = nullptr;
    int units_ = 0;
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
            out.push_back({key.a, key.b, key.tier, key.rate, key.type, std::move(byUnits)});
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
    explicit Runs(Query& q)
        : q_(q),
          allowances_(allowances(q)),
          places_(*q.get<RackPositions>()),
          footprints_(*q.get<RackFootprints>()) {}

    void addFabric(FabricId id) {
        const Shared<model::Fabric> fabric = q_.get<FabricRow>(id);
        const std::vector<Shared<model::DeviceType>> allowed = allowedTypes(q_, *fabric);
        for (const CableGroup& group : *q_.get<CableGroups>(id))
            addGroup(id, group, allowed);
    }

    CableRunTable take() { return std::move(out_); }

private:
    void addGroup(FabricId fabric, const CableGroup& group,
                  const std::vector<Shared<model::DeviceType>>& allowed) {
        Bundle bundle{fabric, group.a, group.b, group.tier, 0, group.rate, 0, {}};
        std::vector<Shared<model::DeviceType>> own;
        if (group.type.isValid() && q_.get<TypeOf>(group.type)->link)
            own.push_back(q_.get<TypeOf>(group.type));
        const auto& types = own.empty() ? allowed : own;
        const std::optional<FloorDistance> distance = floorDistance(group);
        bool everyOneReached = true;
        for (const auto& [units, count] : group.byUnits) {
            bundle.count += count;
            out_.cables += count;
            if (!distance) continue;
            out_.measured += count;
            const Length length = group.a == group.b
                                      ? lengthInRack(units, allowances_)
                                      : lengthBetweenRacks(units, distance->x, distance->y, allowances_);
            const Length sold = soldLength(length);
            out_.lengthByFabric[fabric] += sold.si() * count;
            const model::DeviceType* type = chosen(types, length, group.rate);
            everyOneReached = everyOneReached && type;
            if (type) addPower(group, *type, count);
            if (sold.si() <= bundle.length) continue;
            bundle.length = sold.si();
            bundle.medium = type ? type->key : std::string();
        }
        if (!everyOneReached) bundle.medium.clear();
        out_.bundles.push_back(std::move(bundle));
    }

    struct FloorDistance {
        Length x, y;
    };

    std::optional<FloorDistance> floorDistance(const CableGroup& group) const {
        if (group.a == group.b) return FloorDistance{};
        const RackPlace* a = places_.find(group.a);
        const RackPlace* b = places_.find(group.b);
        const FloorBox* boxA = footprints_.find(group.a);
        const FloorBox* boxB = footprints_.find(group.b);
        if (!a || !b || !boxA || !boxB || a->hall != b->hall) return std::nullopt;
        return FloorDistance{(boxA->centreX() - boxB->centreX()) * unit::mm,
                             (boxA->centreY() - boxB->centreY()) * unit::mm};
    }

    const model::DeviceType* chosen(const std::vector<Shared<model::DeviceType>>& types, Length length,
                                    double rate) {
        for (const Shared<model::DeviceType>& type : types) {
            const model::Link& link = *type->link;
            if (!link.reach.known() || !link.rate.known()) {
                note(type->name);
                continue;
            }
            if (link.rate.value->si() >= rate && *link.reach.value >= length) return &*type;
        }
        return nullptr;
    }

    void addPower(const CableGroup& group, const model::DeviceType& type, std::uint32_t count) {
        out_.countByMedium[type.name] += count;
        if (!type.link->powerPerEnd.known()) return note(type.name);
        out_.powered += count;
        const double watts = type.link->powerPerEnd.value->si() * count;
        out_.endPower[group.a] += watts;
        out_.endPower[group.b] += watts;
    }

    void note(const std::string& name) {
        if (std::find(out_.missing.begin(), out_.missing.end(), name) == out_.missing.end())
            out_.missing.push_back(name);
    }

    Query& q_;
    CableAllowances allowances_;
    const Column<RackId, RackPlace>& places_;
    const Column<RackId, FloorBox>& footprints_;
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
