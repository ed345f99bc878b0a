// SPDX-License-Identifier: GPL-3.0-or-later
// Order and links of a power tree: parents before children, and who hangs on whom.
// Must not know of watts.
#pragma once

#include "analytics/power/tree.h"

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
/// Parents before children; elements on a cycle, or fed through one, are left out.
std::vector<std::size_t> topDown(const PowerTree&);
/// Equal units of element v that are in service.
int unitsLeft(const PowerElement&, const PowerOutage&, std::size_t v);

}  // namespace rackloom::analytics
