// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/balance.h"

#include "model/base/check.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>
#include <map>
#include <numeric>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kNever = 0xffffffffu;

}  // namespace

SubsetSums::SubsetSums(std::vector<WeightItem> items, std::uint64_t limit)
    : items_(std::move(items)), limit_(limit) {
    std::vector<bool> reachable(limit_ + 1, false);
    reachable[0] = true;
    for (const WeightItem& item : items_) {
        std::vector<std::uint32_t> used(limit_ + 1, kNever);
        for (std::uint64_t s = 0; s <= limit_; ++s) {
            if (reachable[s])
                used[s] = 0;
            else if (item.weight > 0 && s >= item.weight && used[s - item.weight] < item.count)
                used[s] = used[s - item.weight] + 1;
        }
        for (std::uint64_t s = 0; s <= limit_; ++s)
            reachable[s] = used[s] != kNever;
        used_.push_back(std::move(used));
    }
}

bool SubsetSums::reaches(std::uint64_t sum) const {
    if (sum > limit_) return false;
    return used_.empty() ? sum == 0 : used_.back()[sum] != kNever;
}

std::uint64_t SubsetSums::largestUpTo(std::uint64_t most) const {
    std::uint64_t sum = std::min(most, limit_);
    while (!reaches(sum))
        --sum;
    return sum;
}

std::vector<std::uint32_t> SubsetSums::counts(std::uint64_t sum) const {
    RL_CHECK(reaches(sum));
    std::vector<std::uint32_t> out(items_.size(), 0);
    for (std::size_t i = items_.size(); i-- > 0;) {
        out[i] = used_[i][sum];
        sum -= out[i] * items_[i].weight;
    }
    return out;
}

namespace {

/// Tables of this many cells cost some megabytes and milliseconds; larger puzzles are solved otherwise.
constexpr std::uint64_t kMaxCells = 40'000'000;
constexpr std::uint64_t kMaxBits = std::uint64_t{1} << 26;
constexpr std::size_t kMaxHalves = 40;

/// Sums of single things, by a bit each: no memory of how they came about.
std::uint64_t largestByBits(const std::vector<WeightItem>& items, std::uint64_t most) {
    const std::size_t words = static_cast<std::size_t>(most / 64 + 1);
    std::vector<std::uint64_t> bits(words, 0);
    bits[0] = 1;
    const auto addOnce = [&](std::uint64_t weight) {
        if (weight > most) return;
        const std::size_t shift = static_cast<std::size_t>(weight / 64),
                          low = static_cast<std::size_t>(weight % 64);
        for (std::size_t i = words; i-- > shift;) {
            std::uint64_t moved = bits[i - shift] << low;
            if (low > 0 && i > shift) moved |= bits[i - shift - 1] >> (64 - low);
            bits[i] |= moved;
        }
    };
    for (const WeightItem& item : items) {
        std::uint64_t left = item.count;
        for (std::uint64_t pack = 1; left > 0; pack *= 2) {  // packs of 1, 2, 4 … make up any number
            const std::uint64_t n = std::min(pack, left);
            addOnce(item.weight * n);
            left -= n;
        }
    }
    std::uint64_t sum = most;
    while ((bits[static_cast<std::size_t>(sum / 64)] >> (sum % 64) & 1) == 0)
        --sum;
    return sum;
}

struct SubsetSum {
    std::uint64_t sum = 0;
    std::uint32_t members = 0;  // bit i: the i-th of the part
};

std::vector<SubsetSum> allSums(const std::vector<std::uint64_t>& weights, std::size_t from, std::size_t to) {
    std::vector<SubsetSum> out{{0, 0}};
    for (std::size_t i = from; i < to; ++i) {
        const std::size_t n = out.size();
        for (std::size_t k = 0; k < n; ++k)
            out.push_back({out[k].sum + weights[i], out[k].members | 1u << (i - from)});
    }
    std::sort(out.begin(), out.end(), [](const SubsetSum& a, const SubsetSum& b) { return a.sum < b.sum; });
    return out;
}

/// The largest sum of at most forty weights up to a limit: sums of both halves of the list, combined.
std::pair<std::uint64_t, std::vector<bool>> largestByHalves(const std::vector<std::uint64_t>& weights,
                                                            std::uint64_t most) {
    const std::size_t middle = weights.size() / 2;
    const auto low = allSums(weights, 0, middle);
    const auto high = allSums(weights, middle, weights.size());
    std::uint64_t best = 0;
    SubsetSum bestLow, bestHigh;
    std::size_t k = high.size();
    for (const SubsetSum& a : low) {
        if (a.sum > most) break;
        while (k > 0 && a.sum + high[k - 1].sum > most)
            --k;
        if (k == 0 || a.sum + high[k - 1].sum <= best) continue;
        best = a.sum + high[k - 1].sum;
        bestLow = a;
        bestHigh = high[k - 1];
    }
    std::vector<bool> members(weights.size(), false);
    for (std::size_t i = 0; i < weights.size(); ++i)
        members[i] = ((i < middle ? bestLow.members >> i : bestHigh.members >> (i - middle)) & 1u) != 0;
    return {best, std::move(members)};
}

/// Heaviest first, each to the lighter side.
std::vector<bool> splitByGreed(const std::vector<std::uint64_t>& weights) {
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
    std::vector<bool> out(weights.size(), false);
    std::uint64_t a = 0, b = 0;
    for (const std::size_t i : order) {
        out[i] = a <= b;
        (out[i] ? a : b) += weights[i];
    }
    return out;
}

std::uint64_t weightOf(const std::vector<std::uint64_t>& weights, const std::vector<bool>& members) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        out += members[i] ? weights[i] : 0;
    return out;
}

/// Cheapest first: what costs nothing or less up to the most, what costs up to the least.
std::optional<std::vector<std::uint32_t>> byOrder(const std::vector<PricedItem>& items, std::uint64_t least,
                                                  std::uint64_t most) {
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return items[a].price < items[b].price; });
    std::vector<std::uint32_t> out(items.size(), 0);
    std::uint64_t taken = 0;
    for (const std::size_t i : order) {
        const std::uint64_t limit = items[i].price < 0 ? most : least;
        if (taken >= limit) continue;
        out[i] = static_cast<std::uint32_t>(std::min<std::uint64_t>(limit - taken, items[i].count));
        taken += out[i];
    }
    return taken >= least ? std::optional(out) : std::nullopt;
}

/// A table of the least price for every weight; `pack` things are taken together to keep it short.
std::optional<std::vector<std::uint32_t>> byTable(const std::vector<PricedItem>& items, std::uint64_t least,
                                                  std::uint64_t most) {
    struct Pack {
        std::size_t item = 0;
        std::uint32_t n = 0;
    };
    std::vector<Pack> packs;
    for (std::size_t i = 0; i < items.size(); ++i)
        for (std::uint32_t left = items[i].count, n = 1; left > 0; left -= std::min(left, n), n *= 2)
            packs.push_back({i, std::min(left, n)});
    if ((most + 1) * std::max<std::size_t>(packs.size(), 1) > kMaxSelectionCells) return std::nullopt;
    constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;
    const std::size_t width = static_cast<std::size_t>(most + 1);
    std::vector<std::int64_t> price(width, kFar);
    std::vector<bool> taken(packs.size() * width, false);
    price[0] = 0;
    for (std::size_t k = 0; k < packs.size(); ++k) {
        const std::uint64_t weight = items[packs[k].item].weight * packs[k].n;
        const std::int64_t cost = items[packs[k].item].price * packs[k].n;
        for (std::size_t s = width; s-- > weight;)
            if (price[s - weight] < kFar && price[s - weight] + cost < price[s]) {
                price[s] = price[s - weight] + cost;
                taken[k * width + s] = true;
            }
    }
    const auto from = price.begin() + static_cast<std::ptrdiff_t>(least);
    const auto best = std::min_element(from, price.end());
    if (*best >= kFar) return std::nullopt;
    std::vector<std::uint32_t> out(items.size(), 0);
    std::size_t s = static_cast<std::size_t>(best - price.begin());
    for (std::size_t k = packs.size(); k-- > 0;)
        if (taken[k * width + s]) {
            out[packs[k].item] += packs[k].n;
            s -= static_cast<std::size_t>(items[packs[k].item].weight) * packs[k].n;
        }
    return out;
}

}  // namespace

std::uint64_t mostEvenSide(const std::vector<WeightItem>& endpoints) {
    std::map<std::uint64_t, std::uint64_t> byWeight;
    std::uint64_t total = 0, divisor = 0;
    for (const WeightItem& e : endpoints) {
        if (e.weight == 0) continue;
        byWeight[e.weight] += e.count;
        total += e.weight * e.count;
        divisor = std::gcd(divisor, e.weight);
    }
    if (byWeight.empty()) return 0;
    if (byWeight.size() == 1) return byWeight.begin()->second / 2 * byWeight.begin()->first;
    const std::uint64_t half = total / divisor / 2;
    // Enough of the smallest units fill any gap that the heavier endpoints leave.
    const auto units = byWeight.begin();
    if (units->first == divisor && units->second >= byWeight.rbegin()->first / divisor) return half * divisor;
    std::vector<WeightItem> items;
    std::vector<std::uint64_t> single;
    std::uint64_t packs = 0;
    for (const auto& [weight, count] : byWeight) {
        items.push_back({weight / divisor, static_cast<std::uint32_t>(count)});
        single.insert(single.end(), static_cast<std::size_t>(count), weight / divisor);
        packs += static_cast<std::uint64_t>(std::bit_width(count));
    }
    if (half <= kMaxBits && half / 64 * packs <= 50 * kMaxCells) return largestByBits(items, half) * divisor;
    if (single.size() <= kMaxHalves) return largestByHalves(single, half).first * divisor;
    const std::uint64_t greedy = weightOf(single, splitByGreed(single));
    return std::min(greedy, total / divisor - greedy) * divisor;
}

std::optional<std::vector<bool>> evenSplit(const std::vector<std::uint64_t>& weights,
                                           const SideRange& range) {
    std::vector<bool> out = splitByGreed(weights);
    if (range.contains(weightOf(weights, out))) return out;
    if (weights.size() > kMaxHalves) return std::nullopt;
    auto [sum, members] = largestByHalves(weights, range.most);
    return sum >= range.least ? std::optional(std::move(members)) : std::nullopt;
}

std::optional<std::vector<std::uint32_t>> cheapestSelection(const std::vector<PricedItem>& items,
                                                            std::uint64_t least, std::uint64_t most) {
    const bool gains =
        std::any_of(items.begin(), items.end(), [](const PricedItem& item) { return item.price < 0; });
    if (least == 0 && !gains) return std::vector<std::uint32_t>(items.size(), 0);
    std::uint64_t divisor = 0, heaviest = 0, total = 0;
    for (const PricedItem& item : items) {
        divisor = std::gcd(divisor, item.weight);
        heaviest = std::max(heaviest, item.weight);
        total += item.weight * item.count;
    }
    if (divisor == 0 || least > most || least > total) return std::nullopt;
    // Nothing is gained by taking more than needed plus the heaviest item, unless things are paid for.
    most = std::min(most, gains ? total : least + heaviest);
    least = (least + divisor - 1) / divisor;
    most /= divisor;
    if (least > most) return std::nullopt;
    std::vector<PricedItem> reduced = items;
    bool units = true;
    for (PricedItem& item : reduced) {
        item.weight /= divisor;
        units = units && item.weight == 1;
    }
    return units ? byOrder(reduced, least, most) : byTable(reduced, least, most);
}

}  // namespace rackloom::analytics
