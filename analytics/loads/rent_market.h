// SPDX-License-Identifier: GPL-3.0-or-later
// RentMarket: what an hour of one drawn GPU rents for, on demand, reserved and on spot: as the site states,
// or else as the middle provider of the shipped price table asks for that GPU, with the row it comes from.
// Source: facility reference C4. A GPU that the table does not hold has no rent until the site states one.
// Must not know what owning costs.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/report.h"
#include "model/base/shared.h"

#include <optional>
#include <string>

namespace rackloom::analytics {

/// Rents in USD/s, speed of unlike GPUs counted in.
struct RentPrices {
    std::optional<double> onDemand, reserved;
    std::optional<double> spot;  ///< of a useful hour
    std::string problem;         ///< why there is no rent on demand
    std::string spotProblem;     ///< why there is none on spot
    double reservedFrom = 1;     ///< utilisation above which the reservation is cheaper

    Input listed, spotListed;  ///< list price of one GPU with the row or assumption it comes from
    std::string row, spotRow;  ///< "lambda, H100, 2026-09-25"; empty where the site states the price
    DeviceTypeId gpu;          ///< what the rows are of
    std::string old, spotOld;  ///< dates of the rows taken when they are old ones
    friend bool operator==(const RentPrices&, const RentPrices&) = default;
};

struct RentMarket {
    using Key = NoKey;
    using Value = Shared<RentPrices>;
    static constexpr std::string_view kName = "rent market";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
