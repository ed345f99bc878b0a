// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/feed_plan.h"

#include "analytics/report_text.h"
#include "model/edit/facility_wiring.h"
#include "views/format/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rackloom::app {

namespace {

using analytics::Finding;

QString tr(const char* text) {
    return QCoreApplication::translate("FeedPlan", text);
}

bool aboutPower(const Finding& f) {
    return f.rule.starts_with("power.") && f.severity != analytics::Severity::Info && !f.waived;
}

bool holds(const std::vector<Finding>& list, const Finding& wanted) {
    return std::any_of(list.begin(), list.end(), [&](const Finding& f) {
        return f.rule == wanted.rule && f.objects == wanted.objects;
    });
}

int rank(const model::Snapshot& s, PowerNodeId id) {
    const Shared<model::DeviceType>* type = s.types.find(s.powerNodes.at(id).type);
    const std::string kind = type ? (*type)->kind : std::string();
    constexpr std::string_view kOrder[] = {"ups",         "floor_pdu", "switchgear",
                                           "transformer", "utility",   "generator"};
    const auto it = std::find(std::begin(kOrder), std::end(kOrder), kind);
    return static_cast<int>(it - std::begin(kOrder));
}

}  // namespace

FeedPlanner::FeedPlanner(model::SnapshotPtr design, const model::Catalog& catalog)
    : design_(std::move(design)), catalog_(catalog) {
    before_ = evaluator_.evaluate(design_, analytics::Lane::Interactive);
}

std::vector<PowerNodeId> FeedPlanner::sources() const {
    std::vector<PowerNodeId> out;
    for (const PowerNodeId id : design_->powerNodes.ids()) {
        const Shared<model::DeviceType>* type = design_->types.find(design_->powerNodes.at(id).type);
        if (type && (*type)->kind != "busway") out.push_back(id);
    }
    std::stable_sort(out.begin(), out.end(),
                     [&](PowerNodeId a, PowerNodeId b) { return rank(*design_, a) < rank(*design_, b); });
    return out;
}

std::optional<double> FeedPlanner::limitOf(const std::string& type) {
    const auto known = limits_.find(type);
    if (known != limits_.end()) return known->second;
    std::optional<double>& limit = limits_[type];
    const Result<model::SnapshotPtr> tried =
        model::applyEdit(design_, model::addCatalogPowerNode(catalog_, type, {}));
    if (!tried) return limit;
    const analytics::Report report = evaluator_.evaluate(tried.value(), analytics::Lane::Interactive);
    if (!report.powerNodes.empty()) limit = report.powerNodes.back().limit;
    return limit;
}

double FeedPlanner::heaviestRack(const std::vector<RackId>& racks) const {
    double most = 0;
    for (const RackId id : racks)
        if (const analytics::RackResult* r = before_.rack(id)) most = std::max(most, r->power.value_or(0));
    return most;
}

FeedPlan FeedPlanner::plan(model::FeedOrder order) {
    FeedPlan out;
    const std::optional<double> limit = limitOf(order.type);
    const double rack = heaviestRack(order.racks);
    if (order.racksPerElement < 1 && limit && rack > 0)
        order.racksPerElement = static_cast<int>(std::floor(*limit / rack * (1 + 1e-9)));
    else if (order.racksPerElement < 1)
        order.racksPerElement = static_cast<int>(order.racks.size());
    out.racksPerElement = order.racksPerElement;
    if (order.racksPerElement < 1) {
        out.refusal = tr("One rack draws %1, more than the %2 that it may carry. Choose a larger one.")
                          .arg(views::quantity(rack, "W"), views::quantity(limit, "W"));
        return out;
    }
    model::Edit edit = model::feedRacks(catalog_, order);
    const Result<model::SnapshotPtr> after = model::applyEdit(design_, edit);
    const Result<std::vector<model::FeedGroup>> groups = model::feedGroups(*design_, order);
    if (!after || !groups) {
        const Error& why = after ? groups.error() : after.error();
        out.refusal = QString::fromStdString(why.reason + ". " + why.remedy);
        return out;
    }
    std::size_t added = 0, largest = 0;
    for (const model::FeedGroup& g : groups.value()) {
        added += g.upstream.size();
        largest = std::max(largest, g.racks.size());
    }
    const double load = rack * static_cast<double>(largest);
    out.summary =
        tr("Adds %1 and plugs %2, at most %3 on each.")
            .arg(views::counted(static_cast<qint64>(added), tr("element"), tr("elements")),
                 views::counted(std::ssize(order.racks), tr("rack"), tr("racks")), QString::number(largest));
    if (limit)
        out.summary +=
            QLatin1Char(' ') + tr("Each carries up to %1 of %2 when it carries its racks alone.")
                                   .arg(views::quantity(load, "W", 3), views::quantity(limit, "W", 3));
    const analytics::Report report = evaluator_.evaluate(after.value(), analytics::Lane::Interactive);
    for (const Finding& f : report.findings)
        if (aboutPower(f) && !holds(before_.findings, f))
            out.over << QString::fromStdString(analytics::findingMessage(f));
    for (const Finding& f : before_.findings)
        out.mended += aboutPower(f) && !holds(report.findings, f) ? 1 : 0;
    out.edit = std::move(edit);
    return out;
}

}  // namespace rackloom::app
