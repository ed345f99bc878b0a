// SPDX-License-Identifier: GPL-3.0-or-later
// Time of collective operations on a hierarchy of networks: ranks inside a scale-up domain, domains over the
// scale-out fabric. Alpha-beta form: a start for every phase plus the bytes that the slowest rank moves over
// its rate. Must not know where ranks, rates and starts come from.
#pragma once

#include <vector>

namespace rackloom::analytics {

/// One network of the hierarchy, innermost first.
struct CollectiveLevel {
    double ranks = 1;           ///< members that meet at this level; 1 = nothing to do
    double bytesPerSecond = 0;  ///< of one rank, per direction
    double startSeconds = 0;    ///< of one phase (reduce-scatter, all-gather …)
    bool reduces = false;       ///< its switches add up on the way, so every byte goes up and down once
    friend bool operator==(const CollectiveLevel&, const CollectiveLevel&) = default;
};

double ranksOf(const std::vector<CollectiveLevel>& levels);

/// `bytes` is the tensor that every rank holds before and after.
double allReduceSeconds(const std::vector<CollectiveLevel>& levels, double bytes);
/// `bytes` is the tensor that every rank holds afterwards.
double allGatherSeconds(const std::vector<CollectiveLevel>& levels, double bytes);
/// `bytes` is what every rank sends in total, equally to all ranks, itself included. Levels work at once; the
/// rate of a level is what a rank gets when all send.
double allToAllSeconds(const std::vector<CollectiveLevel>& levels, double bytes);

/// Bus bandwidth: rate at which a rank's link is busy if the collective is a perfect ring. Comparable between
/// operations and sizes, as benchmarks print it.
double allReduceBusRate(double ranks, double bytes, double seconds);
double gatherBusRate(double ranks, double bytes, double seconds);

}  // namespace rackloom::analytics
