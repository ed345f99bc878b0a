// SPDX-License-Identifier: GPL-3.0-or-later
// Lengths, media and transceiver power of the cable groups: what depends on where racks stand. Kept in one
// piece per rack, as the groups are; moving a rack makes the pieces again that end at it. Sums are whole
// numbers, so that they do not depend on which pieces were made again.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/cable_groups.h"
#include "analytics/fabric/cable_length.h"
#include "analytics/fabric/footprints.h"
#include "analytics/report.h"
#include "model/base/shared.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace rackloom::analytics {

/// Cables by the place of their medium in a list of types.
struct MediumUse {
    std::vector<std::uint64_t> cables;
    std::vector<bool> lacking;  ///< the type was asked for a power, reach or rate that is not known
    void add(const MediumUse&);
    bool anyLacking() const;
    friend bool operator==(const MediumUse&, const MediumUse&) = default;
};

/// Sums over bundles; cables sold by the half metre make whole millimetres.
struct RunSums {
    std::int64_t millimetres = 0;
    std::uint64_t cables = 0, measured = 0;  ///< measured: both ends stand in one hall
    MediumUse media;
    /// Cables of the lowest tier by the place of their medium, of bundles that one medium serves whole.
    std::vector<std::uint64_t> access;
    void add(const RunSums&);
    /// Takes away what was added and had nothing lacking.
    void subtract(const RunSums&);
    friend bool operator==(const RunSums&, const RunSums&) = default;
};

/// The bundles of one CableGroupPiece.
struct RunPiece {
    std::shared_ptr<const BundleTable::Piece> bundles;
    std::vector<std::uint32_t> unreached;  ///< bundles with a length and without a medium for all
    RunSums sums;
    friend bool operator==(const RunPiece&, const RunPiece&);
};

/// What lengths and media of a fabric follow from, besides its groups and the floor.
struct RunTerms {
    CableAllowances allowances;
    std::vector<Shared<model::DeviceType>> types;  ///< allowed ones by reach, then those of single cables
    std::size_t allowed = 0;
    bool direct = false;  ///< from side to side of racks, without the tray
    friend bool operator==(const RunTerms&, const RunTerms&) = default;
};

struct FabricRunTable {
    std::vector<std::shared_ptr<const RunPiece>> pieces;
    std::shared_ptr<const BundleTable::Pieces> bundles;  ///< the same, as reports carry them; never null
    std::vector<std::uint32_t> unreached;                ///< places of pieces with unreached bundles
    RunSums sums;
    RunTerms terms;
    // What the pieces were made from, to see which of them a change concerns. No part of the answer.
    Shared<CableGroupTable> groups;
    RackFootprints::Value floor;

    FabricRunTable() : bundles(std::make_shared<const BundleTable::Pieces>()) {}
    friend bool operator==(const FabricRunTable&, const FabricRunTable&);
};

struct FabricRuns {
    using Key = FabricId;
    using Value = Shared<FabricRunTable>;
    static constexpr std::string_view kName = "fabric runs";
    static Value compute(const Key&, Query&, const Value* last);
};

struct CableRunTable {
    std::map<FabricId, double> lengthByFabric;  ///< m, as sold
    std::map<std::string, double> countByMedium;
    double cables = 0, measured = 0;
    double powered = 0;                ///< cables whose transceiver power is known
    double watts = 0;                  ///< drawn by their transceivers at both ends
    std::vector<std::string> missing;  ///< cable types without a figure for power or reach
    friend bool operator==(const CableRunTable&, const CableRunTable&) = default;
};

/// The sums of all fabrics.
struct CableRuns {
    using Key = NoKey;
    using Value = Shared<CableRunTable>;
    static constexpr std::string_view kName = "cable runs";
    static Value compute(const Key&, Query&);
};

/// The bundles of all fabrics, as reports carry them.
struct CableBundles {
    using Key = NoKey;
    using Value = Shared<BundleTable>;
    static constexpr std::string_view kName = "cable bundles";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
