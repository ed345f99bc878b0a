// SPDX-License-Identifier: GPL-3.0-or-later
// Which kinds of ports the cables of a fabric join, and how many cables each pair of kinds has. A large
// fabric has a handful of pairs: speed and connectors are judged once per pair, not once per cable.
// Must not judge: the rules do.
#pragma once

#include "analytics/engine/query.h"
#include "model/base/shared.h"
#include "model/topology/plan.h"

#include <tuple>
#include <vector>

namespace rackloom::analytics {

/// A port group of a device type.
struct Socket {
    static constexpr std::uint32_t kNoGroup = 0xffffffffu;
    DeviceTypeId type;               ///< invalid where nothing stands
    std::uint32_t group = kNoGroup;  ///< of DeviceType::ports
    friend auto operator<=>(const Socket&, const Socket&) = default;
};

/// The cables between two kinds of ports, the lower end first.
struct SocketPair {
    Socket a, b;
    std::uint32_t cables = 0;
    std::uint32_t firstAt = 0;  ///< place of the first such cable; generated ones come before drawn ones
    model::PlannedCable first;
    friend bool operator==(const SocketPair&, const SocketPair&) = default;
};

/// The types that the design has where cables end, by FabricEnds, taken out or not; invalid where nothing is.
struct FabricDeviceTypes {
    using Key = FabricId;
    using Value = Shared<std::vector<DeviceTypeId>>;
    static constexpr std::string_view kName = "fabric device types";
    static Value compute(const Key&, Query&);
};

/// The pairs of the generated cables, by kind.
struct PlanSockets {
    using Key = FabricId;
    using Value = Shared<std::vector<SocketPair>>;
    static constexpr std::string_view kName = "plan sockets";
    static Value compute(const Key&, Query&);
};

/// The pairs of the cables that stand, by kind.
struct FabricSockets {
    using Key = FabricId;
    using Value = Shared<std::vector<SocketPair>>;
    static constexpr std::string_view kName = "fabric sockets";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
