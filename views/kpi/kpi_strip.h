// SPDX-License-Identifier: GPL-3.0-or-later
// KpiStrip: eight tiles above the views: value, unit, change since the last edit, sparkline of the last 60
// reports, budget bar. Painted by hand because it follows every frame of a drag. Click explains, right click
// opens a menu (pin, another figure), drag reorders; what is chosen is remembered for the next start.
#pragma once

#include "views/kpi/budget_state.h"
#include "views/workspace/workspace.h"

#include <QWidget>

#include <deque>

namespace rackloom::views {

class KpiTile : public QWidget {
    Q_OBJECT
public:
    KpiTile(Workspace& workspace, QString metricId, QWidget* parent);

    const QString& metricId() const { return metric_; }
    bool pinned() const { return pinned_; }
    void pin(bool on);
    /// Shows another metric from now on.
    void choose(const QString& metricId);
    /// Takes the latest report; `baseline` is the value before the last recorded edit.
    void take(const analytics::MetricValue* value, const analytics::MetricValue* baseline, bool record);

    /// Another design: its history is not this one's.
    void forget() { history_.clear(); }

Q_SIGNALS:
    void arrangementChanged();
    void reordered(rackloom::views::KpiTile* tile, int offset);

protected:
    QSize sizeHint() const override { return {150, 78}; }
    QSize minimumSizeHint() const override { return {96, 78}; }
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent*) override;
    void mouseMoveEvent(QMouseEvent*) override;
    void mouseReleaseEvent(QMouseEvent*) override;
    void keyPressEvent(QKeyEvent*) override;
    void contextMenuEvent(QContextMenuEvent*) override;

private:
    void nameAfterMetric();
    void describe();
    void paintHead(QPainter& painter, const QRectF& inner, const std::optional<BudgetState>& limit) const;
    void paintFigure(QPainter& painter, const QRectF& inner, std::string_view metricUnit) const;
    void paintFoot(QPainter& painter, const QRectF& inner, const analytics::MetricInfo& info) const;
    void paintSparkline(QPainter& painter, const QRectF& area) const;
    std::optional<BudgetState> budget() const;
    void paintBudget(QPainter& painter, const QRectF& area, const BudgetState& budget) const;
    void askForBudget();

    Workspace& workspace_;
    QString metric_;
    std::optional<analytics::MetricValue> value_, baseline_;
    std::deque<double> history_;
    bool pinned_ = false, dragged_ = false;
    QPoint press_;
};

class KpiStrip : public QWidget {
    Q_OBJECT
public:
    explicit KpiStrip(Workspace& workspace, QWidget* parent = nullptr);

private:
    void takeReport();
    void arrange();
    void move(KpiTile* tile, int offset);
    void remember() const;

    Workspace& workspace_;
    std::vector<KpiTile*> tiles_;
    analytics::ReportPtr recorded_, baseline_;  ///< of the latest recorded state, and what changes refer to
    std::uint64_t lastRevision_ = 0;
};

}  // namespace rackloom::views
