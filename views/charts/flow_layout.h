// SPDX-License-Identifier: GPL-3.0-or-later
// Where the nodes of a Sankey diagram stand: columns by layer, heights by what flows through, ordered so that
// few ribbons cross, each with room for its name and amount: columns are as wide as their names ask for, and
// what does not fit on one line gets two. Pure: tests look at it without painting.
#pragma once

#include "analytics/report.h"

#include <QRectF>

#include <vector>

namespace rackloom::views {

/// Widths of the texts of a node in pixels; `gap` between both where they stand on one line.
struct FlowText {
    double name = 0, amount = 0, gap = 0;
    double oneLine() const { return name + gap + amount; }
};

struct FlowLayout {
    struct Ribbon {
        double fromTop = 0, toTop = 0, thickness = 0;  ///< thickness is the same at both ends
    };
    std::vector<QRectF> nodes;    ///< by node
    std::vector<QRectF> labels;   ///< by node: where name and amount may stand, never on another's
    std::vector<bool> twoLines;   ///< by node: the amount stands below the name
    std::vector<Ribbon> ribbons;  ///< by flow
    double scale = 0;             ///< pixels of height for one unit of flow
};

/// Without texts, or with a text for each node.
FlowLayout layoutFlows(const analytics::Chart& chart, const QRectF& area,
                       const std::vector<FlowText>& texts = {});
/// The height that gives each node two lines of text.
double flowLayoutHeight(const analytics::Chart& chart);

}  // namespace rackloom::views
