// SPDX-License-Identifier: GPL-3.0-or-later
// Commands on racks that need more than one edit: paste where there is room, connect to every fabric.
// Both tell in the window's status bar what they did and what is still missing.
#pragma once

#include "model/base/id.h"

#include <vector>

namespace rackloom::app {

class MainWindow;

/// Copies racks to the nearest free place of their hall and selects the copies.
void pasteRacks(MainWindow& window, const std::vector<RackId>& racks);

/// Attaches racks to every fabric whose ports they carry; offers to add the switches that are then missing.
void connectToFabrics(MainWindow& window, const std::vector<RackId>& racks);

/// Adds the switches that any fabric lacks, as one step.
void addMissingSwitches(MainWindow& window);

}  // namespace rackloom::app
