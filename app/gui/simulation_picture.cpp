// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulation_picture.h"

#include "views/charts/chart_parts.h"
#include "views/format/number_text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace rackloom::app {

namespace sim = analytics::sim;

namespace {

constexpr analytics::ChartAxis kGoodput{"Goodput of single histories", "1", false};
constexpr double kDay = 86400;

QString percent(double share, int digits = 5) {
    return views::numberText(share * 100, "1", digits).value + QStringLiteral(" %");
}

}  // namespace

SimulationPicture::SimulationPicture(QWidget* parent)
    : QWidget(parent), theme_(views::makeTheme(views::ThemeMode::Light)) {
    setAccessibleName(tr("Histogram of goodput"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void SimulationPicture::present(const sim::JobResult& job, double closedForm, const views::Theme& theme) {
    job_ = job;
    closedForm_ = closedForm;
    theme_ = theme;
    known_ = !job.goodputs.empty();
    setAccessibleDescription(tr("Goodput %1, 95 % interval %2 to %3, closed form %4")
                                 .arg(percent(job.goodput.mean), percent(job.goodput.low),
                                      percent(job.goodput.high), percent(closedForm)));
    update();
}

/// The bars, and the closed form too unless it lies so far out that the bars would shrink to a line.
views::ChartScale SimulationPicture::scale() const {
    const auto [least, most] = std::minmax_element(job_.goodputs.begin(), job_.goodputs.end());
    double low = std::min(*least, job_.goodput.low), high = std::max(*most, job_.goodput.high);
    const double span = std::max(high - low, 1e-6);
    if (closedForm_ > low - 2 * span && closedForm_ < high + 2 * span) {
        low = std::min(low, closedForm_);
        high = std::max(high, closedForm_);
    }
    return views::ChartScale(kGoodput, low, high);
}

void SimulationPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF plot = QRectF(rect()).adjusted(24, 46, -24, -40);
    if (!known_) {
        painter.setFont(views::themeFont(views::TextSize::Body));
        painter.setPen(theme_.textMuted);
        painter.drawText(rect(), static_cast<int>(Qt::AlignCenter | Qt::TextWordWrap),
                         tr("Start the simulation to see how single histories scatter."));
        return;
    }
    const views::ChartScale range = scale();
    const auto x = [&](double v) { return plot.left() + range.at(v) * plot.width(); };
    views::drawXAxis(painter, plot, range, theme_);
    const sim::Histogram bars = sim::histogramOf(job_.goodputs);
    const auto tallest = std::max_element(bars.counts.begin(), bars.counts.end());
    const double most = tallest == bars.counts.end() ? 1 : std::max<double>(1, *tallest);
    const double step =
        (bars.high - bars.low) / static_cast<double>(std::max<std::size_t>(bars.counts.size(), 1));
    QColor fill = theme_.domainFill(views::Domain::Reliability);
    for (std::size_t i = 0; i < bars.counts.size(); ++i) {
        const double left = x(bars.low + step * static_cast<double>(i)),
                     height = plot.height() * bars.counts[i] / most;
        const double right = std::max(x(bars.low + step * static_cast<double>(i + 1)), left + 2);
        painter.fillRect(QRectF(left, plot.bottom() - height, right - left - 0.5, height), fill);
    }
    paintMarks(painter, plot);
}

/// The interval of the mean as a band that narrows, the closed form as a dashed line; both named above.
void SimulationPicture::paintMarks(QPainter& painter, const QRectF& plot) const {
    const views::ChartScale range = scale();
    const auto x = [&](double v) {
        return std::clamp(plot.left() + range.at(v) * plot.width(), plot.left(), plot.right());
    };
    const QFont font = views::themeFont(views::TextSize::Small);
    QColor band = theme_.domain(views::Domain::Reliability);
    painter.fillRect(QRectF(x(job_.goodput.mean) - 1, plot.top(), 2, plot.height()), band);
    band.setAlpha(90);
    painter.fillRect(QRectF(x(job_.goodput.low), plot.top(),
                            std::max(1.0, x(job_.goodput.high) - x(job_.goodput.low)), plot.height()),
                     band);
    painter.setPen(QPen(theme_.text, 1.5, Qt::DashLine));
    painter.drawLine(QPointF(x(closedForm_), plot.top() - 4), QPointF(x(closedForm_), plot.bottom()));
    const auto entry = [&](double top, const QString& words, const QColor& ink, bool dashed) {
        if (dashed) {
            painter.setPen(QPen(theme_.text, 1.5, Qt::DashLine));
            painter.drawLine(QPointF(plot.left(), top + 8), QPointF(plot.left() + 20, top + 8));
        } else {
            painter.fillRect(QRectF(plot.left(), top + 3, 20, 10), ink);
        }
        views::drawText(painter, QRectF(plot.left() + 26, top, plot.width() - 26, 16), words, theme_.text,
                        font, Qt::AlignLeft | Qt::AlignVCenter);
    };
    entry(4,
          tr("Mean of %1 histories: %2 ± %3 (95 %)")
              .arg(job_.goodputs.size())
              .arg(percent(job_.goodput.mean), percent(job_.goodput.high - job_.goodput.mean, 2)),
          band, false);
    entry(22, tr("Closed form: %1").arg(percent(closedForm_)), theme_.text, true);
}

MonthStrip::MonthStrip(QWidget* parent) : QWidget(parent), theme_(views::makeTheme(views::ThemeMode::Light)) {
    setAccessibleName(tr("One simulated month"));
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MonthStrip::present(std::vector<sim::Interval> month, QStringList causes, const views::Theme& theme) {
    month_ = std::move(month);
    causes_ = std::move(causes);
    theme_ = theme;
    const auto hits = std::count_if(month_.begin(), month_.end(),
                                    [](const sim::Interval& i) { return i.state == sim::RunState::Down; });
    setAccessibleDescription(tr("%1 interruptions in this month").arg(hits));
    update();
}

QColor MonthStrip::colour(sim::RunState state) const {
    switch (state) {
    case sim::RunState::Down:
        return theme_.error;
    case sim::RunState::Restore:
        return theme_.warn;
    case sim::RunState::Wait:
        return theme_.domain(views::Domain::ScaleUp);
    case sim::RunState::Run:
        break;
    }
    return theme_.domainFill(views::Domain::Compute);
}

QRectF MonthStrip::band() const {
    return QRectF(rect()).adjusted(8, 2, -8, -44);
}

void MonthStrip::paintEvent(QPaintEvent*) {
    if (month_.empty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QRectF area = band();
    const double span = month_.back().end;
    const auto x = [&](double t) { return area.left() + t / span * area.width(); };
    painter.fillRect(area, colour(sim::RunState::Run));
    // An interruption of minutes in a month still shows: the worst state of a pixel wins, at least one wide.
    for (const sim::RunState state : {sim::RunState::Restore, sim::RunState::Down, sim::RunState::Wait})
        for (const sim::Interval& i : month_)
            if (i.state == state)
                painter.fillRect(
                    QRectF(x(i.begin), area.top(), std::max(1.0, x(i.end) - x(i.begin)), area.height()),
                    colour(state));
    const QFont font = views::themeFont(views::TextSize::Small);
    for (int day = 0; day * kDay <= span * 1.0001; day += 5) {
        const double at = x(day * kDay);
        painter.fillRect(QRectF(at, area.bottom(), 1, 4), theme_.textMuted);
        const bool last = (day + 5) * kDay > span * 1.0001;
        const int side = static_cast<int>(Qt::AlignVCenter) | static_cast<int>(last  ? Qt::AlignRight
                                                                               : day ? Qt::AlignHCenter
                                                                                     : Qt::AlignLeft);
        views::drawText(painter, QRectF(last ? at - 60 : at - (day ? 30 : 0), area.bottom() + 5, 60, 14),
                        tr("day %1").arg(day), theme_.textMuted, font, side);
    }
    double left = area.left();
    const std::pair<sim::RunState, QString> legend[] = {{sim::RunState::Run, tr("running")},
                                                        {sim::RunState::Down, tr("down")},
                                                        {sim::RunState::Restore, tr("restoring")},
                                                        {sim::RunState::Wait, tr("waiting for capacity")}};
    for (const auto& [state, words] : legend) {
        painter.fillRect(QRectF(left, area.bottom() + 26, 12, 10), colour(state));
        const double width = views::textWidth(font, words);
        views::drawText(painter, QRectF(left + 17, area.bottom() + 23, width, 16), words, theme_.text, font,
                        Qt::AlignLeft | Qt::AlignVCenter);
        left += width + 36;
    }
}

QString MonthStrip::tellAt(double x) const {
    if (month_.empty()) return {};
    const QRectF area = band();
    const double span = month_.back().end, reach = 2 / area.width() * span;
    const double t = (x - area.left()) / area.width() * span;
    const sim::Interval* best = nullptr;
    for (const sim::Interval& i : month_) {
        if (t < i.begin - reach || t > i.end + reach) continue;
        // What stands under the pointer, but rather a short stop beside it than the run around it.
        if (!best || (best->state == sim::RunState::Run && i.state != sim::RunState::Run)) best = &i;
    }
    if (!best) return {};
    const QString length = views::quantity(best->end - best->begin, "s", 3),
                  begin = tr("day %1").arg(best->begin / kDay, 0, 'f', 1);
    if (best->state == sim::RunState::Run)
        return tr("Running for %1 from %2\n%3 of it became durable")
            .arg(length, begin, views::quantity(best->useful, "s", 3));
    const auto cause = static_cast<qsizetype>(best->cause);
    const QString why = cause < causes_.size() ? causes_[cause] : tr("silent error");
    const QString state = QString::fromLatin1(sim::kRunStateNames[static_cast<std::size_t>(best->state)]);
    return tr("%1: %2 for %3, %4").arg(why, state, length, begin);
}

bool MonthStrip::event(QEvent* e) {
    if (e->type() != QEvent::ToolTip) return QWidget::event(e);
    const auto* help = static_cast<QHelpEvent*>(e);
    QToolTip::showText(help->globalPos(), tellAt(help->pos().x()), this);
    return true;
}

}  // namespace rackloom::app
