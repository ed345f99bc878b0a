// SPDX-License-Identifier: GPL-3.0-or-later
// RedundancyLabel: what the supply of each load may be called, proven by its paths and by the failure sweep
// instead of by what the drawing says.
// Must not know names of elements.
#pragma once

#include "analytics/power/failure_sweep.h"
#include "analytics/power/load_paths.h"

#include <optional>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

/// TwoN: two ways without a common element, and no single failure overloads anything above the load.
/// NPlusOne: all ways meet, but only in elements of several units, of which any may be lost. N: anything
/// less.
enum class Redundancy { Unfed, N, NPlusOne, TwoN };
inline constexpr std::string_view kRedundancyNames[] = {"unfed", "N", "N+1", "2N"};

struct RedundancyLabel {
    Redundancy label = Redundancy::Unfed;
    int paths = 0;
    std::vector<std::size_t> cuts;          ///< elements all ways go through, nearest first
    std::optional<std::size_t> overloaded;  ///< above the load, over its limit after a single failure
    std::optional<std::size_t> cause;       ///< the element whose failure overloads it
    friend bool operator==(const RedundancyLabel&, const RedundancyLabel&) = default;
};

/// One per entry of tree.loads. `worst` is by element.
std::vector<RedundancyLabel> labelLoads(const PowerTree&, const PowerFlow& normal,
                                        const std::vector<WorstAfter>& worst);

}  // namespace rackloom::analytics
