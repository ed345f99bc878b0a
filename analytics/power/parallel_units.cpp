// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/parallel_units.h"

#include <algorithm>

namespace rackloom::analytics {

ParkedUnits parkUnits(const LossModel& each, int installed, int least, Power output) {
    if (installed <= 0) return {};
    const Power all = each.loss(output, installed);
    ParkedUnits best{installed, all, {}};
    for (int m = installed - 1; m >= std::max(least, 1); --m) {
        if (output > each.rating * static_cast<double>(m)) break;
        if (const Power loss = each.loss(output, m); loss < best.loss) best = {m, loss, all - loss};
    }
    return best;
}

}  // namespace rackloom::analytics
