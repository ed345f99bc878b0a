// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagram/wire_routes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rackloom::views {

namespace {
constexpr double kLayerGap = 56, kMostGap = 150, kAspect = 1.7, kRailPitch = 9, kEntryPitch = 26;
constexpr int kMostRails = 14;
}  // namespace

WireRoutes::WireRoutes(Diagram& diagram) : diagram_(diagram) {
    int last = 0;
    for (const DiagramBox& b : diagram.boxes)
        last = std::max(last, b.layer);
    railsBelow_.assign(static_cast<std::size_t>(last) + 1, 1);
    rail_.assign(diagram.boxes.size(), 0);
    findRails();
}

/// Greedy colouring of the intervals that each box's wires span: as few heights as rails overlap.
void WireRoutes::findRails() {
    std::vector<Rail> rails(diagram_.boxes.size());
    for (std::uint32_t i = 0; i < rails.size(); ++i)
        rails[i] = {i, diagram_.boxes[i].at.center().x(), diagram_.boxes[i].at.center().x()};
    for (const DiagramWire& w : diagram_.wires) {
        const double x = diagram_.boxes[w.lower].at.center().x();
        rails[w.upper].left = std::min(rails[w.upper].left, x - kBoxWidth / 4);
        rails[w.upper].right = std::max(rails[w.upper].right, x + kBoxWidth / 4);
    }
    std::stable_sort(rails.begin(), rails.end(),
                     [](const Rail& a, const Rail& b) { return a.left < b.left; });
    std::vector<std::vector<double>> ends(railsBelow_.size());
    for (const Rail& rail : rails) {
        auto& heights = ends[static_cast<std::size_t>(diagram_.boxes[rail.box].layer)];
        std::size_t h = 0;
        while (h < heights.size() && heights[h] >= rail.left)
            ++h;
        if (h == heights.size()) heights.push_back(0);
        heights[h] = rail.right;
        rail_[rail.box] = static_cast<int>(h) % kMostRails;
    }
    for (std::size_t k = 0; k < ends.size(); ++k)
        railsBelow_[k] = std::clamp(static_cast<int>(ends[k].size()), 1, kMostRails);
}

/// Wide drawings get more room between their layers, so that they fill a window better.
double WireRoutes::roomBetweenLayers() const {
    double left = 0, right = 0;
    for (const DiagramBox& b : diagram_.boxes) {
        left = std::min(left, b.at.left());
        right = std::max(right, b.at.right());
    }
    const double layers = static_cast<double>(railsBelow_.size());
    const double wanted = (right - left) / kAspect / layers - kBoxHeight;
    return std::clamp(wanted, kLayerGap, kMostGap);
}

void WireRoutes::placeLayers() {
    double y = 0;
    const double gap = roomBetweenLayers();
    top_.clear();
    for (const int rails : railsBelow_) {
        top_.push_back(y);
        y += kBoxHeight + gap + kRailPitch * (rails - 1);
    }
    for (DiagramBox& b : diagram_.boxes)
        b.at.moveTop(top_[static_cast<std::size_t>(b.layer)]);
}

double WireRoutes::railHeight(std::uint32_t box) const {
    return diagram_.boxes[box].at.bottom() + kLayerGap / 2 + kRailPitch * rail_[box];
}

bool WireRoutes::isWhereLaidOut(std::uint32_t box) const {
    const DiagramBox& b = diagram_.boxes[box];
    return std::abs(b.at.top() - top_[static_cast<std::size_t>(b.layer)]) < 0.5;
}

/// Several wires into one box meet it side by side, in the order of where they come from.
void WireRoutes::enterTops() {
    const auto spreadOut = [&](std::vector<double>& at, auto mine, auto other, double pitch) {
        std::vector<std::vector<std::size_t>> ends(diagram_.boxes.size());
        at.assign(diagram_.wires.size(), 0);
        for (std::size_t i = 0; i < diagram_.wires.size(); ++i)
            ends[diagram_.wires[i].*mine].push_back(i);
        for (std::size_t box = 0; box < ends.size(); ++box) {
            auto& list = ends[box];
            std::stable_sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) {
                return diagram_.boxes[diagram_.wires[a].*other].at.center().x() <
                       diagram_.boxes[diagram_.wires[b].*other].at.center().x();
            });
            const double n = static_cast<double>(list.size());
            const double step = n > 1 ? std::min(pitch, kBoxWidth * 0.8 / (n - 1)) : 0;
            for (std::size_t k = 0; k < list.size(); ++k)
                at[list[k]] =
                    diagram_.boxes[box].at.center().x() + (static_cast<double>(k) - (n - 1) / 2) * step;
        }
    };
    spreadOut(entry_, &DiagramWire::lower, &DiagramWire::upper, kEntryPitch);
    spreadOut(exit_, &DiagramWire::upper, &DiagramWire::lower, 0);  // one terminal for all
}

std::vector<QPointF> WireRoutes::routeOf(std::size_t wire, const std::vector<double>& knots) const {
    const DiagramWire& w = diagram_.wires[wire];
    const DiagramBox &from = diagram_.boxes[w.upper], &to = diagram_.boxes[w.lower];
    const QPointF start(exit_[wire], from.at.bottom()), end(entry_[wire], to.at.top());
    std::vector<QPointF> route{start};
    const auto turn = [&](double y, double x) {
        if (std::abs(route.back().x() - x) < 0.5) return;
        route.emplace_back(route.back().x(), y);
        route.emplace_back(x, y);
    };
    if (!isWhereLaidOut(w.upper) || !isWhereLaidOut(w.lower)) {
        // Around what somebody moved: half way, or below the upper one when the lower one is not below it.
        const double middle = end.y() > start.y() + 24
                                  ? std::clamp(railHeight(w.upper), start.y() + 10, end.y() - 10)
                                  : start.y() + 16;
        turn(middle, end.x());
    } else {
        turn(railHeight(w.upper), knots.empty() ? end.x() : knots.front());
        for (std::size_t i = 0; i < knots.size(); ++i) {
            const auto layer = static_cast<std::size_t>(from.layer) + i + 1;
            turn(top_[layer] + kBoxHeight + kLayerGap / 2 - 8, i + 1 < knots.size() ? knots[i + 1] : end.x());
        }
    }
    route.push_back(end);
    return route;
}

void WireRoutes::run(const std::vector<std::vector<double>>& knots) {
    enterTops();
    for (std::size_t i = 0; i < diagram_.wires.size(); ++i)
        diagram_.wires[i].route = routeOf(i, knots[i]);
}

}  // namespace rackloom::views
