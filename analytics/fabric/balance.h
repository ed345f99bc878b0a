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

/// Weight of the smaller side when the sides are as equal as the endpoints allow.
std::uint64_t mostEvenSide(const std::vector<WeightItem>& endpoints);

}  // namespace rackloom::analytics
