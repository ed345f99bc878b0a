// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/decoder.h"

#include "model/storage/json_writer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rackloom::model {

namespace {

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Case does not count: a word in capitals is the nearest to itself.
std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (lowered(a[i - 1]) == lowered(b[j - 1]) ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row.back();
}

std::string inQuotes(std::string_view text) {
    constexpr std::size_t kLongest = 60;
    return '"' + std::string(text.substr(0, kLongest)) + (text.size() > kLongest ? "...\"" : "\"");
}

std::string listed(std::span<const std::string_view> words) {
    std::string out;
    for (const std::string_view w : words) {
        if (w.empty()) continue;
        if (!out.empty()) out += ", ";
        out += w;
    }
    return out;
}

}  // namespace

std::string_view nearestWord(std::string_view wrong, std::span<const std::string_view> allowed) {
    constexpr std::size_t kLongest = 40;
    std::string_view best;
    std::size_t bestDistance = std::max<std::size_t>(2, wrong.size() / 3) + 1;
    if (wrong.size() > kLongest) return best;
    for (const std::string_view word : allowed) {
        const std::size_t distance = editDistance(wrong, word);
        if (distance < bestDistance && distance < word.size()) {
            best = word;
            bestDistance = distance;
        }
    }
    return best;
}

void Decoding::fail(std::uint32_t line, const std::string& object, std::string reason, std::string remedy) {
    if (error) return;
    std::string place = file + ":" + std::to_string(line);
    if (!object.empty()) place += ", " + object;
    error = Error{std::move(place), std::move(reason), std::move(remedy)};
}

ObjectReader::ObjectReader(Decoding& run, const JsonValue& json, std::string word, const ObjectReader* parent)
    : run_(&run), json_(&json), word_(std::move(word)), parent_(parent) {
    if (const JsonObject* members = json.object())
        used_.resize(members->size());
    else
        fail(json, {}, "expected an object, found " + std::string(json.kindName()));
}

std::string ObjectReader::name() const {
    std::string own = word_;
    if (const JsonValue* id = json_->find("id"); id != nullptr && id->number() != nullptr)
        own += " " + numberText(*id->number());
    const JsonValue* called = json_->find("name");
    if (called == nullptr) called = json_->find("key");
    if (called != nullptr && called->text() != nullptr && !own.empty())
        own += " " + inQuotes(*called->text());
    const std::string outer = parent_ != nullptr ? parent_->name() : std::string();
    return outer.empty() || own.empty() ? outer + own : outer + ", " + own;
}

void ObjectReader::fail(const JsonValue& at, std::string_view key, std::string reason, std::string remedy) {
    if (failed()) return;
    std::string object = name();
    if (!key.empty()) object += (object.empty() ? "" : ", ") + std::string(key);
    run_->fail(at.line, object, std::move(reason), std::move(remedy));
}

const JsonValue* ObjectReader::lookUp(std::string_view key) {
    asked_.push_back(key);
    const JsonObject* members = json_->object();
    if (members == nullptr || failed()) return nullptr;
    // Files are written in the order in which codecs ask, so the next member is nearly always the one.
    for (std::size_t n = 0; n < members->size(); ++n) {
        const std::size_t i = next_ + n < members->size() ? next_ + n : next_ + n - members->size();
        if ((*members)[i].key != key) continue;
        used_[i] = true;
        next_ = i + 1 < members->size() ? i + 1 : 0;
        return &(*members)[i].value;
    }
    return nullptr;
}

const JsonValue* ObjectReader::require(std::string_view key) {
    const JsonValue* v = lookUp(key);
    if (v == nullptr && missing_.empty()) missing_ = key;
    return v;
}

void ObjectReader::finish() {
    const JsonObject* members = json_->object();
    if (members == nullptr || failed()) return;
    for (std::size_t i = 0; i < members->size(); ++i) {
        if (used_[i]) continue;
        const JsonMember& member = (*members)[i];
        const std::string_view near = nearestWord(member.key, asked_);
        fail(member.value, {}, "unknown key " + inQuotes(member.key),
             near.empty() ? "Remove it" : "Did you mean \"" + std::string(near) + "\"?");
        return;
    }
    if (!missing_.empty()) fail(*json_, {}, "the key \"" + missing_ + "\" is missing", "Add it");
}

void ObjectReader::text(std::string_view key, std::string& out) {
    const JsonValue* v = require(key);
    if (v == nullptr) return;
    if (const std::string* t = v->text())
        out = *t;
    else
        fail(*v, key, "expected text, found " + std::string(v->kindName()));
}

void ObjectReader::optionalText(std::string_view key, std::string& out) {
    if (has(key)) text(key, out);
}

void ObjectReader::number(std::string_view key, double& out, NumberRange range) {
    const JsonValue* v = require(key);
    if (v == nullptr) return;
    if (v->number() == nullptr)
        return fail(*v, key, "expected a number, found " + std::string(v->kindName()));
    out = *v->number();
    if (out < range.least)
        fail(*v, key, numberText(out) + " is below " + numberText(range.least), "Enter a larger number");
    else if (out > range.most)
        fail(*v, key, numberText(out) + " is above " + numberText(range.most), "Enter a smaller number");
}

void ObjectReader::optionalNumber(std::string_view key, std::optional<double>& out, NumberRange range) {
    if (!has(key)) return;
    out.emplace();
    number(key, *out, range);
}

bool ObjectReader::wholeNumber(const JsonValue& v, std::string_view key, double least, double most,
                               double& out) {
    const double* number = v.number();
    if (number == nullptr) {
        fail(v, key, "expected a whole number, found " + std::string(v.kindName()));
        return false;
    }
    if (*number != std::floor(*number) || *number < least || *number > most) {
        fail(v, key,
             "expected a whole number from " + numberText(least) + " to " + numberText(most) + ", found " +
                 numberText(*number));
        return false;
    }
    out = *number;
    return true;
}

void ObjectReader::integer(std::string_view key, int& out, int least, int most) {
    const JsonValue* v = require(key);
    double value = 0;
    if (v != nullptr && wholeNumber(*v, key, least, most, value)) out = static_cast<int>(value);
}

void ObjectReader::optionalInteger(std::string_view key, int& out, int least, int most) {
    if (has(key)) integer(key, out, least, most);
}

void ObjectReader::counter(std::string_view key, std::uint32_t& out) {
    const JsonValue* v = require(key);
    double value = 0;
    if (v != nullptr && wholeNumber(*v, key, 0, kMaxFileId, value)) out = static_cast<std::uint32_t>(value);
}

void ObjectReader::flag(std::string_view key, bool& out) {
    const JsonValue* v = lookUp(key);
    if (v == nullptr) return;
    if (const bool* truth = v->truth())
        out = *truth;
    else
        fail(*v, key, "expected true or false, found " + std::string(v->kindName()));
}

const JsonArray* ObjectReader::list(std::string_view key, bool required) {
    const JsonValue* v = required ? require(key) : lookUp(key);
    if (v == nullptr) return nullptr;
    if (v->array() == nullptr) fail(*v, key, "expected a list, found " + std::string(v->kindName()));
    return v->array();
}

void ObjectReader::optionalTexts(std::string_view key, std::vector<std::string>& out) {
    const JsonArray* array = list(key, false);
    if (array == nullptr) return;
    for (const JsonValue& v : *array) {
        if (v.text() == nullptr) return fail(v, key, "expected text, found " + std::string(v.kindName()));
        out.push_back(*v.text());
    }
}

void ObjectReader::texts(std::string_view key, std::vector<std::string>& out) {
    if (require(key) != nullptr) optionalTexts(key, out);
}

void ObjectReader::integers(std::string_view key, std::initializer_list<int*> out) {
    const JsonArray* array = list(key, true);
    if (array == nullptr) return;
    if (array->size() != out.size())
        return fail(*json_->find(key), key, "expected a list of " + std::to_string(out.size()) + " numbers");
    for (std::size_t i = 0; i < out.size(); ++i) {
        double value = 0;
        if (!wholeNumber((*array)[i], key, kLeastInt, kMostInt, value)) return;
        *out.begin()[i] = static_cast<int>(value);
    }
}

void ObjectReader::counters(std::string_view key, std::initializer_list<std::uint32_t*> out) {
    const JsonArray* array = list(key, true);
    if (array == nullptr) return;
    if (array->size() != out.size())
        return fail(*json_->find(key), key, "expected a list of " + std::to_string(out.size()) + " numbers");
    for (std::size_t i = 0; i < out.size(); ++i) {
        double value = 0;
        if (!wholeNumber((*array)[i], key, 0, kMaxFileId, value)) return;
        *out.begin()[i] = static_cast<std::uint32_t>(value);
    }
}

void ObjectReader::numbersByName(std::string_view key, std::map<std::string, double>& out) {
    const JsonValue* v = lookUp(key);
    if (v == nullptr) return;
    const JsonObject* members = v->object();
    if (members == nullptr) return fail(*v, key, "expected an object, found " + std::string(v->kindName()));
    for (const JsonMember& member : *members) {
        const double* number = member.value.number();
        if (number == nullptr)
            return fail(member.value, key,
                        inQuotes(member.key) + ": expected a number, found " +
                            std::string(member.value.kindName()));
        out[member.key] = *number;
    }
}

void ObjectReader::celsius(std::string_view key, Temperature& out) {
    double value = 0;
    number(key, value);
    out = Temperature::celsius(value);
}

void ObjectReader::optionalCelsius(std::string_view key, std::optional<Temperature>& out) {
    if (has(key)) celsius(key, out.emplace());
}

void ObjectReader::optionalNumbers(std::string_view key, std::vector<double>& out) {
    const JsonArray* array = list(key, false);
    if (array == nullptr) return;
    for (const JsonValue& v : *array) {
        if (v.number() == nullptr)
            return fail(v, key, "expected a number, found " + std::string(v.kindName()));
        out.push_back(*v.number());
    }
}

std::size_t ObjectReader::wordIndex(std::string_view key, std::span<const std::string_view> names,
                                    bool required) {
    const JsonValue* v = required ? require(key) : lookUp(key);
    if (v == nullptr) return names.size();
    const std::string* text = v->text();
    if (text == nullptr) {
        fail(*v, key, "expected text, found " + std::string(v->kindName()));
        return names.size();
    }
    const auto found = std::find(names.begin(), names.end(), *text);
    if (found == names.end())
        fail(*v, key, "unknown word " + inQuotes(*text), "Use one of: " + listed(names));
    return static_cast<std::size_t>(found - names.begin());
}

}  // namespace rackloom::model
