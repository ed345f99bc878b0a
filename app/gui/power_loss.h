// SPDX-License-Identifier: GPL-3.0-or-later
// What the drawn power tree does when elements of it fail at the same time: computed here because views may
// not, shown by the one-line view.
#pragma once

#include "model/site/snapshot.h"
#include "views/power/one_line_scene.h"

#include <vector>

namespace rackloom::app {

views::AssumedFailure lossOf(const model::SnapshotPtr& design, std::vector<PowerNodeId> failed);

}  // namespace rackloom::app
