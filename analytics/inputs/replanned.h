// SPDX-License-Identifier: GPL-3.0-or-later
// fabricsReplanned: whose generator input a diff may have changed. Gathering the ports of a large fabric
// costs milliseconds, so that a fabric is named only when a port it serves or a switch of its tiers is
// concerned. Naming one too many is slow, one too few is wrong: the tests of all inputs hold it to that.
#pragma once

#include "model/base/id.h"
#include "model/edit/diff.h"

#include <vector>

namespace rackloom::analytics {

/// Sorted, each once.
std::vector<FabricId> fabricsReplanned(const model::Delta&);

}  // namespace rackloom::analytics
