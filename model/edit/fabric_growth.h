// SPDX-License-Identifier: GPL-3.0-or-later
// Growing a fabric by the switches it lacks: into racks of its switches that have units and power left, else
// into new racks beside them, made, fed, cooled and managed like their siblings. How many are lacking is the
// generator's word. Must not know any particular topology.
#pragma once

#include "model/edit/edit.h"

#include <string>
#include <vector>

namespace rackloom::model {

/// Switches of one tier: those there and those with which nothing would be missing.
struct TierNeed {
    std::string tier;
    std::size_t there = 0, wanted = 0;
    friend bool operator==(const TierNeed&, const TierNeed&) = default;
};

/// Tiers that lack switches, as the generator tells it now; more may follow once those are there.
std::vector<TierNeed> missingSwitches(const Snapshot&, FabricId fabric);

/// Adds the missing switches until the generator has no more problems. Refused when switches alone do not
/// help, or when the hall has no room; the refusal says what does.
Edit growFabric(FabricId fabric);

/// Attaches racks to a fabric and adds what it then lacks, as one step.
Edit connectAndGrow(FabricId fabric, std::vector<RackId> racks);

}  // namespace rackloom::model
