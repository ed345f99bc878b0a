// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagram/symbols.h"

#include <QPointF>

#include <cmath>

namespace rackloom::views {

namespace {

/// Draws in a square of 24 × 24, scaled into place at the end.
class Pen {
public:
    Pen& line(double x1, double y1, double x2, double y2) {
        path_.moveTo(x1, y1);
        path_.lineTo(x2, y2);
        return *this;
    }
    Pen& circle(double x, double y, double r) {
        path_.addEllipse(QPointF(x, y), r, r);
        return *this;
    }
    Pen& box(double x, double y, double w, double h) {
        path_.addRect(x, y, w, h);
        return *this;
    }
    /// One period of a sine, the sign of alternating voltage.
    Pen& wave(double x, double y, double w, double h) {
        path_.moveTo(x, y);
        path_.cubicTo(x + w * 0.25, y - h, x + w * 0.25, y - h, x + w / 2, y);
        path_.cubicTo(x + w * 0.75, y + h, x + w * 0.75, y + h, x + w, y);
        return *this;
    }
    Pen& arc(double x, double y, double r, double from, double span) {
        const QRectF around(x - r, y - r, 2 * r, 2 * r);
        path_.arcMoveTo(around, from);
        path_.arcTo(around, from, span);
        return *this;
    }
    QPainterPath into(const QRectF& square) const {
        return QTransform(square.width() / 24, 0, 0, square.height() / 24, square.left(), square.top())
            .map(path_);
    }

private:
    QPainterPath path_;
};

/// A fan: blades about a hub.
Pen& fan(Pen& pen, double x, double y, double r) {
    pen.circle(x, y, r);
    for (int i = 0; i < 3; ++i) {
        const double a = 2 * M_PI * i / 3 - M_PI / 2;
        pen.line(x, y, x + (r - 1) * std::cos(a), y + (r - 1) * std::sin(a));
    }
    return pen;
}

Pen power(Symbol symbol) {
    Pen p;
    switch (symbol) {
    case Symbol::Utility:
        p.circle(12, 12, 9).wave(6.5, 12, 11, 6);
        break;
    case Symbol::Generator:
        p.circle(12, 12, 9).arc(12, 12, 4.6, 45, 270).line(16.6, 12, 13, 12).line(16.6, 12, 16.6, 15.4);
        break;
    case Symbol::Transformer:
        p.circle(12, 8.4, 6).circle(12, 15.6, 6);
        break;
    case Symbol::Switchgear:
        p.line(2, 6, 22, 6);
        for (const double x : {6.0, 12.0, 18.0})
            p.line(x, 6, x, 9).line(x, 12, x - 3, 9).line(x, 12, x, 20).line(x - 1.5, 13.5, x + 1.5, 10.5);
        break;
    case Symbol::Transfer:
        p.circle(6, 5, 1.8).circle(18, 5, 1.8).circle(12, 18, 1.8).line(11.2, 16.4, 6.6, 6.8);
        p.line(6, 3.2, 6, 1).line(18, 3.2, 18, 1).line(12, 19.8, 12, 23);
        break;
    case Symbol::Ups:
        p.box(2, 2, 20, 20).line(2, 22, 22, 2).wave(4.5, 8, 6.5, 4);
        p.line(13.5, 14.6, 19.5, 14.6).line(13.5, 17.4, 19.5, 17.4);
        break;
    case Symbol::Panel:
        p.box(4, 2, 16, 20).line(12, 2, 12, 22);
        for (const double y : {7.0, 12.0, 17.0})
            p.line(6.5, y, 9.5, y).line(14.5, y, 17.5, y);
        break;
    default:  // Busway
        p.line(1, 9, 23, 9).line(1, 12, 23, 12);
        for (const double x : {5.0, 12.0, 19.0})
            p.line(x, 12, x, 19).box(x - 1.6, 17, 3.2, 4);
        break;
    }
    return p;
}

Pen place(Symbol symbol) {
    Pen p;
    switch (symbol) {
    case Symbol::Rack:
        p.box(5, 2, 14, 20);
        for (const double y : {6.0, 10.0, 14.0, 18.0})
            p.line(7.5, y, 16.5, y);
        break;
    case Symbol::Chiller:
        p.box(2, 5, 20, 14).line(12, 7.5, 12, 16.5).line(8, 9.6, 16, 14.4).line(16, 9.6, 8, 14.4);
        break;
    case Symbol::DryCooler:
        fan(p, 7.5, 8, 5);
        fan(p, 18, 8, 4.4);
        p.line(2, 16, 22, 16).line(2, 19, 22, 19).line(2, 22, 22, 22);
        break;
    case Symbol::Cdu:  // a plate exchanger: two ways that do not meet
        p.box(3, 3, 18, 18).line(3, 21, 21, 3).line(7, 1, 7, 5).line(17, 19, 17, 23);
        p.line(6.5, 8, 10, 8).line(14, 16, 17.5, 16);
        break;
    case Symbol::AirUnit:
        p.box(3, 3, 18, 18);
        fan(p, 12, 12, 6.5);
        break;
    case Symbol::RearDoor:
        p.box(4, 2, 11, 20).box(15, 2, 4, 20).line(17, 5, 17, 19);
        break;
    case Symbol::AirLoop:
        p.wave(3, 7, 18, 5).wave(3, 12, 18, 5).wave(3, 17, 18, 5);
        break;
    case Symbol::CoolingLoad:
        fan(p, 12, 12, 9);
        break;
    default:  // LiquidLoop: there and back
        p.arc(12, 12, 8.5, 40, 280).line(18.5, 6.5, 18.9, 10.6).line(18.5, 6.5, 14.6, 7.2).circle(12, 12, 2);
        break;
    }
    return p;
}

}  // namespace

QPainterPath symbolPath(Symbol symbol, const QRectF& square) {
    return (symbol <= Symbol::Busway ? power(symbol) : place(symbol)).into(square);
}

}  // namespace rackloom::views
