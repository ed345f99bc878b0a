// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/balance.h"

#include "model/base/check.h"

#include <algorithm>
#include <map>

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

std::uint64_t mostEvenSide(const std::vector<WeightItem>& endpoints) {
    std::map<std::uint64_t, std::uint64_t> byWeight;
    std::uint64_t total = 0;
    for (const WeightItem& e : endpoints) {
        byWeight[e.weight] += e.count;
        total += e.weight * e.count;
    }
    if (byWeight.empty()) return 0;
    if (byWeight.size() == 1) return byWeight.begin()->second / 2 * byWeight.begin()->first;
    const auto units = byWeight.find(1);
    // Enough single units fill any gap that the heavier endpoints leave.
    if (units != byWeight.end() && units->second >= byWeight.rbegin()->first) return total / 2;
    std::vector<WeightItem> items;
    for (const auto& [weight, count] : byWeight)
        items.push_back({weight, static_cast<std::uint32_t>(count)});
    return SubsetSums(std::move(items), total / 2).largestUpTo(total / 2);
}

}  // namespace rackloom::analytics
