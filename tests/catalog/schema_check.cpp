// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/catalog/schema_check.h"

#include <regex>
#include <set>

namespace rackloom::test {

using nlohmann::json;

namespace {

bool hasType(const json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "number") return value.is_number();
    if (type == "integer")
        return value.is_number_integer() ||
               (value.is_number_float() &&
                value.get<double>() == static_cast<double>(value.get<long long>()));
    return type == "boolean" && value.is_boolean();
}

std::string inObject(const json& root, const json& schema, const json& value, const std::string& path) {
    const json none = json::object();
    const json& properties = schema.contains("properties") ? schema["properties"] : none;
    if (schema.contains("required"))
        for (const json& key : schema["required"])
            if (!value.contains(key.get<std::string>())) return path + ": " + key.dump() + " is missing";
    for (const auto& [key, inner] : value.items()) {
        const std::string where = path + "/" + key;
        if (!properties.contains(key)) {
            if (schema.contains("additionalProperties") && schema["additionalProperties"] == false)
                return where + " is not in the schema";
            continue;
        }
        if (std::string wrong = schemaViolation(root, properties[key], inner, where); !wrong.empty())
            return wrong;
    }
    return {};
}

std::string inArray(const json& root, const json& schema, const json& value, const std::string& path) {
    if (schema.contains("minItems") && value.size() < schema["minItems"].get<std::size_t>())
        return path + " is too short";
    if (schema.contains("uniqueItems") && std::set<json>(value.begin(), value.end()).size() != value.size())
        return path + " repeats an item";
    if (!schema.contains("items")) return {};
    for (std::size_t i = 0; i < value.size(); ++i)
        if (std::string wrong =
                schemaViolation(root, schema["items"], value[i], path + "/" + std::to_string(i));
            !wrong.empty())
            return wrong;
    return {};
}

std::string inScalar(const json& schema, const json& value, const std::string& path) {
    if (schema.contains("const") && value != schema["const"])
        return path + " is not " + schema["const"].dump();
    if (schema.contains("enum")) {
        bool found = false;
        for (const json& allowed : schema["enum"])
            found = found || allowed == value;
        if (!found) return path + ": " + value.dump() + " is not among the allowed words";
    }
    if (value.is_string()) {
        const std::string text = value.get<std::string>();
        if (schema.contains("minLength") && text.size() < schema["minLength"].get<std::size_t>())
            return path + " is too short";
        if (schema.contains("pattern") &&
            !std::regex_search(text, std::regex(schema["pattern"].get<std::string>())))
            return path + ": " + text + " does not match";
    }
    if (value.is_number()) {
        if (schema.contains("minimum") && value < schema["minimum"]) return path + " is too small";
        if (schema.contains("maximum") && value > schema["maximum"]) return path + " is too large";
    }
    return {};
}

std::string inChoices(const json& root, const json& schema, const json& value, const std::string& path) {
    if (schema.contains("oneOf")) {
        int fitting = 0;
        std::string last;
        for (const json& choice : schema["oneOf"]) {
            const std::string wrong = schemaViolation(root, choice, value, path);
            fitting += wrong.empty() ? 1 : 0;
            if (!wrong.empty()) last = wrong;
        }
        if (fitting != 1) return path + " fits " + std::to_string(fitting) + " of the alternatives; " + last;
    }
    if (!schema.contains("if")) return {};
    const char* branch = schemaViolation(root, schema["if"], value, path).empty() ? "then" : "else";
    return schema.contains(branch) ? schemaViolation(root, schema[branch], value, path) : std::string();
}

std::string unknownKeyword(const json& schema) {
    static const std::set<std::string> kKnown{
        "$schema",   "$defs",        "$ref",    "title",    "description", "type",  "additionalProperties",
        "required",  "properties",   "items",   "minItems", "uniqueItems", "const", "enum",
        "minLength", "pattern",      "minimum", "maximum",  "oneOf",       "if",    "then",
        "else",      "minProperties"};
    for (const auto& [key, value] : schema.items())
        if (!kKnown.contains(key)) return key;
    return {};
}

}  // namespace

std::string schemaViolation(const json& root, const json& schema, const json& value,
                            const std::string& path) {
    if (schema.is_boolean()) return schema.get<bool>() ? "" : path + " must not be there";
    if (const std::string keyword = unknownKeyword(schema); !keyword.empty())
        return "the checker does not know the keyword " + keyword;
    if (schema.contains("$ref")) {
        const std::string ref = schema["$ref"].get<std::string>();
        return schemaViolation(root, root.at(json::json_pointer(ref.substr(1))), value, path);
    }
    if (schema.contains("type") && !hasType(value, schema["type"].get<std::string>()))
        return path + " should be of type " + schema["type"].get<std::string>();
    if (schema.contains("minProperties") && value.size() < schema["minProperties"].get<std::size_t>())
        return path + " is too small";
    std::string wrong = inScalar(schema, value, path);
    if (wrong.empty() && value.is_object()) wrong = inObject(root, schema, value, path);
    if (wrong.empty() && value.is_array()) wrong = inArray(root, schema, value, path);
    return wrong.empty() ? inChoices(root, schema, value, path) : wrong;
}

}  // namespace rackloom::test
