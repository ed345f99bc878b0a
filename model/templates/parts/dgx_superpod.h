// SPDX-License-Identifier: GPL-3.0-or-later
// The part that DGX SuperPODs share: 32 nodes and eight leaves per scalable unit, up to eight units on two
// tiers, more on three. Rules: hardware reference 6; they reproduce superpod_tables.csv.
#pragma once

#include "model/base/parameters.h"
#include "model/templates/parts/superpod.h"

#include <string>
#include <vector>

namespace rackloom::model {

/// What differs from one DGX generation to the next.
struct DgxGeneration {
    std::string id, name, rack, device;
    int racksPerUnit = 8;        ///< of 32 nodes
    bool fabricManagers = true;  ///< unless the parameter says otherwise
    std::string notes;
};

std::vector<ParameterSpec> dgxParameters(bool fabricManagers);
Result<Snapshot> buildDgxSuperPod(const Catalog&, const DgxGeneration&, const ParameterValues&);

}  // namespace rackloom::model
