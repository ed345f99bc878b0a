// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <algorithm>

namespace rackloom::app {

namespace {

// The length of the UTF-8 sequence that opens the text, or 0 when it is none.
std::size_t sequence(std::string_view text, char32_t& code) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) {
        code = lead;
        return 1;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return 0;
    code = lead & (0xffu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0u) != 0x80u) return 0;
        code = code << 6 | (byte(i) & 0x3fu);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool outside = (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff;
    return overlong || outside ? 0 : length;
}

bool steersTerminals(char32_t code) {
    return code < 0x20 || (code >= 0x7f && code <= 0x9f) || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

std::string escaped(std::string_view text, bool keepLines) {
    std::string out;
    out.reserve(text.size());
    char escape[16];
    while (!text.empty()) {
        char32_t code = 0;
        const std::size_t length = sequence(text, code);
        if (length == 0) {
            std::snprintf(escape, sizeof escape, "\\x%02x",
                          static_cast<unsigned>(static_cast<unsigned char>(text[0])));
            out += escape;
        } else if (steersTerminals(code) && !(keepLines && code == '\n')) {
            std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(code));
            out += escape;
        } else {
            out += text.substr(0, length);
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return out;
}

}  // namespace

std::string shown(std::string_view text) {
    return escaped(text, false);
}

std::string shownLines(std::string_view text) {
    return escaped(text, true);
}

void Console::print(std::string_view text) const {
    write(shownLines(text));
}

void Console::note(std::string_view text) const {
    const std::string safe = shownLines(text);
    std::fwrite(safe.data(), 1, safe.size(), err);
}

Exit Console::fail(const Error& error, Exit code) const {
    std::string text = error.text();
    if (!text.empty() && text.back() != '.' && text.back() != '?') text += '.';
    note("rackloom: " + shown(text) + '\n');
    return code;
}

std::size_t displayWidth(std::string_view utf8) {
    // Every code point counts as one column; continuation bytes as none.
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; }));
}

void TextTable::add(std::vector<std::string> cells) {
    for (std::string& cell : cells)
        cell = shown(cell);
    rows_.push_back(std::move(cells));
}

std::string TextTable::text(std::size_t indent) const {
    std::vector<std::size_t> widths(alignment_.size(), 0);
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row[i]));
    std::string out;
    for (const auto& row : rows_) {
        std::string line(indent, ' ');
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
            const std::string pad(widths[i] - displayWidth(row[i]), ' ');
            if (i > 0) line += "  ";
            line += alignment_[i] == 'r' ? pad + row[i] : row[i] + pad;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + '\n';
    }
    return out;
}

std::string wrapped(std::string_view prose, std::size_t indent, std::size_t width) {
    const std::string margin(indent, ' ');
    std::string out, line;
    while (!prose.empty()) {
        const std::size_t blank = std::min(prose.find_first_of(" \n"), prose.size());
        const std::string word = shown(prose.substr(0, blank));
        prose.remove_prefix(std::min(blank + 1, prose.size()));
        if (word.empty()) continue;
        if (!line.empty() && indent + displayWidth(line) + 1 + displayWidth(word) > width) {
            out += margin + line + '\n';
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
    }
    return line.empty() ? out : out + margin + line + '\n';
}

std::string joined(const std::vector<std::string>& items) {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
        out += items[i];
    }
    return out;
}

}  // namespace rackloom::app
