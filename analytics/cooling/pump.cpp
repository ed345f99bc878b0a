// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/cooling/pump.h"

#include <cmath>

namespace rackloom::analytics {

namespace {
constexpr int kHalvings = 200;
}

Pressure PumpCurve::head(VolumeFlow flow, double speed) const {
    return Pressure::si(shutOff.si() * speed * speed - droop * flow.si() * flow.si());
}

std::optional<PumpCurve> curveThrough(VolumeFlow rated, Pressure head, double shutOffRatio) {
    if (!(rated.si() > 0) || !(head.si() > 0) || !(shutOffRatio > 1)) return std::nullopt;
    return PumpCurve{head * shutOffRatio, head.si() * (shutOffRatio - 1) / (rated.si() * rated.si())};
}

std::optional<OperatingPoint> operatingPoint(const PumpCurve& curve, int pumps, double speed,
                                             const FlowNetwork& network) {
    if (pumps < 1 || !(speed > 0) || !(curve.droop > 0) || !(curve.shutOff.si() > 0)) return std::nullopt;
    // Head falls and resistance rises with flow: they cross once below the flow of zero head.
    double low = 0, high = pumps * speed * std::sqrt(curve.shutOff.si() / curve.droop);
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        const VolumeFlow q = VolumeFlow::si(middle);
        (curve.head(q / pumps, speed) > network.pressure(q) ? low : high) = middle;
    }
    const VolumeFlow flow = VolumeFlow::si(0.5 * (low + high));
    return OperatingPoint{flow, network.pressure(flow)};
}

std::optional<double> speedFor(VolumeFlow flow, const PumpCurve& curve, int pumps,
                               const FlowNetwork& network) {
    if (pumps < 1 || !(curve.shutOff.si() > 0) || flow.si() < 0) return std::nullopt;
    const double each = flow.si() / pumps;
    const double square = (network.pressure(flow).si() + curve.droop * each * each) / curve.shutOff.si();
    return std::isfinite(square) ? std::optional(std::sqrt(square)) : std::nullopt;
}

std::optional<Power> pumpPower(VolumeFlow flow, Pressure head, double efficiency) {
    if (!(efficiency > 0 && efficiency <= 1)) return std::nullopt;
    return Power::si(flow.si() * head.si() / efficiency);
}

double affinityPower(double flowRatio, double exponent) {
    return flowRatio > 0 ? std::pow(flowRatio, exponent) : 0;
}

}  // namespace rackloom::analytics
