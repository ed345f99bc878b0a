// SPDX-License-Identifier: GPL-3.0-or-later
// Which metrics a person means: whole ids ("power.it"), the part before a dot ("power", "capacity.flops") or
// the part after one ("goodput").
// Also the words for one metric that several verbs print. Knows no verb.
#pragma once

#include "analytics/report.h"
#include "model/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackloom::app {

class MetricChoice {
public:
    /// Nothing given means everything. Unknown words are refused with the nearest id.
    static Result<MetricChoice> parse(const std::vector<std::string>& words);
    bool contains(std::string_view id) const;

private:
    std::vector<std::string> words_;
};

/// The one metric of this id, or an error that names the nearest.
Result<const analytics::MetricInfo*> findMetric(std::string_view id);

/// "Capacity", "Power": how families are headed.
std::string_view familyTitle(analytics::Family family);

}  // namespace rackloom::app
