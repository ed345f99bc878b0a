// SPDX-License-Identifier: GPL-3.0-or-later
// Symbols of one-line and cooling drawings, in the convention of the field: two circles for a transformer, a
// G in a circle for a generator, ~/= with a battery for a UPS. Outlines only: the theme gives the colour.
#pragma once

#include <QPainterPath>
#include <QRectF>

namespace rackloom::views {

enum class Symbol {
    Utility,
    Generator,
    Transformer,
    Switchgear,
    Transfer,  ///< two ways in, one at a time
    Ups,
    Panel,  ///< PDU, panel board: a circuit with outgoing ways
    Busway,
    Rack,
    CoolingLoad,
    Chiller,
    DryCooler,
    Cdu,
    AirUnit,
    RearDoor,
    LiquidLoop,
    AirLoop
};

/// Strokes of the symbol within a square.
QPainterPath symbolPath(Symbol symbol, const QRectF& square);

}  // namespace rackloom::views
