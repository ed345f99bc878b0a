// SPDX-License-Identifier: GPL-3.0-or-later
// The formulas of this folder, in the order the command line lists them.
#include "analytics/formulas/formula.h"

namespace rackloom::analytics {

std::vector<Formula> reliabilityFormulas() {
    return {};
}

}  // namespace rackloom::analytics
