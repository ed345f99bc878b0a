// SPDX-License-Identifier: GPL-3.0-or-later
// Quick fixes of findings about power: a further shelf, a feed from elsewhere, a further unit in parallel.
#pragma once

#include "views/findings/quick_fixes.h"

namespace rackloom::views {

/// One more shelf of the same type on the weaker side; all racks of the design get it.
std::optional<QuickFix> addShelf(const FixInput&);
/// The feeds of the nearest rack of the hall that has any.
std::optional<QuickFix> feedLikeNeighbours(const FixInput&);
/// Side B from an element like the present one that does not hang on the shared element.
std::optional<QuickFix> moveOneSide(const FixInput&);
std::optional<QuickFix> addParallelUnit(const FixInput&);
/// The unit hangs on the element with an energy store that has most to spare.
std::optional<QuickFix> feedFromStore(const FixInput&);

}  // namespace rackloom::views
