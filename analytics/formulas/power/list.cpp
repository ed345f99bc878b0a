// SPDX-License-Identifier: GPL-3.0-or-later
// The formulas of this folder, in the order the command line lists them.
#include "analytics/formulas/formula.h"

namespace rackloom::analytics {

std::vector<Formula> circuitFormulas();
std::vector<Formula> treeFormulas();
std::vector<Formula> workloadFormulas();

std::vector<Formula> powerFormulas() {
    std::vector<Formula> all;
    for (const auto part : {circuitFormulas, treeFormulas, workloadFormulas})
        for (Formula& formula : part())
            all.push_back(std::move(formula));
    return all;
}

}  // namespace rackloom::analytics
