// SPDX-License-Identifier: GPL-3.0-or-later
// Caveats: where the closed form, or the simulation, or the rates that both use stop being valid for a job
// (reliability reference 5), in words for the reader. Must not compute either.
#pragma once

#include "analytics/simulation/design_jobs.h"

#include <string>
#include <vector>

namespace rackloom::analytics::sim {

/// The regime first, when it matters; empty when nothing needs saying.
std::vector<std::string> caveatsOf(const DesignJob&);

/// What neither the closed form nor the simulation of this job knows.
std::vector<std::string> notSimulated(const DesignJob&);

}  // namespace rackloom::analytics::sim
