// SPDX-License-Identifier: GPL-3.0-or-later
// Mass of racks: the cabinet and the devices in it, as far as it is known. Devices whose mass nobody states
// are named instead of weighing nothing.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/inputs/column.h"
#include "model/base/shared.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

struct RackMassSum {
    double cabinet = 0, devices = 0;  ///< kg, of known masses
    bool cabinetKnown = false;
    std::vector<std::string> missing;  ///< device types without a mass
    bool complete() const { return cabinetKnown && missing.empty(); }
    double total() const { return cabinet + devices; }
    friend bool operator==(const RackMassSum&, const RackMassSum&) = default;
};

struct DesignMass {
    using Key = RackDesignId;
    using Value = Shared<RackMassSum>;
    static constexpr std::string_view kName = "design mass";
    static Value compute(const Key&, Query&);
};

/// Every rack, with the deviations of single devices.
struct RackMasses {
    using Key = NoKey;
    using Value = Shared<Column<RackId, Shared<RackMassSum>>>;
    static constexpr std::string_view kName = "rack masses";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
