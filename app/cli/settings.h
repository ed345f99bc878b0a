// SPDX-License-Identifier: GPL-3.0-or-later
// --set key=value: what-if values for one run. The design file is never changed. Keys are fields of the jobs
// (job.mfu), assumptions (cable.slack), budgets (budget.power.it) and figures of device types
// (type.nvidia-gb200-compute-tray.power.provisioned); numbers may carry units.
#pragma once

#include "analytics/report.h"
#include "model/base/result.h"
#include "model/site/snapshot.h"

#include <string>
#include <vector>

namespace rackloom::app {

/// The design with the assignments made, in order.
Result<model::SnapshotPtr> withSettings(const model::SnapshotPtr& design,
                                        const std::vector<std::string>& assignments);

/// Refuses a job that was set to more GPUs than the design has: the report would silently count those drawn.
Result<void> jobsFit(const std::vector<std::string>& assignments, const model::Snapshot& design,
                     const analytics::Report& report);

/// Every key with its unit and present value, for the help of `analyze`.
std::string settingsHelp();

}  // namespace rackloom::app
