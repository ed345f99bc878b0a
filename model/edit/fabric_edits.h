// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of fabrics: which racks they serve, which switches stand in which tier, how the generator wires them,
// and the single cables that deviate. Cables a generator makes are not stored: taking one away marks it as
// removed, drawing one by hand makes a row.
#pragma once

#include "model/edit/edit.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::model {

/// An empty name becomes that of the role.
Edit addFabric(Fabric fabric);
Edit renameFabric(FabricId fabric, std::string name);
/// Its hand-drawn cables go with it.
Edit removeFabric(FabricId fabric);
Edit setFabricRole(FabricId fabric, FabricRole role);
/// Nothing = the generator's own default.
Edit setFabricParameter(FabricId fabric, std::string key, std::optional<double> value);
/// Keeps the parameters that the other generator knows too. "" leaves only hand-drawn cables.
Edit setGenerator(FabricId fabric, std::string generator);
/// Keys of embedded link types, shortest reach first.
Edit setCableTypes(FabricId fabric, std::vector<std::string> keys);

/// Attaches racks, and takes switches that stand unused, of the kind already there, into tiers that have
/// become too small. What is still missing then is told by fabricShortage().
Edit connectRacks(FabricId fabric, std::vector<RackId> racks);
Edit disconnectRacks(FabricId fabric, std::vector<RackId> racks);
/// What cannot be cabled as drawn, and what to add; empty when all is well.
std::vector<std::string> fabricShortage(const Snapshot&, FabricId);
/// Switches of racks that stand in no tier of any fabric, in rack and slot order.
std::vector<DeviceRef> unusedSwitches(const Snapshot&);

Edit addTier(FabricId fabric, std::string name);
Edit removeTier(FabricId fabric, std::size_t tier);
Edit addSwitches(FabricId fabric, std::size_t tier, std::vector<DeviceRef> switches);
/// The generator cables what is left anew; to see a switch fail, remove the device instead.
Edit removeSwitches(FabricId fabric, std::vector<DeviceRef> switches);

/// Draws a cable by hand; no type = chosen by length. Refused when a port already carries one.
Edit addCable(FabricId fabric, PortRef a, PortRef b, DeviceTypeId type = {});
/// Takes cables away, generated or drawn by hand.
Edit removeCables(FabricId fabric, std::vector<CableKey> cables);
/// Puts generated cables back that were taken away; none named = all of them.
Edit restoreCables(FabricId fabric, std::vector<CableKey> cables = {});
/// Turns every generated cable into one drawn by hand and drops the generator.
Edit detachFabric(FabricId fabric);

/// Refuses a type that is there but no cable; an invalid one means "chosen by length" and is fine.
Result<void> checkCableType(const Snapshot&, DeviceTypeId type);

/// A cable position with its ends in order.
CableKey cableKey(PortRef a, PortRef b);

}  // namespace rackloom::model
