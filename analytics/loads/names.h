// SPDX-License-Identifier: GPL-3.0-or-later
// Names of drawn things for the sentences of findings.
// Must not decide what is said about them.
#pragma once

#include "analytics/engine/query.h"

#include <string>

namespace rackloom::analytics {

/// "Rack A1".
std::string rackName(Query&, RackId);
std::string powerNodeName(Query&, PowerNodeId);
std::string loopName(Query&, CoolingLoopId);
std::string unitName(Query&, CoolingUnitId);
/// "3 racks", "1 rack".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

}  // namespace rackloom::analytics
