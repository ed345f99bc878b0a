// SPDX-License-Identifier: GPL-3.0-or-later
// Sums that turn figures of parts into figures of a job: failures in series, lemons, the reach of shared
// parts, standbys, what a useful GPU-hour costs. Must not know which parts a design holds.
#pragma once

#include "model/base/quantity.h"
#include "model/base/result.h"

#include <vector>

namespace rackloom::analytics {

struct SeriesPart {
    double count = 0;
    Frequency rate;  ///< of one
};
/// Rate of a thing that fails when any of its parts does.
Result<Frequency> seriesRate(const std::vector<SeriesPart>&);

/// Rate form of an annual failure rate of so many per unit and year (of 8,760 h).
Result<Frequency> annualRate(double failuresPerYear);

/// 1 + f (M − 1): the mean rate of a fleet with a share f of units that fail M times as often.
Result<double> lemonFactor(double share, double multiplier);
/// ln(1 − before) / ln(1 − after): by how much a rate fell when a failure probability fell.
Result<double> rateRatio(double probabilityBefore, double probabilityAfter);

/// Shared parts: each event interrupts once, and takes all that hang on the part.
struct SharedParts {
    double parts = 0;
    Frequency rate;  ///< of one
    double taken = 1;
};
Result<Frequency> interruptionsOf(const SharedParts&);
Result<Frequency> lossesOf(const SharedParts&);

/// Smallest number of standbys that suffices with the given confidence, when each machine fails with this
/// probability before a replacement arrives.
Result<int> standbys(int machines, double failureProbability, double confidence);

/// Price of a GPU-hour over the share of it that is useful.
Result<double> costPerUsefulHour(double price, double goodput);

}  // namespace rackloom::analytics
