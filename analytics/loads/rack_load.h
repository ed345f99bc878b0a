// SPDX-License-Identifier: GPL-3.0-or-later
// RackLoad: what the devices of one rack draw, heat and weigh, and what its power shelves or rack PDUs can
// give on each side. Computed once per rack design, and per rack only where single devices deviate.
// Must not know what feeds or cools the rack.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/inputs/column.h"
#include "analytics/loads/type_facts.h"
#include "analytics/power/loss_model.h"

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace rackloom::analytics {

/// A sum over devices that knows how much of it is known.
struct CoveredSum {
    double sum = 0;  ///< over the known ones
    int counted = 0, known = 0;
    std::vector<DeviceTypeId> missing;  ///< types without the figure, sorted

    void add(const Fact&, DeviceTypeId, int count = 1);
    void add(const CoveredSum&);
    /// The sum, if every device that counts is known.
    std::optional<double> complete() const;
    friend bool operator==(const CoveredSum&, const CoveredSum&) = default;
};

/// Supplies of one side of a rack: power shelves behind a busbar, or rack PDUs.
struct SideSupply {
    int units = 0, unknown = 0;       ///< how many, and how many without a rating
    Power capacity;                   ///< of the known ones together
    std::optional<LossModel> losses;  ///< of all as one; absent without conversion or when terms are unknown
    bool lossUnknown = false;
    friend bool operator==(const SideSupply&, const SideSupply&) = default;
};

enum class SupplyKind { None, Shelves, Pdus };

struct RackLoad {
    CoveredSum planning, typical, peak;  ///< W
    CoveredSum liquid, air;              ///< W of heat
    CoveredSum minFlow;                  ///< m³/s
    CoveredSum mass;                     ///< kg, the enclosure included
    std::map<DeviceTypeId, int> devices;
    SupplyKind supplyKind = SupplyKind::None;
    std::array<SideSupply, 3> supplies;  ///< by model::PowerSide: none, A, B
    DeviceTypeId supplyType;             ///< of the first supply, for remedies

    const SideSupply& side(model::PowerSide s) const { return supplies[static_cast<std::size_t>(s)]; }
    /// W left after losing side A or side B; absent unless both sides have supplies of known rating. Supplies
    /// on no side stay.
    std::optional<double> capacityAfterLoss(model::PowerSide lost) const;
    /// After losing the worse side.
    std::optional<double> worstCapacity() const;
    std::optional<double> installedCapacity() const;
    friend bool operator==(const RackLoad&, const RackLoad&) = default;
};

/// A rack of this design without deviations.
struct DesignLoad {
    using Key = RackDesignId;
    using Value = Shared<RackLoad>;
    static constexpr std::string_view kName = "design load";
    static Value compute(const Key&, Query&);
};

/// Every rack with its deviations.
struct RackLoads {
    using Key = NoKey;
    using Value = Shared<Column<RackId, Shared<RackLoad>>>;
    static constexpr std::string_view kName = "rack loads";
    static Value compute(const Key&, Query&);
};

/// Devices of the whole site by type, in racks and enclosures apart.
struct DeviceCounts {
    std::map<DeviceTypeId, int> devices, enclosures;
    friend bool operator==(const DeviceCounts&, const DeviceCounts&) = default;
};
struct SiteDevices {
    using Key = NoKey;
    using Value = Shared<DeviceCounts>;
    static constexpr std::string_view kName = "site devices";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
