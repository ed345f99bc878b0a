// SPDX-License-Identifier: GPL-3.0-or-later
// --set key=value: what-if values for one run. The design file is never changed. Keys are fields of the jobs
// (job.mfu), assumptions (cable.slack), budgets (budget.power.it) and figures of device types
// (type.nvidia-gb200-compute-tray.power.provisioned); numbers may carry units.
#pragma once

#include "model/base/result.h"
#include "model/site/snapshot.h"

#include <string>
#include <vector>

namespace rackloom::app {

/// The design with the assignments made, in order.
Result<model::SnapshotPtr> withSettings(const model::SnapshotPtr& design,
                                        const std::vector<std::string>& assignments);

/// Every key with its unit and present value, for the help of `analyze`.
std::string settingsHelp();

}  // namespace rackloom::app
