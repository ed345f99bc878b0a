// SPDX-License-Identifier: GPL-3.0-or-later
// Random power trees for property tests: shared and transferred feeds, weights, parallel units, equal racks
// in one entry, and now and then a ring.
#pragma once

#include "analytics/power/tree.h"

#include <random>

namespace rackloom::test {

analytics::PowerTree randomPowerTree(std::mt19937&);

}  // namespace rackloom::test
