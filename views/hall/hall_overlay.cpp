// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hall/hall_overlay.h"

#include "analytics/report_text.h"
#include "views/format/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("HallOverlay", text);
}

const char* unitOf(Overlay overlay) {
    return overlay == Overlay::Weight ? "kg" : "W";
}

QString percent(double share) {
    return numberText(std::round(share * 100), "1").value + QStringLiteral(" %");
}

/// Racks by their worst finding; the mark in the corner says the same by its shape.
QColor findingFill(const Theme& t, const analytics::RackResult& r) {
    if (!r.anyFinding || r.worst == analytics::Severity::Info) return t.grid;
    return t.soft(r.worst == analytics::Severity::Error ? t.error : t.warn);
}

}  // namespace

HallOverlay::HallOverlay(const SceneContext& context) : c_(context) {
    if (!c_.report) return;
    for (const analytics::RackResult& r : c_.report->racks)
        largest_ = std::max(largest_, number(r).value_or(0));
    if (c_.overlay == Overlay::Blast && c_.selected)
        blast_ = blastSet(*c_.snapshot, *c_.report, *c_.selected);
}

std::optional<double> HallOverlay::number(const analytics::RackResult& r) const {
    switch (c_.overlay) {
    case Overlay::Power:
        return r.power;
    case Overlay::Heat:
        if (!r.liquidHeat && !r.airHeat) return std::nullopt;
        return r.liquidHeat.value_or(0) + r.airHeat.value_or(0);
    case Overlay::Weight:
        return r.mass;
    case Overlay::Margin:  // what is used of what is left after a loss
        if (!r.power || !r.shelfLimit || !(*r.shelfLimit > 0)) return std::nullopt;
        return *r.power / *r.shelfLimit;
    case Overlay::Stranded:
        if (!r.power || !r.shelfLimit) return std::nullopt;
        return std::max(0.0, *r.shelfLimit - *r.power);
    default:
        return std::nullopt;
    }
}

std::optional<RackTint> HallOverlay::tint(RackId rack) const {
    if (!c_.report || c_.overlay == Overlay::None || ofFabric(c_.overlay)) return std::nullopt;
    if (c_.overlay == Overlay::Blast) return blasted(rack);
    const analytics::RackResult* r = c_.report->rack(rack);
    if (c_.overlay == Overlay::Findings) return RackTint{r ? findingFill(*c_.theme, *r) : c_.theme->grid, {}};
    if (!r) return std::nullopt;
    return c_.overlay == Overlay::Redundancy ? redundancy(*r) : scaled(*r);
}

RackTint HallOverlay::scaled(const analytics::RackResult& r) const {
    const Theme& t = *c_.theme;
    const std::optional<double> value = number(r);
    if (!value) return {t.grid, c_.overlay == Overlay::Margin ? tr("one side") : tr("unknown")};
    if (c_.overlay == Overlay::Margin) {
        if (*value > 1) return {t.soft(t.error), tr("%1 short").arg(percent(*value - 1))};
        return {t.heat(*value), tr("%1 left").arg(percent(1 - *value))};
    }
    return {t.heat(largest_ > 0 ? *value / largest_ : 0), numberText(*value, unitOf(c_.overlay), 3).joined()};
}

/// By what the drawing proves, never by what a label claims.
RackTint HallOverlay::redundancy(const analytics::RackResult& r) const {
    const Theme& t = *c_.theme;
    if (r.redundancy.empty()) return {t.grid, tr("not fed")};
    const QString label = QString::fromStdString(r.redundancy);
    if (r.sharedElement.isValid()) {
        const ObjectRef shared{ObjectRef::Kind::PowerNode, r.sharedElement.value, Id<void>::kNone};
        return {t.soft(t.error), tr("%1 ▲ %2").arg(label, QString::fromStdString(
                                                              analytics::objectName(*c_.snapshot, shared)))};
    }
    return {t.soft(label == QLatin1String("N") ? t.warn : t.ok), label};
}

RackTint HallOverlay::blasted(RackId rack) const {
    const Theme& t = *c_.theme;
    if (blast_.stops(rack)) return {t.soft(t.error), tr("✕ stops")};
    if (blast_.weakens(rack)) return {t.soft(t.warn), tr("weakened")};
    return {t.grid, {}};
}

QString HallOverlay::blastTitle() const {
    if (!blast_.known) return tr("Select an element to see which racks its loss touches");
    const QString name =
        c_.selected->size() == 1
            ? QString::fromStdString(analytics::objectName(*c_.snapshot, c_.selected->front()))
            : tr("%1 elements").arg(c_.selected->size());
    return tr("Without %1: %2 stop, %3 weakened")
        .arg(name, counted(static_cast<qint64>(blast_.stopped.size()), tr("rack"), tr("racks")),
             numberText(static_cast<double>(blast_.weakened.size()), "1").value);
}

HallOverlay::Legend HallOverlay::legend() const {
    const Theme& t = *c_.theme;
    switch (c_.overlay) {
    case Overlay::None:
    case Overlay::Load:
    case Overlay::Critical:
        break;
    case Overlay::Power:
    case Overlay::Heat:
    case Overlay::Weight:
    case Overlay::Stranded: {
        const QString title = c_.overlay == Overlay::Power    ? tr("Power of each rack")
                              : c_.overlay == Overlay::Heat   ? tr("Heat of each rack")
                              : c_.overlay == Overlay::Weight ? tr("Weight of each rack")
                                                              : tr("Supply that each rack leaves unused");
        if (largest_ > 0) return {title, quantity(largest_, unitOf(c_.overlay), 3), {}};
        break;
    }
    case Overlay::Margin:
        return {tr("Used of what is left after losing a side"), percent(std::min(1.0, largest_)), {}};
    case Overlay::Findings:
        return {
            {},
            {},
            {{t.soft(t.error), tr("error")}, {t.soft(t.warn), tr("warning")}, {t.grid, tr("nothing found")}}};
    case Overlay::Redundancy:
        return {tr("Supply of each rack, proven on the drawing"),
                {},
                {{t.soft(t.ok), tr("survives any loss")},
                 {t.soft(t.warn), tr("N: no reserve")},
                 {t.soft(t.error), tr("▲ shares an element")},
                 {t.grid, tr("not fed")}}};
    case Overlay::Blast:
        return {blastTitle(),
                {},
                {{t.soft(t.error), tr("stops")},
                 {t.soft(t.warn), tr("loses a side, cables or reserve")},
                 {t.grid, tr("untouched")}}};
    }
    return {};
}

}  // namespace rackloom::views
