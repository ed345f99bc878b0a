// SPDX-License-Identifier: GPL-3.0-or-later
// Placing catalogue entries by key (Enter in the catalogue): a device into the selected rack, a rack beside
// it. A device belongs to a rack design, so these commands ask before they change racks that nobody selected.
#pragma once

#include <QString>

namespace rackloom::app {

class MainWindow;

/// Puts a device of the catalogue into the lowest free place of the selected rack.
void placeDevice(MainWindow& window, const QString& key);

/// Puts a rack of the catalogue beside the selected rack, else on the first free tile of the first hall.
void placeRack(MainWindow& window, const QString& key);

}  // namespace rackloom::app
