// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/redundancy.h"

namespace rackloom::analytics {

double usableWithOneSpare(int modules) {
    return modules > 0 ? (modules - 1.0) / modules : 0;
}

double usableDistributed(int systems) {
    return usableWithOneSpare(systems);
}

double usableBlockRedundant(int active, int reserve, double share) {
    return active > 0 && reserve >= 0 ? active * share / (active + reserve) : 0;
}

namespace {

bool joinsTwo(const PairLoad& pair, std::size_t systems) {
    return pair.first < systems && pair.second < systems && pair.first != pair.second;
}

}  // namespace

DistributedLoss loseEachSystem(std::size_t systems, const std::vector<PairLoad>& pairs) {
    DistributedLoss result;
    result.normal.resize(systems);
    for (const PairLoad& pair : pairs) {
        if (!joinsTwo(pair, systems)) continue;
        result.normal[pair.first] += pair.load / 2;
        result.normal[pair.second] += pair.load / 2;
    }
    for (std::size_t lost = 0; lost < systems; ++lost) {
        std::vector<Power> after = result.normal;
        for (const PairLoad& pair : pairs) {
            if (!joinsTwo(pair, systems)) continue;
            if (pair.first == lost) after[pair.second] += pair.load / 2;
            if (pair.second == lost) after[pair.first] += pair.load / 2;
        }
        for (std::size_t s = 0; s < systems; ++s)
            if (s != lost && after[s] > result.worst) {
                result.worst = after[s];
                result.worstSystem = s;
                result.lost = lost;
            }
    }
    return result;
}

}  // namespace rackloom::analytics
