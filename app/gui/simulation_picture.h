// SPDX-License-Identifier: GPL-3.0-or-later
// SimulationPicture: how the histories of a simulated job scatter, with the interval of their mean narrowing
// and the closed form beside it. MonthStrip: one history, hour by hour. Painted from plain numbers; neither
// knows a run nor a design.
#pragma once

#include "analytics/simulation/outcome.h"
#include "analytics/simulation/timeline.h"
#include "views/charts/chart_scale.h"
#include "views/theme/theme.h"

#include <QStringList>
#include <QWidget>

namespace rackloom::app {

class SimulationPicture : public QWidget {
    Q_OBJECT
public:
    explicit SimulationPicture(QWidget* parent = nullptr);
    void present(const analytics::sim::JobResult& job, double closedForm, const views::Theme& theme);

protected:
    void paintEvent(QPaintEvent*) override;
    QSize minimumSizeHint() const override { return {360, 190}; }

private:
    views::ChartScale scale() const;
    void paintMarks(QPainter& painter, const QRectF& plot) const;

    analytics::sim::JobResult job_;
    double closedForm_ = 0;
    views::Theme theme_;
    bool known_ = false;
};

class MonthStrip : public QWidget {
    Q_OBJECT
public:
    explicit MonthStrip(QWidget* parent = nullptr);
    /// `causes` by index; one more than the scenario has stands for a silent error.
    void present(std::vector<analytics::sim::Interval> month, QStringList causes, const views::Theme& theme);

protected:
    bool event(QEvent*) override;
    void paintEvent(QPaintEvent*) override;
    QSize minimumSizeHint() const override { return {360, 74}; }

private:
    QColor colour(analytics::sim::RunState state) const;
    QRectF band() const;
    QString tellAt(double x) const;

    std::vector<analytics::sim::Interval> month_;
    QStringList causes_;
    views::Theme theme_;
};

}  // namespace rackloom::app
