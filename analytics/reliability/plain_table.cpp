// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/plain_table.h"

#include <charconv>
#include <system_error>
#include <utility>

namespace rackloom::analytics::plain {

Cells split(std::string_view text, char at) {
    Cells out;
    for (;;) {
        const std::size_t end = text.find(at);
        out.push_back(text.substr(0, end));
        if (end == text.npos) return out;
        text.remove_prefix(end + 1);
    }
}

std::vector<Cells> rowsOf(std::string_view text) {
    std::vector<Cells> out;
    std::size_t width = 0;
    for (std::string_view line : split(text, '\n')) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        Cells cells = split(line, ',');
        if (width == 0)
            width = cells.size();
        else if (cells.size() == width)
            out.push_back(std::move(cells));
    }
    return out;
}

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    return end.ec == std::errc{} && !text.empty() ? std::optional(value) : std::nullopt;
}

}  // namespace rackloom::analytics::plain
