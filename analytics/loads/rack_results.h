// SPDX-License-Identifier: GPL-3.0-or-later
// RackResults: one line per rack for canvases and tables, gathered from the nodes that own the numbers.
// Findings are not in it, nor what is proven about the supply: whoever assembles a report adds them.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/report.h"
#include "model/base/shared.h"

#include <vector>

namespace rackloom::analytics {

struct RackResults {
    using Key = NoKey;
    using Value = Shared<std::vector<RackResult>>;
    static constexpr std::string_view kName = "rack results";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
