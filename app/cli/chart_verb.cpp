// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/engine/evaluate.h"
#include "analytics/report_charts.h"
#include "analytics/report_text.h"
#include "app/cli/chart_json.h"
#include "app/cli/design_source.h"
#include "app/cli/settings.h"
#include "app/cli/verbs.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace rackloom::app {

namespace {

using analytics::Chart;
using analytics::ChartInfo;
using analytics::ChartTable;

struct Options {
    std::string file, id;
    std::vector<std::string> settings;
    bool json = false, csv = false;
};

Result<const ChartInfo*> findChart(std::string_view id) {
    if (const ChartInfo* info = analytics::chartInfo(id)) return info;
    std::vector<std::string_view> ids, ending;
    for (const ChartInfo& info : analytics::chartInfos()) {
        ids.push_back(info.id);
        if (info.id.ends_with('.' + std::string(id))) ending.push_back(info.id);
    }
    if (ending.size() == 1) return analytics::chartInfo(ending.front());
    const std::string near = didYouMean(id, ids);
    return Error{"chart " + std::string(id), "there is no such chart",
                 (near.empty() ? "" : near.substr(1) + ' ') + "\"rackloom chart FILE\" lists them all."};
}

std::string kindText(const ChartInfo& info) {
    return std::string(analytics::kChartKindNames[static_cast<std::size_t>(info.kind)]);
}

std::string listText(const analytics::Report& report) {
    TextTable table("lll");
    for (const auto& chart : report.charts) {
        const ChartInfo* info = analytics::chartInfo(chart->id);
        if (info == nullptr) continue;
        table.add({std::string(info->id), kindText(*info),
                   chart->empty()
                       ? std::string(info->title) + " (nothing to draw: " + chart->unknownReason + ')'
                       : std::string(info->title)});
    }
    return table.empty() ? "no charts\n" : table.text();
}

std::string tableText(const ChartTable& table) {
    std::string alignment;
    for (const ChartTable::Column& column : table.columns)
        alignment += column.numeric ? 'r' : 'l';
    TextTable text(alignment);
    std::vector<std::string> head;
    for (const ChartTable::Column& column : table.columns)
        head.push_back(column.title);
    text.add(std::move(head));
    for (const ChartTable::Row& row : table.rows) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            cells.push_back(analytics::cellText(table.columns[i], row.cells[i]));
        text.add(std::move(cells));
    }
    return text.text(2);
}

std::string chartText(const ChartInfo& info, const Chart& chart) {
    std::string out = std::string(info.title) + " (" + std::string(info.id) + ")\n" + wrapped(info.sentence);
    if (chart.empty())
        out += '\n' + wrapped("Nothing to draw: " + chart.unknownReason + '.', 2);
    else
        out += '\n' + tableText(analytics::chartTable(info, chart));
    if (!chart.notes.empty()) out += "\nNotes\n";
    for (const std::string& note : chart.notes)
        out += wrapped("- " + note, 2);
    if (!info.source.empty()) out += "\nSource\n" + wrapped(info.source, 2);
    return out;
}

Json listJson(const model::Snapshot& design, const analytics::Report& report) {
    Json list = Json::array();
    for (const auto& chart : report.charts) {
        const ChartInfo* info = analytics::chartInfo(chart->id);
        if (info == nullptr) continue;
        Json entry{{"id", info->id}, {"title", info->title}, {"kind", kindText(*info)}};
        if (chart->empty()) entry["unknown"] = chart->unknownReason;
        list.push_back(std::move(entry));
    }
    return {{"format", kJsonFormat}, {"design", design.site->name}, {"charts", std::move(list)}};
}

Exit printOne(const Options& options, const ChartInfo& info, const model::Snapshot& design,
              const analytics::Report& report, const Console& console) {
    for (const auto& chart : report.charts) {
        if (chart->id != info.id) continue;
        if (options.csv && chart->empty())
            return console.fail({std::string(info.id), "there is nothing to draw: " + chart->unknownReason,
                                 "Complete the design, or print the chart as text."});
        if (options.json)
            console.print(jsonText({{"format", kJsonFormat},
                                    {"design", design.site->name},
                                    {"chart", chartJson(info, *chart)}}));
        else
            console.print(options.csv ? analytics::chartCsv(analytics::chartTable(info, *chart))
                                      : chartText(info, *chart));
        return Exit::Fine;
    }
    return console.fail({"chart " + options.id, "the report does not hold it", {}});
}

Exit run(const Options& options, const VerbContext& context) {
    const Console& console = context.console;
    const ChartInfo* info = nullptr;
    if (!options.id.empty()) {
        const auto found = findChart(options.id);
        if (!found) return console.fail(found.error(), Exit::Usage);
        info = found.value();
    } else if (options.csv) {
        return console.fail({"--csv", "a list of charts has no values", "Name the chart after the file."},
                            Exit::Usage);
    }
    const auto read = readDesign(options.file, console);
    if (!read) return console.fail(read.error());
    const auto design = withSettings(read.value(), options.settings);
    if (!design) return console.fail(design.error(), Exit::Usage);
    const analytics::Report report = analytics::evaluate(*design.value());
    if (const auto fits = jobsFit(options.settings, *design.value(), report); !fits)
        return console.fail(fits.error(), Exit::Usage);
    if (info != nullptr) return printOne(options, *info, *design.value(), report, console);
    console.print(options.json ? jsonText(listJson(*design.value(), report)) : listText(report));
    return Exit::Fine;
}

}  // namespace

VerbAction declareChart(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "Design, or - for standard input")->required();
    app.add_option("ID", options->id,
                   "Chart to print, such as reliability.goodput_waterfall; none: the list");
    app.add_option("--set", options->settings, "For this run only, as for analyze")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    auto* json = app.add_flag("--json", options->json, "Print JSON in SI units");
    app.add_flag("--csv", options->csv, "Print comma-separated values in SI units")->excludes(json);
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
