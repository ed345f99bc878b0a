// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/slowing.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

double slowedSpeed(const std::vector<SlowingParts>& kinds) {
    std::vector<const SlowingParts*> slowestFirst;
    for (const SlowingParts& kind : kinds)
        slowestFirst.push_back(&kind);
    std::sort(slowestFirst.begin(), slowestFirst.end(),
              [](const SlowingParts* a, const SlowingParts* b) { return a->speed < b->speed; });
    double lost = 0, whole = 1;  // whole: the chance that none of the slower kinds is out
    for (const SlowingParts* kind : slowestFirst) {
        const double x = kind->rate * kind->repair;
        // All parts work with a chance of (1 / (1 + x))^n.
        const double any = std::isfinite(x) ? -std::expm1(-kind->parts * std::log1p(x)) : 1;
        lost += whole * any * (1 - kind->speed);
        whole *= 1 - any;
    }
    return 1 - lost;
}

}  // namespace rackloom::analytics
