// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <algorithm>

namespace rackloom::app {

Exit Console::fail(const Error& error, Exit code) const {
    std::string text = error.text();
    if (!text.empty() && text.back() != '.' && text.back() != '?') text += '.';
    note("rackloom: " + text + '\n');
    return code;
}

std::size_t displayWidth(std::string_view utf8) {
    // Every code point counts as one column; continuation bytes as none.
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; }));
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
        const std::string word(prose.substr(0, blank));
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
