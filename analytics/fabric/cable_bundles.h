// SPDX-License-Identifier: GPL-3.0-or-later
// Cables gathered into bundles: same fabric, racks, tier, rate and kind. Which cables run together does not
// depend on where racks stand (CableGroups); lengths, media and the power of transceivers do (CableRuns). So
// moving a rack recomputes lengths only.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/inputs/column.h"
#include "analytics/report.h"
#include "model/base/shared.h"

#include <map>
#include <string>
#include <vector>

namespace rackloom::analytics {

/// Cables that share everything but the height of their ends.
struct CableGroup {
    RackId a, b;  ///< a ≤ b
    std::uint32_t tier = 0;
    double rate = 0;          ///< bit/s, 0 = unknown
    DeviceTypeId type;        ///< of cables drawn with a type of their own; else invalid
    std::uint32_t count = 0;  ///< of all heights
    /// Cables by height in rack units: between both ends in one rack, else the units above both ends; sorted.
    std::vector<std::pair<int, std::uint32_t>> byUnits;
    friend bool operator==(const CableGroup&, const CableGroup&) = default;
};

struct CableGroups {
    using Key = FabricId;
    using Value = Shared<std::vector<CableGroup>>;
    static constexpr std::string_view kName = "cable groups";
    static Value compute(const Key&, Query&);
};

struct CableRunTable {
    std::vector<Bundle> bundles;
    std::map<FabricId, double> lengthByFabric;  ///< m, as sold
    std::map<std::string, double> countByMedium;
    double cables = 0, measured = 0;    ///< measured: both ends stand in one hall
    double powered = 0;                 ///< cables whose transceiver power is known
    std::map<RackId, double> endPower;  ///< W drawn by transceivers in each rack
    std::vector<std::string> missing;   ///< cable types without a figure for power or reach
    friend bool operator==(const CableRunTable&, const CableRunTable&) = default;
};

/// Lengths, media and transceiver power of all fabrics.
struct CableRuns {
    using Key = NoKey;
    using Value = Shared<CableRunTable>;
    static constexpr std::string_view kName = "cable runs";
    static Value compute(const Key&, Query&);
};

/// The bundles alone, as reports carry them.
struct CableBundles {
    using Key = NoKey;
    using Value = Shared<std::vector<Bundle>>;
    static constexpr std::string_view kName = "cable bundles";
    static Value compute(const Key&, Query&);
};

/// Power of transceivers per rack, W; only cables whose medium and power are known.
struct CableEndPower {
    using Key = NoKey;
    using Value = std::map<RackId, double>;
    static constexpr std::string_view kName = "cable end power";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
