// SPDX-License-Identifier: GPL-3.0-or-later
// Caveats: where the closed form, or the simulation, or the rates that both use stop being valid for a job
// (reliability reference 5), in words for the reader. Must not compute either.
#pragma once

#include "analytics/simulation/design_jobs.h"

#include <string>
#include <vector>

namespace rackloom::analytics::sim {

/// The regime first, when it matters; empty when nothing needs saying.
std::vector<std::string> caveatsOf(const DesignJob&, const Scenario&);

/// What neither the closed form nor the simulation of this job knows; `together` with others of its domains.
std::vector<std::string> notSimulated(const DesignJob&, bool together = false);

}  // namespace rackloom::analytics::sim
