// SPDX-License-Identifier: GPL-3.0-or-later
// HallOverlay: what the chosen overlay says about each rack of the plan: a tint and a few letters, and the
// legend that explains them. Made once for a picture, so that scale and blast set are the same for all racks.
#pragma once

#include "views/canvas/scene.h"
#include "views/hall/blast_set.h"

#include <utility>

namespace rackloom::views {

struct RackTint {
    QColor fill;
    QString text;  ///< empty: nothing to add to the rack's own words
};

class HallOverlay {
public:
    explicit HallOverlay(const SceneContext& context);

    /// Nothing when no overlay is chosen, or none is known yet.
    std::optional<RackTint> tint(RackId rack) const;

    /// A scale from nothing to the largest value, or words beside colours.
    struct Legend {
        QString title, largest;  ///< of a scale; no largest = no scale
        std::vector<std::pair<QColor, QString>> entries;
    };
    Legend legend() const;

private:
    /// A rack's number of a scaled overlay; absent = unknown.
    std::optional<double> number(const analytics::RackResult& rack) const;
    RackTint scaled(const analytics::RackResult& rack) const;
    RackTint redundancy(const analytics::RackResult& rack) const;
    RackTint blasted(RackId rack) const;
    QString blastTitle() const;

    const SceneContext& c_;
    double largest_ = 0;
    BlastSet blast_;
};

}  // namespace rackloom::views
