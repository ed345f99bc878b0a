// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/roll_up.h"

#include "analytics/reliability/binomial.h"
#include "analytics/reliability/limits.h"

#include <cmath>

namespace rackloom::analytics {

Result<Frequency> seriesRate(const std::vector<SeriesPart>& parts) {
    Limits limits("parts in series");
    Frequency sum;
    for (const SeriesPart& p : parts) {
        limits.notNegative("count", p.count).notNegative("rate", p.rate);
        sum += p.count * p.rate;
    }
    if (!limits.ok()) return limits.error();
    return sum;
}

Result<Frequency> annualRate(double failuresPerYear) {
    const Limits limits = Limits("annual failure rate").notNegative("failures per year", failuresPerYear);
    if (!limits.ok()) return limits.error();
    return failuresPerYear / unit::year;
}

Result<double> lemonFactor(double share, double multiplier) {
    const Limits limits =
        Limits("lemons").share("share of lemons", share).notNegative("multiplier", multiplier);
    if (!limits.ok()) return limits.error();
    return 1 + share * (multiplier - 1);
}

Result<double> rateRatio(double before, double after) {
    const Limits limits = Limits("rate ratio")
                              .within("probability before", before, 0, 1 - 1e-15)
                              .within("probability after", after, 1e-300, 1 - 1e-15);
    if (!limits.ok()) return limits.error();
    return std::log1p(-before) / std::log1p(-after);
}

Result<Frequency> interruptionsOf(const SharedParts& s) {
    return seriesRate({{s.parts, s.rate}});
}

Result<Frequency> lossesOf(const SharedParts& s) {
    const Limits limits = Limits("reach of shared parts").notNegative("taken by one", s.taken);
    if (!limits.ok()) return limits.error();
    return seriesRate({{s.parts * s.taken, s.rate}});
}

Result<int> standbys(int machines, double failureProbability, double confidence) {
    const Limits limits = Limits("standbys")
                              .whole("machines", machines, 0, 1e6)
                              .share("probability of failure", failureProbability)
                              .within("confidence", confidence, 0, 1 - 1e-12);
    if (!limits.ok()) return limits.error();
    const Chance failing{failureProbability, 1 - failureProbability};
    int low = 0, high = machines;  // P(at most high fail) = 1
    while (low < high) {
        const int middle = (low + high) / 2;
        if (binomialAtMost(machines, middle, failing) >= confidence)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

Result<double> costPerUsefulHour(double price, double goodput) {
    const Limits limits =
        Limits("cost of a useful GPU-hour").notNegative("price", price).within("goodput", goodput, 1e-12, 1);
    if (!limits.ok()) return limits.error();
    return price / goodput;
}

}  // namespace rackloom::analytics
