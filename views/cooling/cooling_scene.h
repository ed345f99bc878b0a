// SPDX-License-Identifier: GPL-3.0-or-later
// CoolingScene: the cooling drawing with its figures: heat against capacity, flow in L/min, supply and return
// temperatures, and what is left after the loss of a unit. Computes nothing.
#pragma once

#include "views/diagram/diagram_scene.h"

namespace rackloom::views {

class CoolingScene : public DiagramScene {
public:
    bool feeds(const DiagramBox& box) const override;
    BoxFigures figures(const SceneContext& context, const DiagramBox& box) const override;

protected:
    Diagram drawn(const model::Snapshot& snapshot, const OpenedMembers& opened) const override;
    bool sameDrawing(const model::Snapshot& before, const model::Snapshot& after) const override;
    Domain domainOf(const DiagramBox& box) const override;

private:
    BoxFigures loopFigures(const SceneContext& c, const DiagramBox& box) const;
    BoxFigures unitFigures(const SceneContext& c, const DiagramBox& box) const;
    BoxFigures rackFigures(const SceneContext& c, const DiagramBox& box) const;
};

/// Rows of a report, or null.
const analytics::CoolingLoopResult* loopResult(const analytics::Report& report, CoolingLoopId loop);
const analytics::CoolingUnitResult* unitResult(const analytics::Report& report, CoolingUnitId unit);

}  // namespace rackloom::views
