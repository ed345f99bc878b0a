// SPDX-License-Identifier: GPL-3.0-or-later
// What a topology generator gets and gives: ports in, plain cables out. Later stages know nothing of who made
// a cable. Rates are per direction.
#pragma once

#include "model/base/parameters.h"
#include "model/base/quantity.h"
#include "model/site/fabric.h"
#include "model/site/refs.h"

#include <string>
#include <vector>

namespace rackloom::model {

/// A port of a compute or service device that the fabric serves.
struct EndpointPort {
    PortRef port;
    std::uint32_t rail = 0;       ///< index of the port among the device's ports of this fabric role
    std::uint32_t node = 0;       ///< running number of the device within the fabric
    std::uint32_t rackIndex = 0;  ///< position of its rack in Fabric::racks
    DataRate rate;
    friend bool operator==(const EndpointPort&, const EndpointPort&) = default;
};

inline constexpr std::uint32_t kNoRackIndex = 0xffffffffu;

struct FabricSwitch {
    DeviceRef device;
    std::uint32_t ports = 0;  ///< ports 0 … ports-1 may be cabled
    DataRate rate;            ///< of one port; of an access port where the groups differ
    bool present =
        true;  ///< false: the switch was removed; the generator keeps its place and skips its cables
    std::uint32_t access = 0;  ///< where a second port group follows: its first port; 0 = all ports are equal
    DataRate uplinkRate;       ///< of the ports from `access` on
    std::uint32_t rackIndex = kNoRackIndex;  ///< position of its rack in Fabric::racks

    bool uniform() const { return access == 0 || access >= ports; }
    /// Rate of one port.
    DataRate rateOf(std::uint32_t port) const { return uniform() || port < access ? rate : uplinkRate; }
    friend bool operator==(const FabricSwitch&, const FabricSwitch&) = default;
};

struct GeneratorInput {
    ParameterValues parameters;                    ///< completed
    std::vector<EndpointPort> endpoints;           ///< rack by rack, device by device, port by port
    std::vector<std::vector<FabricSwitch>> tiers;  ///< leaf first
    /// Per rack index the number of its first node, and the count of nodes at the end. Nodes are numbered by
    /// slot, so that a node taken out leaves a gap and moves no cable of the others.
    std::vector<std::uint32_t> firstNode;
    friend bool operator==(const GeneratorInput&, const GeneratorInput&) = default;
};

/// One cable. `tier` 0 joins endpoints to leaves, 1 leaves to spines, 2 spines to cores. `a` is the lower
/// end.
struct PlannedCable {
    PortRef a, b;
    DataRate rate;  ///< the slower of both ports
    std::uint32_t tier = 0;
    friend bool operator==(const PlannedCable&, const PlannedCable&) = default;
};

/// Where a cable passes a patch device that switches no packets (an optical circuit switch): light enters at
/// one port and leaves at another. What is drawn from port to port is the link through it.
struct LightPath {
    std::uint32_t cable = 0;  ///< of FabricPlan::cables
    PortRef in, out;          ///< `in` faces the cable's a
    friend bool operator==(const LightPath&, const LightPath&) = default;
};

struct FabricPlan {
    std::vector<PlannedCable> cables;
    std::vector<std::string>
        problems;  ///< what could not be cabled and why ("leaf tier has 4 ports too few …")
    /// Switches per tier, leaf first, with which nothing would be missing; 0 = cannot be had by adding
    /// switches. Empty when the generator does not say.
    std::vector<std::uint32_t> wanted;
    std::vector<LightPath> lightPaths;  ///< by cable
    friend bool operator==(const FabricPlan&, const FabricPlan&) = default;
};

}  // namespace rackloom::model
