// SPDX-License-Identifier: GPL-3.0-or-later
// Tally: where the wall clock of one job went in one replication, in seconds, and what hit it. The parts sum
// to the wall clock. Must not know how the replication was made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rackloom::analytics::sim {

/// The first is the goodput; the names are those of the waterfall.
enum class Share { Useful, Stall, Verify, Drain, Reduced, Rework, Down, Restore, Wait };
inline constexpr std::size_t kShares = 9;
inline constexpr const char* kShareNames[kShares] = {"useful", "stall", "verify",  "drain", "reduced",
                                                     "rework", "down",  "restore", "wait"};

struct Tally {
    double seconds[kShares] = {};
    double capable = 0;               ///< enough domains were usable
    std::uint64_t capacityLost = 0;   ///< times that this ended
    std::vector<std::uint64_t> hits;  ///< by cause
    std::uint64_t incidents = 0;

    double& operator[](Share share) { return seconds[static_cast<std::size_t>(share)]; }
    double operator[](Share share) const { return seconds[static_cast<std::size_t>(share)]; }
    double wall() const {
        double sum = 0;
        for (const double part : seconds)
            sum += part;
        return sum;
    }
    /// Running or restoring: when hits count.
    double up() const { return wall() - (*this)[Share::Down] - (*this)[Share::Wait]; }
    friend bool operator==(const Tally&, const Tally&) = default;
};

}  // namespace rackloom::analytics::sim
