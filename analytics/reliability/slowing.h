// SPDX-License-Identifier: GPL-3.0-or-later
// Speed lost to parts that are out of work until they are repaired and whose loss stops nothing: switches and
// cables of redundant planes. Must not know why a part slows the job, or by how much.
#pragma once

#include "analytics/reliability/job_model.h"

namespace rackloom::analytics {

/// Mean speed when the slowest of all parts that are out sets the pace. Exact for independent parts, whatever
/// their lifetimes and repairs; two of a kind that are out together count as one. The parts have been
/// checked.
double slowedSpeed(const std::vector<SlowingParts>&);

}  // namespace rackloom::analytics
