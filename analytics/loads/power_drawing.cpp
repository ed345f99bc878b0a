// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_drawing.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/power/circuit.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace rackloom::analytics {

namespace {

using model::DeviceType;
using model::PowerSide;
using Nodes = Column<PowerNodeId, model::PowerNode>;

constexpr std::array<PowerSide, 2> kSides{PowerSide::A, PowerSide::B};

std::optional<std::size_t> indexOf(const Nodes& nodes, PowerNodeId id) {
    const model::PowerNode* found = nodes.find(id);
    if (!found) return std::nullopt;
    const auto it = std::lower_bound(nodes.begin(), nodes.end(), id,
                                     [](const auto& row, PowerNodeId wanted) { return row.first < wanted; });
    return static_cast<std::size_t>(it - nodes.begin());
}

void noteSorted(std::vector<DeviceTypeId>& list, DeviceTypeId id) {
    const auto it = std::lower_bound(list.begin(), list.end(), id);
    if (it == list.end() || *it != id) list.insert(it, id);
}

double continuousFactor(const model::Circuit& c, Query& query) {
    return c.continuousFactor.known() ? *c.continuousFactor.value
                                      : query.get<AssumptionOf>("power.continuous_factor").value;
}

/// What all elements of a type have in common; `limit` is of one unit.
struct TypePart {
    PowerElement element;
    std::optional<Power> limit;
    bool lossUnknown = false, isSource = false;
};

void lower(TypePart& part, Power limit, double ratingOverLimit = 1) {
    if (part.limit && *part.limit <= limit) return;
    part.limit = limit;
    part.element.ratingOverLimit = ratingOverLimit;
}

void setLimit(const DeviceType& type, TypePart& part, Query& query) {
    if (type.conversion && type.conversion->outputRating.known())
        lower(part, *type.conversion->outputRating.value);
    if (type.source && type.source->rating.known()) lower(part, *type.source->rating.value);
    if (!type.circuit) return;
    const model::Circuit& c = *type.circuit;
    if (!c.voltage.known() || !c.current.known() || !c.powerFactor.known()) return;
    const double factor = continuousFactor(c, query);
    lower(part, usablePower({*c.voltage.value, *c.current.value, c.phases, factor, *c.powerFactor.value}),
          factor > 0 ? 1 / factor : 1);
}

/// What it loses: by its terms, else by its table of efficiencies, else nothing, and that is noted.
void setLosses(const DeviceType& type, TypePart& part) {
    if (type.conversion) {
        const model::Conversion& c = *type.conversion;
        if (c.outputRating.known() && c.k0.known() && c.k1.known() && c.k2.known())
            part.element.conversion = LossModel{*c.outputRating.value, *c.k0.value, *c.k1.value, *c.k2.value};
        else if (EfficiencyCurve curve(c.outputRating.value.value_or(Power{}), c.efficiency);
                 c.outputRating.known() && !curve.empty())
            part.element.curve = std::move(curve);
        else
            part.lossUnknown = true;
    }
    if (type.circuit) {
        const model::Circuit& c = *type.circuit;
        if (c.voltage.known() && c.powerFactor.known() && c.resistance.known())
            part.element.run =
                ConductorRun{*c.voltage.value, c.phases, *c.powerFactor.value, *c.resistance.value};
        else
            part.lossUnknown = true;
    }
}

TypePart partOf(const DeviceType& type, PowerTree& tree, Query& query) {
    TypePart part;
    part.isSource = type.source.has_value();
    setLimit(type, part, query);
    setLosses(type, part);
    if (!type.overload.empty()) {
        part.element.overload = tree.overload.size();
        tree.overload.push_back(type.overload);
    }
    return part;
}

void addElements(PowerDrawing& drawing, Query& query) {
    const Nodes& nodes = *query.get<PowerNodes>();
    std::map<DeviceTypeId, TypePart> parts;
    for (const auto& [id, node] : nodes) {
        const auto [it, isNew] = parts.try_emplace(node.type);
        TypePart& part = it->second;
        if (isNew) part = partOf(*query.get<TypeOf>(node.type), drawing.tree, query);
        PowerElement element = part.element;
        for (std::size_t k = 0; k < node.parents.size(); ++k)
            if (const auto index = indexOf(nodes, node.parents[k])) {
                element.parents.push_back(*index);
                if (node.weights.size() == node.parents.size()) element.weights.push_back(node.weights[k]);
            }
        element.policy = node.policy;
        element.units = std::max(node.count, 1);
        if (part.limit) element.limit = *part.limit * static_cast<double>(element.units);
        if (part.lossUnknown) noteSorted(drawing.lossUnknownTypes, node.type);
        if (element.parents.empty() && !part.isSource) drawing.topWithoutSource.push_back(id);
        drawing.nodes.push_back(id);
        drawing.sides.push_back(node.side);
        drawing.lossUnknown.push_back(part.lossUnknown);
        drawing.tree.elements.push_back(std::move(element));
    }
}

/// The supplies behind one feed of a rack. Supplies on no side serve both feeds in equal parts.
/// Absent: power cannot enter here, all supplies sit on the other side.
std::optional<std::optional<LossModel>> suppliesBehind(const RackLoad& load, PowerSide side,
                                                       double shareOfNone) {
    const SideSupply& own = load.side(side);
    const SideSupply& none = load.side(PowerSide::None);
    if (load.supplyKind == SupplyKind::None) return std::optional<LossModel>{};
    if (own.units > 0) return own.losses;
    if (none.units == 0) return std::nullopt;
    std::optional<LossModel> part = none.losses;
    if (part) part->rating *= shareOfNone;
    return part;
}

bool lossesUnknown(const RackLoad& load) {
    return std::any_of(load.supplies.begin(), load.supplies.end(),
                       [](const SideSupply& s) { return s.lossUnknown; });
}

using Feeds = std::array<PowerNodeId, 2>;

PowerLoad loadFrom(const RackLoad& load, const Feeds& feeds, const Nodes& nodes) {
    PowerLoad demand{load.planning.sum * unit::W, {}};
    const std::array at{indexOf(nodes, feeds[0]), indexOf(nodes, feeds[1])};
    const double shareOfNone = at[0] && at[1] ? 0.5 : 1.0;
    for (std::size_t s = 0; s < 2; ++s)
        if (const auto supplies = suppliesBehind(load, kSides[s], shareOfNone); at[s] && supplies)
            demand.cords.push_back({*at[s], *supplies, 1});
    demand.count = 0;
    return demand;
}

/// Racks of one design on the same two feeds are one entry of the tree.
void addRacks(PowerDrawing& drawing, Query& query) {
    const auto& feeds = *query.get<RackFeeds>();
    const Nodes& nodes = *query.get<PowerNodes>();
    std::map<std::tuple<const RackLoad*, PowerNodeId, PowerNodeId>, std::size_t> entries;
    for (const auto& [rack, load] : *query.get<RackLoads>()) {
        drawing.planning.add(load->planning);
        drawing.typical.add(load->typical);
        drawing.peak.add(load->peak);
        if (!(load->planning.sum > 0)) continue;
        if (lossesUnknown(*load)) drawing.supplyUnknown.push_back(rack);
        const Feeds* drawn = feeds.find(rack);
        const Feeds ends = drawn ? *drawn : Feeds{};
        const auto [it, isNew] = entries.try_emplace({&*load, ends[0], ends[1]}, drawing.racks.size());
        if (isNew) {
            drawing.tree.loads.push_back(loadFrom(*load, ends, nodes));
            drawing.racks.emplace_back();
        }
        ++drawing.tree.loads[it->second].count;
        drawing.racks[it->second].push_back(rack);
    }
}

void addCooling(PowerDrawing& drawing, Query& query) {
    const Nodes& nodes = *query.get<PowerNodes>();
    const auto& rows = *query.get<CoolingUnits>();
    for (const UnitState& unit : query.get<CoolingSolve>()->units) {
        const model::CoolingUnit& row = *rows.find(unit.unit);
        const int count = std::max(row.count, 1);
        drawing.cooling.add(unit.power ? Fact::of(*unit.power / count) : Fact::unknown(), row.type, count);
        if (!unit.power) continue;
        if (const auto index = indexOf(nodes, row.feed))
            drawing.tree.elements[*index].ownLoad += *unit.power * unit::W;
        else
            drawing.coolingUnfed += *unit.power;
    }
}

}  // namespace

std::optional<std::size_t> PowerDrawing::indexOf(PowerNodeId id) const {
    const auto it = std::lower_bound(nodes.begin(), nodes.end(), id);
    return it != nodes.end() && *it == id ? std::optional<std::size_t>(it - nodes.begin()) : std::nullopt;
}

DrawnPower::Value DrawnPower::compute(const Key&, Query& query) {
    PowerDrawing drawing;
    addElements(drawing, query);
    addRacks(drawing, query);
    addCooling(drawing, query);
    return drawing;
}

}  // namespace rackloom::analytics
