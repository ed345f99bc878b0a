// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/cooling/pump.h"

#include <algorithm>
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
    if (network.kind == FlowNetwork::Kind::Path && network.count == 1 && network.path.exponent == 2) {
        const double resists = network.path.k + curve.droop / (static_cast<double>(pumps) * pumps);
        const VolumeFlow flow = VolumeFlow::si(speed * std::sqrt(curve.shutOff.si() / resists));
        return OperatingPoint{flow, network.pressure(flow)};
    }
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

VolumeFlow flowAt(const PumpCurve& curve, Pressure head, double speed) {
    const double left = curve.shutOff.si() * speed * speed - head.si();
    return VolumeFlow::si(left > 0 && curve.droop > 0 ? std::sqrt(left / curve.droop) : 0);
}

namespace {

double bankFlow(const PumpBank& bank, double head, double speed) {
    double sum = 0;
    for (const auto& [curve, count] : bank.pumps)
        sum += count * flowAt(curve, Pressure::si(head), speed).si();
    return sum;
}

/// Where `rising(x)` turns true, to the last bits of a double.
template <class Rising> double turningPoint(double low, double high, const Rising& rising) {
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (rising(middle) ? high : low) = middle;
    }
    return 0.5 * (low + high);
}

bool sound(const PumpBank& bank) {
    return !bank.pumps.empty() && std::all_of(bank.pumps.begin(), bank.pumps.end(), [](const auto& p) {
        return p.second > 0 && p.first.droop > 0 && p.first.shutOff.si() > 0;
    });
}

}  // namespace

std::optional<OperatingPoint> operatingPoint(const PumpBank& bank, double speed, const FlowNetwork& network) {
    if (!sound(bank) || !(speed > 0)) return std::nullopt;
    if (bank.pumps.size() == 1)
        return operatingPoint(bank.pumps[0].first, bank.pumps[0].second, speed, network);
    double most = 0;
    for (const auto& [curve, count] : bank.pumps)
        most = std::max(most, curve.shutOff.si() * speed * speed);
    // The more head, the less flow, and the less the network asks for it.
    const double head = turningPoint(0, most, [&](double h) {
        return network.pressure(VolumeFlow::si(bankFlow(bank, h, speed))).si() <= h;
    });
    return OperatingPoint{VolumeFlow::si(bankFlow(bank, head, speed)), Pressure::si(head)};
}

std::optional<double> speedFor(VolumeFlow flow, const PumpBank& bank, const FlowNetwork& network) {
    if (!sound(bank) || flow.si() < 0) return std::nullopt;
    if (bank.pumps.size() == 1) return speedFor(flow, bank.pumps[0].first, bank.pumps[0].second, network);
    const double head = network.pressure(flow).si();
    double most = 0;
    for (const auto& [curve, count] : bank.pumps)
        most = std::max(most, std::sqrt((head + curve.droop * flow.si() * flow.si()) / curve.shutOff.si()));
    if (!std::isfinite(most)) return std::nullopt;
    return turningPoint(0, most, [&](double s) { return bankFlow(bank, head, s) >= flow.si(); });
}

std::optional<Power> pumpPower(VolumeFlow flow, Pressure head, double efficiency) {
    if (!(efficiency > 0 && efficiency <= 1)) return std::nullopt;
    return Power::si(flow.si() * head.si() / efficiency);
}

double affinityPower(double flowRatio, double exponent) {
    return flowRatio > 0 ? std::pow(flowRatio, exponent) : 0;
}

}  // namespace rackloom::analytics
