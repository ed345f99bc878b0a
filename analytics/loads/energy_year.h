// SPDX-License-Identifier: GPL-3.0-or-later
// EnergyYear: what the drawn site uses in a year, bin by bin of its climate: IT, losses, units of the loops,
// facility plant, services; and the water. Source: facility reference A9, B6, B8.
// Must not know of money. Losses and pumps follow the load in proportion; no thermal store.
#pragma once

#include "analytics/cooling/plant.h"
#include "analytics/engine/query.h"
#include "model/base/shared.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

struct EnergyState {
    double load = 1;                ///< share of full draw over the year
    double it = 0, itCoverage = 1;  ///< W at the busbars at full draw; share of devices whose draw is known
    double shelfLoss = 0, treeLoss = 0, units = 0, other = 0;  ///< W at full draw
    double heat = 0;                                           ///< W to the facility plant at full draw
    std::vector<WeatherBin> weather;
    PlantYear plant;            ///< all loops, at the load of the year
    double worstPlant = 0;      ///< W in the worst bin at full draw
    double uncooled = 0;        ///< W that no chiller is there to take, in the worst bin at full draw
    double water = 0;           ///< m³ of make-up in the year
    bool cooled = false;        ///< racks hang on loops
    bool assumedPlant = false;  ///< some loop has no plant drawn: a chiller and a free cooler are assumed
    double unplaced = 0;        ///< W of heat on no loop, left out

    double seconds() const { return plant.length.si(); }
    double itEnergy() const { return it * load * seconds(); }
    double shelfEnergy() const { return shelfLoss * load * seconds(); }
    double treeEnergy() const { return treeLoss * load * seconds(); }
    double unitEnergy() const { return units * load * seconds(); }
    double otherEnergy() const { return other * load * seconds(); }
    double plantEnergy() const { return plant.electrical().si(); }
    double total() const;
    /// Absent without IT.
    std::optional<double> annualPue(bool atRackInput) const;
    std::optional<double> designPue(bool atRackInput) const;
    friend bool operator==(const EnergyState&, const EnergyState&) = default;
};

struct EnergyYear {
    using Key = NoKey;
    using Value = Shared<EnergyState>;
    static constexpr std::string_view kName = "energy year";
    static Value compute(const Key&, Query&);
};

/// The weather of the site: its own climate, or bins of two kelvin normal around the assumed mean.
std::vector<WeatherBin> weatherOf(Query&);
/// The plant behind a loop at this facility water.
PlantModel plantModel(Query&, Temperature facilityWater);

}  // namespace rackloom::analytics
