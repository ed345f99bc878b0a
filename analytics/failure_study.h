// SPDX-License-Identifier: GPL-3.0-or-later
// Failure study: what a failed thing takes away. The design without it is an ordinary edit and its report an
// ordinary one, made by the same engine from what both designs share; the study is the difference, and the
// GPUs that lose cables or contact. Nothing is computed specially for a failure, so nothing can disagree.
// Must not know how it is shown.
#pragma once

#include "analytics/engine/evaluate.h"
#include "analytics/report.h"
#include "model/edit/edit.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rackloom::analytics {

/// What fails: a rack, a device, a cable drawn by hand, or all cables between two racks.
struct FailureTarget {
    ObjectRef object;  ///< of a bundle: its first rack
    std::optional<RackId> bundleTo;
    friend bool operator==(const FailureTarget&, const FailureTarget&) = default;
};

/// Reads "rack:12", "device:12/5" or "cable:3"; the name of a rack; "LABEL in RACK", "LABEL U5 in RACK" as in
/// the outline, or "RACK/LABEL"; "RACK--RACK" for the cables between two racks.
Result<FailureTarget> findFailureTarget(const model::Snapshot&, std::string_view text);

std::string failureName(const model::Snapshot&, const FailureTarget&);

/// The edit that takes it away: places of other devices and cables stay. Refused for what is no part of a
/// fabric.
Result<model::Edit> failureEdit(const model::Snapshot&, const FailureTarget&);

struct FailureStudy {
    struct Change {
        const MetricInfo* metric = nullptr;
        MetricValue before, after;
    };
    struct Blast {
        std::uint64_t endpoints = 0;  ///< GPUs (or devices) of the compute fabrics before
        std::uint64_t gone = 0;       ///< fail themselves
        std::uint64_t cutOff = 0;     ///< can no longer reach half of all through the compute fabrics
        std::uint64_t degraded = 0;   ///< keep contact with fewer cables
        std::vector<RackId> racks;    ///< where any of these stand, sorted
    };

    FailureTarget target;
    std::string name;
    std::vector<Change> changes;  ///< metrics whose value is another one, in the order of the list
    std::vector<Finding> added;   ///< findings that were not there before
    Blast blast;
    Report before, after;
};

/// `evaluator` may already know the design; then only what the failure touches is computed.
Result<FailureStudy> studyFailure(Evaluator& evaluator, const model::SnapshotPtr& site,
                                  const FailureTarget& target);

}  // namespace rackloom::analytics
