// SPDX-License-Identifier: GPL-3.0-or-later
// Order and links of a power tree: parents before children, and who hangs on whom.
// Must not know of watts.
#pragma once

#include "analytics/power/tree_shares.h"

#include <cstdint>
#include <span>
#include <vector>

namespace rackloom::analytics {

/// Lists of indices, one after the other.
struct TreeLinks {
    std::vector<std::uint32_t> first, to;
    std::span<const std::uint32_t> of(std::size_t v) const {
        return {to.data() + first[v], to.data() + first[v + 1]};
    }
};

/// Once for each time that a child names the element as its parent.
TreeLinks childrenOf(const PowerTree&);
/// Which loads have a cord on the element, once for each cord.
TreeLinks loadsOn(const PowerTree&);
/// Parents before children; elements on a cycle, or fed through one, are left out.
std::vector<std::size_t> topDown(const PowerTree&);
/// Equal units of element v that are in service.
int unitsLeft(const PowerElement&, const PowerOutage&, std::size_t v);

/// Walks up from elements to whatever feeds them, as often as wanted: what it needs to remember is made once.
class Climb {
public:
    /// The tree must outlive it.
    explicit Climb(const PowerTree& tree) : tree_(tree), stamp_(tree.elements.size(), 0) {}

    /// The entries and all that could feed them, nearest first, each once: those that `enters(v)` lets in,
    /// and what is above these. Holds until the next call.
    template <class Enters>
    std::span<const std::size_t> above(std::span<const std::size_t> entries, const Enters& enters) {
        ++turn_;
        found_.clear();
        const auto visit = [&](std::size_t v) {
            if (stamp_[v] == turn_) return;
            stamp_[v] = turn_;
            if (enters(v)) found_.push_back(v);
        };
        for (const std::size_t v : entries)
            visit(v);
        for (std::size_t i = 0; i < found_.size(); ++i)
            eachFeed(tree_.elements[found_[i]], visit);
        return found_;
    }
    std::span<const std::size_t> above(std::span<const std::size_t> entries) {
        return above(entries, [](std::size_t) { return true; });
    }
    std::span<const std::size_t> above(std::size_t entry) { return above({&entry, 1}); }

private:
    const PowerTree& tree_;
    std::vector<std::uint32_t> stamp_;
    std::uint32_t turn_ = 0;
    std::vector<std::size_t> found_;
};

}  // namespace rackloom::analytics
