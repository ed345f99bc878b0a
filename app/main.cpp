// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"
#include "app/drawn_report.h"
#include "app/gui/editor.h"

#include <QCoreApplication>
#include <QGuiApplication>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace rackloom::app;

// Without one the window system would end the program with a core dump instead of a sentence.
bool hasDisplay(const std::vector<std::string>& args) {
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (!qEnvironmentVariableIsEmpty(name)) return true;
    return std::any_of(args.begin(), args.end(),
                       [](const std::string& arg) { return arg.ends_with("-platform"); });
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> args(argv + 1, argv + argc);
    const Console console;
    switch (intentOf(args)) {
    case Intent::Report: {
        // Warnings of the window system mean nothing to a script that wants a file.
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
            if (type == QtFatalMsg) std::fputs(qPrintable(text + QLatin1Char('\n')), stderr);
        });
        qputenv("QT_QPA_PLATFORM", "offscreen");
        const QGuiApplication application(argc, argv);
        DrawnReport writer;
        return runCommandLine(args, console, &writer);
    }
    case Intent::Verb: {
        const QCoreApplication application(argc, argv);
        return runCommandLine(args, console, nullptr);
    }
    case Intent::Editor:
        break;
    }
#ifdef Q_OS_LINUX
    if (!hasDisplay(args))
        return static_cast<int>(
            console.fail({"display", "the editor needs one and there is none",
                          "Set DISPLAY, or use a verb; \"rackloom --help\" lists them."}));
#endif
    DrawnReport writer;
    return runEditor(argc, argv, writer);
}
