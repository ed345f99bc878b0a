// SPDX-License-Identifier: GPL-3.0-or-later
// What else of a design points at racks and devices, cleaned up when they go: fabrics, cables, deviations,
// waivers. Used by the edits that remove or exchange things, so that none of them leaves a dangling id.
#pragma once

#include "model/edit/transaction.h"

#include <functional>
#include <vector>

namespace rackloom::model {

using IsGone = std::function<bool(DeviceRef)>;

/// Switches that are gone either leave their tier, so that the generator cables the rest anew, or keep their
/// place in it, so that only their own cables are missing.
enum class TierPlace { Erase, Keep };

/// Removes deviations, hand-drawn cables, removed-cable marks and waivers of devices that are gone.
void forgetDevices(Transaction&, const IsGone& gone, TierPlace tiers);
/// The same for whole racks; they also leave the fabrics they are attached to and the jobs that run on them.
void forgetRacks(Transaction&, const std::vector<RackId>&);
/// Removes waivers that accept a finding about this object ("fabric:3") or a device of it.
void forgetWaivers(Transaction&, const std::function<bool(std::string_view key)>& gone);

/// Racks that use a rack design, in id order.
std::vector<RackId> racksOf(const Snapshot&, RackDesignId);

}  // namespace rackloom::model
