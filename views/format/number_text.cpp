// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/format/number_text.h"

#include "analytics/report_text.h"

#include <QCoreApplication>

#include <cmath>

namespace rackloom::views {

namespace {
QString unknownWord() {
    return QCoreApplication::translate("NumberText", "unknown");
}
}  // namespace

NumberText numberText(double si, std::string_view unit, int digits) {
    const QString text = QString::fromStdString(analytics::quantityText(si, unit, digits));
    const qsizetype space = text.indexOf(QLatin1Char(' '));
    if (space < 0) return {text, {}};
    return {text.left(space), text.mid(space + 1)};
}

QString counted(qint64 n, const QString& one, const QString& many) {
    return QStringLiteral("%1 %2").arg(
        QString::fromStdString(analytics::quantityText(static_cast<double>(n), "1", 15)),
        n == 1 ? one : many);
}

QString quantity(std::optional<double> si, std::string_view unit, int digits) {
    return si ? numberText(*si, unit, digits).joined() : unknownWord();
}

NumberText metricNumber(const analytics::MetricValue& value, std::string_view unit, int digits) {
    if (!value.known()) return {unknownWord(), {}};
    if (!value.upper || *value.upper == *value.lower) return numberText(*value.lower, unit, digits);
    const NumberText high = numberText(*value.upper, unit, digits);
    const NumberText low = numberText(*value.lower, unit, digits);
    if (low.unit == high.unit) return {low.value + QChar(0x2013) + high.value, high.unit};
    return {low.joined() + QChar(0x2013) + high.value, high.unit};
}

QString changeText(const analytics::MetricValue* before, const analytics::MetricValue& after,
                   std::string_view unit) {
    if (!before || !before->known() || !after.known()) return {};
    const double change = after.value() - before->value();
    // What four digits do not show is noise to a reader.
    if (!std::isfinite(change) || std::abs(change) <= 1e-4 * std::abs(after.value())) return {};
    const QString sign = change > 0 ? QStringLiteral("+") : QString(QChar(0x2212));
    return sign + numberText(std::abs(change), unit, 3).joined();
}

}  // namespace rackloom::views
