// SPDX-License-Identifier: GPL-3.0-or-later
// Counterflow heat exchanger by effectiveness and number of transfer units, calibrated from one point of a
// datasheet: heat, approach and both flows. Exists because the kilowatts of a brochure hold at one approach
// and one pair of flows only. Source: facility reference B2, B3.
// Must not know of units, loops or the drawing.
#pragma once

#include "analytics/cooling/flow.h"
#include "model/base/quantity.h"

#include <optional>

namespace rackloom::analytics {

/// Heat that a stream takes up per kelvin, W/K: ρ · V̇ · cp.
using CapacityRate = decltype(Power{} / TemperatureDifference{});
CapacityRate capacityRate(const Fluid&, VolumeFlow);

/// ε of a counterflow exchanger; `ratio` is the smaller capacity rate over the larger, in 0..1.
double counterflowEffectiveness(double ntu, double ratio);
/// The inverse; absent for an effectiveness that no exchanger has (outside 0 ≤ ε < 1).
std::optional<double> counterflowNtu(double effectiveness, double ratio);

/// A datasheet point. The hot stream is the technology loop; `approach` is how far its supply stays above the
/// facility water.
struct ExchangerPoint {
    Power heat;
    TemperatureDifference approach;
    CapacityRate hot, cold;
};

/// How the conductance UA follows the flows.
enum class ConductanceLaw {
    Held,          ///< UA as calibrated
    TurbulentBoth  ///< each side's film ∝ flow^0.8, both films equal at the calibration point
};

class Exchanger {
public:
    /// Absent when the point is impossible: no heat, no flow, or an effectiveness of 1 and above.
    static std::optional<Exchanger> calibrated(const ExchangerPoint&,
                                               ConductanceLaw law = ConductanceLaw::Held);

    const ExchangerPoint& point() const { return point_; }
    double effectiveness(CapacityRate hot, CapacityRate cold) const;
    /// Supply of the technology loop above the facility water; absent when a stream stands still.
    std::optional<TemperatureDifference> approachFor(Power heat, CapacityRate hot, CapacityRate cold) const;
    /// Largest heat at this approach; absent when a stream stands still.
    std::optional<Power> capacityAt(TemperatureDifference approach, CapacityRate hot,
                                    CapacityRate cold) const;

private:
    Exchanger(const ExchangerPoint& point, CapacityRate conductance, ConductanceLaw law)
        : point_(point), conductance_(conductance), law_(law) {}
    CapacityRate conductanceAt(CapacityRate hot, CapacityRate cold) const;
    /// Kelvin of approach per watt: 1 / (ε C_min) − 1 / C_hot.
    std::optional<double> kelvinPerWatt(CapacityRate hot, CapacityRate cold) const;

    ExchangerPoint point_;
    CapacityRate conductance_;  ///< UA at the calibration point
    ConductanceLaw law_;
};

/// ε that a datasheet point needs: Q / (C_min (ATD + Q / C_hot)).
std::optional<double> effectivenessOf(const ExchangerPoint&);

/// Equal units on a common header that share the heat: supply of the technology loop over facility water
/// when `running` of them work, each with its own flows unchanged.
std::optional<TemperatureDifference> groupApproach(const Exchanger& one, Power heat, int running,
                                                   CapacityRate hotEach, CapacityRate coldEach);
/// Warmest facility water at which a supply of at most `limit` is still reached.
Temperature warmestFacilityWater(Temperature limit, TemperatureDifference approach);

}  // namespace rackloom::analytics
