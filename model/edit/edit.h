// SPDX-License-Identifier: GPL-3.0-or-later
// Edit: a change to the design as a value: a label for the history, a merge key, and one function.
// There is no inverse to write: undo goes back to the older snapshot. Each family of edits has its own file
// (rack_edits.h, design_edits.h, …) whose functions return an Edit.
#pragma once

#include "model/base/result.h"
#include "model/edit/transaction.h"

#include <functional>
#include <string>

namespace rackloom::model {

struct Edit {
    std::string label;     ///< "Move 3 racks": shown in the history
    std::string mergeKey;  ///< equal non-empty keys inside one gesture become one history entry
    std::function<Result<void>(Transaction&)> apply;
};

/// Runs an edit on a snapshot and validates the outcome; the error says what was refused and what to do
/// instead.
Result<SnapshotPtr> applyEdit(const SnapshotPtr& before, const Edit& edit);

/// Several edits as one, refused as a whole if any is refused.
Edit combined(std::string label, std::vector<Edit> edits);
/// The same for what was done to several things alike: called what the first is called; a single edit stays
/// itself. There must be one.
Edit together(std::vector<Edit> edits);

}  // namespace rackloom::model
