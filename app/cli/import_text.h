// SPDX-License-Identifier: GPL-3.0-or-later
// An imported network, and its comparison with a plan, as text and as JSON. Must not read files.
#pragma once

#include "app/cli/json_report.h"
#include "model/exchange/drawn_dump.h"
#include "model/exchange/dump_compare.h"

#include <nlohmann/json.hpp>

namespace rackloom::app {

std::string dumpText(const model::IbDump&);
Json dumpJson(const model::IbDump&);
/// The odd lines, one a line; empty when there are none.
std::string oddText(const model::IbDump&);
std::string comparisonText(const model::DumpComparison&);
Json comparisonJson(const model::DumpComparison&);

}  // namespace rackloom::app
