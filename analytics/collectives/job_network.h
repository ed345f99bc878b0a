// SPDX-License-Identifier: GPL-3.0-or-later
// JobNetwork: what the drawn fabrics offer to the first job of the design, in the numbers that collective
// formulas take. The job fills whole scale-up domains in drawing order; rings go from a GPU to the one with
// the same number in the next domain.
// Must not know collective formulas.
#pragma once

#include "analytics/engine/query.h"
#include "model/base/shared.h"

#include <string>

namespace rackloom::analytics {

struct JobNetworkState {
    std::string problem;   ///< why nothing can be said; empty when all is known
    double wanted = 0;     ///< GPUs that the job asks for
    double gpus = 0;       ///< of the whole domains it fills
    double perDomain = 1;  ///< GPUs of the smallest domain in use
    double largestDomain = 1;
    double domains = 1;
    double scaleUpRate = 0;   ///< bit/s of one GPU, per direction; 0 = domains of one GPU
    double scaleOutRate = 0;  ///< bit/s of the slowest GPU's cables, per direction
    double ringRate = 0;      ///< of one GPU on a ring across domains: cables or uplinks, whichever is less
    double allToAllRate = 0;  ///< of one GPU towards other domains, when all send to all
    std::string ringLimit, allToAllLimit;  ///< what sets the rate
    friend bool operator==(const JobNetworkState&, const JobNetworkState&) = default;
};

struct JobNetwork {
    using Key = NoKey;
    using Value = Shared<JobNetworkState>;
    static constexpr std::string_view kName = "job network";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
