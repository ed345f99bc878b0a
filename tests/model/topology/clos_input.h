// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs for the generators without a drawing: so many racks of so many nodes, so many switches. Also the
// counts and the checks that every plan must pass. Must not know any template.
#pragma once

#include "model/topology/generators.h"

#include <string>
#include <vector>

namespace rackloom::model::fixtures {

struct Endpoints {
    std::uint32_t racks = 1, nodesPerRack = 1, portsPerNode = 1;
    DataRate rate = 400 * unit::Gbps;
    std::uint32_t slotStep = 1;
};

struct Tier {
    std::uint32_t switches = 0, ports = 64;
    DataRate rate = 400 * unit::Gbps;
};

/// Switch i of tier t stands in rack 100000 × (t + 1) + i.
GeneratorInput closInput(const Endpoints&, const std::vector<Tier>&, const ParameterValues&,
                         std::string_view generator);

/// "576 576 0": cables per tier.
std::string cablesPerTier(const FabricPlan&);
/// Empty when each port is used once at most and lies within its switch; else what is wrong.
std::string portTrouble(const GeneratorInput&, const FabricPlan&);
/// "2": links of each joined pair of tier t, or "2…3" when they differ.
std::string linksPerPair(const FabricPlan&, std::uint32_t tier);

}  // namespace rackloom::model::fixtures
