// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"

#include "app/cli/verbs.h"
#include "model/base/version.h"
#include "model/storage/text_file.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>
#include <cctype>
#include <clocale>

namespace rackloom::app {

namespace {

bool isAny(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// Options of the window system come before the design and belong to the editor.
bool isWindowOption(std::string_view word) {
    while (word.starts_with('-'))
        word.remove_prefix(1);
    word = word.substr(0, word.find('='));
    return isAny(word, {"platform", "platformpluginpath", "platformtheme", "plugin", "qwindowgeometry",
                        "qwindowicon", "qwindowtitle", "reverse", "session", "display", "geometry", "style",
                        "stylesheet", "widgetcount", "fontengine"});
}

// A word that is no verb can still be a design to open.
bool looksLikeDesign(const std::string& word) {
    return word.ends_with(".rackloom") || word.find('/') != std::string::npos ||
           model::fileKind(word) != model::FileKind::None;
}

std::vector<std::string_view> verbNames() {
    std::vector<std::string_view> names;
    for (const Verb& verb : verbs())
        names.push_back(verb.name);
    return names;
}

std::string programHelp() {
    TextTable table("ll");
    for (const Verb& verb : verbs())
        table.add({std::string(verb.name), std::string(verb.summary)});
    return "rackloom: design rack-scale AI infrastructure\n\n"
           "  rackloom                      open the editor\n"
           "  rackloom DESIGN               open the editor on a design\n"
           "  rackloom VERB ...             work without a display\n\n"
           "Verbs:\n" +
           table.text(2) +
           "\nOptions:\n"
           "  -h, --help  this text; after a verb: its options and examples\n"
           "  --version   the version\n\n"
           "Exit codes: 0 fine, 1 failed, 2 wrong usage, 3 the design breaks a rule at error level.\n"
           "With --json only JSON goes to standard output; messages go to standard error.\n";
}

std::string quoted(const std::string& word) {
    return '"' + word + '"';
}

// What nobody asked for, in the order it was given.
Error leftOver(const Verb& verb, const std::vector<std::string>& words, const CLI::App& app) {
    const std::string help = "\"rackloom " + std::string(verb.name) + " --help\" lists what it takes.";
    const std::string& first = words.front();
    if (!first.starts_with('-')) {
        std::vector<std::string> names;
        std::transform(words.begin(), words.end(), std::back_inserter(names), quoted);
        return {std::string(verb.name), joined(names) + (names.size() == 1 ? " is" : " are") + " too much",
                help};
    }
    std::vector<std::string> options;
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames())
            options.push_back("--" + name);
    const std::vector<std::string_view> views(options.begin(), options.end());
    const std::string near = didYouMean(first, views);
    std::string remedy = near.empty() ? "" : near.substr(1) + ' ';
    if (!first.starts_with("--")) remedy += "A name that begins with a dash is written ./" + first + ". ";
    return {std::string(verb.name), "there is no option " + quoted(first), remedy + help};
}

// The words of the option parser, in our form: what is wrong, and where to read on.
Exit complain(const Console& console, const Verb& verb, const CLI::App& app, const CLI::ParseError& error) {
    const std::vector<std::string> left = app.remaining();
    const bool missing = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
    const bool extra = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
    // A name that looks like an option leaves its place empty, which is only the consequence.
    if (!left.empty() && (extra || (missing && left.front().starts_with('-'))))
        return console.fail(leftOver(verb, left, app), Exit::Usage);
    std::string reason = error.what();
    // "The following …" continues our sentence; "FILE is required" keeps its name.
    if (reason.size() > 1 && std::islower(static_cast<unsigned char>(reason[1])) != 0)
        reason[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(reason[0])));
    while (!reason.empty() && (reason.back() == '\n' || reason.back() == '.'))
        reason.pop_back();
    return console.fail({std::string(verb.name), reason,
                         "\"rackloom " + std::string(verb.name) + " --help\" lists what it takes."},
                        Exit::Usage);
}

Exit runVerb(const Verb& verb, const std::vector<std::string>& args, const VerbContext& context) {
    CLI::App app(std::string(verb.summary) + '.', "rackloom " + std::string(verb.name));
    app.footer("Examples:\n" + std::string(verb.examples));
    app.get_formatter()->column_width(32);
    app.set_help_flag("-h,--help", "This text");
    const VerbAction action = verb.declare(app);
    for (CLI::Option* option : app.get_options())
        if (option->get_positional()) option->type_name("");
    std::vector<std::string> reversed(args.rbegin(), args.rend() - 1);  // the parser takes them from the back
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::CallForHelp&) {
        context.console.print(app.help());
        return Exit::Fine;
    } catch (const CLI::ParseError& error) {
        return complain(context.console, verb, app, error);
    }
    return action(context);
}

Exit unknownVerb(const Console& console, const std::string& word, const char* reason, const char* more) {
    const std::vector<std::string_view> names = verbNames();
    const std::string near = didYouMean(word, names);
    std::string remedy = "The verbs are";
    for (const std::string_view name : names)
        remedy += (name == names.front() ? " " : ", ") + std::string(name);
    return console.fail({quoted(word), reason, (near.empty() ? "" : near.substr(1) + ' ') + remedy + more},
                        Exit::Usage);
}

Exit run(const std::vector<std::string>& args, const VerbContext& context) {
    const std::string first = args.empty() ? std::string("--help") : args.front();
    const auto tooMuch = [&](const std::string& word) {
        return context.console.fail(
            {first, quoted(word) + " is too much", "\"rackloom --help\" lists what there is."}, Exit::Usage);
    };
    if (isAny(first, {"-h", "--help", "help"})) {
        if (args.size() > 2) return tooMuch(args[2]);
        if (args.size() < 2) {
            context.console.print(programHelp());
            return Exit::Fine;
        }
        if (const Verb* about = findVerb(args[1])) return runVerb(*about, {args[1], "--help"}, context);
        return unknownVerb(context.console, args[1], "there is no such verb", "");
    }
    if (isAny(first, {"--version", "-V"})) {
        if (args.size() > 1) return tooMuch(args[1]);
        context.console.print(std::string(model::programName()) + ' ' + std::string(model::programVersion()) +
                              "\nGPL-3.0-or-later. Data of others, and their licences: rackloom prices "
                              "--sources\n");
        return Exit::Fine;
    }
    if (const Verb* verb = findVerb(first)) return runVerb(*verb, args, context);
    if (first.starts_with('-'))
        return context.console.fail(
            {first, "no such option",
             "\"rackloom --help\" lists what there is; a name that begins with a dash is written ./-name."},
            Exit::Usage);
    return unknownVerb(context.console, first, "neither a verb nor a design file",
                       "; a design to open must exist or end in .rackloom.");
}

}  // namespace

Intent intentOf(const std::vector<std::string>& args) {
    if (args.empty() || isWindowOption(args.front())) return Intent::Editor;
    const std::string& first = args.front();
    if (first == "report") return Intent::Report;
    if (first.starts_with('-') || first == "help" || findVerb(first) != nullptr) return Intent::Verb;
    return looksLikeDesign(first) ? Intent::Editor : Intent::Verb;
}

int runCommandLine(const std::vector<std::string>& args, const Console& console, ReportWriter* writer) {
    // QCoreApplication takes the user's locale; numbers of files and of output keep the point.
    std::setlocale(LC_NUMERIC, "C");
    const Exit code = run(args, {console, writer});
    // A full disk or a closed pipe shows only here.
    if (std::fflush(console.out) != 0 || std::ferror(console.out) != 0)
        return static_cast<int>(
            console.fail({"standard output", "could not be written", "Check the disk or the pipe."}));
    return static_cast<int>(code);
}

}  // namespace rackloom::app
