// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/canvas/display_list.h"

#include "views/theme/theme.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

/// Cosmetic one-pixel pens stay fast; wider antialiased polylines are slow in the raster engine, so lines are
/// drawn one by one.
QPen pen(const QColor& colour, double width, bool dashed) {
    QPen p(colour, width);
    p.setCosmetic(true);
    p.setCapStyle(Qt::FlatCap);
    if (dashed) p.setDashPattern({4, 3});
    return p;
}

void paintText(QPainter& painter, const DisplayList::Text& t, const Camera& camera) {
    QRectF box = camera.toScreen(t.at);
    QFont font = themeFont(TextSize::Small, t.bold);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(t.pixels))));
    painter.setFont(font);
    painter.setPen(t.colour);
    if (t.turns % 4 == 0) {
        painter.drawText(
            box, static_cast<int>(t.align) | Qt::TextSingleLine,
            QFontMetricsF(font, painter.device()).elidedText(t.text, Qt::ElideRight, box.width()));
        return;
    }
    painter.save();
    painter.translate(box.center());
    painter.rotate(-90.0 * t.turns);
    if (t.turns % 2) box.setSize(box.size().transposed());
    const QRectF turned(-box.width() / 2, -box.height() / 2, box.width(), box.height());
    painter.drawText(
        turned, static_cast<int>(t.align) | Qt::TextSingleLine,
        QFontMetricsF(font, painter.device()).elidedText(t.text, Qt::ElideRight, turned.width()));
    painter.restore();
}

QTransform transformOf(const Camera& camera) {
    return QTransform(camera.scale, 0, 0, camera.scale, -camera.origin.x() * camera.scale,
                      -camera.origin.y() * camera.scale);
}

}  // namespace

void DisplayList::clear() {
    rects.clear();
    lines.clear();
    paths.clear();
    frames.clear();
    texts.clear();
}

void rasteriseRects(QImage& image, const DisplayList& list, const Camera& camera, double ratio,
                    const QColor& ground) {
    const int width = image.width(), height = image.height();
    image.fill(ground.rgb());
    const double scale = camera.scale * ratio;
    uchar* const bits = image.bits();
    const auto stride = image.bytesPerLine();
    for (const DisplayList::Rect& r : list.rects) {
        const double left = (r.at.left() - camera.origin.x()) * scale,
                     top = (r.at.top() - camera.origin.y()) * scale;
        const double right = left + r.at.width() * scale, bottom = top + r.at.height() * scale;
        if (right < 0 || bottom < 0 || left > width || top > height) continue;
        // Clamp before rounding: far zooms would overflow an int.
        const int x0 = static_cast<int>(std::lround(std::clamp(left, 0.0, double(width))));
        const int y0 = static_cast<int>(std::lround(std::clamp(top, 0.0, double(height))));
        const int x1 =
            std::min(width, std::max(x0 + 1, static_cast<int>(std::lround(std::min(right, double(width))))));
        const int y1 = std::min(
            height, std::max(y0 + 1, static_cast<int>(std::lround(std::min(bottom, double(height))))));
        const int alpha = r.colour.alpha();
        const QRgb colour = r.colour.rgb();
        for (int y = y0; y < y1; ++y) {
            QRgb* row = reinterpret_cast<QRgb*>(bits + static_cast<qsizetype>(y) * stride);
            if (alpha == 255) {
                std::fill(row + x0, row + x1, colour);
                continue;
            }
            for (int x = x0; x < x1; ++x) {
                const auto mix = [alpha](int over, int under) {
                    return (over * alpha + under * (255 - alpha)) / 255;
                };
                row[x] = qRgb(mix(qRed(colour), qRed(row[x])), mix(qGreen(colour), qGreen(row[x])),
                              mix(qBlue(colour), qBlue(row[x])));
            }
        }
    }
}

void paintOverRects(QPainter& painter, const DisplayList& list, const Camera& camera, const QRectF& clip) {
    for (const DisplayList::Line& l : list.lines) {
        const QPointF a = camera.toScreen(l.a), b = camera.toScreen(l.b);
        const QRectF box = QRectF(a, b).normalized().adjusted(-l.width, -l.width, l.width, l.width);
        if (!box.intersects(clip)) continue;
        const bool straight = qFuzzyCompare(a.x(), b.x()) || qFuzzyCompare(a.y(), b.y());
        painter.setRenderHint(QPainter::Antialiasing, !straight);
        painter.setPen(pen(l.colour, l.width, l.dashed));
        painter.drawLine(a, b);
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QTransform transform = transformOf(camera);
    for (const DisplayList::Path& p : list.paths) {
        const QPainterPath path = transform.map(p.path);
        if (!path.boundingRect().adjusted(-2, -2, 2, 2).intersects(clip)) continue;
        if (p.fill.isValid()) painter.fillPath(path, p.fill);
        if (p.stroke.isValid()) painter.strokePath(path, pen(p.stroke, p.width, p.dashed));
    }
    painter.setBrush(Qt::NoBrush);
    for (const DisplayList::Frame& f : list.frames) {
        const QRectF box = camera.toScreen(f.at);
        if (!box.adjusted(-4, -4, 4, 4).intersects(clip)) continue;
        painter.setRenderHint(QPainter::Antialiasing, f.radius > 0 || f.width > 1);
        painter.setPen(pen(f.colour, f.width, f.dashed));
        if (f.radius > 0)
            painter.drawRoundedRect(box, f.radius, f.radius);
        else
            painter.drawRect(box);
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const DisplayList::Text& t : list.texts)
        if (camera.toScreen(t.at).intersects(clip)) paintText(painter, t, camera);
}

void paintDisplayList(QPainter& painter, const DisplayList& list, const Camera& camera, const QRectF& clip) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const DisplayList::Rect& r : list.rects) {
        const QRectF box = camera.toScreen(r.at);
        if (box.intersects(clip)) painter.fillRect(box, r.colour);
    }
    paintOverRects(painter, list, camera, clip);
}

}  // namespace rackloom::views
