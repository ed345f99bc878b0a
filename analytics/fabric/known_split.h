// SPDX-License-Identifier: GPL-3.0-or-later
// KnownSplit: two halves of a drawing from which good halves of the same drawing with some links missing are
// found by turning what is near the damage. Halves are cheapest through what is broken, so whatever hangs on
// damaged switches changes places with what does not. Costs what the changes touch. Must not know how the
// first halves were found, nor what came before: the answer rests on the drawing and its changes alone.
#pragma once

#include "analytics/fabric/recontraction.h"

#include <cstdint>
#include <vector>

namespace rackloom::analytics {

struct KnownSplit {
    std::vector<bool> sideA;         ///< per vertex
    std::vector<std::int64_t> pull;  ///< per vertex: capacity to side A less that to side B
    std::int64_t cut = 0;
    friend bool operator==(const KnownSplit&, const KnownSplit&) = default;
};
KnownSplit knownSplit(const FabricGraph& graph, const std::vector<bool>& sideA);

/// Halves of the changed graph with the weights of the known ones.
struct TurnedSplit {
    std::vector<bool> sideA;
    std::int64_t cut = 0;
};

/// The least cut found near `known`; stops at `goodEnough`. Endpoints of one group (a rack, say) change
/// places together. `twins` must come from `graph`.
TurnedSplit turnedSplit(const FabricGraph& graph, const TwinTable& twins, const LinkChanges& changes,
                        const KnownSplit& known, const std::vector<std::uint32_t>& groupOf,
                        std::int64_t goodEnough);

}  // namespace rackloom::analytics
