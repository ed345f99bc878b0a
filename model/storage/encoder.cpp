// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/encoder.h"

#include <array>
#include <charconv>
#include <cmath>

namespace rackloom::model {

namespace {

double rounded(double value, int digits) {
    std::array<char, 40> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::scientific, digits - 1);
    double out = value;
    std::from_chars(buffer.data(), end.ptr, out);
    return out;
}

/// The value with the fewest digits near `guess` that `readsBack` accepts.
template <class F> std::optional<double> shortestNear(double guess, F&& readsBack) {
    constexpr int kDigits = 17, kNeighbours = 4;
    if (!std::isfinite(guess)) return std::nullopt;
    for (int digits = 1; digits <= kDigits; ++digits)
        if (const double v = rounded(guess, digits); readsBack(v)) return v;
    double below = guess, above = guess;
    for (int i = 0; i < kNeighbours; ++i) {
        below = std::nextafter(below, -INFINITY);
        above = std::nextafter(above, INFINITY);
        if (readsBack(below)) return below;
        if (readsBack(above)) return above;
    }
    return std::nullopt;
}

}  // namespace

std::optional<double> exactIn(double si, double unit) {
    if (unit == 1) return si;
    return shortestNear(si / unit, [&](double v) { return v * unit == si; });
}

double exactCelsius(Temperature t) {
    const auto found = shortestNear(t.inCelsius(), [&](double v) { return Temperature::celsius(v) == t; });
    return found.value_or(t.inCelsius());
}

void ObjectWriter::text(std::string_view key, const std::string& v) {
    out_->key(key);
    out_->text(v);
}

void ObjectWriter::number(std::string_view key, double v) {
    out_->key(key);
    out_->number(v);
}

void ObjectWriter::flag(std::string_view key, bool v) {
    if (!v) return;
    out_->key(key);
    out_->truth(v);
}

void ObjectWriter::optionalNumbers(std::string_view key, const std::vector<double>& v) {
    if (v.empty()) return;
    out_->key(key);
    out_->beginArray();
    for (const double number : v)
        out_->number(number);
    out_->endArray();
}

void ObjectWriter::texts(std::string_view key, const std::vector<std::string>& v) {
    out_->key(key);
    out_->beginArray();
    for (const std::string& t : v)
        out_->text(t);
    out_->endArray();
}

void ObjectWriter::integers(std::string_view key, std::initializer_list<const int*> v) {
    out_->key(key);
    out_->beginArray();
    for (const int* n : v)
        out_->number(*n);
    out_->endArray();
}

void ObjectWriter::counters(std::string_view key, std::initializer_list<const std::uint32_t*> v) {
    out_->key(key);
    out_->beginArray();
    for (const std::uint32_t* n : v)
        out_->number(*n);
    out_->endArray();
}

void ObjectWriter::numbersByName(std::string_view key, const std::map<std::string, double>& v) {
    if (v.empty()) return;
    out_->key(key);
    out_->beginObject();
    for (const auto& [name, value] : v) {
        out_->key(name);
        out_->number(value);
    }
    out_->endObject();
}

}  // namespace rackloom::model
