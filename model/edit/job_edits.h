// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of training jobs: what they compute in, on how many GPUs, and how they checkpoint and recover.
// Ranges (MFU 0 to 1, times not negative) are checked when the edit is applied.
#pragma once

#include "model/edit/edit.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::model {

Edit addJob(Job job);
Edit removeJob(JobId job);
Edit renameJob(JobId job, std::string name);
Edit setPrecision(JobId job, Precision precision);
Edit setMfu(JobId job, double mfu);
/// Nothing = all drawn GPUs.
Edit setJobGpus(JobId job, std::optional<double> gpus);
Edit setCheckpointStall(JobId job, Duration stall);
Edit setCheckpointDrain(JobId job, Duration drain);
Edit setDetectTime(JobId job, Duration detect);
Edit setRestoreTime(JobId job, Duration restore);
/// Nothing = the exact optimum.
Edit setCheckpointInterval(JobId job, std::optional<Duration> interval);

/// Any number of model/site/job_fields.h by its key; no value only where the field may be empty.
Edit setJobField(JobId job, std::string key, std::optional<double> value);
/// Where it runs; none = all racks with processors.
Edit setJobRacks(JobId job, std::vector<RackId> racks);

}  // namespace rackloom::model
