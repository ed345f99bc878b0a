// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/format/metric_domain.h"
#include "views/format/number_text.h"
#include "views/kpi/kpi_strip.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>

namespace rackloom::views {

namespace {
constexpr std::size_t kHistory = 60;

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}
}  // namespace

KpiTile::KpiTile(Workspace& workspace, QString metricId, QWidget* parent)
    : QWidget(parent), workspace_(workspace), metric_(std::move(metricId)) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Click to explain, right-click for another figure, drag to reorder"));
    nameAfterMetric();
}

void KpiTile::nameAfterMetric() {
    const analytics::MetricInfo* info = analytics::metricInfo(metric_.toStdString());
    setAccessibleName(info ? text(info->label) : metric_);
}

void KpiTile::pin(bool on) {
    if (pinned_ == on) return;
    pinned_ = on;
    Q_EMIT arrangementChanged();
    update();
}

void KpiTile::choose(const QString& metricId) {
    if (metric_ == metricId) return;
    metric_ = metricId;
    forget();
    nameAfterMetric();
    const analytics::MetricValue* value = workspace_.report().find(metric_.toStdString());
    take(value, nullptr, true);
    Q_EMIT arrangementChanged();
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
    const bool flat = *high - *low <= 1e-4 * std::abs(*high);  // below what the figure shows
    const double span = flat ? 0 : *high - *low;
    QPolygonF line;
    for (std::size_t i = 0; i < history_.size(); ++i)
        line << QPointF(area.left() + area.width() * static_cast<double>(i) /
                                          static_cast<double>(std::max<std::size_t>(history_.size() - 1, 12)),
                        span > 0 ? area.bottom() - area.height() * (history_[i] - *low) / span
                                 : area.center().y());
    const analytics::MetricInfo* info = analytics::metricInfo(metric_.toStdString());
    painter.setPen(QPen(workspace_.theme().domain(info ? metricDomain(info->family) : Domain::Compute), 1));
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
    const QString name = info && !info->brief.empty() ? text(info->brief) : accessibleName();
    const QString label = (pinned_ ? QStringLiteral("• ") : QString()) + name;
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
        const QString sign = (up ? QStringLiteral("▲ ") : QStringLiteral("▼ ")) + change;
        painter.drawText(bottom, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft), sign);
        used = painter.fontMetrics().horizontalAdvance(sign) + 8;
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

void KpiTile::contextMenuEvent(QContextMenuEvent* e) {
    QMenu menu(this);
    connect(menu.addAction(tr("Explain")), &QAction::triggered, this,
            [this] { workspace_.explain(metric_); });
    QAction* pinning = menu.addAction(tr("Pin to the left"));
    pinning->setCheckable(true);
    pinning->setChecked(pinned_);
    connect(pinning, &QAction::triggered, this, &KpiTile::pin);
    QMenu* others = menu.addMenu(tr("Show another figure"));
    std::map<analytics::Family, QMenu*> families;
    for (const analytics::MetricInfo& info : analytics::metricInfos()) {
        QMenu*& family = families[info.family];
        if (!family) family = others->addMenu(familyText(info.family));
        QAction* action = family->addAction(text(info.label));
        const QString id = text(info.id);
        action->setCheckable(true);
        action->setChecked(id == metric_);
        connect(action, &QAction::triggered, this, [this, id] { choose(id); });
    }
    menu.exec(e->globalPos());
}

}  // namespace rackloom::views
