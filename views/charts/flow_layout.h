// SPDX-License-Identifier: GPL-3.0-or-later
// Where the nodes of a Sankey diagram stand: columns by layer, heights by what flows through, ordered so that
// few ribbons cross, each with room for its name and amount: columns are as wide as their names ask for, and
// what does not fit on one line gets more. Pure: tests look at it without painting.
#pragma once

#include "analytics/report.h"

#include <QRectF>

#include <vector>

namespace rackloom::views {

/// Widths of the texts of a node in pixels.
struct FlowText {
    std::vector<double> words;  ///< of its name
    double space = 0;           ///< between words
    double amount = 0;
    double gap = 0;  ///< between name and amount where they share a line

    double nameWidth() const;
    double oneLine() const { return nameWidth() + gap + amount; }
    /// Lines that the name takes at this width, words kept whole.
    int linesAt(double width) const;
};
inline constexpr int kMostNameLines = 3;

struct FlowLayout {
    struct Ribbon {
        double fromTop = 0, toTop = 0, thickness = 0;  ///< thickness is the same at both ends
    };
    std::vector<QRectF> nodes;    ///< by node
    std::vector<QRectF> labels;   ///< by node: where name and amount may stand, never on another's
    std::vector<int> nameLines;   ///< by node: lines of the name with the amount below; 0 = both on one line
    std::vector<Ribbon> ribbons;  ///< by flow
    double scale = 0;             ///< pixels of height for one unit of flow
};

/// Without texts, or with a text for each node.
FlowLayout layoutFlows(const analytics::Chart& chart, const QRectF& area,
                       const std::vector<FlowText>& texts = {});
/// The height that gives each node some lines of text.
double flowLayoutHeight(const analytics::Chart& chart);

}  // namespace rackloom::views
