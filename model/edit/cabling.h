// SPDX-License-Identifier: GPL-3.0-or-later
// Cables drawn between groups of devices by a rule, and which ports are still free for them. Exists so that
// nobody has to draw a thousand cables one by one. Must not know how generators wire: it asks for their
// cables.
#pragma once

#include "model/edit/edit.h"

#include <unordered_set>
#include <vector>

namespace rackloom::model {

/// The ports that carry a cable, generated or drawn by hand, of all fabrics.
class PortUse {
public:
    explicit PortUse(const Snapshot&);
    bool taken(PortRef port) const { return taken_.contains(port); }
    void take(PortRef port) { taken_.insert(port); }

private:
    struct Hash {
        std::size_t operator()(const PortRef& p) const noexcept {
            return std::hash<DeviceRef>{}(p.device) ^ (std::size_t{p.port} * 0x9e3779b97f4a7c15ull);
        }
    };
    std::unordered_set<PortRef, Hash> taken_;
};

/// A free port and its rate; 0 = the figure is unknown.
struct FreePort {
    PortRef port;
    DataRate rate;
};

/// Free ports of a device that may carry cables of a fabric: those that serve its role, or any of a switch.
std::vector<FreePort> freePorts(const Snapshot&, const PortUse&, const Fabric&, DeviceRef);

enum class CablingRule {
    OneToOne,    ///< first to first, second to second; both groups have the same size
    EachToEach,  ///< every device of one group to every device of the other
    Spread       ///< each device of the first group deals its cables round the second
};
inline constexpr std::string_view kCablingRuleNames[] = {"one-to-one", "each-to-each", "spread"};

struct CablingOrder {
    FabricId fabric;
    std::vector<DeviceRef> from, to;
    CablingRule rule = CablingRule::EachToEach;
    int cables = 1;     ///< per pair; with Spread, per device of `from`
    DeviceTypeId type;  ///< invalid = chosen by length
};

/// Ports of equal rate are joined first, lowest number first. Refused as a whole when ports run out; the
/// message names the device.
Edit cableDevices(CablingOrder order);

}  // namespace rackloom::model
