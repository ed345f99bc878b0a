// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a failure study that elements of the power tree have: what goes dark and what others carry.
// Must not know how it is shown.
#pragma once

#include "analytics/engine/memo.h"
#include "analytics/failure_losses.h"

#include <optional>

namespace rackloom::analytics {

struct FailureOutcome;
struct PowerTree;

/// The memo must hold the design in which the elements are drawn. They are lost at the same moment, each
/// whole, however many units it stands for.
PowerLoss powerLossOf(Memo&, const std::vector<PowerNodeId>&);

/// s until the first overload trips; absent where none does, or where one overloaded element has no
/// short-time curve and so may be the first.
std::optional<double> firstTrip(const PowerTree&, const FailureOutcome&);

}  // namespace rackloom::analytics
