// SPDX-License-Identifier: GPL-3.0-or-later
// CoolantNetwork: the loops as drawn, racks → loop → units → facility water: flow, temperatures, pressure and
// how long coolant lasts, now and after losing units. Steady state; racks take what carries their heat at the
// design rise, pumps run at the speed that moves it, and at most move what their curves give through the
// racks as drawn, or their rated flow. Must not judge: limits stand beside values, rules compare them.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/loads/cooling_racks.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/report.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

/// A loop after the loss of one unit of a row of units.
struct UnitLoss {
    CoolingUnitId unit;
    std::optional<double> supply;  ///< K
    std::optional<double> flow;    ///< m³/s that is left
    friend bool operator==(const UnitLoss&, const UnitLoss&) = default;
};

struct LoopNetwork {
    CoolingLoopId loop;
    model::CoolingMedium medium = model::CoolingMedium::Liquid;
    int racks = 0, units = 0;
    int lost = 0;                          ///< units taken away for the values after a loss
    double heat = 0;                       ///< W, what is known of it
    double setPoint = 0;                   ///< K of supply, as drawn
    std::optional<double> facilitySupply;  ///< K; of liquid loops

    std::optional<double> demand;                ///< m³/s at the design rise
    std::optional<double> needed;                ///< m³/s that devices state as least, at this supply
    std::optional<double> neededAfterLoss;       ///< at the supply after a loss
    int statedFlow = 0, devices = 0;             ///< how many devices state it, of how many
    std::optional<double> available, afterLoss;  ///< m³/s that the units can move
    std::optional<double> flow;                  ///< m³/s that flows

    std::optional<double> supply, supplyAfterLoss, returns;  ///< K
    std::optional<double> approach, approachAfterLoss;       ///< K over the facility water
    std::optional<double> limit;                             ///< K, the warmest supply every device takes
    std::optional<double> warmestFacility;                   ///< K that still passes after a loss
    std::optional<double> rackInlet;                         ///< K; of air loops, exhaust mixed in

    std::optional<double> pressureDrop;         ///< Pa at `flow`
    std::optional<double> balance;              ///< least of flow / least flow over devices
    std::optional<double> dewPoint;             ///< K, of the room
    std::optional<double> pumpPower;            ///< W of the units at this flow
    std::optional<double> pumpSpeed, pumpHead;  ///< share of full speed and Pa where pumps meet the racks
    std::optional<double> flowMargin;           ///< flow after a loss over what the racks need, less one

    std::optional<double> rideFacility, rideFlow;  ///< s without facility water, without flow

    std::vector<DeviceTypeId> uncalibrated;  ///< types of units without a datasheet point, sorted
    std::vector<UnitLoss> losses;            ///< by unit row
    friend bool operator==(const LoopNetwork&, const LoopNetwork&) = default;
};

struct UnitNetwork {
    CoolingUnitId unit;
    std::optional<double> heat, capacity, flow, approach;  ///< W, W at the present water, m³/s, K
    std::optional<double> power;  ///< W of its pumps; absent where their point is not known
    friend bool operator==(const UnitNetwork&, const UnitNetwork&) = default;
};

struct CoolantState {
    std::vector<LoopNetwork> loops;  ///< by loop
    std::vector<UnitNetwork> units;  ///< by unit
    std::optional<double> rideAir;   ///< s of room air without coolers

    const LoopNetwork* loop(CoolingLoopId) const;
    friend bool operator==(const CoolantState&, const CoolantState&) = default;
};

struct CoolantNetwork {
    using Key = NoKey;
    using Value = Shared<CoolantState>;
    static constexpr std::string_view kName = "coolant network";
    static Value compute(const Key&, Query&);
};

/// The rows of a report.
std::vector<CoolingLoopResult> loopResults(const CoolantState&, std::vector<CoolingLoopResult> heatRows);
std::vector<CoolingUnitResult> unitResults(const CoolantState&, const CoolingState&);

}  // namespace rackloom::analytics
