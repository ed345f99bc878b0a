// SPDX-License-Identifier: GPL-3.0-or-later
// Where the nodes of a Sankey diagram stand: columns by layer, heights by what flows through, ordered so that
// few ribbons cross, each with room for a line of text. Pure: tests look at it without painting.
#pragma once

#include "analytics/report.h"

#include <QRectF>

#include <vector>

namespace rackloom::views {

struct FlowLayout {
    struct Ribbon {
        double fromTop = 0, toTop = 0, thickness = 0;  ///< thickness is the same at both ends
    };
    std::vector<QRectF> nodes;    ///< by node
    std::vector<QRectF> labels;   ///< by node: where its name may stand, never on another's
    std::vector<Ribbon> ribbons;  ///< by flow
    double scale = 0;             ///< pixels of height for one unit of flow
};

FlowLayout layoutFlows(const analytics::Chart& chart, const QRectF& area);
/// The height that gives each node a line of text.
double flowLayoutHeight(const analytics::Chart& chart);

}  // namespace rackloom::views
