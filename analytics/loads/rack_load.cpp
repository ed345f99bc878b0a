// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/rack_load.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/power/circuit.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

using model::DeviceType;
using model::PowerSide;

struct Placed {
    DeviceTypeId type;
    PowerSide side = PowerSide::None;
};

/// Usable power of a rack PDU. Without a stated continuous factor the site's assumption holds.
std::optional<Power> usable(const model::Circuit& c, Query& query) {
    if (!c.voltage.known() || !c.current.known() || !c.powerFactor.known()) return std::nullopt;
    const double continuous = c.continuousFactor.known()
                                  ? *c.continuousFactor.value
                                  : query.get<AssumptionOf>("power.continuous_factor").value;
    return usablePower({*c.voltage.value, *c.current.value, c.phases, continuous, *c.powerFactor.value});
}

/// Adds one supply to the others of its side, as one larger unit with the same shape of loss.
void addSupply(const DeviceType& type, SideSupply& side, Query& query) {
    ++side.units;
    std::optional<Power> capacity;
    if (type.conversion)
        capacity = type.conversion->outputRating.value;
    else
        capacity = usable(*type.circuit, query);
    if (!capacity || !(capacity->si() > 0)) {
        ++side.unknown;
        side.lossUnknown = side.lossUnknown || type.conversion.has_value();
        return;
    }
    side.capacity += *capacity;
    if (!type.conversion) return;
    const model::Conversion& c = *type.conversion;
    if (!c.k0.known() || !c.k1.known() || !c.k2.known()) {
        side.lossUnknown = true;
        return;
    }
    const double before = side.losses ? side.losses->rating / side.capacity : 0;
    const double now = 1 - before;
    const LossModel old = side.losses.value_or(LossModel{});
    side.losses = LossModel{side.capacity, old.k0 * before + *c.k0.value * now,
                            old.k1 * before + *c.k1.value * now, old.k2 * before + *c.k2.value * now};
}

bool isShelf(const DeviceType& type) {
    return type.conversion.has_value();
}

void addSupplies(const std::vector<Placed>& devices, RackLoad& load, Query& query) {
    for (const Placed& d : devices) {
        const DeviceType& type = *query.get<TypeOf>(d.type);
        if (isShelf(type)) load.supplyKind = SupplyKind::Shelves;
        if (type.circuit && load.supplyKind == SupplyKind::None) load.supplyKind = SupplyKind::Pdus;
    }
    if (load.supplyKind == SupplyKind::None) return;
    for (const Placed& d : devices) {
        const DeviceType& type = *query.get<TypeOf>(d.type);
        const bool wanted = load.supplyKind == SupplyKind::Shelves ? isShelf(type) : type.circuit.has_value();
        if (!wanted) continue;
        if (!load.supplyType.isValid()) load.supplyType = d.type;
        addSupply(type, load.supplies[static_cast<std::size_t>(d.side)], query);
    }
}

RackLoad loadOf(const std::vector<Placed>& devices, DeviceTypeId enclosure, Query& query) {
    RackLoad load;
    for (const Placed& d : devices)
        ++load.devices[d.type];
    for (const auto& [id, count] : load.devices) {
        const TypeFactsValue& facts = *query.get<TypeFacts>(id);
        load.planning.add(facts.planning, id, count);
        load.typical.add(facts.typical, id, count);
        load.peak.add(facts.peak, id, count);
        load.liquid.add(facts.liquid, id, count);
        load.air.add(facts.air, id, count);
        load.minFlow.add(facts.minFlow, id, count);
        load.mass.add(facts.mass, id, count);
    }
    if (enclosure.isValid()) load.mass.add(query.get<TypeFacts>(enclosure)->mass, enclosure);
    addSupplies(devices, load, query);
    return load;
}

std::vector<Placed> asDrawn(const model::RackDesign& design) {
    std::vector<Placed> devices;
    for (const model::Slot& slot : design.slots)
        devices.push_back({slot.type, slot.side});
    return devices;
}

using Deviation = model::OverrideMap::const_iterator;

std::vector<Placed> withDeviations(const model::RackDesign& design, Deviation first, Deviation last) {
    std::vector<Placed> devices;
    for (const model::Slot& slot : design.slots) {
        const auto it =
            std::find_if(first, last, [&](const auto& item) { return item.first.slot == slot.id; });
        if (it == last)
            devices.push_back({slot.type, slot.side});
        else if (!it->second.removed)
            devices.push_back({it->second.type.isValid() ? it->second.type : slot.type, slot.side});
    }
    return devices;
}

std::pair<Deviation, Deviation> deviationsOf(const model::OverrideMap& all, RackId rack) {
    return {all.lower_bound({rack, SlotId{0}}), all.upper_bound({rack, SlotId{}})};
}

}  // namespace

void CoveredSum::add(const Fact& fact, DeviceTypeId type, int count) {
    if (!fact.applies || count <= 0) return;
    counted += count;
    if (fact.value) {
        sum += *fact.value * count;
        known += count;
        return;
    }
    const auto it = std::lower_bound(missing.begin(), missing.end(), type);
    if (it == missing.end() || *it != type) missing.insert(it, type);
}

void CoveredSum::add(const CoveredSum& other) {
    sum += other.sum;
    counted += other.counted;
    known += other.known;
    for (const DeviceTypeId type : other.missing)
        if (const auto it = std::lower_bound(missing.begin(), missing.end(), type);
            it == missing.end() || *it != type)
            missing.insert(it, type);
}

std::optional<double> CoveredSum::complete() const {
    return known == counted ? std::optional(sum) : std::nullopt;
}

std::optional<double> RackLoad::capacityAfterLoss(PowerSide lost) const {
    const SideSupply& a = side(PowerSide::A);
    const SideSupply& b = side(PowerSide::B);
    const SideSupply& none = side(PowerSide::None);
    if (a.units == 0 || b.units == 0 || a.unknown + b.unknown + none.unknown > 0) return std::nullopt;
    const SideSupply& left = lost == PowerSide::A ? b : a;
    return (left.capacity + none.capacity).si();
}

std::optional<double> RackLoad::worstCapacity() const {
    const auto withoutA = capacityAfterLoss(PowerSide::A), withoutB = capacityAfterLoss(PowerSide::B);
    if (!withoutA || !withoutB) return std::nullopt;
    return std::min(*withoutA, *withoutB);
}

std::optional<double> RackLoad::installedCapacity() const {
    double sum = 0;
    int units = 0;
    for (const SideSupply& s : supplies) {
        if (s.unknown > 0) return std::nullopt;
        units += s.units;
        sum += s.capacity.si();
    }
    return units > 0 ? std::optional(sum) : std::nullopt;
}

DesignLoad::Value DesignLoad::compute(const Key& id, Query& query) {
    const model::RackDesign& design = *query.get<Designs>(id);
    return loadOf(asDrawn(design), design.enclosure, query);
}

RackLoads::Value RackLoads::compute(const Key&, Query& query) {
    const auto& members = *query.get<RackMembers>();
    const model::OverrideMap& overrides = *query.get<Overrides>();
    Column<RackId, Shared<RackLoad>> out;
    out.rows.reserve(members.size());
    for (const auto& [rack, member] : members) {
        const auto [first, last] = deviationsOf(overrides, rack);
        if (first == last) {
            out.rows.emplace_back(rack, query.get<DesignLoad>(member.design));
            continue;
        }
        const model::RackDesign& design = *query.get<Designs>(member.design);
        out.rows.emplace_back(rack, loadOf(withDeviations(design, first, last), design.enclosure, query));
    }
    return out;
}

SiteDevices::Value SiteDevices::compute(const Key&, Query& query) {
    DeviceCounts counts;
    for (const auto& [rack, load] : *query.get<RackLoads>())
        for (const auto& [type, n] : load->devices)
            counts.devices[type] += n;
    for (const auto& [rack, member] : *query.get<RackMembers>()) {
        const DeviceTypeId enclosure = query.get<Designs>(member.design)->enclosure;
        if (enclosure.isValid()) ++counts.enclosures[enclosure];
    }
    return counts;
}

}  // namespace rackloom::analytics
