// SPDX-License-Identifier: GPL-3.0-or-later
// The formulas of this folder, in the order the command line lists them.
#include "analytics/formulas/formula.h"

namespace rackloom::analytics {

// Each in a file of its own.
std::vector<Formula> capitalFormulas();
std::vector<Formula> owningFormulas();
std::vector<Formula> rentingFormulas();
std::vector<Formula> wasteFormulas();
std::vector<Formula> placementFormulas();

std::vector<Formula> economicsFormulas() {
    std::vector<Formula> all;
    for (const auto part :
         {capitalFormulas, owningFormulas, rentingFormulas, wasteFormulas, placementFormulas})
        for (const Formula& formula : part())
            all.push_back(formula);
    return all;
}

}  // namespace rackloom::analytics
