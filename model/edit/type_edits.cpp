// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/type_edits.h"

#include "model/edit/design_edits.h"
#include "model/edit/names.h"
#include "model/edit/rack_edits.h"
#include "model/edit/rewrite.h"
#include "model/site/type_figures.h"

#include <algorithm>
#include <set>

namespace rackloom::model {

namespace {

Error notInCatalog(std::string_view what, std::string_view key) {
    return Error{std::string(what) + ' ' + std::string(key), "it is not in the catalogue",
                 "Choose an entry of the catalogue."};
}

void collect(const Catalog& catalog, const std::string& key, Catalog& out) {
    if (const CatalogRack* rack = catalog.rack(key)) {
        if (!out.racks.emplace(key, *rack).second) return;
        collect(catalog, rack->enclosure, out);
        for (const CatalogSlot& slot : rack->slots)
            collect(catalog, slot.type, out);
        return;
    }
    const auto it = catalog.devices.find(key);
    if (it == catalog.devices.end() || !out.devices.emplace(key, it->second).second) return;
    for (const Component& part : it->second->components)
        collect(catalog, part.type, out);
}

Result<DeviceTypeId> embedWithParts(Transaction& tx, const Catalog& catalog, std::string_view key,
                                    std::set<std::string, std::less<>>& visited) {
    if (const DeviceTypeId there = findType(tx.draft(), key); there.isValid()) return there;
    const DeviceType* type = catalog.device(key);
    if (!type) return notInCatalog("device type", key);
    visited.insert(type->key);
    const DeviceTypeId made = embedType(tx, *type);
    for (const Component& part : type->components) {
        if (visited.contains(part.type)) continue;
        if (const Result<DeviceTypeId> inner = embedWithParts(tx, catalog, part.type, visited); !inner)
            return inner.error();
    }
    return made;
}

Result<RackDesign> asRackDesign(Transaction& tx, const Catalog& catalog, const CatalogRack& rack) {
    RackDesign out;
    out.key = rack.key;
    out.name = rack.name;
    out.notes = rack.notes;
    const Result<DeviceTypeId> enclosure = embedType(tx, catalog, rack.enclosure);
    if (!enclosure) return enclosure.error();
    out.enclosure = enclosure.value();
    for (const CatalogSlot& slot : rack.slots) {
        const Result<DeviceTypeId> type = embedType(tx, catalog, slot.type);
        if (!type) return type.error();
        out.slots.push_back({SlotId{slot.id}, type.value(), slot.u, slot.face, slot.side, slot.label});
        out.nextSlot = std::max(out.nextSlot, slot.id + 1);
    }
    std::sort(out.slots.begin(), out.slots.end(), [](const Slot& a, const Slot& b) { return a.id < b.id; });
    for (const CatalogDomain& domain : rack.domains) {
        ScaleUpDomain made{domain.name, {}};
        for (const std::uint32_t slot : domain.slots)
            made.slots.push_back(SlotId{slot});
        out.domains.push_back(std::move(made));
    }
    return out;
}

bool sameElevation(const RackDesign& a, const RackDesign& b) {
    return a.key == b.key && a.enclosure == b.enclosure && a.slots == b.slots && a.domains == b.domains;
}

void markUsed(const Snapshot& s, DeviceTypeId id, std::set<DeviceTypeId>& used) {
    if (!s.types.contains(id) || !used.insert(id).second) return;
    for (const Component& part : s.types.at(id)->components)
        markUsed(s, findType(s, part.type), used);
}

std::set<DeviceTypeId> usedTypes(const Snapshot& s) {
    std::set<DeviceTypeId> used;
    s.designs.forEach([&](RackDesignId, const Shared<RackDesign>& design) {
        markUsed(s, design->enclosure, used);
        for (const Slot& slot : design->slots)
            markUsed(s, slot.type, used);
    });
    for (const auto& [device, deviation] : *s.overrides)
        markUsed(s, deviation.type, used);
    s.fabrics.forEach([&](FabricId, const Shared<Fabric>& fabric) {
        for (const std::string& key : fabric->cableTypes)
            markUsed(s, findType(s, key), used);
    });
    s.cables.forEach([&](CableId, const Cable& cable) { markUsed(s, cable.type, used); });
    s.powerNodes.forEach([&](PowerNodeId, const PowerNode& node) { markUsed(s, node.type, used); });
    s.coolingUnits.forEach([&](CoolingUnitId, const CoolingUnit& unit) { markUsed(s, unit.type, used); });
    return used;
}

}  // namespace

DeviceTypeId embedType(Transaction& tx, const DeviceType& type) {
    const DeviceTypeId there = findType(tx.draft(), type.key);
    return there.isValid() ? there : tx.draft().types.insert(tx.token(), Shared<DeviceType>(type));
}

Result<DeviceTypeId> embedType(Transaction& tx, const Catalog& catalog, std::string_view key) {
    std::set<std::string, std::less<>> visited;
    return embedWithParts(tx, catalog, key, visited);
}

Result<RackDesignId> embedRackDesign(Transaction& tx, const Catalog& catalog, std::string_view key) {
    const CatalogRack* rack = catalog.rack(key);
    if (!rack) return notInCatalog("rack design", key);
    Result<RackDesign> made = asRackDesign(tx, catalog, *rack);
    if (!made) return made.error();
    RackDesignId found;
    tx.draft().designs.forEach([&](RackDesignId id, const Shared<RackDesign>& design) {
        if (!found.isValid() && sameElevation(*design, made.value())) found = id;
    });
    if (found.isValid()) return found;
    NameSet taken = namesOf(tx.draft().designs);
    RackDesign design = std::move(made).value();
    design.name = freeName(taken, design.name);
    return tx.draft().designs.insert(tx.token(), Shared<RackDesign>(std::move(design)));
}

Catalog excerpt(const Catalog& catalog, const std::vector<std::string>& keys) {
    Catalog out;
    for (const std::string& key : keys)
        collect(catalog, key, out);
    return out;
}

Edit placeCatalogRack(const Catalog& catalog, std::string key, Rack rack) {
    return {"Place rack",
            {},
            [part = excerpt(catalog, {key}), key, rack = std::move(rack)](Transaction& tx) -> Result<void> {
                const Result<RackDesignId> design = embedRackDesign(tx, part, key);
                if (!design) return design.error();
                Rack row = rack;
                row.design = design.value();
                return placeRack(std::move(row)).apply(tx);
            }};
}

Edit addCatalogDevice(const Catalog& catalog, std::string key, RackDesignId design, Slot slot) {
    return {"Add device",
            {},
            [part = excerpt(catalog, {key}), key, design,
             slot = std::move(slot)](Transaction& tx) -> Result<void> {
                const Result<DeviceTypeId> type = embedType(tx, part, key);
                if (!type) return type.error();
                Slot placed = slot;
                placed.type = type.value();
                const Result<SlotId> made = insertDevice(tx, design, std::move(placed));
                return made ? Result<void>{} : Result<void>(made.error());
            }};
}

Edit changeToCatalogDevice(const Catalog& catalog, std::string key, RackDesignId design,
                           std::vector<SlotId> slots) {
    return {"Change " + counted(slots.size(), "device"),
            {},
            [part = excerpt(catalog, {key}), key, design,
             slots = std::move(slots)](Transaction& tx) -> Result<void> {
                const Result<DeviceTypeId> type = embedType(tx, part, key);
                if (!type) return type.error();
                return changeDeviceType(design, slots, type.value()).apply(tx);
            }};
}

Edit embedCatalogTypes(const Catalog& catalog, std::vector<std::string> keys) {
    return {"Add device types", {}, [part = excerpt(catalog, keys), keys](Transaction& tx) -> Result<void> {
                for (const std::string& key : keys)
                    if (const Result<DeviceTypeId> type = embedType(tx, part, key); !type)
                        return type.error();
                return {};
            }};
}

Edit setFigure(DeviceTypeId type, std::string path, std::optional<double> si, std::string note) {
    return {"Set " + path, mergeKey("set " + path, type),
            [type, path, si, note = std::move(note)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().types, type, "device type"); !there) return there;
                if (!si && note.empty())
                    return Error{tx.draft().types.at(type)->name + ", " + path,
                                 "an unknown figure needs a reason",
                                 "Say why it is unknown, or give a value."};
                return rewrite(tx, tx.draft().types, type, [&](DeviceType& t) {
                    return assignFigure(t, path, si, {"user", Grade::Unverified, note});
                });
            }};
}

Edit resetType(const Catalog& catalog, std::string key) {
    return {"Reset device type", {}, [part = excerpt(catalog, {key}), key](Transaction& tx) -> Result<void> {
                const DeviceType* pristine = part.device(key);
                if (!pristine) return notInCatalog("device type", key);
                const DeviceTypeId type = findType(tx.draft(), key);
                if (Result<void> there = need(tx.draft().types, type, "device type"); !there) return there;
                tx.draft().types.write(tx.token(), type) = Shared<DeviceType>(*pristine);
                for (const Component& component : pristine->components)
                    if (const auto inner = embedType(tx, part, component.type); !inner) return inner.error();
                return {};
            }};
}

Edit removeUnusedTypes() {
    return {"Remove unused device types", {}, [](Transaction& tx) -> Result<void> {
                const std::set<DeviceTypeId> used = usedTypes(tx.draft());
                for (const DeviceTypeId id : tx.draft().types.ids())
                    if (!used.contains(id)) tx.draft().types.erase(tx.token(), id);
                return {};
            }};
}

}  // namespace rackloom::model
