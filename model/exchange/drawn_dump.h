// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a network that was read: switches and hosts of generic types (made from what their ports carry) in
// racks by their names, and every link as a cable drawn by hand. What the text does not tell (power, prices,
// places) stays unknown. Must not know of files.
#pragma once

#include "model/exchange/ib_dump.h"
#include "model/site/snapshot.h"

namespace rackloom::model {

/// Devices more than this are no drawing that anybody reads.
inline constexpr std::size_t kMostDrawnDevices = 200'000;

/// `poll` is called now and then and may throw.
Result<Snapshot> drawnFrom(const IbDump& dump, std::string name, const std::function<void()>& poll = {});

/// Which device of the drawing a node becomes: several adapters of one host are one.
struct DumpDevice {
    std::string label;  ///< unique; the name that the network tells, where it tells one
    bool isSwitch = false;
    std::vector<std::uint32_t> nodes;  ///< one switch, or the adapters of a host by their numbers
    std::uint32_t ports = 0;
};
struct DumpDevices {
    std::vector<DumpDevice> devices;
    std::vector<std::uint32_t> deviceOf;   ///< by node; kNoIbTier for an aggregation node
    std::vector<std::uint32_t> firstPort;  ///< by node: the device's port that is its port 1, from 0
};
/// Adapters of hosts with like names get like ports, so that a missing one leaves a gap.
DumpDevices devicesOf(const IbDump& dump);

/// "a08-p1-dgx-04-c17" → "a08-p1-dgx-04": names without what numbers them at the end.
std::string nameStem(std::string_view name);

}  // namespace rackloom::model
