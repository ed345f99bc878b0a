// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/format/number_text.h"
#include "views/kpi/kpi_strip.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {
constexpr std::size_t kHistory = 60;

Domain familyDomain(analytics::Family family) {
    using analytics::Family;
    switch (family) {
    case Family::Capacity:
        return Domain::Compute;
    case Family::Fabric:
        return Domain::ScaleOut;
    case Family::Power:
        return Domain::Power;
    case Family::Cooling:
        return Domain::Cooling;
    case Family::Reliability:
        return Domain::Reliability;
    case Family::Economics:
        return Domain::Cost;
    case Family::Workload:
    case Family::Delivered:
        break;
    }
    return Domain::Compute;
}
}  // namespace

KpiTile::KpiTile(Workspace& workspace, QString metricId, QWidget* parent)
    : QWidget(parent), workspace_(workspace), metric_(std::move(metricId)) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    const analytics::MetricInfo* info = analytics::metricInfo(metric_.toStdString());
    setAccessibleName(info ? QString::fromUtf8(info->label.data(), static_cast<qsizetype>(info->label.size()))
                           : metric_);
    setToolTip(tr("Click to explain, right-click to pin, drag to reorder"));
}

void KpiTile::take(const analytics::MetricValue* value, const analytics::MetricValue* baseline, bool record) {
    value_ = value ? std::optional(*value) : std::nullopt;
    baseline_ = baseline ? std::optional(*baseline) : std::nullopt;
    if (record && value_ && value_->known()) {
        history_.push_back(value_->value());
        if (history_.size() > kHistory) history_.pop_front();
    }
    const analytics::MetricInfo* info = analytics::metricInfo(metric_.toStdString());
    if (value_ && info) setAccessibleDescription(metricNumber(*value_, info->unit).joined());
    update();
}

void KpiTile::paintSparkline(QPainter& painter, const QRectF& area) const {
    if (history_.size() < 2) return;
    const auto [low, high] = std::minmax_element(history_.begin(), history_.end());
    const double span = *high - *low;
    QPolygonF line;
    for (std::size_t i = 0; i < history_.size(); ++i)
        line << QPointF(area.left() + area.width() * static_cast<double>(i) /
                                          static_cast<double>(std::max<std::size_t>(history_.size() - 1, 12)),
                        span > 0 ? area.bottom() - area.height() * (history_[i] - *low) / span
                                 : area.center().y());
    const analytics::MetricInfo* info = analytics::metricInfo(metric_.toStdString());
    painter.setPen(QPen(workspace_.theme().domain(info ? familyDomain(info->family) : Domain::Compute), 1));
    painter.drawPolyline(line);
}

void KpiTile::paintBudget(QPainter& painter, const QRectF& area) const {
    const auto& budgets = workspace_.snapshot()->site->budgets;
    const auto it = budgets.find(metric_.toStdString());
    if (it == budgets.end() || it->second <= 0 || !value_ || !value_->known()) return;
    const Theme& t = workspace_.theme();
    const double share = value_->value() / it->second;
    painter.fillRect(area, t.grid);
    painter.fillRect(QRectF(area.left(), area.top(), area.width() * std::min(1.0, share), area.height()),
                     share > 1     ? t.error
                     : share > 0.9 ? t.warn
                                   : t.ok);
}

void KpiTile::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& t = workspace_.theme();
    painter.fillRect(rect(), t.panel);
    const analytics::MetricInfo* info = analytics::metricInfo(metric_.toStdString());
    const bool stale = value_ && value_->state == analytics::State::Stale;
    const QRectF inner = QRectF(rect()).adjusted(10, 6, -8, -6);
    painter.setFont(themeFont(TextSize::Small));
    painter.setPen(t.textMuted);
    const QString label = (pinned_ ? QStringLiteral("• ") : QString()) + accessibleName();
    painter.drawText(
        QRectF(inner.left(), inner.top(), inner.width(), 16),
        static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft),
        painter.fontMetrics().elidedText(label, Qt::ElideRight, static_cast<int>(inner.width())));
    if (!value_ || !info) {
        painter.drawText(QRectF(inner.left(), inner.top() + 20, inner.width(), 24),
                         static_cast<int>(Qt::AlignVCenter), QStringLiteral("…"));
        return;
    }
    const NumberText number = metricNumber(*value_, info->unit);
    QFont figure = themeFont(value_->known() ? TextSize::Figure : TextSize::Body, value_->known());
    const QFont small = themeFont(TextSize::Body);
    const double unitWidth = QFontMetricsF(small).horizontalAdvance(number.unit) + 6;
    // A narrow tile shrinks the figure rather than cutting digits off.
    while (figure.pixelSize() > 13 &&
           QFontMetricsF(figure).horizontalAdvance(number.value) + unitWidth > inner.width())
        figure.setPixelSize(figure.pixelSize() - 1);
    painter.setFont(figure);
    painter.setPen(stale ? t.textMuted : t.text);
    const double w = QFontMetricsF(figure).horizontalAdvance(number.value);
    const QRectF line(inner.left(), inner.top() + 17, inner.width(), 28);
    painter.drawText(line, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft), number.value);
    painter.setFont(small);
    painter.setPen(t.textMuted);
    painter.drawText(line.adjusted(w + 4, 3, 0, 3), static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft),
                     number.unit);
    painter.setFont(themeFont(TextSize::Small));
    const QRectF bottom(inner.left(), inner.top() + 47, inner.width(), 15);
    if (!value_->known()) {
        painter.drawText(bottom, static_cast<int>(Qt::AlignVCenter),
                         painter.fontMetrics().elidedText(QString::fromStdString(value_->unknownReason),
                                                          Qt::ElideRight, static_cast<int>(inner.width())));
        return;
    }
    const QString change = changeText(baseline_ ? &*baseline_ : nullptr, *value_, info->unit);
    double used = 0;
    if (!change.isEmpty()) {
        const bool up = value_->value() > baseline_->value();
        painter.setPen(up == info->higherIsBetter ? t.ok : t.error);
        const QString text = (up ? QStringLiteral("▲ ") : QStringLiteral("▼ ")) + change;
        painter.drawText(bottom, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft), text);
        used = painter.fontMetrics().horizontalAdvance(text) + 8;
    }
    if (inner.width() - used > 24)
        paintSparkline(painter, bottom.adjusted(std::max(used, inner.width() * 0.45), 2, 0, -2));
    paintBudget(painter, QRectF(inner.left(), height() - 5, inner.width(), 3));
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void KpiTile::mousePressEvent(QMouseEvent* e) {
    press_ = e->pos();
    dragged_ = false;
}

void KpiTile::mouseMoveEvent(QMouseEvent* e) {
    if (!(e->buttons() & Qt::LeftButton)) return;
    const int steps = (e->pos().x() - press_.x()) / std::max(1, width());
    if (steps == 0) return;
    dragged_ = true;
    Q_EMIT reordered(this, steps);
}

void KpiTile::mouseReleaseEvent(QMouseEvent* e) {
    if (e->button() == Qt::LeftButton && !dragged_ && rect().contains(e->pos())) workspace_.explain(metric_);
}

void KpiTile::keyPressEvent(QKeyEvent* e) {
    if (e->key() == Qt::Key_Return || e->key() == Qt::Key_Enter || e->key() == Qt::Key_Space)
        return workspace_.explain(metric_);
    QWidget::keyPressEvent(e);
}

void KpiTile::contextMenuEvent(QContextMenuEvent*) {
    pinned_ = !pinned_;
    Q_EMIT pinToggled();
    update();
}

}  // namespace rackloom::views
