// SPDX-License-Identifier: GPL-3.0-or-later
// Asks how often and how far apart to repeat the selected racks.
#pragma once

#include "model/site/place.h"

#include <QSize>

#include <optional>

class QWidget;

namespace rackloom::app {

struct ArrayWish {
    int columns = 1, rows = 1;
    model::FloorPoint pitch;  ///< mm from cell to cell
};

/// `cell` is the size of what is repeated, in millimetres. Nothing: the user gave up.
std::optional<ArrayWish> askForArray(QWidget* parent, QSize cell);

}  // namespace rackloom::app
