// SPDX-License-Identifier: GPL-3.0-or-later
// What the drawn compute fabrics do to jobs when a part of them fails: a switch interrupts where some
// endpoint has no other switch to go by, and takes the racks of these endpoints until it is repaired; a cable
// interrupts where a GPU has no other cable. With two planes both only cost bandwidth. Must not know jobs.
#pragma once

#include "analytics/loads/job_pool.h"
#include "analytics/loads/unit_hazards.h"

namespace rackloom::analytics {

/// Equal parts of which one may be out while all endpoints keep contact.
struct SparedParts {
    std::string name;
    double parts = 0;
    Frequency rate;  ///< of one
    Duration repair;
    double bandwidth = 1;  ///< share left to the endpoints that lose one
    friend bool operator==(const SparedParts&, const SparedParts&) = default;
};

struct FabricHazardTable {
    std::vector<UnitHazard> cuts;  ///< switches that take racks, all of one type and the same racks together
    std::vector<Hazard> unrated;   ///< switches of unknown rate that would, by type
    std::vector<Hazard> cables;    ///< to endpoints, by type; rates of one GPU's cables
    std::vector<SparedParts> spared;  ///< whose loss only costs bandwidth
    double singleShare = 0;           ///< share of endpoints that hang on one switch
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
