// SPDX-License-Identifier: GPL-3.0-or-later
// ObjectReader: strict decoding of one JSON object. Each field is asked for by key; whatever is left over,
// missing, of the wrong type or out of range becomes one Error with file, line and object. After the first
// error further reads do nothing, so codecs read straight through. ObjectWriter (encoder.h) has the same
// members: one codec describes both directions. Must not know what the objects mean.
#pragma once

#include "model/base/id.h"
#include "model/base/quantity.h"
#include "model/base/result.h"
#include "model/storage/json_value.h"

#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::model {

/// Keys of the source list that figures may point to.
using SourceKeys = std::set<std::string, std::less<>>;

/// One run over one file: its name and the first error.
struct Decoding {
    std::string file;
    std::optional<Error> error;
    const SourceKeys* sources = nullptr;  ///< null: a figure may name any source

    bool failed() const { return error.has_value(); }
    void fail(std::uint32_t line, const std::string& object, std::string reason, std::string remedy);
};

struct NumberRange {
    double least = std::numeric_limits<double>::lowest(), most = std::numeric_limits<double>::max();
};
inline constexpr NumberRange kAnyNumber{};
inline constexpr int kLeastInt = std::numeric_limits<int>::min();
inline constexpr int kMostInt = std::numeric_limits<int>::max();
/// Ids above this would make a table larger than any design needs.
inline constexpr std::uint32_t kMaxFileId = (1u << 24) - 1;

/// The allowed word closest to `wrong`, or empty when none is near.
std::string_view nearestWord(std::string_view wrong, std::span<const std::string_view> allowed);

class ObjectReader {
public:
    static constexpr bool kReads = true;
    template <class T> using Of = T;

    /// `word` names the object in errors ("rack"); its id, key and name are added when it has them.
    ObjectReader(Decoding& run, const JsonValue& json, std::string word,
                 const ObjectReader* parent = nullptr);

    void text(std::string_view key, std::string& out);
    void optionalText(std::string_view key, std::string& out);  ///< absent = empty
    void number(std::string_view key, double& out, NumberRange range = kAnyNumber);
    void optionalNumber(std::string_view key, std::optional<double>& out, NumberRange range = kAnyNumber);
    void integer(std::string_view key, int& out, int least = kLeastInt, int most = kMostInt);
    /// Absent = 0.
    void optionalInteger(std::string_view key, int& out, int least = kLeastInt, int most = kMostInt);
    void counter(std::string_view key, std::uint32_t& out);
    void flag(std::string_view key, bool& out);  ///< absent = false
    void texts(std::string_view key, std::vector<std::string>& out);
    void optionalTexts(std::string_view key, std::vector<std::string>& out);
    void optionalNumbers(std::string_view key, std::vector<double>& out);
    /// A list of exactly as many whole numbers as given: a position, a port.
    void integers(std::string_view key, std::initializer_list<int*> out);
    void counters(std::string_view key, std::initializer_list<std::uint32_t*> out);
    void numbersByName(std::string_view key, std::map<std::string, double>& out);
    void celsius(std::string_view key, Temperature& out);
    void optionalCelsius(std::string_view key, std::optional<Temperature>& out);

    template <class Tag> void id(std::string_view key, Id<Tag>& out) { counter(key, out.value); }
    template <class Tag> void optionalId(std::string_view key, Id<Tag>& out) {
        if (has(key)) counter(key, out.value);
    }
    template <class Tag> void ids(std::string_view key, std::vector<Id<Tag>>& out);
    template <Dim D> void quantity(std::string_view key, Quantity<D>& out, NumberRange range = kAnyNumber);
    template <Dim D> void optionalQuantity(std::string_view key, std::optional<Quantity<D>>& out);
    template <class E> void word(std::string_view key, E& out, std::span<const std::string_view> names);
    template <class E>
    void optionalWord(std::string_view key, E& out, std::span<const std::string_view> names);

    /// Nested values go through the `describe` function of their type.
    template <class T> void object(std::string_view key, T& out);
    template <class T> void optionalObject(std::string_view key, std::optional<T>& out);
    template <class T> void objects(std::string_view key, std::vector<T>& out, std::string_view word);
    // The layout of the text is the writer's concern.
    void breakBefore(int) {}
    void breakElements(int) {}

    bool has(std::string_view key) { return lookUp(key) != nullptr; }
    /// The value of a key, marked as read; null when absent.
    const JsonValue* lookUp(std::string_view key);
    const JsonValue* require(std::string_view key);
    /// The array of a key, or null; wrong types are errors.
    const JsonArray* list(std::string_view key, bool required);
    /// Complains about keys nobody asked for, else about required ones that were missing.
    void finish();

    bool failed() const { return run_->failed(); }
    void fail(const JsonValue& at, std::string_view key, std::string reason, std::string remedy = {});
    Decoding& run() const { return *run_; }
    const JsonValue& json() const { return *json_; }
    /// "rack 12 \"A3\", position_mm".
    std::string name() const;

private:
    bool wholeNumber(const JsonValue& v, std::string_view key, double least, double most, double& out);
    std::size_t wordIndex(std::string_view key, std::span<const std::string_view> names, bool required);

    Decoding* run_;
    const JsonValue* json_;
    std::string word_;
    const ObjectReader* parent_;
    std::vector<std::string_view> asked_;
    std::vector<bool> used_;
    std::size_t next_ = 0;
    std::string missing_;
};

template <class Tag> void ObjectReader::ids(std::string_view key, std::vector<Id<Tag>>& out) {
    const JsonArray* array = list(key, false);
    if (array == nullptr) return;
    for (const JsonValue& v : *array) {
        double value = 0;
        if (!wholeNumber(v, key, 0, kMaxFileId, value)) return;
        out.push_back(Id<Tag>{static_cast<std::uint32_t>(value)});
    }
}

template <Dim D> void ObjectReader::quantity(std::string_view key, Quantity<D>& out, NumberRange range) {
    double value = out.si();
    number(key, value, range);
    out = Quantity<D>::si(value);
}

template <Dim D> void ObjectReader::optionalQuantity(std::string_view key, std::optional<Quantity<D>>& out) {
    if (!has(key)) return;
    out.emplace();
    quantity(key, *out);
}

template <class E>
void ObjectReader::word(std::string_view key, E& out, std::span<const std::string_view> names) {
    const std::size_t index = wordIndex(key, names, true);
    if (index < names.size()) out = static_cast<E>(index);
}

template <class E>
void ObjectReader::optionalWord(std::string_view key, E& out, std::span<const std::string_view> names) {
    const std::size_t index = wordIndex(key, names, false);
    if (index < names.size()) out = static_cast<E>(index);
}

template <class T> void ObjectReader::object(std::string_view key, T& out) {
    const JsonValue* v = require(key);
    if (v == nullptr || failed()) return;
    ObjectReader inner(*run_, *v, std::string(key), this);
    describe(inner, out);
    inner.finish();
}

template <class T> void ObjectReader::optionalObject(std::string_view key, std::optional<T>& out) {
    if (!has(key)) return;
    out.emplace();
    object(key, *out);
}

template <class T>
void ObjectReader::objects(std::string_view key, std::vector<T>& out, std::string_view word) {
    const JsonArray* array = list(key, false);
    if (array == nullptr) return;
    for (const JsonValue& v : *array) {
        if (failed()) return;
        ObjectReader inner(*run_, v, std::string(word), this);
        describe(inner, out.emplace_back());
        inner.finish();
    }
}

}  // namespace rackloom::model
