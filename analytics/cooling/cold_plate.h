// SPDX-License-Identifier: GPL-3.0-or-later
// A cold plate on one processor: junction temperature and pressure drop of parallel channels, from the usual
// correlations of pipe flow. Optional: nothing else needs it. Source: facility reference B4.
// Must not know of devices.
#pragma once

#include "model/base/quantity.h"

#include <optional>

namespace rackloom::analytics {

struct ColdPlateFluid {
    double density = 997, specificHeat = 4180;      ///< kg/m³, J/(kg K)
    double conductivity = 0.6, viscosity = 8.9e-4;  ///< W/(m K), Pa s
};

struct ColdPlate {
    int channels = 1;
    Length hydraulicDiameter, length;
    Area wetted;                                         ///< all channels together
    double junctionToCase = 0, interface = 0, base = 0;  ///< K/W in series
};

struct ColdPlateState {
    double reynolds = 0, nusselt = 0;
    TemperatureDifference junctionOverInlet;
    TemperatureDifference coolantRise;
    Pressure drop;
};

/// Laminar 4.36 and turbulent 0.023 Re^0.8 Pr^0.4, blended linearly from Re 2,300 to 4,000.
double nusselt(double reynolds, double prandtl);
/// Darcy friction: 64 / Re, 0.3164 Re^−0.25, the same blend.
double frictionFactor(double reynolds);
/// Absent when nothing flows or the plate has no channel.
std::optional<ColdPlateState> coldPlateAt(const ColdPlate&, const ColdPlateFluid&, Power heat, VolumeFlow);

}  // namespace rackloom::analytics
