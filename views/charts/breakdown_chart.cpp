// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/breakdown_chart.h"

#include "views/format/number_text.h"

#include <QBarSet>
#include <QChart>
#include <QGraphicsLayout>
#include <QHorizontalBarSeries>
#include <QValueAxis>

#include <algorithm>
#include <numeric>

namespace rackloom::views {

namespace {

constexpr double kBarShare = 0.2;                   ///< of the slot, in its middle
constexpr double kTextAbove = 0.5 - kBarShare / 2;  ///< of the slot: where the line of text ends

}  // namespace

std::vector<analytics::Contribution> largestParts(std::vector<analytics::Contribution> parts,
                                                  std::size_t bars) {
    std::erase_if(parts, [](const analytics::Contribution& c) { return !(c.value > 0); });
    std::stable_sort(parts.begin(), parts.end(),
                     [](const auto& a, const auto& b) { return a.value > b.value; });
    if (parts.size() <= bars) return parts;
    const auto rest = parts.begin() + static_cast<std::ptrdiff_t>(bars) - 1;
    const double sum =
        std::accumulate(rest, parts.end(), 0.0, [](double s, const auto& c) { return s + c.value; });
    const std::string name = BreakdownChart::tr("%1 others").arg(parts.end() - rest).toStdString();
    parts.erase(rest, parts.end());
    parts.push_back({name, sum});
    return parts;
}

BreakdownChart::BreakdownChart(QWidget* parent) : QChartView(parent) {
    setAccessibleName(tr("Parts of the total"));
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::NoFocus);
    chart()->legend()->hide();
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins(QMargins(2, 4, 2, 4));
    chart()->setBackgroundRoundness(0);
    setVisible(false);
}

void BreakdownChart::present(const std::vector<analytics::Contribution>& all, std::string_view unit,
                             const QColor& hue, const Theme& theme, std::size_t bars) {
    const std::vector<analytics::Contribution> parts = largestParts(all, bars);
    setVisible(parts.size() > 1);
    if (parts.size() < 2) return;

    std::vector<Caption> captions;
    QString spoken = hue.name() + theme.panel.name();
    for (const analytics::Contribution& part : parts) {
        captions.push_back({QString::fromStdString(part.name), quantity(part.value, unit)});
        spoken += QStringLiteral("; %1: %2").arg(captions.back().name, captions.back().value);
    }
    if (spoken == drawn_) return;
    drawn_ = spoken;
    captions_ = std::move(captions);
    text_ = theme.text;
    muted_ = theme.textMuted;
    setAccessibleDescription(spoken.section(QStringLiteral("; "), 1));
    setFixedHeight(kSlotHeight * static_cast<int>(parts.size()) + 8);
    redraw(parts, hue, theme);
}

void BreakdownChart::redraw(const std::vector<analytics::Contribution>& parts, const QColor& hue,
                            const Theme& theme) {
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    chart()->setBackgroundBrush(theme.panel);
    setBackgroundBrush(theme.panel);
    auto* set = new QBarSet(tr("Part"));
    set->setColor(hue);
    set->setBorderColor(hue);
    // The axis of categories grows upwards.
    for (auto it = parts.rbegin(); it != parts.rend(); ++it)
        set->append(it->value / parts.front().value);
    auto* bars = new QHorizontalBarSeries;
    bars->append(set);
    bars->setBarWidth(kBarShare);
    chart()->addSeries(bars);
    auto* slotAxis = new QValueAxis;
    slotAxis->setRange(-0.5, static_cast<double>(parts.size()) - 0.5);
    auto* values = new QValueAxis;
    values->setRange(0, 1);
    chart()->addAxis(slotAxis, Qt::AlignLeft);
    chart()->addAxis(values, Qt::AlignBottom);
    for (QAbstractAxis* axis : chart()->axes())
        axis->setVisible(false);
    bars->attachAxis(slotAxis);
    bars->attachAxis(values);
}

/// Names stand above their bars: an axis would cut them to a few letters.
void BreakdownChart::drawForeground(QPainter* painter, const QRectF&) {
    const QRectF plot = chart()->plotArea();
    const double slot = plot.height() / static_cast<double>(std::max<std::size_t>(captions_.size(), 1));
    painter->setFont(themeFont(TextSize::Small));
    const QFontMetricsF metrics(painter->font());
    for (std::size_t i = 0; i < captions_.size(); ++i) {
        const QRectF line(plot.left(), plot.top() + slot * static_cast<double>(i), plot.width(),
                          slot * kTextAbove - 1);
        const double valueWidth = metrics.horizontalAdvance(captions_[i].value);
        painter->setPen(text_);
        painter->drawText(line, static_cast<int>(Qt::AlignRight | Qt::AlignBottom), captions_[i].value);
        painter->setPen(muted_);
        painter->drawText(line, static_cast<int>(Qt::AlignLeft | Qt::AlignBottom),
                          metrics.elidedText(captions_[i].name, Qt::ElideMiddle,
                                             std::max(0.0, line.width() - valueWidth - 12)));
    }
}

}  // namespace rackloom::views
