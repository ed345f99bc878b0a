// SPDX-License-Identifier: GPL-3.0-or-later
// What can fail in a design, one thing or several at once, by reference or by name.
// Must not know what a failure does.
#pragma once

#include "analytics/report.h"
#include "model/base/result.h"
#include "model/site/snapshot.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

/// What fails: a rack, a device, a cable drawn by hand, all cables between two racks, an element of the power
/// tree, whole, one unit of a row of cooling units, or a cooling loop with all its units.
struct FailureTarget {
    ObjectRef object;  ///< of a bundle: its first rack
    std::optional<RackId> bundleTo;
    std::vector<FailureTarget> with = {};  ///< what else fails at the same moment, each without such a list
    friend bool operator==(const FailureTarget&, const FailureTarget&) = default;
};

/// Reads "rack:12", "device:12/5" or "cable:3"; the name of a rack; "LABEL in RACK", "LABEL U5 in RACK" as in
/// the outline, or "RACK/LABEL"; "RACK--RACK" for the cables between two racks; the name of a power element,
/// of a cooling unit or of a cooling loop.
Result<FailureTarget> findFailureTarget(const model::Snapshot&, std::string_view text);

/// All of these at the same moment, each once.
Result<FailureTarget> findFailureTargets(const model::Snapshot&, const std::vector<std::string>& texts);

std::string failureName(const model::Snapshot&, const FailureTarget&);

/// Whether it is still part of the design.
bool exists(const model::Snapshot&, const ObjectRef&);
/// Says how to name things.
Error unknownObject(std::string_view text);

}  // namespace rackloom::analytics
