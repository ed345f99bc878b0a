// SPDX-License-Identifier: GPL-3.0-or-later
// Agreement: whether a closed form and a simulation of the same job say the same, how far apart they may be
// in which regime (reliability.md 4), and which of the two to believe (reliability.md 5). Must not compute
// either.
#pragma once

#include "analytics/simulation/outcome.h"

#include <string>

namespace rackloom::analytics::sim {

struct Compared {
    double closedForm = 0;
    Estimate simulated;
    double regime = 0;          ///< x = Λ (D + R + P + ω)
    double unavailability = 0;  ///< U = 1 − A_cap; 0 where capacity plays no part
    bool pool = false;          ///< the product with A_cap, or a single job
    double scattered = 0;       ///< Λ_c × further units that a scattered placement touches × (D + R + P/2)
    double idle = 0;  ///< share by which the rate of a tray falls while it idles, with the job if that waits
};

struct Agreement {
    double difference = 0;  ///< simulated − closed form
    double allowed = 0;
    bool judged = true;  ///< false outside the regimes for which a tolerance is known
    bool agrees = true;
};

Agreement agreement(const Compared&);
/// What the size of x and of U means for the reader; empty when any formula serves.
std::string regimeBanner(double regime, double unavailability);

}  // namespace rackloom::analytics::sim
