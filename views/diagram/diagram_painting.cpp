// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagram/diagram_scene.h"

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

constexpr double kSymbol = 32, kBar = 6, kNear = 0.62, kFigure = 0.36,
                 kMiddle = 0.24;  // scales of the levels of detail

bool chosen(const SceneContext& c, const DiagramBox& box) {
    return c.selected && std::any_of(box.members.begin(), box.members.end(), [&](const ObjectRef& o) {
               return std::binary_search(c.selected->begin(), c.selected->end(), o);
           });
}

QColor levelColour(const Theme& t, double share, const QColor& fine) {
    return share > 1 ? t.error : share > 0.9 ? t.warn : fine;
}

/// How full the limit is, with a tick for the worst load after a loss.
void drawBar(DisplayList& list, const SceneContext& c, const QRectF& track, const BoxFigures& f,
             const QColor& fine) {
    const Theme& t = *c.theme;
    if (!f.fill) return;
    list.fill(track, t.grid);
    QRectF used = track;
    used.setWidth(track.width() * std::clamp(*f.fill, 0.0, 1.0));
    list.fill(used, levelColour(t, *f.fill, fine));
    if (!f.worst) return;
    const double x = track.left() + track.width() * std::clamp(*f.worst, 0.0, 1.0);
    const QColor colour = levelColour(t, *f.worst, t.text);
    list.line({x, track.top() - 3}, {x, track.bottom() + 3}, colour, 2);
}

/// The edges of sheets behind a box: it stands for several.
void drawStack(DisplayList& list, const Theme& t, const QRectF& front) {
    for (const double step : {8.0, 4.0}) {
        const QRectF sheet = front.translated(step, -step);
        list.fill(sheet, t.canvas);
        list.line({sheet.left(), sheet.top() + 4}, sheet.topLeft(), t.textMuted, 1);
        list.line(sheet.topLeft(), sheet.topRight(), t.textMuted, 1);
        list.line(sheet.topRight(), sheet.bottomRight(), t.textMuted, 1);
        list.line(sheet.bottomRight(), {sheet.right() - 4, sheet.bottom()}, t.textMuted, 1);
    }
}

/// A long name on two lines, broken at the space nearest to its middle.
QStringList halves(const QString& name) {
    qsizetype best = -1;
    for (qsizetype at = name.indexOf(' '); at >= 0; at = name.indexOf(' ', at + 1))
        if (best < 0 || std::abs(2 * at - name.size()) < std::abs(2 * best - name.size())) best = at;
    return best < 0 ? QStringList{name} : QStringList{name.left(best), name.mid(best + 1)};
}

}  // namespace

QColor sideColour(const Theme& theme, model::PowerSide side, const QColor& otherwise) {
    if (side == model::PowerSide::A) return theme.sideA;
    return side == model::PowerSide::B ? theme.sideB : otherwise;
}

void DiagramScene::build(DisplayList& list, const SceneContext& c) const {
    const Diagram& d = diagram(*c.snapshot);
    drawWires(list, c, d);
    for (const DiagramBox& b : d.boxes)
        if (b.at.adjusted(-12, -12, 12, 12).intersects(c.visible)) drawBox(list, c, b);
}

void DiagramScene::drawWires(DisplayList& list, const SceneContext& c, const Diagram& d) const {
    const Theme& t = *c.theme;
    const bool focus =
        std::any_of(d.boxes.begin(), d.boxes.end(), [&](const DiagramBox& b) { return chosen(c, b); });
    for (const DiagramWire& w : d.wires) {
        const DiagramBox &from = d.boxes[w.upper], &to = d.boxes[w.lower];
        const bool mine = focus && (chosen(c, from) || chosen(c, to));
        const bool dark = darkWire(d, w);
        QColor colour = dark ? t.line : sideColour(t, w.side, t.domain(domainOf(from)));
        if (focus && !mine) colour.setAlpha(110);
        const double width = mine ? 2.5 : d.wires.size() > 1500 ? 1 : 1.5;
        for (std::size_t i = 1; i < w.route.size(); ++i) {
            const QRectF box = QRectF(w.route[i - 1], w.route[i]).normalized().adjusted(-2, -2, 2, 2);
            if (box.intersects(c.visible))
                list.line(w.route[i - 1], w.route[i], colour, width, w.standby || dark);
        }
    }
}

void DiagramScene::drawBox(DisplayList& list, const SceneContext& c, const DiagramBox& b) const {
    const Theme& t = *c.theme;
    const BoxFigures f = figures(c, b);
    const Domain domain = domainOf(b);
    const bool near = c.scale >= kMiddle || c.printing;
    const bool over = f.fill.value_or(0) > 1 || f.failed;
    if (b.isGroup() && near) drawStack(list, t, b.at);
    QColor ground = near ? t.panel : t.domainBlock(domain);
    if (over) ground = near ? t.soft(t.error) : t.error;
    if (f.dark) ground = t.grid;
    list.fill(b.at, ground);
    const QColor side = f.dark ? t.textMuted : sideColour(t, b.side, t.domain(domain));
    list.fill(QRectF(b.at.left(), b.at.top(), 5, b.at.height()), over && !near ? t.error : side);
    if (near) drawInside(list, c, b, f);
    if (f.failed) {
        list.line(b.at.topLeft(), b.at.bottomRight(), t.error, 2);
        list.line(b.at.topRight(), b.at.bottomLeft(), t.error, 2);
    }
    const bool marked = chosen(c, b);
    if (marked || near || over)
        list.frame(b.at,
                   marked                                ? t.accent
                   : over || f.noteIsBad || f.afterIsBad ? t.error
                   : f.dark                              ? t.textMuted
                                                         : t.line,
                   marked || over ? 2 : 1, f.dark && !marked);
}

void DiagramScene::drawInside(DisplayList& list, const SceneContext& c, const DiagramBox& b,
                              const BoxFigures& f) const {
    const Theme& t = *c.theme;
    const double zoom = c.printing ? 1 : c.scale;
    const bool near = zoom >= kNear;
    const double px = std::clamp(zoom, 0.8, 1.6);  // text follows the zoom a little
    const QColor fine = t.domain(domainOf(b));
    const QColor ink = f.dark ? t.textMuted : t.text;
    const double edge = b.at.left() + 13, left = near ? edge + kSymbol + 9 : edge;
    const double right = b.at.right() - 8;
    double nameRight = right;
    if (near) {
        DisplayList::Path symbol;
        symbol.path = symbolPath(b.symbol, QRectF(edge, b.at.top() + 32, kSymbol, kSymbol));
        symbol.stroke = f.dark ? t.textMuted : sideColour(t, b.side, fine);
        symbol.width = 1.5;
        list.paths.push_back(std::move(symbol));
    }
    const QString corner = !f.badge.isEmpty()              ? f.badge
                           : b.side == model::PowerSide::A ? QStringLiteral("A")
                           : b.side == model::PowerSide::B ? QStringLiteral("B")
                                                           : QString();
    if (!corner.isEmpty()) {
        const double w = (8 * static_cast<double>(corner.size()) + 4) * px / std::max(zoom, kMiddle);
        list.text(QRectF(right - w, b.at.top() + 4, w, std::max(19.0, 15 / zoom)), corner,
                  f.badgeIsBad ? t.error : sideColour(t, b.side, t.textMuted), 11.5 * px,
                  Qt::AlignRight | Qt::AlignVCenter, true);
        nameRight -= w + 4;
    }
    const bool figure = near || (!f.main.isEmpty() && zoom >= kFigure);
    const double namePx = near ? 12 * px : std::clamp(26 * zoom, 8.0, 13.0);
    const double room = nameRight - edge, widest = 0.58 * namePx / zoom;
    const QStringList name =
        !figure && widest * static_cast<double>(b.name.size()) > room ? halves(b.name) : QStringList{b.name};
    const double line = near ? 17 : name.size() > 1 ? std::max(33.0, (namePx + 2) / zoom) : 34;
    for (qsizetype i = 0; i < name.size(); ++i)
        list.text(QRectF(edge, b.at.top() + (name.size() > 1 ? 2 : 6) + static_cast<double>(i) * line,
                         i > 0 ? right - edge : room, line),
                  name[i], ink, namePx, Qt::AlignLeft | Qt::AlignVCenter, true);
    if (near) {
        const QString main = f.main.isEmpty() ? b.detail : f.main;
        list.text(QRectF(left, b.at.top() + 27, right - left, 16), main, ink, 11 * px);
        list.text(QRectF(left, b.at.top() + 44, right - left, 16), f.note,
                  f.noteIsBad ? t.error : t.textMuted, 11 * px);
        list.text(QRectF(left, b.at.top() + 61, right - left, 16), f.after,
                  f.afterIsBad ? t.error : t.textMuted, 11 * px);
    } else if (figure) {
        list.text(QRectF(left, b.at.top() + 42, right - left, 22), f.main, t.textMuted,
                  std::clamp(22 * zoom, 8.0, 11.0));
    }
    drawBar(list, c, QRectF(b.at.left() + 13, b.at.bottom() - kBar - 8, b.at.width() - 21, near ? kBar : 9),
            f, fine);
}

}  // namespace rackloom::views
