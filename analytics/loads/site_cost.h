// SPDX-License-Identifier: GPL-3.0-or-later
// SiteCost: what the drawn cluster costs in a year and for an hour of one GPU: the numbers of a design put
// into the sums of analytics/economics. Source: facility reference C1, C2.
// Must not know rents: rent_market.h does.
#pragma once

#include "analytics/economics/ownership.h"
#include "analytics/engine/query.h"
#include "model/base/shared.h"

#include <optional>
#include <string>

namespace rackloom::analytics {

struct CostState {
    std::string problem;  ///< why nothing can be told; then nothing else is set
    double gpus = 0;
    double hardware = 0;      ///< USD, of the bill or as the site states
    double pricedShare = 1;   ///< of the drawn devices by number; 1 when the site states the sum
    double building = 0;      ///< USD of the owned part
    double energy = 0;        ///< J a year
    bool assumedPue = false;  ///< nothing is cooled: the assumed PUE was taken
    AnnualCost year;          ///< what the sums of ownership.h say of it
    double utilisation = 1, availability = 1;
    std::optional<double> goodput;  ///< of the job, where one is known

    friend bool operator==(const CostState&, const CostState&) = default;
};

struct SiteCost {
    using Key = NoKey;
    using Value = Shared<CostState>;
    static constexpr std::string_view kName = "site cost";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
