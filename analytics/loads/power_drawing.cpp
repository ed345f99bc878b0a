// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_drawing.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/cooling_solve.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

using model::PowerSide;
using Feeds = std::array<PowerNodeId, 2>;

constexpr std::array<PowerSide, 2> kSides{PowerSide::A, PowerSide::B};

/// Whether every parent and feed that is named is drawn: then no new element can be one that was missing.
bool allFound(const PowerDrawing& drawing) {
    const PowerRows& rows = drawing.made.rows;
    const auto found = [&](PowerNodeId id) { return !id.isValid() || rows.indexOf(id); };
    for (const Feeds& feeds : drawing.made.feedsOf)
        if (!found(feeds[0]) || !found(feeds[1])) return false;
    return std::all_of(rows.begin(), rows.end(), [&](const PowerRows::Row& row) {
        return std::all_of(row.second.parents.begin(), row.second.parents.end(), found);
    });
}

/// Whether the elements that were made still stand where they stood, so that only differing rows need work.
bool sameGround(const PowerDrawing& last, const PowerRows& rows, const TypeParts& types) {
    if (rows.size() < last.nodes.size()) return false;
    if (rows.size() > last.nodes.size() && !allFound(last)) return false;
    if (types.parts != last.types->parts || types.overload != last.types->overload) return false;
    bool same = true;
    PieceList<PowerRows::Row>::eachDifferent(last.made.rows.rows, rows.rows, [&](std::size_t i) {
        same = same && last.made.rows.rows[i].first == rows.rows[i].first;
    });
    return same;
}

void setElement(PowerDrawing& drawing, const PowerRows& rows, std::size_t i) {
    const auto& [id, node] = rows.rows[i];
    PowerElement element = elementOf(node, drawing.typeAt(i), rows);
    if (i < drawing.nodes.size()) {
        element.ownLoad = std::as_const(drawing.tree).elements[i].ownLoad;
        drawing.tree.elements[i] = std::move(element);
        drawing.sides[i] = node.side;
        return;
    }
    drawing.nodes.push_back(id);
    drawing.sides.push_back(node.side);
    drawing.tree.elements.push_back(std::move(element));
    drawing.made.ownLoads.emplace_back();
}

/// False when all elements were made anew, so that none need be where it was.
bool addElements(PowerDrawing& drawing, const PowerRows& rows, const Shared<TypeParts>& types) {
    const bool patch = sameGround(drawing, rows, *types);
    const PowerRows before = std::exchange(drawing.made.rows, rows);
    drawing.types = types;
    if (patch) {
        PieceList<PowerRows::Row>::eachDifferent(before.rows, rows.rows,
                                                 [&](std::size_t i) { setElement(drawing, rows, i); });
    } else {
        drawing.tree.elements.clear();
        drawing.nodes.clear();
        drawing.sides.clear();
        drawing.made.ownLoads.clear();
    }
    for (std::size_t i = drawing.nodes.size(); i < rows.size(); ++i)
        setElement(drawing, rows, i);
    drawing.tree.overload = types->overload;
    drawing.topWithoutSource.clear();
    const PowerTree& tree = drawing.tree;
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v)
        if (tree.elements[v].parents.empty() && !drawing.typeAt(v).isSource)
            drawing.topWithoutSource.push_back(drawing.nodes[v]);
    return patch;
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

PowerLoad loadFrom(const RackLoad& load, const Feeds& feeds, const PowerRows& nodes) {
    PowerLoad demand{load.planning.sum * unit::W, {}};
    const std::array at{nodes.indexOf(feeds[0]), nodes.indexOf(feeds[1])};
    const double shareOfNone = at[0] && at[1] ? 0.5 : 1.0;
    for (std::size_t s = 0; s < 2; ++s)
        if (const auto supplies = suppliesBehind(load, kSides[s], shareOfNone); at[s] && supplies)
            demand.cords.push_back({*at[s], *supplies, 1});
    return demand;
}

/// Puts load number i in, unless the same rack draws the same from the same feeds there already.
void setLoad(PowerDrawing& drawing, std::size_t i, RackId rack, const RackLoad& load, const Feeds& feeds) {
    PowerDrawing::Made& made = drawing.made;
    if (i == drawing.racks.size()) {
        drawing.racks.push_back(rack);
        made.loadOf.push_back(&load);
        made.feedsOf.push_back(feeds);
        drawing.tree.loads.push_back(loadFrom(load, feeds, made.rows));
        return;
    }
    drawing.racks[i] = rack;
    if (made.loadOf[i] == &load && made.feedsOf[i] == feeds) return;
    made.loadOf[i] = &load;
    made.feedsOf[i] = feeds;
    drawing.tree.loads[i] = loadFrom(load, feeds, made.rows);
}

void sumRacks(PowerDrawing& drawing) {
    drawing.planning = drawing.typical = drawing.peak = {};
    drawing.supplyUnknown.clear();
    for (const auto& [rack, load] : *drawing.made.loads) {
        drawing.planning.add(load->planning);
        drawing.typical.add(load->typical);
        drawing.peak.add(load->peak);
        if (load->planning.sum > 0 && lossesUnknown(*load)) drawing.supplyUnknown.push_back(rack);
    }
}

void placeRacks(PowerDrawing& drawing, const Column<RackId, Feeds>& feeds) {
    std::size_t count = 0;
    auto ends = feeds.begin();
    for (const auto& [rack, load] : *drawing.made.loads) {
        if (!(load->planning.sum > 0)) continue;
        while (ends != feeds.end() && ends->first < rack)
            ++ends;
        const bool drawn = ends != feeds.end() && ends->first == rack;
        setLoad(drawing, count++, rack, *load, drawn ? ends->second : Feeds{});
    }
    drawing.tree.loads.resize(count);
    drawing.racks.resize(count);
    drawing.made.loadOf.resize(count);
    drawing.made.feedsOf.resize(count);
}

void addRacks(PowerDrawing& drawing, bool inPlace, Query& query) {
    const RackFeeds::Value& feeds = query.get<RackFeeds>();
    const RackLoads::Value& loads = query.get<RackLoads>();
    PowerDrawing::Made& made = drawing.made;
    const bool sameLoads = made.loads.sameObject(loads), sameFeeds = made.feeds.sameObject(feeds);
    if (!inPlace) {
        drawing.racks.clear();
        drawing.tree.loads.clear();
        made.loadOf.clear();
        made.feedsOf.clear();
    }
    const RackLoads::Value before = std::exchange(made.loads, loads);  // what loadOf points into
    made.feeds = feeds;
    if (!sameLoads) sumRacks(drawing);
    if (!inPlace || !sameLoads || !sameFeeds) placeRacks(drawing, *feeds);
}

void addCooling(PowerDrawing& drawing, Query& query) {
    const auto& rows = *query.get<CoolingUnits>();
    std::vector<Power> own(drawing.nodes.size());
    drawing.cooling = {};
    drawing.coolingUnfed = 0;
    for (const UnitState& unit : query.get<CoolingSolve>()->units) {
        const model::CoolingUnit& row = *rows.find(unit.unit);
        const int count = std::max(row.count, 1);
        drawing.cooling.add(unit.power ? Fact::of(*unit.power / count) : Fact::unknown(), row.type, count);
        if (!unit.power) continue;
        if (const auto index = drawing.indexOf(row.feed))
            own[*index] += *unit.power * unit::W;
        else
            drawing.coolingUnfed += *unit.power;
    }
    for (std::size_t v = 0; v < own.size(); ++v)
        if (own[v] != drawing.made.ownLoads[v]) drawing.tree.elements[v].ownLoad = own[v];
    drawing.made.ownLoads = std::move(own);
}

}  // namespace

std::optional<std::size_t> PowerDrawing::indexOf(PowerNodeId id) const {
    if (id.value < nodes.size() && nodes[id.value] == id) return id.value;
    const auto it = std::lower_bound(nodes.begin(), nodes.end(), id);
    return it != nodes.end() && *it == id ? std::optional<std::size_t>(it - nodes.begin()) : std::nullopt;
}

bool operator==(const PowerDrawing& a, const PowerDrawing& b) {
    return a.tree == b.tree && a.nodes == b.nodes && a.sides == b.sides && a.types == b.types &&
           a.racks == b.racks && a.planning == b.planning && a.typical == b.typical && a.peak == b.peak &&
           a.cooling == b.cooling && a.coolingUnfed == b.coolingUnfed && a.supplyUnknown == b.supplyUnknown &&
           a.topWithoutSource == b.topWithoutSource;
}

DrawnPower::Value DrawnPower::compute(const Key&, Query& query, const Value* last) {
    PowerDrawing drawing = last ? **last : PowerDrawing{};
    const PowerRows& rows = *query.get<PowerNodes>();
    const bool inPlace = addElements(drawing, rows, query.get<PowerTypes>());
    addRacks(drawing, inPlace, query);
    addCooling(drawing, query);
    return drawing;
}

}  // namespace rackloom::analytics
