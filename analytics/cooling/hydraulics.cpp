// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/cooling/hydraulics.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

/// Halvings of an interval: more than a double has bits.
constexpr int kHalvings = 200;
/// Doublings that reach any flow or pressure a double holds.
constexpr int kDoublings = 1000;

/// Where the rising function f reaches `target`; f(0) = 0.
template <class F> double whereReaches(double target, double guess, F&& f) {
    if (!(target > 0)) return 0;
    double high = guess > 0 ? guess : 1;
    for (int i = 0; i < kDoublings && f(high) < target; ++i)
        high *= 2;
    double low = 0;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (f(middle) < target ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// Equal copies side by side share the flow.
FlowPath beside(FlowPath path, int count) {
    path.k /= std::pow(count, path.exponent);
    return path;
}

std::optional<FlowPath> joined(const std::vector<FlowNetwork>& parts, bool parallel) {
    std::optional<FlowPath> sum;
    double conductance = 0;
    for (const FlowNetwork& part : parts) {
        const auto path = part.equivalent();
        if (!path || (sum && path->exponent != sum->exponent) || (parallel && !(path->k > 0)))
            return std::nullopt;
        if (!sum) sum = FlowPath{0, path->exponent};
        if (parallel)
            conductance += std::pow(path->k, -1 / path->exponent);
        else
            sum->k += path->k;
    }
    if (sum && parallel) sum->k = std::pow(conductance, -sum->exponent);
    return sum;
}

double pressureOf(const FlowNetwork& n, double total);

/// Absent where nothing resists.
std::optional<double> flowOf(const FlowNetwork& n, double across) {
    if (!(across > 0)) return 0;
    if (const auto path = n.equivalent()) {
        const auto q = path->flow(Pressure::si(across));
        return q ? std::optional(q->si()) : std::nullopt;
    }
    double one = 0;
    if (n.kind == FlowNetwork::Kind::Parallel) {
        for (const FlowNetwork& part : n.parts) {
            const auto q = flowOf(part, across);
            if (!q) return std::nullopt;
            one += *q;
        }
    } else {
        FlowNetwork single = n;
        single.count = 1;
        one = whereReaches(across, 1e-3, [&](double q) { return pressureOf(single, q); });
    }
    return one * n.count;
}

double pressureOf(const FlowNetwork& n, double total) {
    if (!(total > 0) || n.count < 1) return 0;
    if (const auto path = n.equivalent()) return path->pressure(VolumeFlow::si(total)).si();
    const double one = total / n.count;
    if (n.kind == FlowNetwork::Kind::Series) {
        double sum = 0;
        for (const FlowNetwork& part : n.parts)
            sum += pressureOf(part, one);
        return sum;
    }
    for (const FlowNetwork& part : n.parts)
        if (!flowOf(part, 1)) return 0;  // a way without resistance takes all
    return whereReaches(one, 1e4, [&](double across) {
        double sum = 0;
        for (const FlowNetwork& part : n.parts)
            sum += flowOf(part, across).value_or(0);
        return sum;
    });
}

}  // namespace

Pressure FlowPath::pressure(VolumeFlow flow) const {
    return Pressure::si(flow.si() > 0 ? k * std::pow(flow.si(), exponent) : 0);
}

std::optional<VolumeFlow> FlowPath::flow(Pressure across) const {
    if (!(k > 0) || !(exponent > 0)) return std::nullopt;
    return VolumeFlow::si(across.si() > 0 ? std::pow(across.si() / k, 1 / exponent) : 0);
}

std::optional<FlowPath> pathThrough(Pressure drop, VolumeFlow flow, double exponent) {
    if (!(drop.si() > 0) || !(flow.si() > 0) || !(exponent > 0)) return std::nullopt;
    return FlowPath{drop.si() / std::pow(flow.si(), exponent), exponent};
}

std::optional<FlowPath> couplingOf(double kv, double specificGravity) {
    if (!(kv > 0) || !(specificGravity > 0)) return std::nullopt;
    return pathThrough(specificGravity * unit::bar, kv * unit::m3PerHour, 2);
}

FlowNetwork FlowNetwork::of(FlowPath path, int count) {
    FlowNetwork n;
    n.path = path;
    n.count = count;
    return n;
}

FlowNetwork FlowNetwork::series(std::vector<FlowNetwork> parts) {
    FlowNetwork n;
    n.kind = Kind::Series;
    n.parts = std::move(parts);
    return n;
}

FlowNetwork FlowNetwork::parallel(std::vector<FlowNetwork> parts) {
    FlowNetwork n;
    n.kind = Kind::Parallel;
    n.parts = std::move(parts);
    return n;
}

std::optional<FlowPath> FlowNetwork::equivalent() const {
    if (count < 1) return std::nullopt;
    const auto one = kind == Kind::Path ? std::optional(path) : joined(parts, kind == Kind::Parallel);
    return one ? std::optional(beside(*one, count)) : std::nullopt;
}

Pressure FlowNetwork::pressure(VolumeFlow total) const {
    return Pressure::si(pressureOf(*this, total.si()));
}

std::optional<VolumeFlow> FlowNetwork::flow(Pressure across) const {
    const auto q = flowOf(*this, across.si());
    return q ? std::optional(VolumeFlow::si(*q)) : std::nullopt;
}

std::optional<double> flowBalance(const std::vector<WantedFlow>& branches, Pressure across) {
    std::optional<double> least;
    for (const WantedFlow& b : branches) {
        const auto flow = b.branch.flow(across);
        if (!(b.wanted.si() > 0) || !flow) continue;
        const double share = *flow / b.wanted;
        least = least ? std::min(*least, share) : share;
    }
    return least;
}

FlowNetwork RackPlumbing::network() const {
    return FlowNetwork::series(
        {FlowNetwork::of(supply), FlowNetwork::parallel(branches), FlowNetwork::of(back)});
}

}  // namespace rackloom::analytics
