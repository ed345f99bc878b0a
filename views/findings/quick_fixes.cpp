// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/quick_fixes.h"

#include "views/findings/fixes_of_cooling.h"
#include "views/findings/fixes_of_power.h"

#include <string_view>

namespace rackloom::views {

namespace {

struct Entry {
    std::string_view rule;
    std::optional<QuickFix> (*make)(const FixInput&);
};

constexpr Entry kFixes[] = {
    {"power.shelf_after_loss", addShelf},
    {"power.transient", addShelf},
    {"power.unfed_rack", feedLikeNeighbours},
    {"power.shared_cut", moveOneSide},
    {"power.feed_over_limit", addParallelUnit},
    {"power.feed_after_loss", addParallelUnit},
    {"power.overload_after_failure", addParallelUnit},
    {"power.pumps_without_store", feedFromStore},
    {"cooling.after_loss", addCoolingUnitLike},
    {"cooling.cdu_over_capacity", addCoolingUnitLike},
    {"cooling.flow_below_minimum", addCoolingUnitLike},
    {"cooling.supply_too_warm", addCoolingUnitLike},
    {"cooling.no_loop", hangOnLoop},
};

}  // namespace

std::optional<QuickFix> quickFix(const FixInput& input) {
    if (input.finding.waived) return std::nullopt;
    for (const Entry& e : kFixes)
        if (e.rule == input.finding.rule) return e.make(input);
    return std::nullopt;
}

}  // namespace rackloom::views
