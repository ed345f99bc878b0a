// SPDX-License-Identifier: GPL-3.0-or-later
// Format 0 was the draft before the first release: a rack's position stood in "x_mm" and "y_mm". Format 1
// writes both in "position_mm", so that one move is one changed value.
#include "model/storage/migrations/migrations.h"

#include <utility>

namespace rackloom::model::migration {

namespace {

/// Takes a member out of an object; null when it has none.
JsonValue taken(JsonObject& object, std::string_view key) {
    for (auto it = object.begin(); it != object.end(); ++it)
        if (it->key == key) {
            JsonValue value = std::move(it->value);
            object.erase(it);
            return value;
        }
    return {};
}

}  // namespace

Result<void> v0ToV1(JsonValue& document, const std::string& fileName) {
    JsonValue* racks = document.find("racks");
    if (racks == nullptr || racks->array() == nullptr) return {};
    for (JsonValue& rack : *racks->array()) {
        JsonObject* members = rack.object();
        if (members == nullptr) continue;  // decoding complains about it
        JsonValue x = taken(*members, "x_mm"), y = taken(*members, "y_mm");
        if (x.number() == nullptr || y.number() == nullptr)
            return Error{fileName + ":" + std::to_string(rack.line) + ", rack",
                         "in format 0 a rack needs the numbers \"x_mm\" and \"y_mm\"", "Add them"};
        const std::uint32_t line = x.line;
        JsonArray position;
        position.push_back(std::move(x));
        position.push_back(std::move(y));
        members->push_back({"position_mm", {std::move(position), line}});
    }
    return {};
}

}  // namespace rackloom::model::migration
