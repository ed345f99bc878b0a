// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/cooling/flow.h"

namespace rackloom::analytics {

std::optional<VolumeFlow> flowFor(Power heat, const Fluid& fluid, TemperatureDifference rise) {
    if (!(rise.si() > 0)) return std::nullopt;
    return heat / (fluid.density * fluid.specificHeat * rise);
}

std::optional<TemperatureDifference> riseFor(Power heat, const Fluid& fluid, VolumeFlow flow) {
    if (!(flow.si() > 0)) return std::nullopt;
    return heat / (fluid.density * fluid.specificHeat * flow);
}

Power heatCarried(VolumeFlow flow, const Fluid& fluid, TemperatureDifference rise) {
    return flow * fluid.density * fluid.specificHeat * rise;
}

VolumeFlow leastFlow(VolumeFlow atWarmest, Temperature warmest, Temperature supply, Power heat,
                     const Fluid& fluid) {
    const auto rise = riseFor(heat, fluid, atWarmest);
    if (!rise || !(rise->si() > 0) || supply >= warmest) return atWarmest;
    return atWarmest * (*rise / (*rise + (warmest - supply)));
}

std::optional<Power> capacityAtApproach(Power rated, TemperatureDifference ratedApproach,
                                        TemperatureDifference approach) {
    if (!(ratedApproach.si() > 0) || approach.si() < 0) return std::nullopt;
    return rated * (approach / ratedApproach);
}

}  // namespace rackloom::analytics
