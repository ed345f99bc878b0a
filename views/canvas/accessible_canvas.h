// SPDX-License-Identifier: GPL-3.0-or-later
// Exposes what a canvas draws as a tree of named accessible objects (hall, row, rack, tray), created on
// demand, so that screen readers and outside drivers find and press them by name although no widget stands
// behind them.
#pragma once

namespace rackloom::views {

/// Registers the factory once; harmless to call again.
void installCanvasAccessibility();

}  // namespace rackloom::views
