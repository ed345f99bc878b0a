// SPDX-License-Identifier: GPL-3.0-or-later
// DisplayList: what a scene wants drawn, in scene units, as plain values. One list serves the live canvas
// (rectangles go through a scan-line rasteriser), the report (vector PDF and SVG through QPainter) and tests
// that count what is drawn. Knows no widgets and no design.
#pragma once

#include <QColor>
#include <QPainterPath>
#include <QRectF>
#include <QString>

#include <vector>

class QPainter;
class QImage;

namespace rackloom::views {

/// Maps scene units to device-independent pixels.
struct Camera {
    double scale = 1;  ///< pixels per scene unit
    QPointF origin;    ///< scene point at the widget's top-left corner

    QPointF toScreen(QPointF p) const { return {(p.x() - origin.x()) * scale, (p.y() - origin.y()) * scale}; }
    QPointF toScene(QPointF p) const { return {p.x() / scale + origin.x(), p.y() / scale + origin.y()}; }
    QRectF toScreen(const QRectF& r) const { return {toScreen(r.topLeft()), r.size() * scale}; }
    QRectF toScene(const QRectF& r) const { return {toScene(r.topLeft()), r.size() / scale}; }
    friend bool operator==(const Camera&, const Camera&) = default;
};

struct DisplayList {
    struct Rect {
        QRectF at;
        QColor colour;
    };  ///< filled, no outline
    struct Frame {
        QRectF at;
        QColor colour;
        double width = 1;
        bool dashed = false;
        double radius = 0;
    };  ///< outline, px
    struct Line {
        QPointF a, b;
        QColor colour;
        double width = 1;
        bool dashed = false;
    };  ///< width px
    struct Text {
        QRectF at;  ///< box; text is elided to it
        QString text;
        QColor colour;
        double pixels = 11;  ///< font size on screen
        Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter;
        bool bold = false;
        int turns = 0;  ///< quarter turns counter-clockwise
    };
    struct Path {
        QPainterPath path;
        QColor fill;
        QColor stroke;
        double width = 1;
        bool dashed = false;
    };

    std::vector<Rect> rects;  ///< drawn first, in order
    std::vector<Line> lines;
    std::vector<Path> paths;
    std::vector<Frame> frames;
    std::vector<Text> texts;  ///< drawn last

    void clear();
    void fill(const QRectF& at, const QColor& colour) { rects.push_back({at, colour}); }
    void frame(const QRectF& at, const QColor& colour, double width = 1, bool dashed = false) {
        frames.push_back({at, colour, width, dashed, 0});
    }
    void line(QPointF a, QPointF b, const QColor& colour, double width = 1, bool dashed = false) {
        lines.push_back({a, b, colour, width, dashed});
    }
    void text(const QRectF& at, const QString& t, const QColor& colour, double pixels = 11,
              Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter, bool bold = false) {
        texts.push_back({at, t, colour, pixels, align, bold, 0});
    }
};

/// Everything through the painter, in pixels after the camera: for reports, SVG and small scenes.
void paintDisplayList(QPainter& painter, const DisplayList& list, const Camera& camera, const QRectF& clip);
/// The opaque rectangles only, scan line by scan line into a 32-bit image (device pixels = ratio × camera
/// pixels).
void rasteriseRects(QImage& image, const DisplayList& list, const Camera& camera, double ratio,
                    const QColor& ground);
/// Everything but the rectangles.
void paintOverRects(QPainter& painter, const DisplayList& list, const Camera& camera, const QRectF& clip);

}  // namespace rackloom::views
