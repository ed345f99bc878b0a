// SPDX-License-Identifier: GPL-3.0-or-later
// Redundancy in numbers: what share of installed capacity a scheme leaves usable, and what the systems of a
// distributed scheme carry once one of them is lost.
// Must not know of a drawn tree; labels of drawn loads are made in load_paths.h.
#pragma once

#include "model/base/quantity.h"

#include <cstddef>
#include <vector>

namespace rackloom::analytics {

/// n equal modules of which any one may be lost: (n − 1) / n.
double usableWithOneSpare(int modules);
/// x systems that carry the load in pairs, any one lost: (x − 1) / x, if the pairs are balanced.
double usableDistributed(int systems);
/// `active` systems loaded to `share`, `reserve` ones idle behind transfer switches.
double usableBlockRedundant(int active, int reserve, double share);

/// A load that two systems carry in equal parts; after losing either, the other carries it whole.
struct PairLoad {
    std::size_t first = 0, second = 0;
    Power load;
};

struct DistributedLoss {
    std::vector<Power> normal;  ///< by system
    Power worst;                ///< most that any system carries over all single losses
    std::size_t worstSystem = 0, lost = 0;
};

/// What each of `systems` carries, and the worst over losing any one. Pairs that name a system that is not
/// there, or the same one twice, are left out.
DistributedLoss loseEachSystem(std::size_t systems, const std::vector<PairLoad>&);

}  // namespace rackloom::analytics
