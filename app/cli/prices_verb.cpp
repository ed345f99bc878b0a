// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/economics/price_date.h"
#include "analytics/economics/rent_offers.h"
#include "analytics/economics/shipped_prices.h"
#include "app/cli/json_report.h"
#include "app/cli/verbs.h"
#include "model/storage/text_file.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>

namespace rackloom::app {

namespace {

using analytics::RentOffer;
namespace fs = std::filesystem;

struct Options {
    std::string folder, accelerator;
    bool json = false, sources = false;
};

/// A catalogue has one file a cloud; more than this is another folder.
constexpr std::size_t kMostFiles = 200;
constexpr int kDeepest = 3;

long today() {
    const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return static_cast<long>(now.time_since_epoch().count());
}

std::string dayOfFile(const fs::path& file) {
    std::error_code problem;
    const auto written = fs::last_write_time(file, problem);
    if (problem) return {};
    const auto day =
        std::chrono::floor<std::chrono::days>(std::chrono::file_clock::to_sys(written)).time_since_epoch();
    return analytics::dayText(static_cast<long>(day.count()));
}

/// The vms.csv files below a folder, by name; the newest version only where v7 and v8 lie side by side.
Result<std::vector<fs::path>> catalogFiles(const std::string& folder) {
    const fs::path root(folder);
    std::error_code problem;
    if (!fs::is_directory(root, problem))
        return Error{folder, "it is not a folder", "Give the folder of catalogues that SkyPilot keeps."};
    std::vector<fs::path> files;
    fs::recursive_directory_iterator it(root, fs::directory_options::skip_permission_denied, problem);
    for (; !problem && it != fs::recursive_directory_iterator(); it.increment(problem)) {
        if (it.depth() >= kDeepest) it.disable_recursion_pending();
        if (it->path().filename() != "vms.csv" || !it->is_regular_file(problem)) continue;
        files.push_back(it->path());
        if (files.size() > kMostFiles)
            return Error{folder, "more than " + std::to_string(kMostFiles) + " files named vms.csv",
                         "Give the folder of one version, such as v8."};
    }
    if (problem) return Error{folder, problem.message(), "Check that it can be read."};
    if (files.empty())
        return Error{folder, "there is no vms.csv in it",
                     "Give a folder such as catalogs/v8, with one folder a cloud."};
    std::sort(files.begin(), files.end());
    return files;
}

/// "catalogs/v8/gcp/vms.csv" is of gcp.
std::string cloudOf(const fs::path& file) {
    return file.parent_path().filename().string();
}

Result<std::vector<RentOffer>> userOffers(const std::string& folder) {
    const auto files = catalogFiles(folder);
    if (!files) return files.error();
    std::vector<RentOffer> all;
    for (const fs::path& file : files.value()) {
        const auto text = model::readTextFile(file.string());
        if (!text) return text.error();
        auto offers = analytics::readSkyCatalog(text.value(), file.string(), cloudOf(file), dayOfFile(file));
        if (!offers) return offers.error();
        all.insert(all.end(), offers.value().begin(), offers.value().end());
    }
    return all;
}

bool isOld(const RentOffer& offer) {
    const auto day = analytics::newestDay(offer.date);
    return day && today() - *day > analytics::kFreshDays;
}

Json amount(std::optional<double> value) {
    return value ? jsonNumber(*value) : Json();
}

Json asJson(const std::vector<RentOffer>& offers) {
    Json list = Json::array();
    for (const RentOffer& o : offers)
        list.push_back({{"accelerator", o.accelerator},
                        {"count", jsonNumber(o.count)},
                        {"cloud", o.cloud},
                        {"instance", o.instance},
                        {"region", o.region},
                        {"zone", o.zone},
                        {"usd_per_hour", amount(o.onDemand)},
                        {"spot_usd_per_hour", amount(o.spot)},
                        {"usd_per_accelerator_hour", amount(o.onDemandEach())},
                        {"spot_usd_per_accelerator_hour", amount(o.spotEach())},
                        {"date", o.date},
                        {"old", isOld(o)},
                        {"origin", o.origin},
                        {"licence", o.licence},
                        {"note", o.note}});
    return {{"format", kJsonFormat}, {"prices", list}};
}

std::string money(std::optional<double> value) {
    if (!value) return "-";
    char text[40];
    std::snprintf(text, sizeof text, "%.2f", *value);
    return text;
}

std::string asText(const std::vector<RentOffer>& offers) {
    TextTable table("lrlllrrl");
    table.add({"accelerator", "GPUs", "cloud", "machine", "region", "USD/GPU/h", "spot", "date"});
    std::set<std::string> origins;
    bool old = false;
    for (const RentOffer& o : offers) {
        char count[32];
        std::snprintf(count, sizeof count, "%g", o.count);
        table.add({shown(o.accelerator), count, shown(o.cloud), shown(o.instance),
                   shown(o.zone.empty() ? o.region : o.zone), money(o.onDemandEach()), money(o.spotEach()),
                   shown(o.date) + (isOld(o) ? " (old)" : "") + (o.note.empty() ? "" : " *")});
        origins.insert(o.origin + " (" + o.licence + ')');
        old = old || isOld(o);
    }
    std::string out = table.text() + '\n';
    for (const std::string& origin : origins)
        out += wrapped("From " + shown(origin) + ".");
    if (old)
        out += wrapped("Prices marked old are of more than " + std::to_string(analytics::kFreshDays) +
                       " days ago.");
    return out + wrapped("A star means a note, see --json. A design takes the middle provider of the "
                         "shipped table for its GPU; use another price with --set "
                         "rent.on_demand=4.20USD/h.");
}

Exit run(const Options& options, const VerbContext& context) {
    if (options.sources) {
        context.console.print(shownLines(std::string(analytics::priceSourcesText())));
        return Exit::Fine;
    }
    auto offers = options.folder.empty() ? Result<std::vector<RentOffer>>(analytics::shippedOffers())
                                         : userOffers(options.folder);
    if (!offers) return context.console.fail(offers.error());
    const auto found = analytics::offersOf(std::move(offers).value(), options.accelerator);
    if (found.empty())
        return context.console.fail({options.accelerator.empty() ? options.folder : options.accelerator,
                                     "no price for it is known", "\"rackloom prices\" lists what is there."});
    context.console.print(options.json ? jsonText(asJson(found)) : asText(found));
    return Exit::Fine;
}

}  // namespace

VerbAction declarePrices(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("--catalog", options->folder, "Folder of SkyPilot's own catalogues (vms.csv)")
        ->type_name("DIR");
    app.add_option("--accelerator", options->accelerator, "Only this one, such as H100")->type_name("NAME");
    app.add_flag("--json", options->json, "Print JSON");
    app.add_flag("--sources", options->sources, "Print who made the shipped table, and its licences");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
