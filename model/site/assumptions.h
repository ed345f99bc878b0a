// SPDX-License-Identifier: GPL-3.0-or-later
// The list of site-wide assumptions that metrics read: one line each in assumptions.cpp. A design stores only
// those that differ from the default. Must not know which metric reads them.
#pragma once

#include "model/catalog/figure.h"
#include "model/site/job.h"

#include <span>
#include <string_view>

namespace rackloom::model {

struct AssumptionSpec {
    std::string_view id;     ///< "cable.slack": stable, files and `analyze --set` use it
    std::string_view label;  ///< "Cable slack"
    std::string_view unit;   ///< SI: "m", "kg/m3", "J/kg/K", "1"
    double initial = 0, minimum = 0, maximum = 0;
    std::string_view source;  ///< who says so
    Grade grade = Grade::Derived;
    std::string_view note;
};

std::span<const AssumptionSpec> assumptionSpecs();
const AssumptionSpec* findAssumption(std::string_view id);
/// The value in force: the site's own, or the default. The id must be in the list.
double assumptionValue(const Site&, std::string_view id);

}  // namespace rackloom::model
