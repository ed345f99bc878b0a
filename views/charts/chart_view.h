// SPDX-License-Identifier: GPL-3.0-or-later
// ChartView: one chart on screen: paints it at the width it has, names what is under the pointer, hands out
// the object that was clicked. An empty chart says why. Knows no design and no report.
#pragma once

#include "views/charts/chart_paint.h"

#include <QWidget>

#include <memory>

namespace rackloom::views {

class ChartView : public QWidget {
    Q_OBJECT
public:
    explicit ChartView(QWidget* parent = nullptr);

    /// Null: nothing is known of this chart yet. `stale`: of an earlier state of the design.
    void present(const analytics::ChartInfo* info, std::shared_ptr<const analytics::Chart> chart,
                 const Theme& theme, bool stale);
    /// Keys of what is selected: those parts get an outline.
    void highlight(QStringList objects);

    const ChartSpots& spots() const { return spots_; }
    /// What is written instead of a drawing; empty when there is one.
    QString emptyText() const;

Q_SIGNALS:
    void objectClicked(const QString& key);
    void objectOpened(const QString& key);

protected:
    bool event(QEvent*) override;
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void mouseMoveEvent(QMouseEvent*) override;
    void mouseReleaseEvent(QMouseEvent*) override;
    void mouseDoubleClickEvent(QMouseEvent*) override;

private:
    void adoptHeight();
    void paintEmpty(QPainter& painter) const;

    const analytics::ChartInfo* info_ = nullptr;
    std::shared_ptr<const analytics::Chart> chart_;
    Theme theme_;
    bool stale_ = false;
    QStringList selected_;
    ChartSpots spots_;
};

}  // namespace rackloom::views
