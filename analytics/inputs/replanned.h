// SPDX-License-Identifier: GPL-3.0-or-later
// fabricsReplanned: whose generator input a diff may have changed. Gathering the ports of a large fabric
// costs milliseconds, so that a fabric is named only when a port it serves or a switch of its tiers is
// concerned. Naming one too many is slow, one too few is wrong: the tests of all inputs hold it to that.
#pragma once

#include "model/base/id.h"
#include "model/edit/diff.h"

#include <vector>

namespace rackloom::analytics {

/// Whose input differs with every switch in its place. Sorted, each once.
std::vector<FabricId> fabricsReplanned(const model::Delta&);

/// In whose tiers a switch may have come or gone. Sorted, each once.
std::vector<FabricId> fabricsWithSwitchesTouched(const model::Delta&);

/// Whether a generator would be asked the same: all but name, removed cables and cable types agree.
bool samePlan(const model::Fabric& a, const model::Fabric& b);

}  // namespace rackloom::analytics
