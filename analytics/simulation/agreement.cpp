// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/agreement.h"

#include <cmath>

namespace rackloom::analytics::sim {

namespace {

constexpr double kSingleJob = 0.002, kPool = 0.003, kShortPool = 0.015;
constexpr double kMostRegime = 2, kShort = 0.1, kHopeless = 0.9;
constexpr double kNotice = 0.1, kCareful = 0.3, kSimulate = 1;

}  // namespace

Agreement agreement(const Compared& c) {
    Agreement out;
    out.difference = c.simulated.mean - c.closedForm;
    const double base = !c.pool ? kSingleJob : c.unavailability <= kShort ? kPool : kShortPool;
    // While the job waits every tray idles, which the formula does not count: no more than the wait can go.
    out.allowed = base + 3 * c.simulated.standardError + c.scattered + c.idle * c.unavailability;
    out.judged = c.regime <= kMostRegime && c.unavailability <= kHopeless;
    out.agrees = std::abs(out.difference) <= out.allowed;
    return out;
}

std::string regimeBanner(double regime, double unavailability) {
    std::string out;
    if (regime > kSimulate)
        out = "Interruptions come faster than the job recovers: believe the simulation, not the formula.";
    else if (regime > kCareful)
        out =
            "Mean time between interruptions is comparable with recovery: what a hit during detection does, "
            "and how lifetimes scatter, now matter by 1 to 5 points; compare with the simulation.";
    else if (regime > kNotice)
        out = "First-order formulas err by up to 0.03 here; the exact form and the simulation do not.";
    if (unavailability > kShort)
        out += std::string(out.empty() ? "" : " ") +
               "Capacity is missing more than a tenth of the time: the product form errs by up to 0.015.";
    return out;
}

}  // namespace rackloom::analytics::sim
