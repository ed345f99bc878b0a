// SPDX-License-Identifier: GPL-3.0-or-later
// Compares a network that was read with a design that planned it, cable by cable: which are as planned, which
// are missing, which lead elsewhere. Devices are matched by name. Must not know of files.
#pragma once

#include "model/exchange/ib_dump.h"
#include "model/site/snapshot.h"

namespace rackloom::model {

/// A cable between named ports; ports count from 1.
struct NamedCable {
    std::string a, b;
    std::uint32_t portA = 0, portB = 0;
    DeviceRef planA, planB;  ///< the devices of the plan that go by these names
    friend auto operator<=>(const NamedCable&, const NamedCable&) = default;
};

struct CrossedCable {
    NamedCable planned;
    std::string found;  ///< what is there instead, end by end
};

struct DumpComparison {
    std::size_t planned = 0, found = 0;  ///< cables between devices that both sides know
    std::size_t matched = 0;             ///< the same ports
    std::size_t otherPorts = 0;          ///< the same two devices, over other ports of theirs
    std::vector<NamedCable> missing;     ///< both ports are free in the network
    std::vector<CrossedCable> crossed;   ///< a port of it leads elsewhere
    std::vector<NamedCable> extra;       ///< in the network, at ports that no plan uses
    std::vector<std::string> unseen;     ///< planned devices that the network does not name
    std::vector<std::string> unplanned;  ///< named by the network only
};

/// `fabric` invalid = all fabrics that serve computing. Refused when no device has the same name.
/// `poll` is called now and then and may throw.
Result<DumpComparison> compared(const IbDump& dump, const Snapshot& plan, FabricId fabric = {},
                                const std::function<void()>& poll = {});

}  // namespace rackloom::model
