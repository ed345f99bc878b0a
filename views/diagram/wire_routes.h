// SPDX-License-Identifier: GPL-3.0-or-later
// WireRoutes: the vertical half of a layered layout: how far layers stand apart, and the corners of each
// wire. The wires that leave one box share a rail below it; rails that would touch lie at different heights.
#pragma once

#include "views/diagram/diagram.h"

#include <vector>

namespace rackloom::views {

class WireRoutes {
public:
    explicit WireRoutes(Diagram& diagram);
    /// Moves the boxes of each layer to its height.
    void placeLayers();
    /// `knots`: by wire, where it passes the layers between its ends.
    void run(const std::vector<std::vector<double>>& knots);

private:
    struct Rail {
        std::uint32_t box = 0;
        double left = 0, right = 0;
    };
    double roomBetweenLayers() const;
    void findRails();
    void enterTops();
    std::vector<QPointF> routeOf(std::size_t wire, const std::vector<double>& knots) const;
    double railHeight(std::uint32_t box) const;
    bool isWhereLaidOut(std::uint32_t box) const;

    Diagram& diagram_;
    std::vector<int> rail_;        ///< by box: its rail's height counted from above
    std::vector<int> railsBelow_;  ///< by layer: how many heights
    std::vector<double> top_;      ///< by layer
    std::vector<double> entry_;    ///< by wire: where it meets its lower box
    std::vector<double> exit_;     ///< by wire: where it leaves its upper box
};

}  // namespace rackloom::views
