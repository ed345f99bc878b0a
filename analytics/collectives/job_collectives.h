// SPDX-License-Identifier: GPL-3.0-or-later
// JobCollectives: time of collectives for the first job, from what the drawing offers and the assumptions of
// the site. One node, because the metrics are different views of the same sums.
#pragma once

#include "analytics/collectives/hierarchy.h"
#include "analytics/engine/query.h"
#include "model/base/shared.h"

#include <string>
#include <vector>

namespace rackloom::analytics {

struct CollectiveTimes {
    std::string problem;  ///< why there is no answer; then nothing else is set
    double bytes = 0;     ///< of the tensor
    double ranks = 0;
    std::vector<CollectiveLevel> ringLevels, allToAllLevels;  ///< domain, then scale-out
    double allReduce = 0, allGather = 0, allToAll = 0;        ///< s
    friend bool operator==(const CollectiveTimes&, const CollectiveTimes&) = default;
};

struct JobCollectives {
    using Key = NoKey;
    using Value = Shared<CollectiveTimes>;
    static constexpr std::string_view kName = "job collectives";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
