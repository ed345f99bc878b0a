// SPDX-License-Identifier: GPL-3.0-or-later
// Outcome: what the replications say so far: means with standard errors and 95 % intervals, the waterfall,
// what hit each job how often, and how single replications scatter. Must not know of threads or events.
#pragma once

#include "analytics/simulation/tally.h"

#include <string>
#include <vector>

namespace rackloom::analytics::sim {

struct Estimate {
    double mean = 0, standardError = 0;
    double low = 0, high = 0;  ///< 95 %, by Student's t
};

struct Histogram {
    double low = 0, high = 0;
    std::vector<std::uint32_t> counts;  ///< equal bins from low to high
};

struct JobResult {
    std::string name;
    Estimate goodput;
    Estimate shares[kShares];  ///< of the wall clock, by Share; the means sum to 1
    Estimate capacity;         ///< share of time with enough usable domains
    Estimate meanTime;         ///< s of wall clock between interruptions; infinite when there were none
    double upRate = 0;         ///< interruptions per second of running or restoring
    double lossRate = 0;       ///< losses of capacity per second
    double seconds = 0;        ///< simulated in all
    std::uint64_t incidents = 0;
    std::vector<std::uint64_t> hits;  ///< by cause; the last counts silent errors
    std::vector<double> goodputs;     ///< of the single replications, in order
};

struct Outcome {
    std::size_t planned = 0, done = 0;  ///< replications
    bool finished = false, cancelled = false;
    std::vector<JobResult> jobs;
};

/// Ratio of two sums over replications, by the delta method; nothing known (0 ± 0) from none.
Estimate ratioOf(const std::vector<double>& over, const std::vector<double>& under);
/// `replications` in order, each with one tally a job.
std::vector<JobResult> summarised(const std::vector<std::vector<Tally>>& replications, std::size_t jobs);
Histogram histogramOf(const std::vector<double>& values, std::size_t bins = 24);

}  // namespace rackloom::analytics::sim
