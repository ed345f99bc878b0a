// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/units_by_loop.h"

namespace rackloom::analytics {

UnitsByLoop::Value UnitsByLoop::compute(const Key&, Query& q) {
    LoopUnitTable out{q.get<CoolingUnits>(), {}};
    out.places.reserve(out.units->size());
    for (std::uint32_t i = 0; i < out.units->size(); ++i)
        out.places.emplace_back(out.units->rows[i].second.loop, i);
    std::sort(out.places.begin(), out.places.end());
    return out;
}

}  // namespace rackloom::analytics
