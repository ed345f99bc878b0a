// SPDX-License-Identifier: GPL-3.0-or-later
// The bisections of drawn fabrics after everything was tried that ends without a clock: what the slow lane
// says after the quick answer. Where the quick one is exact already, or the fabric is too large for the
// searches to get anywhere, it is the same object. Must not know of reports beyond the result of a fabric.
#pragma once

#include "analytics/fabric/fabric_bisection.h"
#include "analytics/fabric/fabric_cut.h"

namespace rackloom::analytics {

/// FabricCut, tightened.
struct TightFabricCut {
    using Key = FabricId;
    using Value = Shared<Bisection>;
    static constexpr std::string_view kName = "tight fabric cut";
    static Value compute(const Key&, Query&);
};

/// ComputeCut, tightened.
struct TightComputeCut {
    using Key = NoKey;
    using Value = Shared<Bisection>;
    static constexpr std::string_view kName = "tight compute cut";
    static Value compute(const Key&, Query&);
};

/// FabricBisection, tightened.
struct TightFabricBisection {
    using Key = FabricId;
    using Value = Shared<FabricResult>;
    static constexpr std::string_view kName = "tight fabric bisection";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
