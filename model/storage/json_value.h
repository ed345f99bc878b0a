// SPDX-License-Identifier: GPL-3.0-or-later
// JsonValue: the parsed text of a file as a small tree in which every value remembers its line and objects
// keep the order of their keys. Exists so that each later complaint can name the line.
// Must not know what the values mean.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rackloom::model {

struct JsonValue;
struct JsonMember;
using JsonArray = std::vector<JsonValue>;
using JsonObject = std::vector<JsonMember>;

struct JsonValue {
    std::variant<std::monostate, bool, double, std::string, JsonArray, JsonObject> value;
    std::uint32_t line = 0;

    const bool* truth() const { return std::get_if<bool>(&value); }
    const double* number() const { return std::get_if<double>(&value); }
    const std::string* text() const { return std::get_if<std::string>(&value); }
    const JsonArray* array() const { return std::get_if<JsonArray>(&value); }
    const JsonObject* object() const { return std::get_if<JsonObject>(&value); }
    JsonArray* array() { return std::get_if<JsonArray>(&value); }
    JsonObject* object() { return std::get_if<JsonObject>(&value); }

    /// The member of an object, or null when this is no object or has no such key.
    const JsonValue* find(std::string_view key) const;
    JsonValue* find(std::string_view key);
    /// For sentences: "a number", "text", "a list".
    std::string_view kindName() const;
};

struct JsonMember {
    std::string key;
    JsonValue value;
};

}  // namespace rackloom::model
