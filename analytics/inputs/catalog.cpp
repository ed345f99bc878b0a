// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/inputs/catalog.h"

namespace rackloom::analytics {

const model::DeviceType* TypeTable::find(DeviceTypeId id) const {
    const Shared<model::DeviceType>* found = byId.find(id);
    return found ? &**found : nullptr;
}

const model::DeviceType* TypeTable::find(std::string_view key) const {
    const auto it = byKey.find(key);
    return it == byKey.end() ? nullptr : find(it->second);
}

Types::Value Types::read(const model::Snapshot& s, const Key&) {
    TypeTable table;
    table.byId = columnOf(s.types, [](const Shared<model::DeviceType>& type) { return type; });
    for (const auto& [id, type] : table.byId)
        table.byKey.try_emplace(type->key, id);
    return table;
}
void Types::touched(const model::Delta& delta, Touched<Key>& out) {
    if (!delta.types.empty()) out.addAll();
}

TypeOf::Value TypeOf::read(const model::Snapshot& s, const Key& id) {
    const Shared<model::DeviceType>* found = s.types.find(id);
    return found ? *found : Value();
}
void TypeOf::touched(const model::Delta& delta, Touched<Key>& out) {
    for (const auto& change : delta.types)
        out.add(change.id);
}

TypeByKey::Value TypeByKey::read(const model::Snapshot& s, const Key& key) {
    return model::findType(s, key);
}
void TypeByKey::touched(const model::Delta& delta, Touched<Key>& out) {
    for (const auto& change : delta.types) {
        if (change.before) out.add((*change.before)->key);
        if (change.after) out.add((*change.after)->key);
    }
}

DesignIds::Value DesignIds::read(const model::Snapshot& s, const Key&) {
    return s.designs.ids();
}
void DesignIds::touched(const model::Delta& delta, Touched<Key>& out) {
    for (const auto& change : delta.designs)
        if (!change.before || !change.after) out.addAll();
}

Designs::Value Designs::read(const model::Snapshot& s, const Key& id) {
    const Shared<model::RackDesign>* found = s.designs.find(id);
    return found ? *found : Value();
}
void Designs::touched(const model::Delta& delta, Touched<Key>& out) {
    for (const auto& change : delta.designs)
        out.add(change.id);
}

}  // namespace rackloom::analytics
