// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_view.h"

#include "views/charts/chart_parts.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace rackloom::views {

namespace {
constexpr int kMargin = 12;
}

ChartView::ChartView(QWidget* parent) : QWidget(parent), theme_(makeTheme(ThemeMode::Light)) {
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);  // the table beneath says the same to the keyboard
    setAccessibleName(tr("Chart"));
}

void ChartView::present(const analytics::ChartInfo* info, std::shared_ptr<const analytics::Chart> chart,
                        const Theme& theme, bool stale) {
    info_ = info;
    chart_ = std::move(chart);
    theme_ = theme;
    stale_ = stale;
    spots_.clear();
    if (info_) {
        setAccessibleName(chartText(info_->title));
        setAccessibleDescription(emptyText().isEmpty() ? chartText(info_->sentence) : emptyText());
    }
    adoptHeight();
    update();
}

void ChartView::highlight(QStringList objects) {
    selected_ = std::move(objects);
    update();
}

QString ChartView::emptyText() const {
    if (!info_) return tr("Choose a chart on the left.");
    if (!chart_) return tr("This chart is being computed.");
    if (chart_->empty()) return chartText(chart_->unknownReason);
    return {};
}

void ChartView::adoptHeight() {
    const bool drawn = info_ && chart_ && !chart_->empty();
    const double height = drawn ? chartHeight(*info_, *chart_, width() - 2 * kMargin) : 120;
    setMinimumHeight(static_cast<int>(height) + 2 * kMargin);
}

void ChartView::resizeEvent(QResizeEvent*) {
    adoptHeight();
}

void ChartView::paintEmpty(QPainter& painter) const {
    const QRectF box = QRectF(rect()).adjusted(24, 24, -24, -24);
    painter.setFont(themeFont(TextSize::Title));
    painter.setPen(theme_.textMuted);
    const QString heading = chart_ && info_ ? tr("Nothing to draw yet") : QString();
    painter.drawText(box, static_cast<int>(Qt::AlignLeft | Qt::AlignTop), heading);
    painter.setFont(themeFont(TextSize::Body));
    painter.setPen(theme_.text);
    painter.drawText(box.adjusted(0, heading.isEmpty() ? 0 : 30, 0, 0),
                     static_cast<int>(Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap), emptyText());
}

void ChartView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme_.panel);
    spots_.clear();
    if (!emptyText().isEmpty()) return paintEmpty(painter);
    // A chart of the state before the last edit is still worth seeing, but must not pass for the present one.
    painter.setOpacity(stale_ ? 0.45 : 1);
    QRectF area = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    area.setHeight(std::min(area.height(), std::max(chartHeight(*info_, *chart_, area.width()), 480.0)));
    spots_ = paintChart(painter, area, {*info_, *chart_, theme_});
    painter.setOpacity(1);
    painter.setPen(QPen(theme_.accent, 2));
    painter.setBrush(Qt::NoBrush);
    for (const ChartSpot& spot : spots_)
        if (!spot.object.isEmpty() && selected_.contains(spot.object)) painter.drawPath(spot.shape);
}

bool ChartView::event(QEvent* e) {
    if (e->type() != QEvent::ToolTip) return QWidget::event(e);
    const auto* help = static_cast<QHelpEvent*>(e);
    const ChartSpot* spot = spotAt(spots_, help->pos());
    if (spot)
        QToolTip::showText(help->globalPos(), spot->text, this);
    else
        QToolTip::hideText();
    return true;
}

void ChartView::mouseMoveEvent(QMouseEvent* e) {
    const ChartSpot* spot = spotAt(spots_, e->position());
    setCursor(spot && !spot->object.isEmpty() ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ChartView::mouseReleaseEvent(QMouseEvent* e) {
    const ChartSpot* spot = spotAt(spots_, e->position());
    if (e->button() == Qt::LeftButton && spot && !spot->object.isEmpty()) Q_EMIT objectClicked(spot->object);
}

void ChartView::mouseDoubleClickEvent(QMouseEvent* e) {
    const ChartSpot* spot = spotAt(spots_, e->position());
    if (e->button() == Qt::LeftButton && spot && !spot->object.isEmpty()) Q_EMIT objectOpened(spot->object);
}

}  // namespace rackloom::views
