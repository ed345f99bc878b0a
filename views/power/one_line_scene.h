// SPDX-License-Identifier: GPL-3.0-or-later
// OneLineScene: the power tree with its figures: load against limit, what is free, the worst after any
// single loss, the proven redundancy of racks. Can show a failure that somebody assumes: what goes dark, and
// the loads that remain. Computes nothing: loads come from the report or with the assumed failure.
#pragma once

#include "views/diagram/diagram_scene.h"

#include <map>

namespace rackloom::views {

/// What the loss of elements does, as computed by whoever may.
struct AssumedFailure {
    std::vector<PowerNodeId> failed;      ///< sorted
    std::vector<PowerNodeId> dark;        ///< without supply, the failed ones included, sorted
    std::vector<RackId> darkRacks;        ///< sorted
    std::map<PowerNodeId, double> loads;  ///< W of every element that is live
    double unserved = 0;                  ///< W of racks that go dark
    std::vector<PowerNodeId> over;        ///< beyond their limit, worst first
    bool empty() const { return failed.empty(); }
};

class OneLineScene : public DiagramScene {
public:
    bool feeds(const DiagramBox& box) const override;
    BoxFigures figures(const SceneContext& context, const DiagramBox& box) const override;
    void assume(AssumedFailure failure) { assumed_ = std::move(failure); }
    const AssumedFailure& assumed() const { return assumed_; }

protected:
    Diagram drawn(const model::Snapshot& snapshot, const OpenedMembers& opened) const override;
    bool sameDrawing(const model::Snapshot& before, const model::Snapshot& after) const override;
    Domain domainOf(const DiagramBox& box) const override;
    bool darkWire(const Diagram& diagram, const DiagramWire& wire) const override;

private:
    bool isDark(const DiagramBox& box) const;
    BoxFigures elementFigures(const SceneContext& c, const DiagramBox& box) const;
    BoxFigures rackFigures(const SceneContext& c, const DiagramBox& box) const;
    BoxFigures coolingFigures(const SceneContext& c, const DiagramBox& box) const;

    AssumedFailure assumed_;
};

/// The row of an element in a report, or null.
const analytics::PowerNodeResult* powerResult(const analytics::Report& report, PowerNodeId node);

}  // namespace rackloom::views
