// SPDX-License-Identifier: GPL-3.0-or-later
// Sections that are tables: metrics, bill of materials, power tree, cooling loops, cables.
#include "analytics/report_text.h"
#include "model/site/inventory.h"
#include "views/format/number_text.h"
#include "views/report/report_sections.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

namespace rackloom::views {

namespace {

using Row = std::vector<ReportCell>;

constexpr std::array<const char*, 8> kFamilies{
    QT_TRANSLATE_NOOP("Report", "Capacity"),    QT_TRANSLATE_NOOP("Report", "Fabric"),
    QT_TRANSLATE_NOOP("Report", "Power"),       QT_TRANSLATE_NOOP("Report", "Cooling"),
    QT_TRANSLATE_NOOP("Report", "Reliability"), QT_TRANSLATE_NOOP("Report", "Workload"),
    QT_TRANSLATE_NOOP("Report", "Economics"),   QT_TRANSLATE_NOOP("Report", "Delivered")};

QString integer(std::int64_t n) {
    return quantity(static_cast<double>(n), "1");
}

Tone toneOf(const analytics::MetricValue& metric) {
    if (metric.state == analytics::State::Failed) return Tone::Error;
    return metric.known() ? Tone::Plain : Tone::Muted;
}

QString remarkOf(const analytics::MetricValue& metric) {
    QStringList out;
    if (!metric.known()) out << fromUtf8(metric.unknownReason);
    if (metric.known() && !metric.exact) out << reportTr("certified interval");
    if (metric.state == analytics::State::Stale) out << reportTr("of an earlier revision");
    if (!metric.missing.empty()) {
        constexpr std::size_t kShown = 3;
        QStringList types;
        for (std::size_t i = 0; i < metric.missing.size() && i < kShown; ++i)
            types << fromUtf8(metric.missing[i]);
        QString text = reportTr("unknown for %1").arg(types.join(QStringLiteral(", ")));
        if (metric.missing.size() > kShown)
            text += reportTr(" and %1 more").arg(metric.missing.size() - kShown);
        out << text;
    }
    for (const std::string& warning : metric.warnings)
        out << fromUtf8(warning);
    return out.join(QStringLiteral("; "));
}

ReportTable metricTable(const ReportSubject& subject, analytics::Family family) {
    ReportTable table;
    table.caption = reportTr(kFamilies[static_cast<std::size_t>(family)]);
    table.columns = {{reportTr("Metric"), 3},
                     {reportTr("Value"), 2, true},
                     {reportTr("Coverage"), 1, true},
                     {reportTr("Remark"), 4}};
    for (const analytics::MetricValue& metric : subject.report.metrics) {
        const analytics::MetricInfo* info = analytics::metricInfo(metric.id);
        if (info == nullptr || info->family != family) continue;
        const QString coverage =
            metric.known() ? QString::number(std::floor(metric.coverage * 100)) + QStringLiteral(" %")
                           : QString();
        table.rows.push_back({{fromUtf8(info->label)},
                              {metricShown(metric), toneOf(metric)},
                              {coverage, metric.coverage < 1 ? Tone::Warn : Tone::Muted},
                              {remarkOf(metric), Tone::Muted}});
    }
    return table;
}

ReportTable budgetTable(const ReportSubject& subject) {
    ReportTable table;
    table.caption = reportTr("Budgets");
    table.columns = {{reportTr("Metric"), 3},
                     {reportTr("Limit"), 2, true},
                     {reportTr("Value"), 2, true},
                     {reportTr("State"), 2}};
    for (const auto& [id, limit] : subject.snapshot.site->budgets) {
        const analytics::MetricInfo* info = analytics::metricInfo(id);
        const analytics::MetricValue* metric = subject.report.find(id);
        if (info == nullptr || metric == nullptr) continue;
        Row row{{fromUtf8(info->label)}, {quantity(limit, info->unit)}, {metricShown(*metric)}, {}};
        const bool met =
            metric->known() && (info->higherIsBetter ? metric->value() >= limit : metric->value() <= limit);
        row[3] = !metric->known() ? ReportCell{reportTr("unknown"), Tone::Muted}
                 : met            ? ReportCell{reportTr("met"), Tone::Ok}
                                  : ReportCell{reportTr("missed"), Tone::Error};
        table.rows.push_back(std::move(row));
    }
    return table;
}

// Load against a limit, with what is left.
Row loadRow(const QString& name, const QString& type, std::optional<double> load,
            std::optional<double> limit) {
    Row row{{name}, {type, Tone::Muted}, {quantity(load, "W")}, {quantity(limit, "W")}, {}};
    if (!load || !limit) {
        row[4] = {reportTr("unknown"), Tone::Muted};
        return row;
    }
    const double margin = *limit - *load;
    row[4] = {quantity(margin, "W"), margin < 0 ? Tone::Error : Tone::Plain};
    return row;
}

const analytics::PowerNodeResult* resultOf(const analytics::Report& report, PowerNodeId id) {
    for (const auto& result : report.powerNodes)
        if (result.node == id) return &result;
    return nullptr;
}

QString typeName(const model::Snapshot& s, DeviceTypeId id) {
    const Shared<model::DeviceType>* type = s.types.find(id);
    return type ? fromUtf8((*type)->name) : reportTr("no type");
}

// "compute tray", "CDU".
QString kindShown(const std::string& kind) {
    static constexpr std::array<std::string_view, 7> kShort{"cdu", "ups", "pdu", "crah", "nic", "cpu", "dpu"};
    if (std::find(kShort.begin(), kShort.end(), kind) != kShort.end()) return fromUtf8(kind).toUpper();
    return fromUtf8(kind).replace(QLatin1Char('_'), QLatin1Char(' '));
}

// "1 to 3 m": cables are bought by such classes.
int lengthClass(double metres) {
    static constexpr std::array<int, 7> kSteps{1, 3, 5, 10, 30, 50, 100};
    for (const int step : kSteps)
        if (metres <= step) return step;
    return static_cast<int>(std::ceil(metres / 100)) * 100;
}

ReportTable rackTable(const ReportSubject& subject) {
    struct Group {
        std::size_t racks = 0;
        const analytics::RackResult* worst = nullptr;
    };
    std::map<RackDesignId, Group> groups;
    subject.snapshot.racks.forEach([&](RackId id, const model::Rack& rack) {
        Group& group = groups[rack.design];
        ++group.racks;
        const analytics::RackResult* result = subject.report.rack(id);
        if (result != nullptr && (group.worst == nullptr || result->power > group.worst->power))
            group.worst = result;
    });
    ReportTable table;
    table.caption = reportTr("Racks by design, figures of the one that draws most");
    table.columns = {{reportTr("Rack design"), 3},
                     {reportTr("Racks"), 1, true},
                     {reportTr("GPUs each"), 1, true},
                     {reportTr("Power"), 1.3, true},
                     {reportTr("Shelves after losing a side"), 1.7, true},
                     {reportTr("Mass"), 1.2, true}};
    for (const auto& [id, group] : groups) {
        const Shared<model::RackDesign>* design = subject.snapshot.designs.find(id);
        if (design == nullptr) continue;
        const analytics::RackResult none{}, &r = group.worst ? *group.worst : none;
        const bool over = r.power && r.shelfLimit && *r.power > *r.shelfLimit;
        table.rows.push_back({{fromUtf8((*design)->name)},
                              {integer(static_cast<std::int64_t>(group.racks))},
                              {integer(r.gpus)},
                              {quantity(r.power, "W"), over ? Tone::Error : Tone::Plain},
                              {r.shelfLimit ? quantity(r.shelfLimit, "W") : reportTr("none"),
                               r.shelfLimit ? Tone::Plain : Tone::Muted},
                              {quantity(r.mass, "kg"), r.mass ? Tone::Plain : Tone::Muted}});
    }
    return table;
}

}  // namespace

ReportSection metricsSection(const ReportSubject& subject) {
    ReportSection section{reportTr("Metrics"), QStringLiteral("metrics"), {}};
    section.blocks.emplace_back(ReportParagraph{
        reportTr("Bandwidths are per direction, FLOP/s dense unless said otherwise. Coverage tells for how "
                 "many of the devices counted the figure is known."),
        Tone::Muted});
    if (ReportTable budgets = budgetTable(subject); !budgets.rows.empty())
        section.blocks.emplace_back(std::move(budgets));
    for (std::size_t f = 0; f < kFamilies.size(); ++f)
        if (ReportTable table = metricTable(subject, static_cast<analytics::Family>(f)); !table.rows.empty())
            section.blocks.emplace_back(std::move(table));
    return section;
}

ReportSection materialsSection(const ReportSubject& subject) {
    ReportSection section{reportTr("Bill of materials"), QStringLiteral("materials"), {}};
    ReportTable table;
    table.columns = {{reportTr("Type"), 4},
                     {reportTr("Kind"), 2},
                     {reportTr("Count"), 1, true},
                     {reportTr("Provisioned each"), 1.6, true},
                     {reportTr("Mass each"), 1.4, true}};
    std::vector<std::tuple<std::string, std::string, Row>> rows;
    for (const model::InventoryLine& line : model::inventory(subject.snapshot)) {
        const model::DeviceType& type = *subject.snapshot.types.at(line.type);
        std::optional<double> power, mass;
        if (type.power && type.power->provisioned.value) power = type.power->provisioned.value->si();
        if (type.form.mass.value) mass = type.form.mass.value->si();
        const QString kind = kindShown(type.kind);
        rows.emplace_back(
            type.kind, type.name,
            Row{{fromUtf8(type.name)},
                {kind, Tone::Muted},
                {integer(line.count)},
                {type.power ? quantity(power, "W") : QString(), power ? Tone::Plain : Tone::Muted},
                {quantity(mass, "kg"), mass ? Tone::Plain : Tone::Muted}});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
    });
    for (auto& row : rows)
        table.rows.push_back(std::move(std::get<2>(row)));
    if (ReportTable racks = rackTable(subject); !racks.rows.empty())
        section.blocks.emplace_back(std::move(racks));
    table.caption = reportTr("Device types");
    if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
    if (ReportTable prices = priceTable(subject); !prices.rows.empty())
        section.blocks.emplace_back(std::move(prices));
    return section;
}

ReportSection powerSection(const ReportSubject& subject) {
    ReportSection section{reportTr("Power tree"), QStringLiteral("power"), {}};
    ReportTable table;
    table.columns = {{reportTr("Element"), 3},
                     {reportTr("Type"), 3},
                     {reportTr("Load"), 1.3, true},
                     {reportTr("Limit"), 1.3, true},
                     {reportTr("Margin"), 1.3, true}};
    subject.snapshot.powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& node) {
        const analytics::PowerNodeResult* result = resultOf(subject.report, id);
        QString type = typeName(subject.snapshot, node.type);
        if (node.count > 1) type = QString::number(node.count) + QStringLiteral(" × ") + type;
        table.rows.push_back(loadRow(fromUtf8(node.name), type, result ? result->load : std::nullopt,
                                     result ? result->limit : std::nullopt));
    });
    if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
    return section;
}

ReportSection coolingSection(const ReportSubject& subject) {
    ReportSection section{reportTr("Cooling loops"), QStringLiteral("cooling"), {}};
    ReportTable table;
    table.columns = {{reportTr("Loop"), 3},
                     {reportTr("Coolant"), 2},
                     {reportTr("Heat"), 1.3, true},
                     {reportTr("Capacity"), 1.3, true},
                     {reportTr("After one loss"), 1.5, true},
                     {reportTr("Flow"), 1.5, true}};
    subject.snapshot.coolingLoops.forEach([&](CoolingLoopId id, const model::CoolingLoop& loop) {
        analytics::CoolingLoopResult r;
        for (const auto& result : subject.report.coolingLoops)
            if (result.loop == id) r = result;
        const bool over = r.heat && r.capacityAfterLoss && *r.heat > *r.capacityAfterLoss;
        const QString coolant =
            reportTr("%1, %2 + %3")
                .arg(fromUtf8(model::kCoolantNames[static_cast<int>(loop.coolant)]),
                     QString::number(loop.supply.inCelsius(), 'g', 4) + QStringLiteral(" °C"),
                     QString::number(loop.rise.si(), 'g', 3) + QStringLiteral(" K"));
        table.rows.push_back({{fromUtf8(loop.name)},
                              {coolant, Tone::Muted},
                              {quantity(r.heat, "W")},
                              {quantity(r.capacity, "W")},
                              {quantity(r.capacityAfterLoss, "W"), over ? Tone::Error : Tone::Plain},
                              {quantity(r.flow, "m3/s")}});
    });
    if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
    return section;
}

ReportSection cablesSection(const ReportSubject& subject) {
    ReportSection section{reportTr("Cable schedule"), QStringLiteral("cables"), {}};
    if (!subject.report.bundles) return section;
    std::map<std::tuple<FabricId, std::uint32_t, std::string, int, double>, std::int64_t> counts;
    for (const analytics::Bundle& b : *subject.report.bundles)
        counts[{b.fabric, b.tier, b.medium, lengthClass(b.length), b.rate}] += b.count;
    ReportTable table;
    table.columns = {{reportTr("Fabric"), 2.2},    {reportTr("Tier"), 1.8},
                     {reportTr("Cable"), 3},       {reportTr("Rate"), 1.2, true},
                     {reportTr("Up to"), 1, true}, {reportTr("Count"), 1, true}};
    for (const auto& [key, count] : counts) {
        const auto& [fabricId, tier, medium, length, rate] = key;
        const Shared<model::Fabric>* fabric = subject.snapshot.fabrics.find(fabricId);
        static constexpr std::array<const char*, 3> kTiers{QT_TRANSLATE_NOOP("Report", "node to leaf"),
                                                           QT_TRANSLATE_NOOP("Report", "leaf to spine"),
                                                           QT_TRANSLATE_NOOP("Report", "spine to core")};
        const DeviceTypeId type = model::findType(subject.snapshot, medium);
        const model::DeviceType* listed = subject.catalog.device(medium);
        const QString name = type.isValid() ? typeName(subject.snapshot, type)
                             : listed       ? fromUtf8(listed->name)
                                            : reportTr("none reaches");
        table.rows.push_back(
            {{fabric ? fromUtf8((*fabric)->name) : QString()},
             {tier < kTiers.size() ? reportTr(kTiers[tier]) : QString::number(tier), Tone::Muted},
             {name, medium.empty() ? Tone::Error : Tone::Plain},
             {quantity(rate, "bit/s")},
             {QString::number(length) + QStringLiteral(" m")},
             {integer(count)}});
    }
    if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
    return section;
}

}  // namespace rackloom::views
