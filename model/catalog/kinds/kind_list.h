// SPDX-License-Identifier: GPL-3.0-or-later
// Declares the function of each kind file, and the few checks that several kinds share.
// Only kinds.cpp and the kind files include this; everybody else asks model/catalog/kinds.h.
#pragma once

#include "model/catalog/kinds.h"

namespace rackloom::model::kind {

Kind accelerator();
Kind cpu();
Kind nic();
Kind dpu();
Kind nvswitchChip();
Kind computeTray();
Kind computeNode();
Kind system();
Kind nvlinkSwitchTray();
Kind fabricSwitch();
Kind transceiver();
Kind cable();
Kind storageNode();
Kind managementNode();
Kind consoleServer();
Kind rackEnclosure();
Kind powerShelf();
Kind rackPdu();
Kind floorPdu();
Kind busway();
Kind ups();
Kind transformer();
Kind switchgear();
Kind generator();
Kind utility();
Kind cdu();
Kind rearDoor();
Kind crah();
Kind chiller();
Kind dryCooler();

/// "device type KEY: reason. remedy".
Error refused(const DeviceType&, std::string reason, std::string remedy);
Result<void> mountedIn(const DeviceType&, std::initializer_list<Mount>);
/// Mounted in a rack, at least one rack unit high.
Result<void> fillsRackUnits(const DeviceType&);

}  // namespace rackloom::model::kind
