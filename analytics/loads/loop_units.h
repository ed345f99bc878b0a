// SPDX-License-Identifier: GPL-3.0-or-later
// The units of one loop, each calibrated from its type's rated point: what flow and how much approach they
// give together, and without some of them. Source: facility reference B2, B3.
// Must not know of racks.
#pragma once

#include "analytics/cooling/exchanger.h"
#include "analytics/cooling/pump.h"
#include "analytics/engine/query.h"
#include "model/site/facility.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

/// One unit: its share of heat for each kelvin of approach, and the rated point of its pumps. Absent where
/// its type does not say.
struct LoopUnit {
    CoolingUnitId row;
    DeviceTypeId type;
    std::optional<double> wattPerKelvin, flow, head, power;
    friend bool operator==(const LoopUnit&, const LoopUnit&) = default;
};

/// How the facility side is taken where a type is silent.
struct FacilitySide {
    Fluid fluid;
    double flowRatio = 1;  ///< facility flow over loop flow
    ConductanceLaw law = ConductanceLaw::Held;
};

/// Absent without capacity, approach and flow, or when the point is impossible.
std::optional<Exchanger> exchangerOf(const model::HeatRemoval&, const Fluid& loop, const FacilitySide&);

class LoopUnits {
public:
    void add(LoopUnit unit) { units_.push_back(unit); }
    std::size_t size() const { return units_.size(); }
    const std::vector<LoopUnit>& all() const { return units_; }

    /// Without the `n` that carry most: the worst that can go.
    LoopUnits withoutBest(std::size_t n) const;
    /// Without one unit of a row.
    LoopUnits withoutOne(CoolingUnitId row) const;

    /// Approach at which they carry this heat; absent while one of them is not calibrated, or when none is
    /// left.
    std::optional<TemperatureDifference> approach(Power heat) const;
    std::optional<VolumeFlow> flow() const;
    /// Pumps of all units, each through its rated point; absent while one does not state flow and head.
    std::optional<PumpBank> pumps(double shutOffRatio) const;
    /// The most they move through what is drawn, at full speed and no more than rated; the rated flow alone
    /// where pumps or network are not known.
    std::optional<VolumeFlow> most(const std::optional<FlowNetwork>&, double shutOffRatio) const;

private:
    std::vector<LoopUnit> units_;
};

}  // namespace rackloom::analytics
