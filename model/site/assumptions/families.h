// SPDX-License-Identifier: GPL-3.0-or-later
// The assumptions by topic, one file each; assumptions.cpp joins them. To add one, add a line to its file.
// Must not know which metric reads them.
#pragma once

#include "model/site/assumptions.h"

namespace rackloom::model {

std::span<const AssumptionSpec> fabricAssumptions();
std::span<const AssumptionSpec> powerAssumptions();
std::span<const AssumptionSpec> coolingAssumptions();
std::span<const AssumptionSpec> economicsAssumptions();
std::span<const AssumptionSpec> reliabilityAssumptions();

}  // namespace rackloom::model
