// SPDX-License-Identifier: GPL-3.0-or-later
// Binomial chances that stay accurate to a few units in the last places for a hundred thousand units and for
// tails of one in 1e300. A chance is kept with its complement, so that neither is lost by cancellation.
// Must not know what fails.
#pragma once

#include "model/base/quantity.h"

#include <vector>

namespace rackloom::analytics {

/// Being up and being down; they add to 1.
struct Chance {
    double up = 1, down = 0;
    friend bool operator==(const Chance&, const Chance&) = default;
};

/// MTBF / (MTBF + MTTR), as rate × repair: zero repair time means always up.
Chance availability(Frequency rate, Duration repair);
/// Up whenever both are.
Chance both(Chance, Chance);

/// P(exactly `up` of `units` are up); 0 outside 0 … units.
double binomialExactly(int units, int up, Chance);
/// P(at least `up` are), P(at most `up` are).
double binomialAtLeast(int units, int up, Chance);
double binomialAtMost(int units, int up, Chance);
/// P(0, 1, … most are down): at most `units` + 1 values.
std::vector<double> downDistribution(int units, int most, Chance);

}  // namespace rackloom::analytics
