// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/catalog_checks.h"

#include "model/storage/decoder.h"

#include <set>
#include <vector>

namespace rackloom::model {

namespace {

std::string inQuotes(std::string_view key) {
    return '"' + std::string(key) + '"';
}

/// "path:line" of element `index` of a list of the file, or of the file's start.
std::string placeOf(const CatalogOrigin& origin, std::string_view list, std::size_t index) {
    std::uint32_t line = origin.json.line;
    if (const JsonValue* found = origin.json.find(list))
        if (const JsonArray* array = found->array(); array != nullptr && index < array->size())
            line = (*array)[index].line;
    return origin.path + ":" + std::to_string(line);
}

std::string nearestDevice(const Catalog& catalog, std::string_view key) {
    std::vector<std::string_view> keys;
    for (const auto& [known, type] : catalog.devices)
        keys.push_back(known);
    const std::string_view near = nearestWord(key, keys);
    return near.empty() ? "Add the file " + std::string(key) + ".json or correct the key"
                        : "Did you mean " + inQuotes(near) + "?";
}

/// Removes what contains nothing that is left, until only cycles remain; empty when there is none.
std::set<std::string_view> onCycles(const Catalog& catalog) {
    std::set<std::string_view> left;
    for (const auto& [key, type] : catalog.devices)
        left.insert(key);
    for (bool removed = true; removed;) {
        removed = false;
        for (auto it = left.begin(); it != left.end();) {
            bool holdsSome = false;
            for (const Component& part : catalog.device(*it)->components)
                holdsSome = holdsSome || left.contains(part.type);
            removed = removed || !holdsSome;
            it = holdsSome ? std::next(it) : left.erase(it);
        }
    }
    return left;
}

struct Occupied {
    const CatalogSlot* slot;
    int last;  // highest rack unit
};

Result<void> checkSlots(const Catalog& catalog, const CatalogRack& rack, const CatalogOrigin& origin) {
    const int units = catalog.device(rack.enclosure)->enclosure->units;
    std::set<std::uint32_t> ids;
    std::vector<Occupied> occupied;
    for (std::size_t i = 0; i < rack.slots.size(); ++i) {
        const CatalogSlot& slot = rack.slots[i];
        const std::string place = placeOf(origin, "slots", i) + ", rack design " + inQuotes(rack.key) +
                                  ", slot " + std::to_string(slot.id);
        if (!ids.insert(slot.id).second)
            return Error{place, "two slots have this id", "Give each slot its own id"};
        const DeviceType* type = catalog.device(slot.type);
        if (type == nullptr)
            return Error{place, "there is no device type " + inQuotes(slot.type),
                         nearestDevice(catalog, slot.type)};
        const int last = slot.u + std::max(type->form.heightU, 1) - 1;
        if (last > units)
            return Error{place,
                         "it ends at rack unit " + std::to_string(last) + " of " + std::to_string(units),
                         "Move it down or choose a taller enclosure"};
        if (type->form.heightU == 0) continue;
        for (const Occupied& o : occupied)
            if (o.slot->face == slot.face && o.slot->u <= last && slot.u <= o.last)
                return Error{place, "it overlaps slot " + std::to_string(o.slot->id), "Move one of the two"};
        occupied.push_back({&slot, last});
    }
    return {};
}

Result<void> checkDomains(const CatalogRack& rack, const CatalogOrigin& origin) {
    std::set<std::uint32_t> ids, joined;
    for (const CatalogSlot& slot : rack.slots)
        ids.insert(slot.id);
    for (std::size_t i = 0; i < rack.domains.size(); ++i)
        for (const std::uint32_t id : rack.domains[i].slots) {
            const std::string place = placeOf(origin, "domains", i) + ", rack design " + inQuotes(rack.key);
            if (!ids.contains(id))
                return Error{place, "its domain names slot " + std::to_string(id) + ", which does not exist",
                             "Correct the slot id"};
            if (!joined.insert(id).second)
                return Error{place, "slot " + std::to_string(id) + " is in its domains twice",
                             "List it once"};
        }
    return {};
}

}  // namespace

Result<void> checkComponents(const CatalogDraft& draft) {
    for (const auto& [key, type] : draft.catalog.devices)
        for (std::size_t i = 0; i < type->components.size(); ++i)
            if (const std::string& part = type->components[i].type; draft.catalog.device(part) == nullptr)
                return Error{placeOf(draft.devices.at(key), "components", i) + ", device type " +
                                 inQuotes(key),
                             "there is no device type " + inQuotes(part) + " for its component",
                             nearestDevice(draft.catalog, part)};
    const std::set<std::string_view> cycles = onCycles(draft.catalog);
    if (cycles.empty()) return {};
    const auto& origin = draft.devices.find(*cycles.begin())->second;
    return Error{placeOf(origin, "components", 0) + ", device type " + inQuotes(*cycles.begin()),
                 "it contains itself through its components", "Remove one of the components"};
}

Result<void> checkRacks(const CatalogDraft& draft) {
    for (const auto& [key, rack] : draft.catalog.racks) {
        const CatalogOrigin& origin = draft.racks.at(key);
        const DeviceType* enclosure = draft.catalog.device(rack.enclosure);
        if (enclosure == nullptr || !enclosure->enclosure) {
            const JsonValue* at = origin.json.find("enclosure");
            return Error{origin.path + ":" + std::to_string(at->line) + ", rack design " + inQuotes(key),
                         inQuotes(rack.enclosure) + " is no rack enclosure",
                         "Name a device type that has one"};
        }
        if (Result<void> slots = checkSlots(draft.catalog, rack, origin); !slots) return slots;
        if (Result<void> domains = checkDomains(rack, origin); !domains) return domains;
    }
    return {};
}

}  // namespace rackloom::model
