// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a failure study that an element of the power tree has: what goes dark and what others carry.
// Must not know how it is shown.
#pragma once

#include "analytics/engine/memo.h"
#include "analytics/failure_losses.h"

namespace rackloom::analytics {

/// The memo must hold the design in which the element is drawn. The element is lost whole, however many units
/// it stands for.
PowerLoss powerLossOf(Memo&, PowerNodeId);

}  // namespace rackloom::analytics
