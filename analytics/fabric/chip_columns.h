// SPDX-License-Identifier: GPL-3.0-or-later
// Exact cuts of a scale-up domain whose chips are joined in columns (chip i of one rack with chip i of the
// other). For a given division of the GPUs each column chooses its sides by itself, and alike columns choose
// alike: they count as one with their capacities added. What is left is few enough chips to try all sides.
// Must not know racks or the engine.
#pragma once

#include "analytics/fabric/scale_up_domain.h"

namespace rackloom::analytics {

/// Fills injection, bounds and cuts; `out.gpus` are the first vertices. False where the chips do not fall
/// into few kinds of columns, or GPUs are joined to anything but chips.
bool solveColumns(const FabricGraph& graph, DomainResult& out, const PollFunction& poll = {});

}  // namespace rackloom::analytics
