// SPDX-License-Identifier: GPL-3.0-or-later
// Which domain hue and which heading a family of metrics has, the same in tiles, charts and menus.
#pragma once

#include "analytics/report.h"
#include "views/theme/theme.h"

namespace rackloom::views {

Domain metricDomain(analytics::Family family);
/// "Power", "Cooling", …
QString familyText(analytics::Family family);

}  // namespace rackloom::views
