// SPDX-License-Identifier: GPL-3.0-or-later
// ObjectWriter: the writing twin of ObjectReader (decoder.h), with the same members, so that one `describe`
// function per row serves both directions and what is written always reads back. Fields that are unset are
// left out; everything else is written, so no default can change under a file.
// Must not know what the objects mean.
#pragma once

#include "model/base/id.h"
#include "model/base/quantity.h"
#include "model/storage/json_writer.h"

#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::model {

/// The shortest number that `unit` turns back into exactly `si`, or empty when the unit cannot carry it.
std::optional<double> exactIn(double si, double unit);
/// Degrees Celsius that read back as exactly this temperature, in the shortest form.
double exactCelsius(Temperature);

class ObjectWriter {
public:
    static constexpr bool kReads = false;
    template <class T> using Of = const T;

    /// Opens the object; finish() closes it.
    explicit ObjectWriter(JsonWriter& out) : out_(&out) { out_->beginObject(); }
    void finish() {
        out_->lineBreak(kNoBreak);
        out_->endObject();
    }

    void text(std::string_view key, const std::string& v);
    void optionalText(std::string_view key, const std::string& v) {
        if (!v.empty()) text(key, v);
    }
    template <class Range> void number(std::string_view key, double v, Range&&) { number(key, v); }
    void number(std::string_view key, double v);
    template <class... Range>
    void optionalNumber(std::string_view key, const std::optional<double>& v, Range&&...) {
        if (v) number(key, *v);
    }
    void integer(std::string_view key, int v, int = 0, int = 0) { number(key, v); }
    void optionalInteger(std::string_view key, int v, int = 0, int = 0) {
        if (v != 0) number(key, v);
    }
    void counter(std::string_view key, std::uint32_t v) { number(key, v); }
    void flag(std::string_view key, bool v);
    void texts(std::string_view key, const std::vector<std::string>& v);
    void optionalTexts(std::string_view key, const std::vector<std::string>& v) {
        if (!v.empty()) texts(key, v);
    }
    void optionalNumbers(std::string_view key, const std::vector<double>& v);  ///< left out when empty
    void integers(std::string_view key, std::initializer_list<const int*> v);
    void counters(std::string_view key, std::initializer_list<const std::uint32_t*> v);
    void numbersByName(std::string_view key, const std::map<std::string, double>& v);
    void celsius(std::string_view key, Temperature v) { number(key, exactCelsius(v)); }
    void optionalCelsius(std::string_view key, const std::optional<Temperature>& v) {
        if (v) celsius(key, *v);
    }

    template <class Tag> void id(std::string_view key, Id<Tag> v) { counter(key, v.value); }
    template <class Tag> void optionalId(std::string_view key, Id<Tag> v) {
        if (v.isValid()) counter(key, v.value);
    }
    template <class Tag> void ids(std::string_view key, const std::vector<Id<Tag>>& v);
    template <Dim D, class... Range> void quantity(std::string_view key, Quantity<D> v, Range&&...) {
        number(key, v.si());
    }
    template <Dim D> void optionalQuantity(std::string_view key, const std::optional<Quantity<D>>& v) {
        if (v) number(key, v->si());
    }
    template <class E> void word(std::string_view key, E v, std::span<const std::string_view> names) {
        text(key, std::string(names[static_cast<std::size_t>(v)]));
    }
    /// The first word of the list stands for "unset" and is left out.
    template <class E> void optionalWord(std::string_view key, E v, std::span<const std::string_view> names) {
        if (static_cast<std::size_t>(v) != 0) word(key, v, names);
    }

    template <class T> void object(std::string_view key, const T& v);
    template <class T> void optionalObject(std::string_view key, const std::optional<T>& v) {
        if (v) object(key, *v);
    }
    template <class T> void objects(std::string_view key, const std::vector<T>& v, std::string_view word);
    /// The next key, or the elements of the next list, start on lines of their own.
    void breakBefore(int indent) { out_->lineBreak(indent); }
    void breakElements(int indent) { elementIndent_ = indent; }

    JsonWriter& out() { return *out_; }

private:
    JsonWriter* out_;
    int elementIndent_ = kNoBreak;
};

template <class Tag> void ObjectWriter::ids(std::string_view key, const std::vector<Id<Tag>>& v) {
    if (v.empty()) return;
    out_->key(key);
    out_->beginArray();
    for (const Id<Tag> id : v)
        out_->number(id.value);
    out_->endArray();
}

template <class T> void ObjectWriter::object(std::string_view key, const T& v) {
    out_->key(key);
    ObjectWriter inner(*out_);
    describe(inner, v);
    inner.finish();
}

template <class T>
void ObjectWriter::objects(std::string_view key, const std::vector<T>& v, std::string_view) {
    if (v.empty()) return;
    out_->key(key);
    out_->beginArray();
    for (const T& element : v) {
        if (elementIndent_ >= 0) out_->lineBreak(elementIndent_);
        ObjectWriter inner(*out_);
        describe(inner, element);
        inner.finish();
    }
    out_->endArray();
    elementIndent_ = kNoBreak;
}

}  // namespace rackloom::model
