// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a failure study in words and in JSON: what is lost, cooling, jobs.
// Must not run a study.
#pragma once

#include "analytics/failure_study.h"
#include "app/cli/json_report.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::app {

/// "2,048" for counts that fit in no table.
std::string counted(std::uint64_t count);
/// "1 rack", "2,048 racks".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);
/// Names of the first racks, and how many more.
std::string racksText(const model::Snapshot&, const std::vector<RackId>&);

Json racksJson(const std::vector<RackId>&);
/// How a power element is referred to, and its name.
std::string nodeKey(PowerNodeId);
std::string nodeName(const model::Snapshot&, PowerNodeId);
/// Null where nothing is known.
Json numberOrNull(const std::optional<double>&);

std::string lostText(const analytics::FailureStudy&);
Json lostJson(const analytics::FailureStudy&);
std::string coolingText(const model::Snapshot&, const analytics::CoolingLoss&);
Json coolingJson(const analytics::CoolingLoss&);
std::string jobsText(const analytics::FailureStudy&);
Json jobsJson(const analytics::FailureStudy&);

}  // namespace rackloom::app
