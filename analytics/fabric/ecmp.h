// SPDX-License-Identifier: GPL-3.0-or-later
// Equal-cost multipath by hashing: what happens when whole flows are thrown at equal links without knowing of
// each other. Collisions leave links idle while others are overfilled; the same hash at two stages reaches
// only part of the paths.
// Must not know of fabrics or of the engine; it is about numbers of flows and links.
#pragma once

#include <cstdint>

namespace rackloom::analytics {

/// Expected number of flows on the fullest link when `flows` equal flows fall on `links` links independently
/// and uniformly: exact to rounding. 0 without flows or links.
double expectedMaxLoad(std::uint32_t flows, std::uint32_t links);

/// Chance that no two flows share a link.
double chanceAllDistinct(std::uint32_t flows, std::uint32_t links);

/// Share of the ideal rate that the slowest flow can expect: average load over expected greatest load, where
/// links can be filled at all (at least as many flows as links); fewer flows can have a link each.
double hashedShare(std::uint32_t flows, std::uint32_t links);

/// How many of first × second combinations of links are ever used when two stages choose by the same hash.
std::uint64_t reachableCombinations(std::uint32_t first, std::uint32_t second);

}  // namespace rackloom::analytics
