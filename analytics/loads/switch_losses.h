// SPDX-License-Identifier: GPL-3.0-or-later
// SwitchLosses: what the loss of each single switch of the compute fabrics does to what hangs below it: cuts
// racks off, or leaves them a share of their bandwidth. Worked out once for the drawing; where links are
// missing, only for the switches above them. Must not know types of devices, rates or jobs.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/recontraction.h"
#include "model/base/id.h"
#include "model/base/shared.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace rackloom::analytics {

struct SwitchLoss {
    bool cuts = false;          ///< some endpoint has no other way
    double bandwidth = 1;       ///< else: least share left to what hangs directly below
    std::vector<RackId> racks;  ///< of all endpoints that lose their only way, sorted
    friend bool operator==(const SwitchLoss&, const SwitchLoss&) = default;
};

struct SwitchLossTable {
    static constexpr std::uint32_t kNone = ContractedGraph::kNoLevel;

    std::vector<SwitchLoss> kinds;
    std::vector<std::uint32_t> kindOf;  ///< by switch; kNone where no endpoint is connected
    std::uint64_t alone = 0;            ///< weight of the endpoints with a single way up
    friend bool operator==(const SwitchLossTable&, const SwitchLossTable&) = default;
};

/// What leads on from one vertex of a class.
struct WaysUp {
    std::uint64_t ways = 0;  ///< vertices above
    double capacity = 0;     ///< that leads there
    friend bool operator==(const WaysUp&, const WaysUp&) = default;
};

/// Of a drawing, with what corrections of it start from.
struct PlannedSwitchLosses {
    SwitchLossTable table;
    std::vector<WaysUp> up;  ///< by class
    friend bool operator==(const PlannedSwitchLosses&, const PlannedSwitchLosses&) = default;
};

/// The rack of an endpoint vertex.
using RackOfVertex = std::function<RackId(std::uint32_t)>;

/// Of every switch of a graph whose first vertices are `endpoints` endpoints.
PlannedSwitchLosses switchLosses(const ContractedGraph& graph, std::uint32_t endpoints,
                                 const RackOfVertex& rack);
/// The same for a graph after changes, from what is known of the graph before them: `plan`, of `before`.
SwitchLossTable switchLosses(const PlannedSwitchLosses& plan, const FabricGraph& graph,
                             const TwinTable& before, const LinkChanges& changes, const ContractedGraph& now,
                             std::uint32_t endpoints, const RackOfVertex& rack);

struct SwitchLosses {
    using Key = NoKey;
    using Value = Shared<SwitchLossTable>;
    static constexpr std::string_view kName = "switch losses";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
