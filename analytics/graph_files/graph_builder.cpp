// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/graph_files/graph_builder.h"

#include "analytics/graph_files/readers.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

namespace rackloom::analytics {
namespace {

/// Decimals that are kept, and how many digits of numbers so small that these would not show them.
constexpr int kDecimals = 6, kSmallDigits = 6, kMaxDecimals = 15;
/// Sums up to here are whole numbers in a double as well, so that no report rounds them.
constexpr std::int64_t kMaxSum = std::int64_t{1} << 53;
constexpr std::uint64_t kMaxWeight = 0xffffffffu;
constexpr std::uint32_t kNoTier = 0xffffffffu;
constexpr std::uint32_t kMaxTier = 64;

constexpr std::int64_t powerOfTen(int n) {
    std::int64_t out = 1;
    while (n-- > 0)
        out *= 10;
    return out;
}

Error tooLarge(const char* what, int decimals = 0) {
    if (decimals > kDecimals)
        return {"",
                std::string(what) + " of the graph are too far apart: the smallest has " +
                    std::to_string(decimals) + " decimals, and in such units they add up to more than 2^53",
                "Leave out what is too small to matter."};
    return {"", std::string(what) + " of the graph add up to more than 2^53",
            "Use a larger unit, such as Gb/s instead of bit/s."};
}

Error tooSmall(const char* what) {
    return {"",
            std::string(what) + " above 0 has no digit among " + std::to_string(kMaxDecimals) + " decimals",
            "Use a smaller unit, such as Mb/s instead of Gb/s."};
}

/// How many decimals of a number to keep.
int decimalsOf(const Decimal& d) {
    int digits = 0;
    for (std::int64_t m = d.mantissa; m > 0; m /= 10)
        ++digits;
    const int firstDigit = 1 - d.exponent - digits;  // its place behind the point
    return std::clamp(std::max(kDecimals, firstDigit + kSmallDigits - 1), 0,
                      std::min(kMaxDecimals, std::max(0, -d.exponent)));
}

/// The number in units of 10^-decimals; nothing when it exceeds the most.
std::optional<std::int64_t> scaled(const Decimal& d, int decimals) {
    std::int64_t out = d.mantissa;
    int shift = d.exponent + decimals;
    for (; shift > 0 && out > 0; --shift)
        if (__builtin_mul_overflow(out, std::int64_t{10}, &out)) return std::nullopt;
    for (; shift < 0 && out > 0; ++shift)
        out = shift == -1 ? (out + 5) / 10 : out / 10;
    return out;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

Error notANumber(std::string_view text, const char* why) {
    return {"", "\"" + std::string(text.substr(0, 40)) + "\" " + why,
            "Write a plain number such as 400 or 12.5."};
}

std::string countOf(std::uint64_t n, const char* one, const char* many) {
    return std::to_string(n) + ' ' + (n == 1 ? one : many);
}

}  // namespace

Result<Decimal> parseDecimal(std::string_view text) {
    std::size_t i = 0;
    if (i < text.size() && text[i] == '+') ++i;
    if (i < text.size() && text[i] == '-') return notANumber(text, "is negative");
    Decimal out{0, 0};
    bool digits = false, point = false;
    for (; i < text.size() && (isDigit(text[i]) || (text[i] == '.' && !point)); ++i) {
        if (text[i] == '.') {
            point = true;
            continue;
        }
        digits = true;
        if (out.mantissa < std::numeric_limits<std::int64_t>::max() / 10 - 1) {
            out.mantissa = out.mantissa * 10 + (text[i] - '0');
            if (point) --out.exponent;
        } else if (!point) {
            ++out.exponent;
        }
    }
    if (!digits) return notANumber(text, "is not a finite number");
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        std::string_view rest = text.substr(i + 1);
        const bool minus = rest.starts_with('-');
        if (minus || rest.starts_with('+')) rest.remove_prefix(1);
        int exponent = 0;
        if (rest.empty() || rest.size() > 4) return notANumber(text, "is not a number of this size");
        for (const char c : rest) {
            if (!isDigit(c)) return notANumber(text, "is not a number");
            exponent = exponent * 10 + (c - '0');
        }
        out.exponent += minus ? -exponent : exponent;
        i = text.size();
    }
    if (i != text.size()) return notANumber(text, "is not a number");
    while (out.mantissa != 0 && out.mantissa % 10 == 0 && out.exponent < 0) {
        out.mantissa /= 10;
        ++out.exponent;
    }
    return out;
}

Result<std::uint32_t> GraphBuilder::vertex(std::string_view name) {
    poll();
    const auto [at, fresh] = byName_.try_emplace(std::string(name), count_);
    if (!fresh) return at->second;
    if (count_ >= limits_.vertices)
        return Error{"", "the graph has more than " + std::to_string(limits_.vertices) + " nodes",
                     "Give a smaller graph."};
    names_.emplace_back(name);
    weight_.push_back(0);
    weighed_.push_back(false);
    return count_++;
}

Result<void> GraphBuilder::addNumbered(std::uint64_t count) {
    if (count > limits_.vertices)
        return Error{"", "the graph has more than " + std::to_string(limits_.vertices) + " nodes",
                     "Give a smaller graph."};
    count_ = static_cast<std::uint32_t>(count);
    weight_.assign(count, 0);
    weighed_.assign(count, false);
    return {};
}

Result<void> GraphBuilder::weigh(std::uint32_t vertex, const Decimal& weight) {
    const int decimals = decimalsOf(weight);
    if (decimals > weightDecimals_ && weight.mantissa > 0)
        if (const auto done = rescaleWeights(decimals); !done) return done;
    const auto value = scaled(weight, weightDecimals_);
    if (!value || static_cast<std::uint64_t>(*value) > kMaxWeight)
        return Error{"", "the weight of a node exceeds " + std::to_string(kMaxWeight), "Divide all weights."};
    if (*value == 0 && weight.mantissa > 0) return tooSmall("a weight");
    weight_[vertex] = static_cast<std::uint64_t>(*value);
    weighed_[vertex] = true;
    anyWeight_ = true;
    return {};
}

Result<void> GraphBuilder::rescaleWeights(int decimals) {
    const std::uint64_t factor = static_cast<std::uint64_t>(powerOfTen(decimals - weightDecimals_));
    for (std::uint64_t& w : weight_) {
        w *= factor;
        if (w > kMaxWeight) return Error{"", "weights are too far apart", "Use weights with fewer decimals."};
    }
    weightDecimals_ = decimals;
    return {};
}

void GraphBuilder::setTier(std::uint32_t vertex, std::uint32_t tier) {
    if (tier_.size() <= vertex) tier_.resize(vertex + std::size_t{1}, kNoTier);
    tier_[vertex] = tier;
}

Result<void> GraphBuilder::rescaleCapacities(int decimals) {
    const std::int64_t factor = powerOfTen(decimals - capacityDecimals_);
    if (__builtin_mul_overflow(capacitySum_, factor, &capacitySum_) || capacitySum_ > kMaxSum)
        return tooLarge("the capacities", decimals);
    for (Link& link : links_)
        link.capacity *= factor;
    capacityDecimals_ = decimals;
    return {};
}

Result<void> GraphBuilder::join(std::uint32_t a, std::uint32_t b, const Decimal& capacity,
                                Direction direction) {
    poll();
    const int decimals = decimalsOf(capacity);
    if (decimals > capacityDecimals_ && capacity.mantissa > 0)
        if (const auto done = rescaleCapacities(decimals); !done) return done;
    const auto value = scaled(capacity, capacityDecimals_);
    if (!value || *value > kMaxSum || *value + capacitySum_ > kMaxSum)
        return tooLarge("the capacities", capacityDecimals_);
    if (*value == 0 && capacity.mantissa > 0) return tooSmall("a capacity");
    if (a == b) {
        ++loops_;
        return {};
    }
    if (*value == 0) {
        ++empty_;
        return {};
    }
    if (links_.size() >= limits_.links)
        return Error{"", "the graph has more than " + std::to_string(limits_.links) + " links",
                     "Give a smaller graph, or add parallel links up."};
    capacitySum_ += *value;
    const bool both = direction == Direction::Both;
    directed_ = directed_ || !both;
    links_.push_back({std::min(a, b), std::max(a, b), both || a < b, both || a > b, *value});
    return {};
}

/// Links between the same two vertices add; the two directions of directed links must agree.
Result<void> GraphBuilder::mergeParallel() {
    const auto order = [](const Link& x, const Link& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); };
    if (!std::is_sorted(links_.begin(), links_.end(), order))
        std::stable_sort(links_.begin(), links_.end(), order);
    std::vector<Link> out;
    std::uint64_t oneWay = 0;
    for (std::size_t i = 0; i < links_.size();) {
        poll();
        std::int64_t there = 0, back = 0;
        const std::size_t first = i;
        for (; i < links_.size() && !order(links_[first], links_[i]); ++i) {
            if (keepLast_) {
                there = links_[i].forward ? links_[i].capacity : there;
                back = links_[i].backward ? links_[i].capacity : back;
            } else {
                there += links_[i].forward ? links_[i].capacity : 0;
                back += links_[i].backward ? links_[i].capacity : 0;
            }
        }
        if (there > 0 && back > 0 && there != back)
            return Error{"",
                         "the link between \"" +
                             (names_.empty() ? std::to_string(links_[first].a) : names_[links_[first].a]) +
                             "\" and \"" +
                             (names_.empty() ? std::to_string(links_[first].b) : names_[links_[first].b]) +
                             "\" has different capacities in its two directions",
                         "Only links with the same capacity both ways can be bisected."};
        oneWay += there == 0 || back == 0 ? 1 : 0;
        if (there > 0 && back > 0 && i - first > 1 && directed_)
            parallel_ += i - first > 2 ? 1 : 0;
        else if (i - first > 1)
            ++parallel_;
        out.push_back({links_[first].a, links_[first].b, true, true, std::max(there, back)});
    }
    links_ = std::move(out);
    if (oneWay > 0)
        notes_.push_back(countOf(oneWay, "link is", "links are") +
                         " given in one direction only and taken to carry as much both ways");
    return {};
}

/// Nodes that are called by numbers are put in their order: grids are numbered row by row.
bool GraphBuilder::orderByNumber() {
    std::vector<std::uint32_t> number, order(count_), place(count_);
    for (const std::string& name : names_) {
        const auto n = parseIndex(name);
        if (!n || (name.size() > 1 && name.front() == '0')) return false;
        number.push_back(*n);
    }
    if (names_.empty()) return true;
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return number[a] < number[b]; });
    std::vector<std::string> names(count_);
    std::vector<std::uint64_t> weight(count_);
    std::vector<std::uint32_t> tier(tier_.empty() ? 0 : count_, kNoTier);
    for (std::uint32_t i = 0; i < count_; ++i) {
        place[order[i]] = i;
        names[i] = std::move(names_[order[i]]);
        weight[i] = weight_[order[i]];
        if (order[i] < tier_.size()) tier[i] = tier_[order[i]];
    }
    for (Link& link : links_) {
        link.a = place[link.a];
        link.b = place[link.b];
        if (link.a < link.b) continue;
        std::swap(link.a, link.b);
        std::swap(link.forward, link.backward);
    }
    names_ = std::move(names);
    weight_ = std::move(weight);
    tier_ = std::move(tier);
    return true;
}

void GraphBuilder::defaultWeights() {
    if (anyWeight_) return;
    bool tiers = false;
    for (const std::uint32_t t : tier_)
        tiers = tiers || (t != kNoTier && t > 0);
    for (std::uint32_t v = 0; v < count_; ++v)
        weight_[v] = tiers && v < tier_.size() && tier_[v] != kNoTier && tier_[v] > 0 ? 0 : 1;
    notes_.push_back(tiers ? "no weights are given: nodes without a tier, or of tier 0, count 1, others 0"
                           : "no weights are given: every node counts 1");
}

/// Tiers help only when they are complete; else they are told from distances.
void GraphBuilder::useTiers(FabricGraph& graph) const {
    std::vector<std::uint32_t> tier(count_, 0);
    for (std::uint32_t v = 0; v < count_; ++v) {
        if (weight_[v] > 0) continue;
        if (v >= tier_.size() || tier_[v] == kNoTier || tier_[v] == 0 || tier_[v] > kMaxTier) return;
        tier[v] = tier_[v];
    }
    graph.tier = std::move(tier);
}

Result<GraphFile> GraphBuilder::finish(GraphFormat format) {
    if (count_ == 0) return Error{"", "the graph has no nodes", "Give at least one link."};
    GraphFile out;
    out.numbered = orderByNumber();
    if (const auto done = mergeParallel(); !done) return done.error();
    defaultWeights();
    out.format = format;
    out.capacityScale = powerOfTen(capacityDecimals_);
    out.weightScale = powerOfTen(weightDecimals_);
    std::uint64_t total = 0;
    out.graph.weight.reserve(count_);
    for (const std::uint64_t w : weight_) {
        out.graph.weight.push_back(static_cast<std::uint32_t>(w));
        total += w;
    }
    if (total > static_cast<std::uint64_t>(kMaxSum)) return tooLarge("the weights");
    if (!tier_.empty()) useTiers(out.graph);
    out.graph.links.reserve(links_.size());
    for (const Link& link : links_)
        out.graph.links.push_back({link.a, link.b, link.capacity});
    if (loops_ > 0)
        notes_.push_back(countOf(loops_, "self loop was", "self loops were") +
                         " left out: no cut crosses one");
    if (empty_ > 0) notes_.push_back(countOf(empty_, "link", "links") + " of capacity 0 left out");
    if (parallel_ > 0)
        notes_.push_back(countOf(parallel_, "pair", "pairs") +
                         (keepLast_ ? " of nodes with several links: the last counts, as the graph is strict"
                                    : " of nodes with several links: their capacities add"));
    out.names = std::move(names_);
    out.notes = std::move(notes_);
    return out;
}

}  // namespace rackloom::analytics
