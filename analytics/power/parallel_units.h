// SPDX-License-Identifier: GPL-3.0-or-later
// Parallel units: equal modules that share a load, some of which may be parked while it is small, and what
// that saves.
// Must not know what the modules are.
#pragma once

#include "analytics/power/loss_model.h"

namespace rackloom::analytics {

struct ParkedUnits {
    int running = 0;
    Power loss;   ///< of those that run
    Power saved;  ///< against all of them running
    friend bool operator==(const ParkedUnits&, const ParkedUnits&) = default;
};

/// The number of modules, from `least` (what redundancy keeps running) to `installed`, that loses least while
/// none is over its rating; with equal losses the larger number. All run when even they are over it.
ParkedUnits parkUnits(const LossModel& each, int installed, int least, Power output);

}  // namespace rackloom::analytics
