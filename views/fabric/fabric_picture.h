// SPDX-License-Identifier: GPL-3.0-or-later
// FabricPicture: paints a laid-out fabric into a display list: edges first, boxes over them, names last. The
// cut is red with a bar on what is side A; by load or traffic a heat scale tells instead. Must not know how
// boxes were placed or grouped.
#pragma once

#include "views/canvas/scene.h"
#include "views/fabric/fabric_cut.h"
#include "views/fabric/fabric_layout.h"
#include "views/fabric/fabric_load.h"

namespace rackloom::views {

class FabricPicture {
public:
    FabricPicture(DisplayList& list, const SceneContext& context, const FabricLayout& layout);

    /// Only for the overlay of the context: cut and traffic may be of no use to it.
    void draw(const FabricCut& cut, const FabricTraffic& traffic);

private:
    struct Stroke {
        QColor colour;
        double width = 1;
        bool dashed = false;
    };

    void drawEdges(const FabricCut& cut);
    void drawHeat(const std::vector<double>& heat, double largest, bool overIsRed);
    void drawBoxes(const FabricCut* cut, const std::vector<double>* heat);
    void drawName(const FabricBox& box);
    void drawTierNames();
    void edge(const FabricEdge& edge, const Stroke& stroke);
    void fill(const QRectF& at, const QColor& colour);
    bool chosen(const FabricBox& box) const;
    bool isChosen(const FabricEdge& edge) const { return chosen_[edge.lower] || chosen_[edge.upper]; }

    DisplayList& list_;
    const SceneContext& c_;
    const FabricLayout& l_;
    std::vector<char> chosen_;  // of each box
    bool focus_ = false;        // some box is chosen: others step back
};

}  // namespace rackloom::views
