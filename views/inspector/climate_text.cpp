// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/climate_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Climate", text);
}
QString number(double v) {
    return QString::number(v, 'g', 6);
}

Error refusal(qsizetype bin, const QString& reason) {
    return Error{tr("bin %1").arg(bin).toStdString(), reason.toStdString(),
                 tr("Write dry bulb in °C, wet bulb in °C or nothing, and hours.").toStdString()};
}

}  // namespace

QString climateText(const std::vector<model::ClimateBin>& bins) {
    QStringList out;
    for (const model::ClimateBin& b : bins)
        out << number(b.dryBulb.inKelvin() - 273.15) + QLatin1Char(',') +
                   (b.wetBulb ? number(b.wetBulb->inKelvin() - 273.15) : QString()) + QLatin1Char(',') +
                   number(b.duration.si() / 3600);
    return out.join(QStringLiteral("; "));
}

Result<std::vector<model::ClimateBin>> climateBins(const QString& text) {
    std::vector<model::ClimateBin> bins;
    static const QRegularExpression kBetween(QStringLiteral("[;\\n\\r]+"));
    qsizetype count = 0;
    for (const QString& line : text.split(kBetween, Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty()) continue;
        ++count;
        QStringList cells = line.split(QLatin1Char(','));
        if (cells.size() == 2) cells.insert(1, QString());
        if (cells.size() != 3) return refusal(count, tr("it has not two or three numbers"));
        bool dryFine = false, wetFine = true, hoursFine = false;
        const double dry = cells[0].trimmed().toDouble(&dryFine),
                     hours = cells[2].trimmed().toDouble(&hoursFine);
        const bool heading = !dryFine && !hoursFine && bins.empty() && count == 1;
        if (heading) continue;
        model::ClimateBin bin{Temperature::celsius(dry), {}, hours * unit::hour};
        if (const QString wet = cells[1].trimmed(); !wet.isEmpty())
            bin.wetBulb = Temperature::celsius(wet.toDouble(&wetFine));
        if (!dryFine || !wetFine || !hoursFine || !std::isfinite(dry) || !std::isfinite(hours))
            return refusal(count, tr("“%1” holds something that is no number").arg(line.trimmed()));
        bins.push_back(bin);
    }
    return bins;
}

QString climateSummary(const std::vector<model::ClimateBin>& bins) {
    if (bins.empty()) return tr("normal year around the assumed mean");
    double hours = 0;
    for (const model::ClimateBin& b : bins)
        hours += b.duration.si() / 3600;
    const auto [low, high] = std::minmax_element(
        bins.begin(), bins.end(), [](const auto& a, const auto& b) { return a.dryBulb < b.dryBulb; });
    return tr("%1 bins, %2 h, %3 to %4 °C")
        .arg(bins.size())
        .arg(number(hours), number(low->dryBulb.inKelvin() - 273.15),
             number(high->dryBulb.inKelvin() - 273.15));
}

}  // namespace rackloom::views
