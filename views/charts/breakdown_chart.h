// SPDX-License-Identifier: GPL-3.0-or-later
// BreakdownChart: what a total is made of, as horizontal bars, largest on top; small parts are gathered in
// one bar. Qt Charts, because it changes only with the explained metric. Knows no metric and no design.
#pragma once

#include "analytics/report.h"
#include "views/theme/theme.h"

#include <QChartView>

#include <string_view>
#include <vector>

namespace rackloom::views {

class BreakdownChart : public QChartView {
    Q_OBJECT
public:
    explicit BreakdownChart(QWidget* parent = nullptr);

    static constexpr int kSlotHeight = 33;  ///< px: a bar and a line of text above it

    static constexpr std::size_t kBars = 7;

    /// At most so many bars. Nothing to compare (fewer than two parts) hides the chart.
    void present(const std::vector<analytics::Contribution>& parts, std::string_view unit, const QColor& hue,
                 const Theme& theme, std::size_t bars = kBars);

protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    struct Caption {
        QString name, value;
    };
    void redraw(const std::vector<analytics::Contribution>& parts, const QColor& hue, const Theme& theme);

    std::vector<Caption> captions_;
    QColor text_, muted_;
    QString drawn_;  ///< what the chart says; drawing again is skipped while it stays
};

/// The parts to draw: at most `bars`, the rest summed as one; parts that are not above zero are left out.
std::vector<analytics::Contribution> largestParts(std::vector<analytics::Contribution> parts,
                                                  std::size_t bars);

}  // namespace rackloom::views
