// SPDX-License-Identifier: GPL-3.0-or-later
// Failure study: what a failed thing takes away. The design without it is an ordinary edit and its report an
// ordinary one, made by the same engine from what both designs share; the study is the difference, and the
// GPUs that lose cables or contact. Nothing is computed specially for a failure, so nothing can disagree. An
// element of the power tree takes the racks along that it darkens, and those whose coolant units it stops;
// what the others then carry comes from the failure sweep. A cooling unit or loop takes the racks along that
// the units left cannot cool. Must not know how it is shown.
#pragma once

#include "analytics/engine/evaluate.h"
#include "analytics/failure_losses.h"
#include "analytics/failure_targets.h"
#include "analytics/report.h"
#include "model/edit/edit.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rackloom::analytics {

/// The edit that takes one thing away: places of other devices and cables stay. Refused for what is no part
/// of a fabric and no cooling unit, and for several things; for those, elements of the power tree and loops
/// use studyFailure.
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

    using Power = PowerLoss;  ///< only for an element of the power tree
    /// Of all racks together; power and bandwidth where both designs tell them.
    struct Lost {
        double gpus = 0, domains = 0, trays = 0;
        std::optional<double> power, bandwidth;  ///< W of the racks, bit/s across the compute fabrics
    };
    using JobStanding = analytics::JobStanding;
    /// A job that loses something; it stops where fewer trays are left than it needed before.
    struct JobLoss {
        JobStanding before, after;
        bool stops() const { return after.trays < before.needed; }
    };

    FailureTarget target;
    std::string name;
    std::optional<Power> power;
    std::optional<CoolingLoss> cooling;  ///< where units stop, by themselves or with their power
    Lost lost;
    std::vector<JobLoss> jobs;    ///< those that stand on something else afterwards
    std::vector<Change> changes;  ///< metrics whose value is another one, in the order of the list
    std::vector<Finding> added;   ///< findings that were not there before
    Blast blast;
    Report before, after;
};

/// `evaluator` may already know the design; then only what the failure touches is computed.
Result<FailureStudy> studyFailure(Evaluator& evaluator, const model::SnapshotPtr& site,
                                  const FailureTarget& target);

}  // namespace rackloom::analytics
