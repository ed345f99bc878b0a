// SPDX-License-Identifier: GPL-3.0-or-later
// validate(): is a snapshot consistent in itself? References lead somewhere, lists hold no doubles, trees
// have no cycles, numbers are finite and in range. Run on every file that is loaded; edits check what they
// touched (model/edit/validate_change.h). Whether a consistent design is a *good* one (racks that overlap,
// trays that collide, breakers too small) is for rules to say, not for this.
#pragma once

#include "model/base/result.h"
#include "model/site/snapshot.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace rackloom::model {

/// The first thing found wrong, with the table (member name of Snapshot, such as "racks") and the row, so
/// that a loader can name the line. The id is Id::kNone for the site and the overrides.
struct Violation {
    std::string_view table;
    std::uint32_t id = 0xffffffffu;
    Error error;
};

std::optional<Violation> firstViolation(const Snapshot&);
Result<void> validate(const Snapshot&);

}  // namespace rackloom::model
