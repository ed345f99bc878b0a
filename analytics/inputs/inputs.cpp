// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/inputs/inputs.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"

#include <algorithm>
#include <array>

namespace rackloom::analytics {

namespace {

// Keys worth asking for: of everything either snapshot holds, and one that leads nowhere.
template <class Key> std::vector<Key> keysIn(const model::Snapshot& s);

template <> std::vector<NoKey> keysIn(const model::Snapshot&) {
    return {NoKey{}};
}
template <> std::vector<DeviceTypeId> keysIn(const model::Snapshot& s) {
    return s.types.ids();
}
template <> std::vector<RackDesignId> keysIn(const model::Snapshot& s) {
    return s.designs.ids();
}
template <> std::vector<FabricId> keysIn(const model::Snapshot& s) {
    return s.fabrics.ids();
}
template <> std::vector<std::string> keysIn(const model::Snapshot& s) {
    std::vector<std::string> keys;
    s.types.forEach([&](DeviceTypeId, const Shared<model::DeviceType>& type) { keys.push_back(type->key); });
    return keys;
}

template <class Node>
std::vector<std::string> unnamedChanges(const model::Snapshot& before, const model::Snapshot& after) {
    using Key = typename Node::Key;
    std::vector<Key> keys = keysIn<Key>(before);
    for (Key& key : keysIn<Key>(after))
        keys.push_back(std::move(key));
    keys.push_back(Key{});
    Touched<Key> touched;
    Node::touched(model::diff(before, after), touched);
    std::vector<std::string> out;
    for (const Key& key : keys) {
        const bool named = touched.all() || std::find(touched.keys().begin(), touched.keys().end(), key) !=
                                                touched.keys().end();
        if (!named && !(Node::read(before, key) == Node::read(after, key))) out.push_back(keyText(key));
    }
    return out;
}

template <class Node> constexpr InputCheck checkOf() {
    static_assert(InputNode<Node>);
    return {Node::kName, &unnamedChanges<Node>};
}

}  // namespace

std::span<const InputCheck> inputChecks() {
    static constexpr std::array kAll{
        checkOf<RackMembers>(),    checkOf<RackPositions>(),
        checkOf<RackNames>(),      checkOf<RackFeeds>(),
        checkOf<RackLoops>(),      checkOf<Overrides>(),
        checkOf<Halls>(),          checkOf<Rows>(),
        checkOf<Types>(),          checkOf<TypeOf>(),
        checkOf<TypeByKey>(),      checkOf<DesignIds>(),
        checkOf<Designs>(),        checkOf<FabricIds>(),
        checkOf<FabricRow>(),      checkOf<FabricPlanInput>(),
        checkOf<AbsentSwitches>(), checkOf<HandCables>(),
        checkOf<PowerTable>(),     checkOf<CoolingLoops>(),
        checkOf<CoolingUnits>(),   checkOf<EquipmentPlaces>(),
        checkOf<SiteInput>(),      checkOf<AssumptionOf>(),
        checkOf<Jobs>(),           checkOf<Waivers>(),
    };
    return kAll;
}

}  // namespace rackloom::analytics
