// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_quantile.h"

#include "analytics/inputs/work.h"
#include "analytics/loads/rack_load.h"
#include "analytics/power/oversubscription.h"
#include "analytics/power/workload_power.h"

namespace rackloom::analytics {

PowerQuantile::Value PowerQuantile::compute(const Key&, Query& query) {
    const auto assumed = [&](const char* id) { return query.get<AssumptionOf>(id).value; };
    const double meanShare = assumed("power.mean_share"), deviation = assumed("power.deviation_share");
    QuantileState state;
    std::vector<Power> spreads;
    for (const auto& [rack, load] : *query.get<RackLoads>()) {
        if (!(load->planning.sum > 0)) continue;
        ++state.racks;
        state.planned += load->planning.sum;
        spreads.push_back(load->planning.sum * meanShare * deviation * unit::W);
    }
    state.mean = state.planned * meanShare;
    // Swings of unequal racks add like those of jobs: as squares, and whole where a cause is shared.
    state.deviation = jobsSwing(spreads, assumed("power.rack_correlation")).si();
    state.quantile = state.mean + assumed("power.quantile") * state.deviation;
    state.stranded = strandedFraction(state.quantile * unit::W, state.planned * unit::W);
    return state;
}

}  // namespace rackloom::analytics
