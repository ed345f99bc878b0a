// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/fabric_edits.h"
#include "model/edit/rewrite.h"
#include "model/topology/generators.h"

#include <algorithm>
#include <set>

namespace rackloom::model {

namespace {

std::string endText(const Snapshot& s, PortRef end) {
    const Rack* rack = s.racks.find(end.device.rack);
    const Slot* slot = deviceSlot(s, end.device);
    return "port " + std::to_string(end.port) + " of " + (slot ? slot->label : "a missing device") +
           " in rack " + (rack ? rack->name : "?");
}

std::set<CableKey> plannedKeys(const Snapshot& s, const Fabric& fabric) {
    std::set<CableKey> keys;
    for (const PlannedCable& cable : expandFabric(s, fabric).cables)
        keys.insert(cableKey(cable.a, cable.b));
    return keys;
}

Result<void> needFreePort(const Snapshot& s, const std::set<CableKey>& planned, PortRef port) {
    const Error taken{endText(s, port), "it already carries a cable", "Remove that cable first."};
    for (const CableKey& key : planned)
        if (key.a == port || key.b == port) return taken;
    bool used = false;
    s.cables.forEach([&](CableId, const Cable& cable) { used = used || cable.a == port || cable.b == port; });
    if (used) return taken;
    return {};
}

/// Hand-drawn cables of a fabric by position.
std::vector<std::pair<CableKey, CableId>> handCables(const Snapshot& s, FabricId fabric) {
    std::vector<std::pair<CableKey, CableId>> out;
    s.cables.forEach([&](CableId id, const Cable& cable) {
        if (cable.fabric == fabric) out.push_back({{cable.a, cable.b}, id});
    });
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

Result<void> checkCableType(const Snapshot& s, DeviceTypeId type) {
    if (!type.isValid()) return {};
    if (Result<void> there = need(s.types, type, "cable type"); !there) return there;
    if (s.types.at(type)->link) return {};
    return Error{s.types.at(type)->name, "it is not a cable", "Choose a type of cable, or none."};
}

CableKey cableKey(PortRef a, PortRef b) {
    return a < b ? CableKey{a, b} : CableKey{b, a};
}

Edit addCable(FabricId id, PortRef a, PortRef b, DeviceTypeId type) {
    return {"Add cable", {}, [id, key = cableKey(a, b), type](Transaction& tx) -> Result<void> {
                const Snapshot& s = tx.draft();
                if (Result<void> there = need(s.fabrics, id, "fabric"); !there) return there;
                if (Result<void> fits = checkCableType(s, type); !fits) return fits;
                const std::set<CableKey> planned = plannedKeys(s, *s.fabrics.at(id));
                if (Result<void> free = needFreePort(s, planned, key.a); !free) return free;
                if (Result<void> free = needFreePort(s, planned, key.b); !free) return free;
                const std::vector<CableKey>& removed = s.fabrics.at(id)->removed;
                if (!type.isValid() && std::binary_search(removed.begin(), removed.end(), key))
                    return rewrite(tx, tx.draft().fabrics, id,
                                   [&](Fabric& f) { std::erase(f.removed, key); });
                tx.draft().cables.insert(tx.token(), {id, key.a, key.b, type});
                return {};
            }};
}

Edit removeCables(FabricId id, std::vector<CableKey> cables) {
    return {"Remove " + counted(cables.size(), "cable"),
            {},
            [id, cables = std::move(cables)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().fabrics, id, "fabric"); !there) return there;
                const std::set<CableKey> planned = plannedKeys(tx.draft(), *tx.draft().fabrics.at(id));
                const auto drawn = handCables(tx.draft(), id);
                std::set<CableKey> removed;
                for (const CableKey& given : cables) {
                    const CableKey key = cableKey(given.a, given.b);
                    const auto row = std::lower_bound(drawn.begin(), drawn.end(), std::pair{key, CableId{0}});
                    const bool byHand = row != drawn.end() && row->first == key;
                    if (byHand && tx.draft().cables.contains(row->second))
                        tx.draft().cables.erase(tx.token(), row->second);
                    else if (planned.contains(key))
                        removed.insert(key);
                    else if (!byHand)
                        return Error{"cable at " + endText(tx.draft(), key.a), "it does not exist any more",
                                     "Select an existing one."};
                }
                if (removed.empty()) return {};
                return rewrite(tx, tx.draft().fabrics, id, [&](Fabric& fabric) {
                    removed.insert(fabric.removed.begin(), fabric.removed.end());
                    fabric.removed.assign(removed.begin(), removed.end());
                });
            }};
}

Edit restoreCables(FabricId id, std::vector<CableKey> cables) {
    return {"Restore cables", {}, [id, cables = std::move(cables)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().fabrics, id, "fabric"); !there) return there;
                return rewrite(tx, tx.draft().fabrics, id, [&](Fabric& fabric) {
                    if (cables.empty()) fabric.removed.clear();
                    for (const CableKey& key : cables)
                        std::erase(fabric.removed, cableKey(key.a, key.b));
                });
            }};
}

Edit detachFabric(FabricId id) {
    return {"Detach cables of fabric", {}, [id](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().fabrics, id, "fabric"); !there) return there;
                for (const CableKey& key : plannedKeys(tx.draft(), *tx.draft().fabrics.at(id)))
                    tx.draft().cables.insert(tx.token(), {id, key.a, key.b, DeviceTypeId{}});
                return rewrite(tx, tx.draft().fabrics, id, [](Fabric& fabric) {
                    fabric.generator.clear();
                    fabric.parameters.clear();
                    fabric.removed.clear();
                });
            }};
}

}  // namespace rackloom::model
