// SPDX-License-Identifier: GPL-3.0-or-later
// The formulas of this folder, in the order the command line lists them.
#include "analytics/formulas/formula.h"

namespace rackloom::analytics {

// Each in a file of its own.
std::vector<Formula> fleetFormulas();
std::vector<Formula> goodputFormulas();
std::vector<Formula> intervalFormulas();
std::vector<Formula> poolFormulas();
std::vector<Formula> slownessFormulas();

std::vector<Formula> reliabilityFormulas() {
    std::vector<Formula> all;
    for (const auto part : {fleetFormulas, goodputFormulas, intervalFormulas, poolFormulas, slownessFormulas})
        for (const Formula& formula : part())
            all.push_back(formula);
    return all;
}

}  // namespace rackloom::analytics
