// SPDX-License-Identifier: GPL-3.0-or-later
// PowerQuantile: what all racks together draw all but rarely, as a distribution around a share of the
// planning figure, and how much of what is planned for them that leaves unused. Must not judge.
#pragma once

#include "analytics/engine/query.h"

namespace rackloom::analytics {

struct QuantileState {
    int racks = 0;                                 ///< that draw power
    double planned = 0;                            ///< W
    double mean = 0, deviation = 0, quantile = 0;  ///< W of all together
    double stranded = 0;                           ///< share of `planned`
    friend bool operator==(const QuantileState&, const QuantileState&) = default;
};

struct PowerQuantile {
    using Key = NoKey;
    using Value = QuantileState;
    static constexpr std::string_view kName = "power quantile";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
