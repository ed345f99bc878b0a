// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/quantity_text.h"
#include "model/edit/site_edits.h"
#include "views/format/metric_domain.h"
#include "views/format/number_text.h"
#include "views/kpi/kpi_strip.h"

#include <QContextMenuEvent>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLineEdit>
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
    setToolTip(tr("Click to explain, right-click for a budget or another figure, drag to reorder"));
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
    describe();
    update();
}

void KpiTile::describe() {
    const analytics::MetricInfo* info = analytics::metricInfo(metric_.toStdString());
    if (!value_ || !info) return;
    QString spoken = metricNumber(*value_, info->unit).joined();
    QString tip = tr("Click to explain, right-click for a budget or another figure, drag to reorder");
    if (const std::optional<BudgetState> limit = budget()) {
        const QString sentence = tr("Budget: %1").arg(limit->sentence(info->unit));
        spoken += QStringLiteral("; ") + sentence;
        tip = sentence + QLatin1Char('\n') + tip;
    }
    setAccessibleDescription(spoken);
    setToolTip(tip);
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

std::optional<BudgetState> KpiTile::budget() const {
    const analytics::MetricInfo* info = analytics::metricInfo(metric_.toStdString());
    return info && value_ ? budgetState(*workspace_.snapshot()->site, *info, *value_) : std::nullopt;
}

/// Fills towards a tick at the limit; beyond it the rest of the track turns red.
void KpiTile::paintBudget(QPainter& painter, const QRectF& area, const BudgetState& budget) const {
    const Theme& t = workspace_.theme();
    const double limitAt = area.width() / std::max(1.15, std::min(budget.share, 2.0));
    const double fill = std::clamp(budget.share, 0.0, 2.0) * limitAt;
    painter.fillRect(area, t.line);
    painter.fillRect(QRectF(area.left(), area.top(), std::min(fill, area.width()), area.height()),
                     budget.colour(t));
    painter.fillRect(QRectF(area.left() + limitAt - 1, area.top() - 2, 2, area.height() + 4), t.text);
}

/// The name, and how much of the budget is used.
void KpiTile::paintHead(QPainter& painter, const QRectF& inner,
                        const std::optional<BudgetState>& limit) const {
    const Theme& t = workspace_.theme();
    const analytics::MetricInfo* info = analytics::metricInfo(metric_.toStdString());
    painter.setFont(themeFont(TextSize::Small));
    painter.setPen(t.textMuted);
    const QString name = info && !info->brief.empty() ? text(info->brief) : accessibleName();
    const QString label = (pinned_ ? QStringLiteral("• ") : QString()) + name;
    const QString share = limit ? limit->text() : QString();
    const int shareWidth = limit ? painter.fontMetrics().horizontalAdvance(share) + 8 : 0;
    const QRectF top(inner.left(), inner.top(), inner.width(), 16);
    painter.drawText(top, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft),
                     painter.fontMetrics().elidedText(label, Qt::ElideRight,
                                                      static_cast<int>(inner.width()) - shareWidth));
    if (!limit) return;
    painter.setPen(limit->colour(t));
    painter.drawText(top, static_cast<int>(Qt::AlignVCenter | Qt::AlignRight), share);
}

void KpiTile::paintFigure(QPainter& painter, const QRectF& inner, std::string_view metricUnit) const {
    const Theme& t = workspace_.theme();
    const NumberText number = metricNumber(*value_, metricUnit);
    QFont figure = themeFont(value_->known() ? TextSize::Figure : TextSize::Body, value_->known());
    const QFont small = themeFont(TextSize::Body);
    const double unitWidth = QFontMetricsF(small).horizontalAdvance(number.unit) + 6;
    // A narrow tile shrinks the figure rather than cutting digits off.
    while (figure.pixelSize() > 13 &&
           QFontMetricsF(figure).horizontalAdvance(number.value) + unitWidth > inner.width())
        figure.setPixelSize(figure.pixelSize() - 1);
    painter.setFont(figure);
    painter.setPen(value_->state == analytics::State::Stale ? t.textMuted : t.text);
    const double w = QFontMetricsF(figure).horizontalAdvance(number.value);
    const QRectF line(inner.left(), inner.top() + 17, inner.width(), 28);
    painter.drawText(line, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft), number.value);
    painter.setFont(small);
    painter.setPen(t.textMuted);
    painter.drawText(line.adjusted(w + 4, 3, 0, 3), static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft),
                     number.unit);
}

/// The last change and the sparkline, or why there is no value.
void KpiTile::paintFoot(QPainter& painter, const QRectF& inner, const analytics::MetricInfo& info) const {
    const Theme& t = workspace_.theme();
    painter.setFont(themeFont(TextSize::Small));
    const QRectF bottom(inner.left(), inner.top() + 47, inner.width(), 15);
    if (!value_->known()) {
        painter.setPen(t.textMuted);
        painter.drawText(bottom, static_cast<int>(Qt::AlignVCenter),
                         painter.fontMetrics().elidedText(QString::fromStdString(value_->unknownReason),
                                                          Qt::ElideRight, static_cast<int>(inner.width())));
        return;
    }
    const QString change = changeText(baseline_ ? &*baseline_ : nullptr, *value_, info.unit);
    double used = 0;
    if (!change.isEmpty()) {
        const bool up = value_->value() > baseline_->value();
        painter.setPen(up == info.higherIsBetter ? t.ok : t.error);
        const QString sign = (up ? QStringLiteral("▲ ") : QStringLiteral("▼ ")) + change;
        painter.drawText(bottom, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft), sign);
        used = painter.fontMetrics().horizontalAdvance(sign) + 8;
    }
    if (inner.width() - used > 24)
        paintSparkline(painter, bottom.adjusted(std::max(used, inner.width() * 0.45), 2, 0, -2));
}

void KpiTile::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& t = workspace_.theme();
    painter.fillRect(rect(), t.panel);
    const QRectF inner = QRectF(rect()).adjusted(10, 6, -8, -6);
    const std::optional<BudgetState> limit = budget();
    paintHead(painter, inner, limit);
    const analytics::MetricInfo* info = analytics::metricInfo(metric_.toStdString());
    if (!value_ || !info) {
        painter.drawText(QRectF(inner.left(), inner.top() + 20, inner.width(), 24),
                         static_cast<int>(Qt::AlignVCenter), QStringLiteral("…"));
        return;
    }
    paintFigure(painter, inner, info->unit);
    paintFoot(painter, inner, *info);
    if (limit) paintBudget(painter, QRectF(inner.left(), height() - 8, inner.width(), 4), *limit);
    if (!hasFocus()) return;
    painter.setPen(QPen(t.accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
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

/// Typed with any unit the metric takes; starts from the present budget, else from the present value.
void KpiTile::askForBudget() {
    const std::string id = metric_.toStdString();
    const analytics::MetricInfo* info = analytics::metricInfo(id);
    if (!info) return;
    const auto& budgets = workspace_.snapshot()->site->budgets;
    const auto it = budgets.find(id);
    std::optional<double> start;
    if (it != budgets.end())
        start = it->second;
    else if (value_ && value_->known())
        start = value_->value();
    bool given = false;
    const QString question = info->higherIsBetter ? tr("At least:") : tr("At most:");
    QString typed =
        QInputDialog::getText(this, tr("Budget for %1").arg(text(info->label)), question, QLineEdit::Normal,
                              start ? numberText(*start, info->unit, 6).joined() : QString(), &given);
    if (!given) return;
    typed.remove(QLatin1Char(',')).replace(QChar(0x2009), QLatin1Char(' '));
    const Result<double> limit = parseQuantity(typed.toStdString(), std::string(info->unit));
    if (!limit) {
        Q_EMIT workspace_.refused(QString::fromStdString(limit.error().text()));
        return;
    }
    workspace_.dispatch(model::setBudget(id, limit.value()));
}

void KpiTile::contextMenuEvent(QContextMenuEvent* e) {
    QMenu menu(this);
    connect(menu.addAction(tr("Explain")), &QAction::triggered, this,
            [this] { workspace_.explain(metric_); });
    QAction* pinning = menu.addAction(tr("Pin to the left"));
    pinning->setCheckable(true);
    pinning->setChecked(pinned_);
    connect(pinning, &QAction::triggered, this, &KpiTile::pin);
    connect(menu.addAction(tr("Set a budget…")), &QAction::triggered, this, &KpiTile::askForBudget);
    const auto& budgets = workspace_.snapshot()->site->budgets;
    QAction* drop = menu.addAction(tr("Remove the budget"));
    drop->setEnabled(budgets.find(metric_.toStdString()) != budgets.end());
    connect(drop, &QAction::triggered, this,
            [this] { workspace_.dispatch(model::setBudget(metric_.toStdString(), std::nullopt)); });
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
