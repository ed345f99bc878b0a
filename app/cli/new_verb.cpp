// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/design_source.h"
#include "app/cli/verbs.h"
#include "model/templates/templates.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <memory>

namespace rackloom::app {

namespace {

struct Options {
    std::string templateId, output;
    std::vector<std::string> parameters;
    bool force = false;
};

std::string counted(std::size_t n, std::string_view one) {
    return std::to_string(n) + ' ' + std::string(one) + (n == 1 ? "" : "s");
}

Exit run(const Options& options, const VerbContext& context) {
    const Console& console = context.console;
    const model::Template* wanted = model::findTemplate(options.templateId);
    if (wanted == nullptr) {
        std::vector<std::string_view> ids;
        for (const model::Template& t : model::templates())
            ids.push_back(t.id);
        const std::string near = didYouMean(options.templateId, ids);
        return console.fail(
            {"template " + options.templateId, "there is no such template",
             (near.empty() ? "" : near.substr(1) + ' ') + "\"rackloom templates\" lists them."},
            Exit::Usage);
    }
    const Result<ParameterValues> given = parseParameters(options.parameters);
    if (!given) return console.fail(given.error(), Exit::Usage);
    const Result<ParameterValues> values = completeParameters(wanted->parameters(), given.value());
    if (!values) return console.fail(values.error(), Exit::Usage);
    const auto catalog = readCatalog();
    if (!catalog) return console.fail(catalog.error());
    const Result<model::Snapshot> design =
        model::buildTemplate(*catalog.value(), options.templateId, values.value());
    if (!design) return console.fail(design.error());
    const Result<void> written = writeDesign(design.value(), options.output, options.force, console);
    if (!written) return console.fail(written.error());
    if (options.output != "-")
        console.print(shown(options.output) + ": " + design.value().site->name + " (" +
                      counted(design.value().racks.size(), "rack") + ", " +
                      counted(design.value().fabrics.size(), "fabric") + ")\n");
    return Exit::Fine;
}

}  // namespace

VerbAction declareNew(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("TEMPLATE", options->templateId, "Id of the template")->required();
    app.add_option("PARAMETER", options->parameters, "key=value for the parameters of the template");
    app.add_option("-o,--output", options->output, "File to write, or - for standard output")
        ->type_name("FILE")
        ->required();
    app.add_flag("-f,--force", options->force, "Overwrite the file");
    return [options](const VerbContext& context) { return run(*options, context); };
}

}  // namespace rackloom::app
