// SPDX-License-Identifier: GPL-3.0-or-later
// The list of verbs. To add one: write <name>_verb.cpp with a function that adds the subcommand and hands
// back what to run, and add a line to verbs.cpp and to docs/cli.md.
#pragma once

#include "app/cli/console.h"
#include "app/cli/report_writer.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace rackloom::app {

/// What a verb works with.
struct VerbContext {
    const Console& console;
    ReportWriter* writer = nullptr;
};

using VerbAction = std::function<Exit(const VerbContext&)>;

struct Verb {
    std::string_view name, summary, examples;
    /// Declares the options on the subcommand; the action reads what they were parsed into.
    VerbAction (*declare)(CLI::App& subcommand);
};

std::span<const Verb> verbs();
const Verb* findVerb(std::string_view name);

VerbAction declareNew(CLI::App& app);
VerbAction declareTemplates(CLI::App& app);
VerbAction declarePrices(CLI::App& app);
VerbAction declareCatalog(CLI::App& app);
VerbAction declareAnalyze(CLI::App& app);
VerbAction declareCheck(CLI::App& app);
VerbAction declareExplain(CLI::App& app);
VerbAction declareReport(CLI::App& app);
VerbAction declareDiff(CLI::App& app);
VerbAction declareFail(CLI::App& app);
VerbAction declareBisect(CLI::App& app);
VerbAction declareCables(CLI::App& app);
VerbAction declareImport(CLI::App& app);
VerbAction declareSimulate(CLI::App& app);
VerbAction declareChart(CLI::App& app);
VerbAction declareFormula(CLI::App& app);

/// " Did you mean \"analyze\"?" or nothing when no word is near.
std::string didYouMean(std::string_view wrong, std::span<const std::string_view> words);

}  // namespace rackloom::app
