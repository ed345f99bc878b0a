// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"

#include "app/cli/verbs.h"
#include "model/base/version.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <QFileInfo>

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
           QFileInfo::exists(QString::fromStdString(word));
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

// The words of the option parser, in our form: what is wrong, and where to read on.
Exit complain(const Console& console, const Verb& verb, const CLI::ParseError& error) {
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
        return complain(context.console, verb, error);
    }
    return action(context);
}

Exit unknownVerb(const Console& console, const std::string& word) {
    const std::vector<std::string_view> names = verbNames();
    const std::string near = didYouMean(word, names);
    std::string remedy = "The verbs are";
    for (const std::string_view name : names)
        remedy += (name == names.front() ? " " : ", ") + std::string(name);
    return console.fail({"\"" + word + "\"", "neither a verb nor a design file",
                         (near.empty() ? "" : near.substr(1) + ' ') + remedy +
                             "; a design to open must exist or end in .rackloom."},
                        Exit::Usage);
}

Exit run(const std::vector<std::string>& args, const VerbContext& context) {
    const std::string first = args.empty() ? std::string("--help") : args.front();
    if (isAny(first, {"-h", "--help", "help"})) {
        const Verb* about = args.size() > 1 ? findVerb(args[1]) : nullptr;
        if (about != nullptr) return runVerb(*about, {args[1], "--help"}, context);
        context.console.print(programHelp());
        return Exit::Fine;
    }
    if (isAny(first, {"--version", "-V"})) {
        context.console.print(std::string(model::programName()) + ' ' + std::string(model::programVersion()) +
                              '\n');
        return Exit::Fine;
    }
    if (const Verb* verb = findVerb(first)) return runVerb(*verb, args, context);
    if (first.starts_with('-'))
        return context.console.fail({first, "no such option", "\"rackloom --help\" lists what there is."},
                                    Exit::Usage);
    return unknownVerb(context.console, first);
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
