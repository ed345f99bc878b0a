// SPDX-License-Identifier: GPL-3.0-or-later
// LoopRacks: what hangs on each loop, as groups of equal racks: the devices that take coolant, what they
// need, and how they resist it. Exists so that a network of thousands of racks is solved for a few.
// Must not know what cools the loop.
#pragma once

#include "analytics/cooling/flow.h"
#include "analytics/cooling/hydraulics.h"
#include "analytics/engine/query.h"
#include "model/base/shared.h"
#include "model/site/facility.h"

#include <optional>
#include <utility>
#include <vector>

namespace rackloom::analytics {

/// Equal devices of one rack that give heat to the medium of the loop.
struct CooledDevice {
    DeviceTypeId type;
    int count = 0;
    double heat = 0;                               ///< W of one of them
    std::optional<double> warmest, minFlow, drop;  ///< K, m³/s, Pa at that flow; as stated
    std::optional<double> processor;               ///< W of the hottest processor inside
    friend bool operator==(const CooledDevice&, const CooledDevice&) = default;
};

struct RackGroup {
    std::vector<CooledDevice> devices;  ///< by type
    int racks = 0;
    friend bool operator==(const RackGroup&, const RackGroup&) = default;
};

struct RacksOfLoop {
    CoolingLoopId loop;
    std::vector<RackGroup> groups;  ///< in the order of their first rack

    int racks() const;
    /// Lowest of the warmest inlets stated; `count` of devices that state none is what is missing.
    std::optional<double> warmest() const;
    friend bool operator==(const RacksOfLoop&, const RacksOfLoop&) = default;
};

struct LoopRacks {
    using Key = NoKey;
    using Value = Shared<std::vector<RacksOfLoop>>;  ///< by loop
    static constexpr std::string_view kName = "racks of loops";
    static Value compute(const Key&, Query&);
};

/// Flow that the devices need together at this supply, and how many of them state it.
struct NeededFlow {
    double flow = 0;
    int devices = 0, stated = 0;
};
NeededFlow neededFlow(const RacksOfLoop&, Temperature supply, const Fluid&);

/// All racks side by side; absent while a device does not state its drop. `manifoldDrop` is that of couplings
/// and manifold of a rack at the least flow of its devices.
std::optional<FlowNetwork> plumbing(const RacksOfLoop&, double exponent, Pressure manifoldDrop);
/// Least of flow / stated least flow over all devices when `across` lies on every rack.
std::optional<double> leastBalance(const RacksOfLoop&, double exponent, Pressure manifoldDrop,
                                   VolumeFlow total);

/// How the racks of a loop resist and share the flow. Loops are mostly alike, so what was found for the last
/// one is kept; racks must stay where they are.
class LoopResistance {
public:
    LoopResistance(double exponent, Pressure manifold) : exponent_(exponent), manifold_(manifold) {}

    /// As one path where that can be; absent while a device does not state its drop.
    const std::optional<FlowNetwork>& of(const RacksOfLoop& racks) {
        if (last_ && last_->groups == racks.groups) return network_;
        last_ = &racks;
        balance_.reset();
        network_ = plumbing(racks, exponent_, manifold_);
        if (network_)
            if (const auto path = network_->equivalent()) network_ = FlowNetwork::of(*path);
        return network_;
    }
    std::optional<double> balance(const RacksOfLoop& racks, VolumeFlow flow) {
        of(racks);
        if (!balance_ || balance_->first != flow.si())
            balance_ = {flow.si(), leastBalance(racks, exponent_, manifold_, flow)};
        return balance_->second;
    }

private:
    double exponent_;
    Pressure manifold_;
    const RacksOfLoop* last_ = nullptr;
    std::optional<FlowNetwork> network_;
    std::optional<std::pair<double, std::optional<double>>> balance_;  // by flow
};

}  // namespace rackloom::analytics
