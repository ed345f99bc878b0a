// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <optional>

namespace rackloom::model {

namespace {

constexpr std::string_view kRestore = "Correct the text or open an older copy of the file";

/// Where the reader stands in the text; lines are counted lazily up to the last finished token.
struct Position {
    const char* begin;
    const char* at;
    const char* counted;
    std::uint32_t line = 1;

    // The scanner looks one character past a number, so the last character read is never counted.
    std::uint32_t tokenLine() {
        const char* until = at == begin ? at : at - 1;
        if (until > counted) {
            line += static_cast<std::uint32_t>(std::count(counted, until, '\n'));
            counted = until;
        }
        return line;
    }
};

/// An input iterator over the text that keeps one shared position.
class TextIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    TextIterator() = default;
    TextIterator(const char* at, Position* shared) : at_(at), shared_(shared) {}

    reference operator*() const { return *at_; }
    TextIterator& operator++() {
        ++at_;
        if (shared_ != nullptr) shared_->at = at_;
        return *this;
    }
    TextIterator operator++(int) {
        TextIterator before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(const TextIterator& a, const TextIterator& b) { return a.at_ == b.at_; }
    friend bool operator!=(const TextIterator& a, const TextIterator& b) { return !(a == b); }

private:
    const char* at_ = nullptr;
    Position* shared_ = nullptr;
};

std::string shortened(std::string_view text) {
    constexpr std::size_t kLongest = 40;
    std::string out;
    for (const char c : text.substr(0, kLongest))
        out += static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f ? '?' : c;
    return text.size() > kLongest ? out + "..." : out;
}

// A program, a picture, an archive: naming one of its bytes would help nobody.
bool isBinary(std::string_view token) {
    return std::any_of(token.begin(), token.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7f;
    });
}

/// Receives the tokens and builds the tree.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
public:
    TreeBuilder(Position& position, std::string_view text, std::string_view file)
        : position_(position), text_(text), file_(file) {}

    bool null() override { return add({}); }
    bool boolean(bool v) override { return add(v); }
    bool number_integer(number_integer_t v) override { return add(static_cast<double>(v)); }
    bool number_unsigned(number_unsigned_t v) override { return add(static_cast<double>(v)); }
    bool number_float(number_float_t v, const string_t&) override { return add(v); }
    bool string(string_t& v) override { return add(std::move(v)); }
    bool binary(binary_t&) override { return fail("binary data is not JSON", kRestore); }
    bool start_object(std::size_t) override { return open(JsonObject{}); }
    bool start_array(std::size_t) override { return open(JsonArray{}); }
    bool end_array() override { return close(); }
    bool end_object() override { return !hasDuplicate(*open_.back()) && close(); }
    bool key(string_t& v) override {
        open_.back()->object()->push_back({std::move(v), {}});
        return true;
    }
    bool parse_error(std::size_t, const std::string& token, const nlohmann::json::exception& error) override {
        return fail(syntaxReason(token, error.what()), kRestore);
    }

    Result<JsonValue> finish() {
        if (error_) return *error_;
        return std::move(root_);
    }
    bool fail(std::string reason, std::string_view remedy) {
        return failAt(position_.tokenLine(), std::move(reason), remedy);
    }

private:
    using Value = decltype(JsonValue::value);

    bool failAt(std::uint32_t line, std::string reason, std::string_view remedy) {
        if (!error_)
            error_ = Error{std::string(file_) + ":" + std::to_string(line), std::move(reason),
                           std::string(remedy)};
        return false;
    }

    JsonValue* place(Value value) {
        if (++count_ > kMaxJsonValues) {
            fail("the file holds more than " + std::to_string(kMaxJsonValues) + " values",
                 "Split the design into several files");
            return nullptr;
        }
        JsonValue* slot = &root_;
        if (!open_.empty()) {
            if (JsonArray* list = open_.back()->array())
                slot = &list->emplace_back();
            else
                slot = &open_.back()->object()->back().value;
        }
        slot->value = std::move(value);
        slot->line = position_.tokenLine();
        return slot;
    }
    bool add(Value value) { return place(std::move(value)) != nullptr; }
    bool open(Value value) {
        if (open_.size() >= static_cast<std::size_t>(kMaxJsonDepth))
            return fail("values are nested more than " + std::to_string(kMaxJsonDepth) + " deep", kRestore);
        JsonValue* opened = place(std::move(value));
        if (opened == nullptr) return false;
        // A container is only ever grown while it is the innermost one, so these pointers stay valid.
        open_.push_back(opened);
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    bool hasDuplicate(const JsonValue& object) {
        std::vector<const JsonMember*> sorted;
        for (const JsonMember& member : *object.object())
            sorted.push_back(&member);
        const auto order = [](const JsonMember* a, const JsonMember* b) {
            return std::tie(a->key, a) < std::tie(b->key, b);
        };
        std::sort(sorted.begin(), sorted.end(), order);
        const auto twice =
            std::adjacent_find(sorted.begin(), sorted.end(),
                               [](const JsonMember* a, const JsonMember* b) { return a->key == b->key; });
        if (twice == sorted.end()) return false;
        failAt((*std::next(twice))->value.line,
               "the key \"" + shortened((*twice)->key) + "\" appears twice in one object",
               "Remove one of the two");
        return true;
    }

    std::string syntaxReason(const std::string& token, std::string_view detail) const {
        const std::size_t offset = static_cast<std::size_t>(position_.at - position_.begin);
        if (detail.find("out_of_range") != std::string_view::npos)
            return "the number " + shortened(token) + " is too large";
        if (detail.find("UTF-8") != std::string_view::npos) return "the text is not valid UTF-8";
        if (!token.empty() && token.back() == '/') return "comments are not part of JSON";
        const bool endsHere = detail.find("unexpected end of input") != std::string_view::npos ||
                              detail.find("missing closing quote") != std::string_view::npos;
        if (endsHere && offset >= text_.size())
            return text_.empty() ? "the file is empty" : "the file ends in the middle";
        if (detail.find("control character") != std::string_view::npos)
            return "a text holds a line break or a control character";
        if (detail.find("expected end of input") != std::string_view::npos)
            return "there is text after the end of the document: " + shortened(token);
        if (isBinary(token)) return "this is not a text file but binary data";
        return "this is not valid JSON: unexpected " + shortened(token);
    }

    Position& position_;
    std::string_view text_, file_;
    JsonValue root_;
    std::vector<JsonValue*> open_;
    std::size_t count_ = 0;
    std::optional<Error> error_;
};

}  // namespace

std::string_view JsonValue::kindName() const {
    constexpr std::string_view kNames[] = {"null", "true or false", "a number",
                                           "text", "a list",        "an object"};
    return kNames[value.index()];
}

const JsonValue* JsonValue::find(std::string_view key) const {
    if (const JsonObject* members = object())
        for (const JsonMember& member : *members)
            if (member.key == key) return &member.value;
    return nullptr;
}

JsonValue* JsonValue::find(std::string_view key) {
    return const_cast<JsonValue*>(std::as_const(*this).find(key));
}

Result<JsonValue> parseJson(std::string_view text, std::string_view fileName) {
    const std::string firstLine = std::string(fileName) + ":1";
    if (text.size() > kMaxJsonBytes)
        return Error{firstLine, "the file is larger than 512 MB", "Split the design into several files"};
    if (text.starts_with("\xEF\xBB\xBF") || text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return Error{firstLine, "the file starts with a byte order mark",
                     "Save it as UTF-8 without a byte order mark"};
    Position position{text.data(), text.data(), text.data()};
    TreeBuilder builder(position, text, fileName);
    nlohmann::json::sax_parse(TextIterator(text.data(), &position),
                              TextIterator(text.data() + text.size(), nullptr), &builder);
    return builder.finish();
}

}  // namespace rackloom::model
