// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of rack designs (every rack that uses one follows) and of single racks that differ from theirs.
// A device goes only where its units are free and inside the enclosure; a refusal says what is in the way.
#pragma once

#include "model/edit/edit.h"

#include <string>
#include <vector>

namespace rackloom::model {

Edit createDesign(std::string name, DeviceTypeId enclosure);
Edit duplicateDesign(RackDesignId design, std::string name = {});
Edit renameDesign(RackDesignId design, std::string name);
/// Refused while a rack uses it.
Edit removeDesign(RackDesignId design);

/// Puts a device into a design; the slot's id is chosen here, an empty label continues the type's series.
Edit addDevice(RackDesignId design, Slot slot);
/// The same as part of a larger edit.
Result<SlotId> insertDevice(Transaction&, RackDesignId design, Slot slot);
Edit moveDevice(RackDesignId design, SlotId slot, int u, Face face);
/// Moves several devices by the same number of units, past each other if need be.
Edit moveDevices(RackDesignId design, std::vector<SlotId> slots, int units);
/// Their cables go with them; a switch keeps its place in its tier, so its cables are simply missing.
Edit removeDevices(RackDesignId design, std::vector<SlotId> slots);
/// Refused while a hand-drawn cable uses a port that the other type does not have.
Edit changeDeviceType(RackDesignId design, std::vector<SlotId> slots, DeviceTypeId type);
Edit renameDevice(RackDesignId design, SlotId slot, std::string label);
Edit setDeviceSide(RackDesignId design, std::vector<SlotId> slots, PowerSide side);
/// Makes these slots one scale-up domain; they leave the domains they were in. No slots: the domain ends.
Edit setDomain(RackDesignId design, std::string name, std::vector<SlotId> slots);

/// Gives these racks a design of their own, so that edits no longer reach the others.
Edit makeDesignUnique(std::vector<RackId> racks);
Edit removeDevicesInRack(std::vector<DeviceRef> devices);
Edit overrideDeviceType(std::vector<DeviceRef> devices, DeviceTypeId type);
/// Back to what the rack design says.
Edit restoreDevices(std::vector<DeviceRef> devices);

}  // namespace rackloom::model
