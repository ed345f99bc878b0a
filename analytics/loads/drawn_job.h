// SPDX-License-Identifier: GPL-3.0-or-later
// DrawnJob: one job of the design as a model of its reliability, built from what is drawn, and the answer of
// the closed form. The model is what the simulation takes, too.
// A cause that a named calibration brings replaces those of the parts altogether: the two are never added.
// Must not know other jobs, except that they share the storage.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/loads/job_ground.h"
#include "analytics/reliability/assembly.h"
#include "analytics/report.h"
#include "model/base/shared.h"
#include "model/site/job.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

struct DrawnJobState {
    std::string problem;  ///< why there is no answer; then the answer is empty
    model::Job job;
    std::string calibration;  ///< in force, or empty
    JobModel model;
    std::vector<CauseOrigin> origins;  ///< by cause of the model
    JobAnswer answer;                  ///< with replacements at hand
    JobAnswer waiting;                 ///< when the job waits for repairs of what is drawn
    double gpus = 0, allGpus = 0;      ///< of the job; in its racks
    double wanted = 0;                 ///< GPUs it asks for
    double parts = 0, known = 0;       ///< parts counted, and with a known rate
    std::optional<double> interval, optimum, young, daly;  ///< s
    std::optional<double> storageWrite;                    ///< bit/s of this job's checkpoints, when drawn
    std::vector<std::string> notes;                        ///< what the answer leaves out or assumes here
    friend bool operator==(const DrawnJobState&, const DrawnJobState&) = default;
};

/// The job on its ground, not yet solved.
DrawnJobState stateOn(Query&, const JobGroundState&, const model::Job&);

struct DrawnJob {
    using Key = JobId;
    using Value = Shared<DrawnJobState>;
    static constexpr std::string_view kName = "drawn job";
    static Value compute(const Key&, Query&);
};

/// All jobs of the report.
struct JobResults {
    using Key = NoKey;
    using Value = Shared<std::vector<JobResult>>;
    static constexpr std::string_view kName = "job results";
    static Value compute(const Key&, Query&);
};

/// Write bandwidth of all drawn storage together, less what is in repair; absent where none is drawn or a
/// figure is unknown.
struct StorageWrite {
    using Key = NoKey;
    using Value = std::optional<double>;  ///< bit/s
    static constexpr std::string_view kName = "storage write";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
