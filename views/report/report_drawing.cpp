// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/report_drawing.h"

#include "views/charts/chart_paint.h"
#include "views/elevation/elevation_scene.h"
#include "views/fabric/fabric_scene.h"
#include "views/hall/hall_scene.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>
#include <memory>

namespace rackloom::views {

namespace {

// Pixels for labels of 11: the page is about 180 mm wide, so 880 pixels make them 2.2 mm high.
constexpr double kPageWidth = 880, kPageHeight = 820, kCabinetHeight = 720, kChartHeight = 780;

std::unique_ptr<Scene> sceneOf(const ReportDrawing& drawing) {
    if (drawing.kind == ReportDrawing::Kind::Elevation) {
        auto scene = std::make_unique<ElevationScene>();
        scene->show({RackId{drawing.id}}, model::Face::Front);
        return scene;
    }
    if (drawing.kind == ReportDrawing::Kind::Fabric) {
        auto scene = std::make_unique<FabricScene>();
        scene->show(FabricId{drawing.id});
        return scene;
    }
    return std::make_unique<HallScene>();
}

/// Null for other drawings and for charts that the report does not hold.
const analytics::Chart* chartOf(const ReportDrawing& drawing, const DrawingSource& source) {
    if (drawing.kind != ReportDrawing::Kind::Chart || drawing.id >= source.report.charts.size())
        return nullptr;
    const analytics::Chart& chart = *source.report.charts[drawing.id];
    return chart.empty() || analytics::chartInfo(chart.id) == nullptr ? nullptr : &chart;
}

void paintChartDrawing(QPainter& painter, const QRectF& target, const analytics::Chart& chart, QSizeF size) {
    const Theme theme = makeTheme(ThemeMode::Light);
    const double fit = std::min(target.width() / size.width(), target.height() / size.height());
    painter.save();
    painter.translate(target.center() - QPointF(size.width(), size.height()) * (fit / 2));
    painter.scale(fit, fit);
    paintChart(painter, QRectF(QPointF(), size), {*analytics::chartInfo(chart.id), chart, theme});
    painter.restore();
}

double scaleFor(const ReportDrawing& drawing, const QRectF& bounds) {
    if (drawing.kind == ReportDrawing::Kind::Elevation)
        return kCabinetHeight / std::max(1.0, bounds.height());
    return std::min(kPageWidth / std::max(1.0, bounds.width()), kPageHeight / std::max(1.0, bounds.height()));
}

}  // namespace

QSizeF drawingSize(const ReportDrawing& drawing, const DrawingSource& source) {
    if (const analytics::Chart* chart = chartOf(drawing, source))
        return {kPageWidth,
                std::min(kChartHeight, chartHeight(*analytics::chartInfo(chart->id), *chart, kPageWidth))};
    const QRectF bounds = sceneOf(drawing)->bounds(source.snapshot);
    const QSizeF size = bounds.size() * scaleFor(drawing, bounds);
    return {std::max(1.0, std::ceil(size.width())), std::max(1.0, std::ceil(size.height()))};
}

void paintDrawing(QPainter& painter, const QRectF& target, const ReportDrawing& drawing,
                  const DrawingSource& source) {
    if (const analytics::Chart* chart = chartOf(drawing, source))
        return paintChartDrawing(painter, target, *chart, drawingSize(drawing, source));
    const Theme theme = makeTheme(ThemeMode::Light);
    const std::unique_ptr<Scene> scene = sceneOf(drawing);
    const QRectF bounds = scene->bounds(source.snapshot);
    const double scale = scaleFor(drawing, bounds);
    SceneContext context;
    context.snapshot = &source.snapshot;
    context.report = &source.report;
    context.theme = &theme;
    context.scale = scale;
    context.visible = bounds;
    context.printing = true;
    DisplayList list;
    scene->build(list, context);
    const QSizeF size = bounds.size() * scale;
    const double fit = std::min(target.width() / size.width(), target.height() / size.height());
    painter.save();
    painter.translate(target.center() - QPointF(size.width(), size.height()) * (fit / 2));
    painter.scale(fit, fit);
    painter.setClipRect(QRectF(QPointF(-1, -1), size + QSizeF(2, 2)), Qt::IntersectClip);
    paintDisplayList(painter, list, Camera{scale, bounds.topLeft()}, QRectF(QPointF(), size));
    painter.restore();
}

QString drawingSvg(const ReportDrawing& drawing, const DrawingSource& source) {
    const QSizeF size = drawingSize(drawing, source);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setResolution(96);
        generator.setSize(size.toSize());
        generator.setViewBox(QRectF(QPointF(), size));
        QPainter painter(&generator);
        paintDrawing(painter, QRectF(QPointF(), size), drawing, source);
    }
    // The generator writes a document of fixed size; a page needs the bare drawing, which scales.
    const QString document = QString::fromUtf8(buffer.data());
    const qsizetype begin = document.indexOf(QLatin1String("<g")),
                    end = document.lastIndexOf(QLatin1String("</svg>"));
    if (begin < 0 || end < begin) return {};
    return QStringLiteral(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1 %2\" width=\"%1\" height=\"%2\" "
               "role=\"img\" aria-label=\"%3\">\n%4</svg>")
        .arg(QString::number(size.width()), QString::number(size.height()),
             (drawing.title + QStringLiteral(": ") + drawing.description).toHtmlEscaped(),
             document.mid(begin, end - begin));
}

}  // namespace rackloom::views
