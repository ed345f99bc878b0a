// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_placement.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <queue>

namespace rackloom::views {

namespace {

constexpr double kWidth = 120, kHeight = 46, kGap = 26;
constexpr double kStep = 210;  // scene units per hop
constexpr int kSweeps = 120, kPushes = 80;

using Hops = std::vector<std::vector<int>>;

/// Edges between each two boxes on the shortest way; parts that are not joined stand one hop farther apart
/// than any two that are.
Hops hopsOf(const FabricLayout& layout) {
    const std::size_t n = layout.boxes.size();
    std::vector<std::vector<std::uint32_t>> next(n);
    for (const FabricEdge& e : layout.edges) {
        next[e.lower].push_back(e.upper);
        next[e.upper].push_back(e.lower);
    }
    Hops hops(n, std::vector<int>(n, -1));
    int farthest = 0;
    for (std::size_t s = 0; s < n; ++s) {
        std::queue<std::uint32_t> waiting;
        waiting.push(static_cast<std::uint32_t>(s));
        hops[s][s] = 0;
        for (; !waiting.empty(); waiting.pop())
            for (const std::uint32_t to : next[waiting.front()])
                if (hops[s][to] < 0) {
                    hops[s][to] = hops[s][waiting.front()] + 1;
                    farthest = std::max(farthest, hops[s][to]);
                    waiting.push(to);
                }
    }
    for (auto& row : hops)
        for (int& h : row)
            if (h < 0) h = farthest + 1;
    return hops;
}

/// Moves each box to where the others, each by its distance, would like it (stress majorisation, one box at a
/// time).
void settle(const Hops& hops, std::vector<QPointF>& at) {
    for (int sweep = 0; sweep < kSweeps; ++sweep)
        for (std::size_t i = 0; i < at.size(); ++i) {
            QPointF sum;
            double weights = 0;
            for (std::size_t j = 0; j < at.size(); ++j) {
                if (i == j) continue;
                const double wanted = hops[i][j] * kStep, w = 1 / (wanted * wanted);
                const QPointF d = at[i] - at[j];
                const double now = std::max(1.0, std::hypot(d.x(), d.y()));
                sum += w * (at[j] + d * (wanted / now));
                weights += w;
            }
            if (weights > 0) at[i] = sum / weights;
        }
}

/// Pushes boxes apart that lie on one another, along the way that takes less.
void spread(std::vector<QPointF>& at) {
    for (int round = 0; round < kPushes; ++round) {
        bool moved = false;
        for (std::size_t i = 0; i < at.size(); ++i)
            for (std::size_t j = i + 1; j < at.size(); ++j) {
                const QPointF d = at[j] - at[i];
                const double x = kWidth + kGap - std::abs(d.x()), y = kHeight + kGap - std::abs(d.y());
                if (x <= 0.5 || y <= 0.5) continue;
                const QPointF push =
                    x < 1.6 * y ? QPointF(d.x() < 0 ? -x : x, 0) / 2 : QPointF(0, d.y() < 0 ? -y : y) / 2;
                at[i] -= push;
                at[j] += push;
                moved = true;
            }
        if (!moved) return;
    }
}

}  // namespace

void placeByNearness(FabricLayout& layout) {
    const std::size_t n = layout.boxes.size();
    std::vector<QPointF> at(n);
    for (std::size_t i = 0; i < n; ++i) {  // a spiral: no two in one place, no line to get stuck on
        const double angle = 2.399963 * static_cast<double>(i),
                     r = 60 * std::sqrt(static_cast<double>(i) + 1);
        at[i] = {r * std::cos(angle), r * std::sin(angle)};
    }
    settle(hopsOf(layout), at);
    for (QPointF& p : at)
        p.setX(p.x() * 1.5);  // screens are wide, and so are boxes
    spread(at);
    for (std::size_t i = 0; i < n; ++i)
        layout.boxes[i].at = QRectF(at[i].x() - kWidth / 2, at[i].y() - kHeight / 2, kWidth, kHeight);
    for (FabricEdge& e : layout.edges) {
        e.from = layout.boxes[e.lower].at.center();
        e.to = layout.boxes[e.upper].at.center();
    }
}

}  // namespace rackloom::views
