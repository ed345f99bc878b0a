// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/engine/evaluate.h"
#include "app/cli/design_source.h"
#include "app/cli/verbs.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <charconv>
#include <cstdlib>
#include <memory>

namespace rackloom::app {

namespace {

struct Options {
    std::string file, output, paper = "a4";
};

// A build that must repeat would not, if a value that nobody can read gave the present day.
Result<void> checkDate() {
    constexpr long long kLastSecond = 253402300799;  // of the year 9999
    const char* text = std::getenv("SOURCE_DATE_EPOCH");
    if (text == nullptr || *text == '\0') return {};
    const std::string_view digits(text);
    long long seconds = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    if (error == std::errc() && end == digits.data() + digits.size() && seconds >= 0 &&
        seconds <= kLastSecond)
        return {};
    return Error{"SOURCE_DATE_EPOCH=" + std::string(digits), "not a date in seconds since 1970",
                 "Write a whole number, or unset it for today's date."};
}

Exit run(const Options& options, const VerbContext& context) {
    const Console& console = context.console;
    if (options.output.empty())
        return console.fail(
            {"\"\"", "the name of the report is empty", "Name a file that ends in .pdf or .html."},
            Exit::Usage);
    if (!options.output.ends_with(".pdf") && !options.output.ends_with(".html"))
        return console.fail(
            {options.output, "the name ends in neither .pdf nor .html", "Name the report with one of them."},
            Exit::Usage);
    if (options.paper != "a4" && options.paper != "letter")
        return console.fail({"--paper " + options.paper, "no such paper size", "Use a4 or letter."},
                            Exit::Usage);
    if (const Result<void> date = checkDate(); !date) return console.fail(date.error(), Exit::Usage);
    if (context.writer == nullptr)
        return console.fail({"report", "this program cannot draw", "Use the rackloom program."});
    const auto design = readDesign(options.file, console);
    if (!design) return console.fail(design.error());
    const auto catalog = readCatalog();
    if (!catalog) return console.fail(catalog.error());
    const analytics::Report report = analytics::evaluate(*design.value());
    const ReportOrder order{options.output, options.paper == "a4" ? Paper::A4 : Paper::Letter};
    const Result<void> written = context.writer->write(*design.value(), report, *catalog.value(), order);
    if (!written) return console.fail(written.error());
    console.print(shown(options.output + ": report of " + design.value()->site->name) + '\n');
    return Exit::Fine;
}

}  // namespace

VerbAction declareReport(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("FILE", options->file, "Design, or - for standard input")->required();
    app.add_option("-o,--output", options->output, "File to write; .pdf or .html decides the form")
        ->type_name("FILE")
        ->required();
    app.add_option("--paper", options->paper, "a4 or letter, for PDF")->type_name("SIZE");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
