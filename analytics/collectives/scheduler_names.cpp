// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/collectives/scheduler_names.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace rackloom::analytics {
namespace {

using Names = std::vector<std::string>;

Error refused(std::string_view item, std::string reason) {
    return {"host list item \"" + std::string(item) + "\"", std::move(reason),
            "Write items as name, name[3] or name[001-004,7], separated by commas."};
}

/// Splits at commas outside of brackets.
std::vector<std::string_view> itemsOf(std::string_view list) {
    std::vector<std::string_view> items;
    std::size_t start = 0;
    int depth = 0;
    for (std::size_t i = 0; i <= list.size(); ++i) {
        if (i == list.size() || (list[i] == ',' && depth == 0)) {
            items.push_back(list.substr(start, i - start));
            start = i + 1;
        } else if (list[i] == '[') {
            ++depth;
        } else if (list[i] == ']') {
            --depth;
        }
    }
    return items;
}

std::optional<std::uint64_t> number(std::string_view digits) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
    return value;
}

std::string padded(std::uint64_t value, std::size_t width) {
    std::string digits = std::to_string(value);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

/// The texts of "001-004" or "7".
std::optional<Names> rangeOf(std::string_view range, std::size_t most) {
    const std::size_t dash = range.find('-');
    const std::string_view low = range.substr(0, dash);
    const std::optional<std::uint64_t> first = number(low);
    const std::optional<std::uint64_t> last =
        dash == std::string_view::npos ? first : number(range.substr(dash + 1));
    if (!first || !last || *last < *first || *last - *first >= most) return std::nullopt;
    Names out;
    for (std::uint64_t i = *first; i <= *last; ++i)
        out.push_back(padded(i, low.size()));
    return out;
}

Result<Names> expandItem(std::string_view whole, std::string_view item, std::size_t most) {
    const std::size_t open = item.find('[');
    if (open == std::string_view::npos) {
        if (item.find(']') != std::string_view::npos) return refused(whole, "a bracket is not opened");
        return Names{std::string(item)};
    }
    const std::size_t close = item.find(']', open);
    if (close == std::string_view::npos) return refused(whole, "a bracket is not closed");
    const Result<Names> tails = expandItem(whole, item.substr(close + 1), most);
    if (!tails) return tails.error();
    Names out;
    for (const std::string_view range : itemsOf(item.substr(open + 1, close - open - 1))) {
        const std::optional<Names> numbers = rangeOf(range, most);
        if (!numbers) return refused(whole, "\"" + std::string(range) + "\" is no range of numbers");
        if ((out.size() + numbers->size()) * tails.value().size() > most)
            return refused(whole, "it names more than " + std::to_string(most) + " hosts");
        for (const std::string& text : *numbers)
            out.push_back(std::string(item.substr(0, open)) + text);
    }
    Names joined;
    for (const std::string& head : out)
        for (const std::string& tail : tails.value())
            joined.push_back(head + tail);
    return joined;
}

}  // namespace

Result<std::vector<std::string>> expandHostlist(std::string_view list, std::size_t most) {
    Names out;
    for (const std::string_view item : itemsOf(list)) {
        if (item.empty()) return refused(list, "an item is empty");
        Result<Names> names = expandItem(item, item, most - std::min(most, out.size()));
        if (!names) return names.error();
        for (std::string& name : names.value())
            out.push_back(std::move(name));
        if (out.size() > most) return refused(list, "it names more than " + std::to_string(most) + " hosts");
    }
    return out;
}

std::vector<std::uint64_t> blockSizes(std::uint64_t smallest, std::uint64_t domains) {
    std::vector<std::uint64_t> sizes;
    for (std::uint64_t together = 1; together <= domains && together != 0; together *= 2)
        sizes.push_back(smallest * together);
    return sizes;
}

double astraBytesPerNanosecond(double bandwidth) {
    constexpr double kBinaryGigabyte = 1024.0 * 1024.0 * 1024.0, kNanosecondsPerSecond = 1e9;
    return bandwidth * kBinaryGigabyte / kNanosecondsPerSecond;
}

}  // namespace rackloom::analytics
