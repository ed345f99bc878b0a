// SPDX-License-Identifier: GPL-3.0-or-later
// Computed figures of power elements, cooling loops and cooling units as lines of the inspector, and the one
// field that needs a text of its own: the parts of a load that several parents share.
#pragma once

#include "views/inspector/property.h"

namespace rackloom::views {

void addWorst(Properties& out, const Workspace& workspace, const analytics::PowerNodeResult& result);
/// What the loss of the element does, once the slow figures are there.
void addLoss(Properties& out, const Workspace& workspace, PowerNodeId node);
void addWeights(Properties& out, const model::Snapshot& snapshot, PowerNodeId node);
void addLoopResult(Properties& out, const Workspace& workspace, CoolingLoopId loop);
void addUnitResult(Properties& out, const Workspace& workspace, CoolingUnitId unit);

}  // namespace rackloom::views
