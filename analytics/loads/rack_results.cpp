// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/rack_results.h"

#include "analytics/capacity/parts.h"
#include "analytics/loads/rack_load.h"

namespace rackloom::analytics {

RackResults::Value RackResults::compute(const Key&, Query& query) {
    std::vector<RackResult> rows;
    const auto& gpus = *query.get<RackGpus>();
    for (const auto& [rack, load] : *query.get<RackLoads>()) {
        RackResult row;
        row.rack = rack;
        row.power = load->planning.complete();
        row.shelfLimit = load->worstCapacity();
        row.liquidHeat = load->liquid.complete();
        row.airHeat = load->air.complete();
        row.mass = load->mass.complete();
        if (const std::int64_t* count = gpus.find(rack)) row.gpus = static_cast<int>(*count);
        rows.push_back(row);
    }
    return rows;
}

}  // namespace rackloom::analytics
