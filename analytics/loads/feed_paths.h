// SPDX-License-Identifier: GPL-3.0-or-later
// Who is live in the power tree when one or two of its elements fail: only what lies above a feed is looked
// at, parents first and each once, so that the question is cheap for every group of racks, however the
// elements are joined. Must not know loads or ratings.
// Thread safety: what is above an element is kept for the next question, so one object belongs to one thread.
#pragma once

#include "analytics/inputs/facility.h"
#include "analytics/power/load_paths.h"
#include "analytics/power/tree_order.h"

#include <array>
#include <optional>
#include <vector>

namespace rackloom::analytics {

/// The links of the drawn tree without what its elements carry or lose: parents that are drawn no more are
/// left out, with their weights.
PowerElement linksOf(const model::PowerNode&, const PowerRows&);

class FeedPaths {
public:
    static constexpr std::size_t kNobody = ~std::size_t{0};

    explicit FeedPaths(const PowerRows& nodes);
    FeedPaths(const FeedPaths&) = delete;
    FeedPaths& operator=(const FeedPaths&) = delete;

    std::optional<std::size_t> indexOf(PowerNodeId) const;
    /// These elements and all above them that could feed them, each once, rising.
    std::vector<std::size_t> above(const std::vector<std::size_t>& elements) const;
    bool live(std::size_t element, const std::array<std::size_t, 2>& failed) const;
    /// Elements of which each alone takes power from all of these feeds, or with `each` from any of them,
    /// while `without` is out already; rising. Nothing when the feeds are without power anyway.
    std::vector<std::size_t> cuts(const std::vector<std::size_t>& feeds, bool each,
                                  std::size_t without = kNobody) const;

private:
    using Chain = std::vector<std::uint32_t>;
    const Chain& chainOf(std::size_t element) const;
    /// Marks who of these is live; parents must come first.
    void settle(const Chain& topDown, const std::array<std::size_t, 2>& failed) const;
    Chain together(const std::vector<std::size_t>& elements) const;
    Chain sorted(std::span<const std::size_t> elements) const;

    std::vector<PowerNodeId> ids_;
    PowerTree tree_;
    std::vector<std::uint32_t> place_;  ///< in the order of the tree; kNowhere on rings
    mutable std::vector<Chain> chains_;
    mutable std::vector<bool> live_;
    mutable Climb climb_;
    mutable SharedWays ways_;
};

}  // namespace rackloom::analytics
