// SPDX-License-Identifier: GPL-3.0-or-later
// What the drawn compute fabrics do to jobs when a part of them fails: a switch interrupts where some
// endpoint has no other switch to go by, a cable where a GPU has no other cable; with two planes both only
// cost bandwidth. Must not know jobs.
#pragma once

#include "analytics/loads/job_pool.h"

namespace rackloom::analytics {

struct FabricHazardTable {
    std::vector<Hazard> switches;  ///< those whose loss interrupts, by type; rates of all together
    std::vector<Hazard> cables;    ///< to endpoints, by type; rates of one GPU's cables
    double spared = 0;             ///< switches whose loss only costs bandwidth
    double singleShare = 0;        ///< share of endpoints that hang on one switch
    friend bool operator==(const FabricHazardTable&, const FabricHazardTable&) = default;
};

struct FabricHazards {
    using Key = NoKey;
    using Value = Shared<FabricHazardTable>;
    static constexpr std::string_view kName = "fabric hazards";
    static Value compute(const Key&, Query&);
};

/// Cables between endpoints and switches of compute fabrics, by the catalogue key of their type.
struct AccessCables {
    using Key = NoKey;
    using Value = std::vector<std::pair<std::string, double>>;
    static constexpr std::string_view kName = "access cables";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
