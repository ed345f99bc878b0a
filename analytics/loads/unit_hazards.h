// SPDX-License-Identifier: GPL-3.0-or-later
// What leads out of racks and takes several at once: parts of the power tree, alone or in pairs, and cooling
// loops that lose more units than they can spare. Found by following the drawing, not by declared redundancy.
// Rates of power and coolant hold the scale of rates, which redundancy does not pass on in proportion.
// Must not know jobs.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/report.h"
#include "model/base/quantity.h"
#include "model/base/shared.h"

#include <string>
#include <vector>

namespace rackloom::analytics {

struct UnitHazard {
    std::string kind;  ///< "UPS", "Both feeds", "Coolant distribution units": the class for reports
    ObjectRef object;  ///< a power node, a cooling loop, the first of some switches
    Frequency rate;
    Duration repair;
    std::vector<RackId> racks;  ///< all that it takes, sorted
    DeviceTypeId type{};        ///< of equal devices; else invalid
    double parts = 0;           ///< such devices, counted among the parts whose rate is known
    friend bool operator==(const UnitHazard&, const UnitHazard&) = default;
};

/// Losses of power: each part of the tree that some racks cannot do without, and each pair of parts.
struct PowerHazards {
    using Key = NoKey;
    using Value = Shared<std::vector<UnitHazard>>;
    static constexpr std::string_view kName = "power hazards";
    static Value compute(const Key&, Query&);
};

/// Losses of coolant flow: more units of a loop than may be lost, by themselves or with what feeds them.
struct CoolingHazards {
    using Key = NoKey;
    using Value = Shared<std::vector<UnitHazard>>;
    static constexpr std::string_view kName = "cooling hazards";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
