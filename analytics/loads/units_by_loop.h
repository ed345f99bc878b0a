// SPDX-License-Identifier: GPL-3.0-or-later
// UnitsByLoop: which cooling units serve each loop. Sites have hundreds of loops and units, and whoever asks
// for the units of one loop after the other would walk all of them each time.
// Must not know what units can do.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/inputs/facility.h"
#include "model/base/shared.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace rackloom::analytics {

struct LoopUnitTable {
    Shared<Column<CoolingUnitId, model::CoolingUnit>> units;
    std::vector<std::pair<CoolingLoopId, std::uint32_t>> places;  ///< loop and place of a unit, sorted

    /// Calls see(id, unit) for each unit of a loop, by id.
    template <class See> void each(CoolingLoopId loop, See&& see) const {
        auto it = std::lower_bound(places.begin(), places.end(), std::pair{loop, std::uint32_t{0}});
        for (; it != places.end() && it->first == loop; ++it) {
            const auto& [id, unit] = units->rows[it->second];
            see(id, unit);
        }
    }
    friend bool operator==(const LoopUnitTable&, const LoopUnitTable&) = default;
};

struct UnitsByLoop {
    using Key = NoKey;
    using Value = Shared<LoopUnitTable>;
    static constexpr std::string_view kName = "units by loop";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
