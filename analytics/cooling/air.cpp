// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/cooling/air.h"

#include <cmath>

namespace rackloom::analytics {

namespace {
constexpr double kScaleHeight = 8400;  // m, pressure falls to 1/e
constexpr double kFahrenheitPerKelvin = 1.8;
constexpr double kCubicFoot = 0.3048 * 0.3048 * 0.3048;
}  // namespace

Density airDensityAt(Length altitude, Density atSeaLevel) {
    return atSeaLevel * std::exp(-altitude.si() / kScaleHeight);
}

std::optional<double> tradeCfm(Power heat, TemperatureDifference rise) {
    if (!(rise.si() > 0)) return std::nullopt;
    return 3.16 * heat.si() / (rise.si() * kFahrenheitPerKelvin);
}

double inCfm(VolumeFlow flow) {
    return flow.si() / kCubicFoot * 60;
}

std::optional<Temperature> inletWithRecirculation(Temperature supply, TemperatureDifference rise,
                                                  double recirculated) {
    if (!(recirculated >= 0 && recirculated < 1)) return std::nullopt;
    return supply + rise * (recirculated / (1 - recirculated));
}

std::optional<Power> fanPower(VolumeFlow flow, Pressure drop, double efficiency) {
    if (!(efficiency > 0 && efficiency <= 1)) return std::nullopt;
    return Power::si(flow.si() * drop.si() / efficiency);
}

}  // namespace rackloom::analytics
