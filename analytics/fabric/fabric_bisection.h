// SPDX-License-Identifier: GPL-3.0-or-later
// FabricBisection: the bisection of one fabric with the cut that proves it, told in racks, switches and
// cables, as canvases show it.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/bisection.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/report.h"
#include "model/base/shared.h"

namespace rackloom::analytics {

struct FabricBisection {
    using Key = FabricId;
    using Value = Shared<FabricResult>;
    static constexpr std::string_view kName = "fabric bisection";
    static Value compute(const Key&, Query&);
};

/// A cut of a fabric with so many cables in these words.
FabricResult fabricResult(FabricId id, const DrawnFabric& fabric, const Bisection& cut, std::uint32_t cables);

}  // namespace rackloom::analytics
