// SPDX-License-Identifier: GPL-3.0-or-later
// Spectral lower bound for irregular networks. The plain one suffers from vertices on few links: vibrations
// of a single twig are slow and say nothing of halves. Here every vertex has a correction u, a sum of squares
// that is the same for all signs: x'Lx / 4 = sum of u + x'(L/4 - U)x for x = ±1, so the bound is the sum of u
// plus n times the least eigenvalue (Donath and Hoffman 1973). Corrections in proportion to capacity flatten
// it; some steps along the eigenvector improve them. Any corrections are a proof. Must not know of tiers.
#pragma once

#include "analytics/fabric/core_graph.h"

#include <functional>

namespace rackloom::analytics {

struct CorrectedSpectralOptions {
    std::int64_t known = 0;   ///< the best cut so far
    std::int64_t proven = 0;  ///< corrections that start far below this are not improved
    PollFunction poll;
    std::function<bool()> timeIsUp;
};

/// Lower bound on all balanced cuts.
std::int64_t correctedSpectralBound(const CoreGraph& core, const SideRange& range,
                                    const CorrectedSpectralOptions& options);

}  // namespace rackloom::analytics
