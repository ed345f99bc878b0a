// SPDX-License-Identifier: GPL-3.0-or-later
// The facility plant over a year: free cooling where the weather allows, a chiller for the rest, bin by bin.
// Source: facility reference B6. A balance per bin, no thermal store and no start-up losses.
// Must not know of the drawing, nor where the bins come from.
#pragma once

#include "model/base/quantity.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

/// Hours of a year at one outdoor temperature. `rejection` is what the free cooler sees: the dry bulb for a
/// dry cooler, the wet bulb for a tower or an adiabatic one.
struct WeatherBin {
    Temperature dryBulb, rejection;
    Duration length;
    friend bool operator==(const WeatherBin&, const WeatherBin&) = default;
};

struct PlantModel {
    Temperature supply;                    ///< facility water to the units
    TemperatureDifference rise;            ///< facility water, supply to return
    TemperatureDifference approach;        ///< free cooler outlet over what it sees
    double carnot = 0.55;                  ///< share of the ideal that the chiller reaches
    TemperatureDifference evaporatorDrop;  ///< evaporating under the supply
    TemperatureDifference condenserRise;   ///< condensing over the dry bulb
    TemperatureDifference leastLift;       ///< condensing over evaporating
    double fan = 0, pump = 0;              ///< W per W of heat rejected, of heat moved
    bool chiller = true;                   ///< without one, heat that is not free is not cooled
    bool freeCooler = true;
    friend bool operator==(const PlantModel&, const PlantModel&) = default;
};

/// COP of a chiller from its share of Carnot; absent when it does not lift.
std::optional<double> chillerCop(Temperature evaporating, Temperature condensing, double carnot);
/// Share of the heat that the free cooler takes at this outdoor state, 0..1.
double freeShare(const PlantModel&, Temperature rejection);

/// One bin at a heat that does not change.
struct PlantBin {
    double free = 0;  ///< share of heat taken without a chiller
    Power compressor, fans, pumps;
    Power uncooled;  ///< heat that no chiller is there to take
    Power electrical() const { return compressor + fans + pumps; }
    friend bool operator==(const PlantBin&, const PlantBin&) = default;
};
PlantBin plantAt(const PlantModel&, Power heat, Temperature dryBulb, Temperature rejection);

struct PlantYear {
    std::vector<PlantBin> bins;  ///< in the order of the weather
    Energy compressor, fans, pumps, heat;
    Duration length, free;  ///< of all bins, and with no chiller at all
    Energy electrical() const { return compressor + fans + pumps; }
    friend bool operator==(const PlantYear&, const PlantYear&) = default;
};
PlantYear plantYear(const PlantModel&, Power heat, const std::vector<WeatherBin>&);

/// Hours without a chiller when the dry bulb is normally distributed over the year. Absent for no spread.
std::optional<Duration> gaussianFreeTime(Temperature mean, TemperatureDifference deviation,
                                         Temperature supply, TemperatureDifference approach, Duration year);

}  // namespace rackloom::analytics
