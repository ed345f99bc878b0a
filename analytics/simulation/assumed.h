// SPDX-License-Identifier: GPL-3.0-or-later
// Assumed: what only a simulation can answer and no drawing says: how lifetimes and repairs scatter, crews
// for the whole site, spare parts in stock and how long new ones take. Command line and window ask for the
// same. Must not know either.
#pragma once

#include "analytics/simulation/scenario.h"

#include <string_view>

namespace rackloom::analytics::sim {

struct Assumed {
    Spread lifetimes, repairs;
    int crewsOnSite = 0;              ///< 0 = never short of crews, unless each domain has its own
    std::optional<SpareParts> parts;  ///< absent = always at hand

    /// Repairs matter only to a job that waits for them.
    bool needsWaiting() const { return crewsOnSite > 0 || parts.has_value(); }
    /// The closed form assumes the same, so that both must agree.
    bool asTheFormula() const { return lifetimes.law == Law::Exponential && !needsWaiting(); }
};

void assume(const Assumed&, Scenario&);

/// "exponential", "fixed", "weibull:0.7", "lognormal:1.2"; absent when it is none of them.
std::optional<Spread> spreadNamed(std::string_view);

}  // namespace rackloom::analytics::sim
