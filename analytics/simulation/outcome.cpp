// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/outcome.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rackloom::analytics::sim {

namespace {

/// 97.5 % quantile of Student's t, by its expansion around the normal one.
double quantile(double degrees) {
    constexpr double z = 1.959963984540054;
    const double z3 = z * z * z, z5 = z3 * z * z;
    return z + (z3 + z) / (4 * degrees) + (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees * degrees);
}

JobResult resultOf(const std::vector<std::vector<Tally>>& replications, std::size_t job) {
    JobResult out;
    std::vector<double> wall, capable, part(replications.size()), hits;
    double up = 0, lost = 0;
    for (const std::vector<Tally>& replication : replications) {
        const Tally& tally = replication[job];
        wall.push_back(tally.wall());
        capable.push_back(tally.capable);
        hits.push_back(static_cast<double>(tally.incidents));
        out.incidents += tally.incidents;
        out.seconds += wall.back();
        up += tally.up();
        lost += static_cast<double>(tally.capacityLost);
        out.hits.resize(tally.hits.size());
        for (std::size_t c = 0; c < tally.hits.size(); ++c)
            out.hits[c] += tally.hits[c];
        out.goodputs.push_back(wall.back() > 0 ? tally[Share::Useful] / wall.back() : 0);
    }
    for (std::size_t s = 0; s < kShares; ++s) {
        for (std::size_t i = 0; i < part.size(); ++i)
            part[i] = replications[i][job].seconds[s];
        out.shares[s] = ratioOf(part, wall);
    }
    out.goodput = out.shares[static_cast<std::size_t>(Share::Useful)];
    out.capacity = ratioOf(capable, wall);
    if (out.incidents > 0) {
        out.meanTime = ratioOf(wall, hits);
    } else {
        out.meanTime.mean = out.meanTime.low = out.meanTime.high = std::numeric_limits<double>::infinity();
    }
    out.upRate = up > 0 ? static_cast<double>(out.incidents) / up : 0;
    out.lossRate = out.seconds > 0 ? lost / out.seconds : 0;
    return out;
}

}  // namespace

Estimate ratioOf(const std::vector<double>& over, const std::vector<double>& under) {
    double top = 0, bottom = 0;
    for (std::size_t i = 0; i < over.size(); ++i) {
        top += over[i];
        bottom += under[i];
    }
    Estimate out;
    if (!(bottom > 0)) return out;
    out.mean = out.low = out.high = top / bottom;
    if (over.size() < 2) return out;
    double squares = 0;
    for (std::size_t i = 0; i < over.size(); ++i) {
        const double off = over[i] - out.mean * under[i];
        squares += off * off;
    }
    const double n = static_cast<double>(over.size());
    out.standardError = std::sqrt(squares * n / (n - 1)) / bottom;
    const double reach = quantile(n - 1) * out.standardError;
    out.low = std::max(out.mean - reach, 0.0);
    out.high = out.mean + reach;
    return out;
}

std::vector<JobResult> summarised(const std::vector<std::vector<Tally>>& replications, std::size_t jobs) {
    std::vector<JobResult> out;
    if (replications.empty()) return out;
    for (std::size_t j = 0; j < jobs; ++j)
        out.push_back(resultOf(replications, j));
    return out;
}

Histogram histogramOf(const std::vector<double>& values, std::size_t bins) {
    Histogram out;
    if (values.empty() || bins == 0) return out;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    out.low = *least;
    out.high = *most;
    out.counts.resize(bins);
    const double width = (out.high - out.low) / static_cast<double>(bins);
    for (const double value : values) {
        const double at = width > 0 ? (value - out.low) / width : 0;
        ++out.counts[std::min(static_cast<std::size_t>(at), bins - 1)];
    }
    return out;
}

}  // namespace rackloom::analytics::sim
