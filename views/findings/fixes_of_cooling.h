// SPDX-License-Identifier: GPL-3.0-or-later
// Quick fixes of findings about cooling: a further unit, a loop for a rack that hangs on none.
#pragma once

#include "views/findings/quick_fixes.h"

namespace rackloom::views {

/// One more unit like those of the loop; plant gets one more in parallel.
std::optional<QuickFix> addCoolingUnitLike(const FixInput&);
/// The rack goes on the liquid loop with most to spare; a loop without units gets one of the catalogue.
std::optional<QuickFix> hangOnLoop(const FixInput&);

}  // namespace rackloom::views
