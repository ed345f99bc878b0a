// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/workload_power.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rackloom::analytics {

Power StepPower::mean() const {
    return compute() * computeShare + wait() * (1 - computeShare);
}

Power StepPower::swing() const {
    return rackloom::abs(compute() - wait());
}

Power StepPower::smoothingCost(double floor) const {
    return (full - idle) * ((1 - computeShare) * std::max(floor - waitActivity, 0.0));
}

Power SquareWave::harmonic(int k) const {
    if (k < 1) return {};
    const double angle = k * std::numbers::pi;
    return rackloom::abs(high) * (2 / angle * std::abs(std::sin(angle * duty)));
}

std::vector<std::pair<Frequency, Power>> SquareWave::spectrum(Frequency limit, int most) const {
    std::vector<std::pair<Frequency, Power>> lines;
    if (!(period.si() > 0)) return lines;
    for (int k = 1; k <= most; ++k) {
        const Frequency at = static_cast<double>(k) / period;
        if (at > limit) break;
        lines.emplace_back(at, harmonic(k));
    }
    return lines;
}

Energy SquareWave::storeEnergy() const {
    return rackloom::abs(high) * period * (duty * (1 - duty));
}

double SquareWave::rampPerSecond(Duration edge) const {
    return edge.si() > 0 ? rackloom::abs(high).si() / edge.si() : 0;
}

Power aggregateSwing(Power each, int n, double rho) {
    const double count = std::max(n, 0);
    return each * std::sqrt(std::max(count + count * (count - 1) * rho, 0.0));
}

Power aggregateSwing(const std::vector<Power>& swings, const std::vector<double>& correlation) {
    const std::size_t n = swings.size();
    if (correlation.size() != n * n) return {};
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            sum += swings[i].si() * correlation[i * n + j] * swings[j].si();
    return Power::si(std::sqrt(std::max(sum, 0.0)));
}

Power jobsSwing(const std::vector<Power>& jobs, double shared) {
    double sum = 0, squares = 0;
    for (const Power p : jobs) {
        sum += p.si();
        squares += p.si() * p.si();
    }
    return Power::si(std::sqrt(std::max(squares + shared * (sum * sum - squares), 0.0)));
}

}  // namespace rackloom::analytics
