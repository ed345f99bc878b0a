// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/row_checks.h"
#include "model/site/type_figures.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace rackloom::model {

namespace {

constexpr int kMostCount = 100'000;
constexpr int kDeepest = 16;           // levels of parts within parts
constexpr double kMostParts = 10'000;  // lines of a type's parts list once it is written out

bool inRange(int value, int least) {
    return value >= least && value <= kMostCount;
}

Error countError(const std::string& place, std::string_view what) {
    return Error{place, std::string(what) + " is out of range", "Use a whole number up to 100,000."};
}

Result<void> checkCounts(const std::string& place, const DeviceType& type) {
    if (!inRange(type.form.heightU, 0)) return countError(place, "its height in rack units");
    if (type.enclosure && !inRange(type.enclosure->units, 1))
        return countError(place, "its number of rack units");
    for (const Component& part : type.components)
        if (!inRange(part.count, 1)) return countError(place, "the count of " + part.type);
    for (const PortGroup& group : type.ports)
        if (!inRange(group.count, 0) || !inRange(group.perCage, 0))
            return countError(place, "the count of ports " + group.name);
    if (type.link && (!inRange(type.link->lanes, 0) || !inRange(type.link->legs, 0)))
        return countError(place, "its number of lanes or legs");
    if (type.ports.size() > 1000) return countError(place, "its number of port groups");
    if (type.scaleUp && !inRange(type.scaleUp->links, 0))
        return countError(place, "its number of scale-up links");
    if (const auto& s = type.scaleUpSwitch; s && (!inRange(s->asics, 0) || !inRange(s->portsPerAsic, 0)))
        return countError(place, "its number of scale-up ports");
    if (type.conversion && !inRange(type.conversion->modules, 0))
        return countError(place, "its number of modules");
    if (type.circuit && !inRange(type.circuit->phases, 1)) return countError(place, "its number of phases");
    if (const auto& h = type.heatRemoval; h && (!inRange(h->pumps, 0) || !inRange(h->pumpsNeeded, 0)))
        return countError(place, "its number of pumps");
    if (type.compute && type.compute->cores && !inRange(*type.compute->cores, 0))
        return countError(place, "its number of cores");
    return {};
}

Result<void> checkCurves(const std::string& place, const DeviceType& type) {
    double last = 0;
    if (type.conversion)
        for (const EfficiencyPoint& p : type.conversion->efficiency) {
            if (!(p.load > last && p.load <= 2 && p.efficiency > 0 && p.efficiency <= 1))
                return Error{place, "its efficiency points must rise in load and lie above 0 and up to 1",
                             "Give shares: load 0.5, efficiency 0.96."};
            last = p.load;
        }
    last = 1;
    for (const OverloadPoint& p : type.overload) {
        if (!(p.load > last && p.load <= 10 && p.duration.si() >= 0 && p.duration.si() <= 1e6))
            return Error{place, "its overload points must rise in load above 1 and last up to 1,000,000 s",
                         "Give shares of the rating: load 1.25 for 60 s."};
        last = p.load;
    }
    return {};
}

using TypesByKey = std::map<std::string_view, const DeviceType*>;

/// Lines of the parts list of a type once every part is written out; an error for cycles and missing parts.
Result<double> expandedParts(const TypesByKey& types, std::map<std::string_view, double>& known,
                             const DeviceType& type, int depth) {
    if (const auto it = known.find(type.key); it != known.end()) return it->second;
    const std::string place = "device type " + type.key;
    if (depth > kDeepest)
        return Error{place, "it contains itself, or parts nested too deeply",
                     "Correct its list of components."};
    double lines = 1;
    for (const Component& part : type.components) {
        const auto it = types.find(part.type);
        if (it == types.end())
            return Error{place, "its component " + part.type + " is not in the design",
                         "Add the type " + part.type + ", or correct the component."};
        const Result<double> inside = expandedParts(types, known, *it->second, depth + 1);
        if (!inside) return inside.error();
        lines += inside.value();
    }
    if (lines > kMostParts)
        return Error{place, "its parts list is too long once written out", "Use fewer nested components."};
    known[type.key] = lines;
    return lines;
}

}  // namespace

Result<void> checkRow(const Snapshot&, DeviceTypeId id, const Shared<DeviceType>& row) {
    const DeviceType& type = *row;
    if (type.key.empty())
        return Error{"device type number " + std::to_string(id.value), "it has no key",
                     "Give it a unique key."};
    const std::string place = "device type " + type.key;
    if (Result<void> counts = checkCounts(place, type); !counts) return counts;
    if (Result<void> curves = checkCurves(place, type); !curves) return curves;
    std::set<std::string_view> groups;
    for (const PortGroup& group : type.ports)
        if (group.name.empty() || !groups.insert(group.name).second)
            return Error{place, "its port groups must have different names", "Rename the port groups."};
    for (const FigureEntry& figure : figures(type)) {
        const auto& v = figure.value;
        if (v && !(std::isfinite(*v) && *v >= figure.minimum && *v <= figure.maximum))
            return Error{place, "its figure " + figure.path + " is out of range",
                         "Correct it, or state it as unknown with a reason."};
    }
    return {};
}

Result<void> checkTypes(const Snapshot& s) {
    TypesByKey types;
    std::string_view twice;
    s.types.forEach([&](DeviceTypeId, const Shared<DeviceType>& type) {
        if (!types.emplace(type->key, &*type).second) twice = type->key;
    });
    if (!twice.empty())
        return Error{"device type " + std::string(twice), "two types have this key",
                     "Give each its own key."};
    std::map<std::string_view, double> known;
    for (const auto& [key, type] : types)
        if (const Result<double> parts = expandedParts(types, known, *type, 0); !parts) return parts.error();
    return {};
}

Result<void> checkRow(const Snapshot& s, RackDesignId id, const Shared<RackDesign>& row) {
    const RackDesign& design = *row;
    const std::string place =
        "rack design " + (design.name.empty() ? "number " + std::to_string(id.value) : design.name);
    if (!s.types.contains(design.enclosure))
        return Error{place, "its enclosure does not exist", "Choose an enclosure of this design."};
    SlotId previous;
    for (const Slot& slot : design.slots) {
        const std::string where = place + ", slot " + std::to_string(slot.id.value);
        if (!slot.id.isValid() || slot.id.value >= design.nextSlot ||
            (previous.isValid() && slot.id <= previous))
            return Error{where, "slot ids must rise and stay below the next free one",
                         "Sort the slots by id and give each its own."};
        if (!s.types.contains(slot.type))
            return Error{where, "its device type does not exist", "Choose a type of this design."};
        if (slot.u < 1 || slot.u > 1000)
            return Error{where, "its rack unit must be from 1 to 1,000", "The bottom unit is 1."};
        previous = slot.id;
    }
    std::set<SlotId> joined;
    for (const ScaleUpDomain& domain : design.domains)
        for (const SlotId slot : domain.slots)
            if (!design.find(slot) || !joined.insert(slot).second)
                return Error{place + ", domain " + domain.name,
                             "it names a slot that does not exist or that another domain holds",
                             "List each slot of the rack design once."};
    return {};
}

}  // namespace rackloom::model
