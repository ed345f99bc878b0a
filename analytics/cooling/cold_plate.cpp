// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/cooling/cold_plate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rackloom::analytics {

namespace {

constexpr double kLaminar = 2300, kTurbulent = 4000;

template <class F, class G> double blended(double reynolds, F&& laminar, G&& turbulent) {
    const double t = std::clamp((reynolds - kLaminar) / (kTurbulent - kLaminar), 0.0, 1.0);
    return (1 - t) * laminar() + t * turbulent();
}

}  // namespace

double nusselt(double reynolds, double prandtl) {
    return blended(
        reynolds, [] { return 4.36; },
        [&] { return 0.023 * std::pow(std::max(reynolds, 1.0), 0.8) * std::pow(prandtl, 0.4); });
}

double frictionFactor(double reynolds) {
    const double re = std::max(reynolds, 1e-6);
    return blended(
        re, [&] { return 64 / re; }, [&] { return 0.3164 * std::pow(re, -0.25); });
}

std::optional<ColdPlateState> coldPlateAt(const ColdPlate& plate, const ColdPlateFluid& fluid, Power heat,
                                          VolumeFlow flow) {
    const double d = plate.hydraulicDiameter.si();
    if (!(flow.si() > 0) || plate.channels < 1 || !(d > 0) || !(plate.wetted.si() > 0)) return std::nullopt;
    const double across = std::numbers::pi * d * d / 4 * plate.channels;
    const double speed = flow.si() / across;
    ColdPlateState state;
    state.reynolds = fluid.density * speed * d / fluid.viscosity;
    state.nusselt = nusselt(state.reynolds, fluid.specificHeat * fluid.viscosity / fluid.conductivity);
    const double film = state.nusselt * fluid.conductivity / d * plate.wetted.si();  // W/K
    const double rise = heat.si() / (fluid.density * flow.si() * fluid.specificHeat);
    const double resistance = plate.junctionToCase + plate.interface + plate.base + 1 / film;
    state.coolantRise = TemperatureDifference::si(rise);
    state.junctionOverInlet = TemperatureDifference::si(heat.si() * resistance + rise / 2);
    state.drop = Pressure::si(frictionFactor(state.reynolds) * plate.length.si() / d * fluid.density * speed *
                              speed / 2);
    return state;
}

}  // namespace rackloom::analytics
