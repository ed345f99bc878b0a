// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

namespace rackloom::model {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD for bytes that are no text

/// Bytes of the well-formed multi-byte character that `text` starts with, or 0.
std::size_t utf8Length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
    const bool outside = (lead == 0xED && byte(1) >= 0xA0) || (lead == 0xF4 && byte(1) >= 0x90);
    return overlong || outside ? 0 : length;
}

}  // namespace

std::string numberText(double value) {
    if (!std::isfinite(value)) return "null";
    if (value == 0 && std::signbit(value)) return "-0.0";  // a bare -0 would read back as plain zero
    std::array<char, 64> buffer;
    constexpr double kExactIntegers = 9007199254740992.0;
    const bool whole = value == std::floor(value) && std::abs(value) < kExactIntegers;
    const auto end =
        whole ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<std::int64_t>(value))
              : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    std::string digits(buffer.data(), end.ptr);
    if (!whole) return digits;
    const auto shorter = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    const std::string scientific(buffer.data(), shorter.ptr);
    return digits.size() > 7 && scientific.size() < digits.size() ? scientific : digits;
}

void JsonWriter::separate() {
    if (needsComma_) out_ += ',';
    if (lineBreak_ >= 0) {
        out_ += '\n';
        out_.append(static_cast<std::size_t>(lineBreak_), ' ');
    } else if (needsComma_) {
        out_ += ' ';
    }
    lineBreak_ = kNoBreak;
    needsComma_ = false;
}

void JsonWriter::begin(char bracket) {
    if (!afterKey_) separate();
    afterKey_ = false;
    needsComma_ = false;
    out_ += bracket;
}

void JsonWriter::end(char bracket) {
    needsComma_ = false;
    if (lineBreak_ >= 0) separate();
    out_ += bracket;
    needsComma_ = true;
}

void JsonWriter::key(std::string_view name) {
    separate();
    quote(name);
    out_ += ": ";
    afterKey_ = true;
}

void JsonWriter::text(std::string_view value) {
    if (!afterKey_) separate();
    afterKey_ = false;
    quote(value);
    needsComma_ = true;
}

void JsonWriter::number(double value) {
    if (!afterKey_) separate();
    afterKey_ = false;
    allFinite_ = allFinite_ && std::isfinite(value);
    out_ += numberText(value);
    needsComma_ = true;
}

void JsonWriter::truth(bool value) {
    if (!afterKey_) separate();
    afterKey_ = false;
    out_ += value ? "true" : "false";
    needsComma_ = true;
}

void JsonWriter::quote(std::string_view value) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out_ += '"';
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80) {
            const std::size_t length = utf8Length(value.substr(i));
            out_ += length == 0 ? kReplacement : value.substr(i, length);
            i += length == 0 ? 0 : length - 1;
        } else if (c == '"' || c == '\\') {
            out_ += '\\';
            out_ += c;
        } else if (c == '\n') {
            out_ += "\\n";
        } else if (c == '\t') {
            out_ += "\\t";
        } else if (byte < 0x20 || byte == 0x7f) {
            out_ += "\\u00";
            out_ += kHex[byte >> 4];
            out_ += kHex[byte & 15];
        } else {
            out_ += c;
        }
    }
    out_ += '"';
}

}  // namespace rackloom::model
