// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/graph_files/readers.h"

namespace rackloom::analytics {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// Cuts the text up to the separator off.
std::string_view next(std::string_view& text, char separator) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view out = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return trimmed(out);
}

Error wrong(std::string_view what, std::size_t number, std::string_view item, const std::string& why) {
    return {std::string(what) + ' ' + std::to_string(number),
            "\"" + std::string(item.substr(0, 60)) + "\" " + why,
            "Write n=<count>|w=<w0,w1,...>|e=<u>-<v>:<capacity>,..."};
}

Result<void> readWeights(std::string_view list, GraphBuilder& builder) {
    std::uint32_t v = 0;
    while (!list.empty()) {
        const std::string_view item = next(list, ',');
        if (v >= builder.vertexCount())
            return wrong("weight", v + std::size_t{1}, item, "is one more than there are nodes");
        const Result<Decimal> weight = parseDecimal(item);
        if (!weight) return wrong("weight", v + std::size_t{1}, item, "is not a weight from 0 on");
        if (auto done = builder.weigh(v, weight.value()); !done) return done;
        ++v;
    }
    if (v != builder.vertexCount())
        return Error{"w",
                     std::to_string(v) + " weights are given for " + std::to_string(builder.vertexCount()) +
                         " nodes",
                     "Give one weight for each node."};
    return {};
}

Result<void> readLinks(std::string_view list, GraphBuilder& builder) {
    std::size_t number = 0;
    while (!list.empty()) {
        const std::string_view item = next(list, ',');
        ++number;
        if (item.empty()) return wrong("link", number, item, "is empty");
        std::string_view rest = item;
        const auto u = parseIndex(next(rest, '-'));
        const bool capacityGiven = rest.find(':') != std::string_view::npos;
        const auto v = parseIndex(next(rest, ':'));
        if (!u || !v) return wrong("link", number, item, "does not name two nodes");
        if (*u >= builder.vertexCount() || *v >= builder.vertexCount())
            return wrong("link", number, item, "names a node that is not there");
        Decimal capacity;
        if (capacityGiven) {
            const Result<Decimal> read = parseDecimal(trimmed(rest));
            if (!read) return wrong("link", number, item, "has no capacity: " + read.error().reason);
            capacity = read.value();
        }
        if (auto done = builder.join(*u, *v, capacity); !done)
            return wrong("link", number, item, "cannot be added: " + done.error().reason);
    }
    return {};
}

}  // namespace

std::optional<std::uint32_t> parseIndex(std::string_view text) {
    if (text.empty() || text.size() > 9) return std::nullopt;
    std::uint32_t out = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        out = out * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return out;
}

Error atLine(Error error, std::size_t line) {
    if (error.place.empty()) error.place = "line " + std::to_string(line);
    return error;
}

Result<void> readGraphString(std::string_view text, GraphBuilder& builder) {
    std::optional<std::string_view> n, w, e;
    std::string_view rest = trimmed(text);
    if (rest.starts_with('#')) rest = trimmed(rest.substr(std::min(rest.find('\n'), rest.size())));
    while (!rest.empty()) {
        std::string_view part = next(rest, '|');
        if (part.empty()) continue;
        const std::string_view key = next(part, '=');
        if (key != "n" && key != "w" && key != "e")
            return Error{"", "the part \"" + std::string(key.substr(0, 40)) + "\" is unknown",
                         "A graph string has the parts n, w and e."};
        std::optional<std::string_view>& slot = key == "n" ? n : key == "w" ? w : e;
        if (slot) return Error{"", "the part \"" + std::string(key) + "\" stands twice", "Keep one of them."};
        slot = part;
    }
    if (!n) return Error{"", "the number of nodes is missing", "Open with n=<count>|."};
    const auto count = parseIndex(*n);
    if (!count)
        return Error{"n", "\"" + std::string(n->substr(0, 40)) + "\" is not a number of nodes",
                     "Write a whole number, up to nine digits."};
    if (auto done = builder.addNumbered(*count); !done) return done;
    if (w)
        if (auto done = readWeights(*w, builder); !done) return done;
    return e ? readLinks(*e, builder) : Result<void>();
}

}  // namespace rackloom::analytics
