// SPDX-License-Identifier: GPL-3.0-or-later
// validateChange(): is the snapshot after an edit as consistent as the one before? Checks the rows that
// changed, and the rows that may refer to what went away; the cost follows the change, not the design.
// Together with a consistent `before` it says the same as validate() (model/site/validate.h).
#pragma once

#include "model/base/result.h"
#include "model/edit/diff.h"

namespace rackloom::model {

Result<void> validateChange(const Snapshot& before, const Snapshot& after, const Delta&);

}  // namespace rackloom::model
