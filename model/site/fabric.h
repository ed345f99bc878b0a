// SPDX-License-Identifier: GPL-3.0-or-later
// A network fabric as drawn: a generator with parameters, the switches of each tier, the racks it serves, and
// single deviations. Cables are expanded on demand (model/topology) or drawn by hand (Cable rows).
#pragma once

#include "model/base/id.h"
#include "model/catalog/device_type.h"
#include "model/site/refs.h"

#include <map>
#include <string>
#include <vector>

namespace rackloom::model {

/// A tier of switches, leaf first.
struct SwitchTier {
    std::string name;                 ///< leaf, spine, core
    std::vector<DeviceRef> switches;  ///< in generator order
    friend bool operator==(const SwitchTier&, const SwitchTier&) = default;
};

/// A cable position between two ports, ordered so that a < b.
struct CableKey {
    PortRef a, b;
    friend constexpr auto operator<=>(const CableKey&, const CableKey&) = default;
    friend constexpr bool operator==(const CableKey&, const CableKey&) = default;
};

struct Fabric {
    std::string name;
    FabricRole role = FabricRole::Compute;
    std::string generator;  ///< id in model/topology/generators.cpp; "" = only hand-drawn cables
    std::map<std::string, double> parameters;  ///< of the generator, only those set
    std::vector<RackId> racks;                 ///< racks whose ports of this role are attached, in order
    std::vector<SwitchTier> tiers;
    std::vector<CableKey> removed;        ///< generated cables taken away, sorted
    std::vector<std::string> cableTypes;  ///< catalogue keys allowed, shortest reach first; chosen by length
    friend bool operator==(const Fabric&, const Fabric&) = default;
};

/// A cable drawn by hand.
struct Cable {
    FabricId fabric;
    PortRef a, b;
    DeviceTypeId type;  ///< invalid = chosen by length from the fabric's cable types
    friend bool operator==(const Cable&, const Cable&) = default;
};

}  // namespace rackloom::model

namespace rackloom {
using CableId = Id<struct CableTag>;
}
