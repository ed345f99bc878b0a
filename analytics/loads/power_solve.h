// SPDX-License-Identifier: GPL-3.0-or-later
// PowerSolve: the drawn power tree carrying the racks and the cooling equipment, with all its losses: in the
// normal state, and after losing everything on side A or on side B.
// Must not judge: limits are reported beside loads, rules compare them.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/loads/rack_load.h"
#include "analytics/power/flow_update.h"
#include "analytics/report.h"

#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace rackloom::analytics {

struct NodeState {
    PowerNodeId node;
    bool live = false, inCycle = false;
    double load = 0, loss = 0;              ///< W at its output, and its own
    std::optional<double> limit;            ///< W it may carry for hours, all its equal units together
    bool lossUnknown = false;               ///< then `loss` leaves it out
    std::array<double, 2> loadAfterLoss{};  ///< W after losing side A, side B
    friend bool operator==(const NodeState&, const NodeState&) = default;
};

/// What the state was read from, for the next time.
struct SolvedPower {
    Shared<PowerDrawing> drawing;
    TreeShape shape;
    PowerFlow normal;
    std::array<PowerFlow, 2> withoutSide;  ///< side A, side B; empty unless the tree has both
};

struct PowerState {
    std::vector<NodeState> nodes;               ///< by id
    CoveredSum planning, typical, peak;         ///< W of all racks
    double drawn = 0;                           ///< W by all sources
    double served = 0;                          ///< W to racks and to fed cooling equipment
    double nodeLoss = 0, supplyLoss = 0;        ///< W in the tree, and in shelves inside racks
    CoveredSum cooling;                         ///< W of cooling equipment, fed or not
    double coolingUnfed = 0;                    ///< W of it that hangs on no drawn feed
    std::vector<RackId> unfed;                  ///< racks that no live source reaches, though they draw
    double unserved = 0;                        ///< W of them and of equipment on dead feeds
    std::vector<RackId> supplyUnknown;          ///< racks whose shelf losses are unknown and left out
    std::vector<DeviceTypeId> lossUnknown;      ///< types on the tree whose losses are unknown, sorted
    std::vector<PowerNodeId> topWithoutSource;  ///< fed by nothing and no source themselves
    std::vector<std::pair<DeviceTypeId, double>> lossByType;  ///< W of the elements, by type
    std::array<std::vector<RackId>, 2> darkAfterLoss;  ///< racks without power after losing side A, side B
    bool bothSides = false;                            ///< the tree has elements on side A and on side B

    const NodeState* node(PowerNodeId) const;
    /// W drawn for the whole facility: by the sources, and by cooling equipment outside the tree.
    double facility() const { return drawn + coolingUnfed; }
    friend bool operator==(const PowerState& a, const PowerState& b);

    std::shared_ptr<const SolvedPower> solved;  ///< not part of the state
};

struct PowerSolve {
    using Key = NoKey;
    using Value = Shared<PowerState>;
    static constexpr std::string_view kName = "power solve";
    static Value compute(const Key&, Query&, const Value* last);
};

/// The rows of a report, without what failures do.
std::vector<PowerNodeResult> nodeResults(const PowerState&);

}  // namespace rackloom::analytics
