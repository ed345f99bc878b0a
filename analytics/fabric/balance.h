// SPDX-License-Identifier: GPL-3.0-or-later
// Balance: which endpoint weights the smaller side of a bisection can have. Halves of equal weight are not
// always possible (odd totals, heavy endpoints), and connected components or scale-up domains may be wanted
// whole.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace rackloom::analytics {

/// `count` equal things of one weight.
struct WeightItem {
    std::uint64_t weight = 0;
    std::uint32_t count = 0;
    friend bool operator==(const WeightItem&, const WeightItem&) = default;
};

/// The sums that whole items can reach, up to a limit, and how.
class SubsetSums {
public:
    SubsetSums(std::vector<WeightItem> items, std::uint64_t limit);

    bool reaches(std::uint64_t sum) const;
    /// The largest reachable sum that does not exceed `most`.
    std::uint64_t largestUpTo(std::uint64_t most) const;
    /// How many of each item make up a reachable sum.
    std::vector<std::uint32_t> counts(std::uint64_t sum) const;

private:
    std::vector<WeightItem> items_;
    std::uint64_t limit_;
    std::vector<std::vector<std::uint32_t>>
        used_;  // per item: least number used to reach each sum, or kNever
};

/// Weight of the smaller side when the sides are as equal as the endpoints allow. Where that is a puzzle of
/// more than forty large numbers, the most equal sides found.
std::uint64_t mostEvenSide(const std::vector<WeightItem>& endpoints);

/// Weights that side A may have: both sides of a balanced cut lie in it.
struct SideRange {
    std::uint64_t least = 0, most = 0;
    bool contains(std::uint64_t weight) const { return weight >= least && weight <= most; }
    friend bool operator==(const SideRange&, const SideRange&) = default;
};

/// Which of the things to put on side A; none when no way is found.
std::optional<std::vector<bool>> evenSplit(const std::vector<std::uint64_t>& weights, const SideRange& range);

/// `count` equal things of one weight and price.
struct PricedItem {
    std::int64_t price = 0;
    std::uint64_t weight = 0;
    std::uint32_t count = 0;
};

/// The largest table that cheapestSelection() sets up: weights times items.
inline constexpr std::uint64_t kMaxSelectionCells = 40'000'000;

/// How many of each item to take so that their weight lies between both bounds and the price is least; prices
/// may be negative. None when no selection does, or when the numbers are too large to tell.
std::optional<std::vector<std::uint32_t>> cheapestSelection(const std::vector<PricedItem>& items,
                                                            std::uint64_t least, std::uint64_t most);

}  // namespace rackloom::analytics
