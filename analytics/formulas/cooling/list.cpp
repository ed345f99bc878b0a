// SPDX-License-Identifier: GPL-3.0-or-later
// The formulas of this folder, in the order the command line lists them.
#include "analytics/formulas/formula.h"

namespace rackloom::analytics {

// Each in a file of its own.
std::vector<Formula> coolantFlowFormulas();
std::vector<Formula> exchangerFormulas();
std::vector<Formula> hydraulicsFormulas();
std::vector<Formula> coldPlateFormulas();
std::vector<Formula> residualAirFormulas();
std::vector<Formula> plantFormulas();
std::vector<Formula> outageFormulas();

std::vector<Formula> coolingFormulas() {
    std::vector<Formula> all;
    for (const auto part : {coolantFlowFormulas, exchangerFormulas, hydraulicsFormulas, coldPlateFormulas,
                            residualAirFormulas, plantFormulas, outageFormulas})
        for (const Formula& formula : part())
            all.push_back(formula);
    return all;
}

}  // namespace rackloom::analytics
