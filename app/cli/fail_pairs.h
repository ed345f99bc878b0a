// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs of failures in words and in JSON.
// Must not run a study.
#pragma once

#include "analytics/failure_pairs.h"
#include "app/cli/json_report.h"

#include <string>

namespace rackloom::app {

std::string pairsText(const model::Snapshot&, const analytics::PairStudy&);
Json pairsJson(const model::Snapshot&, const analytics::PairStudy&);

}  // namespace rackloom::app
