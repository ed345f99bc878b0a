// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"
#include "app/display.h"
#include "app/drawn_report.h"
#include "app/gui/editor.h"

#include <QCoreApplication>
#include <QGuiApplication>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <system_error>
#include <vector>

namespace {

using namespace rackloom::app;

// Nothing may be allocated here.
[[noreturn]] void endWithoutMemory() {
    std::fputs("rackloom: out of memory. Close other programs, raise the limit, or take a smaller design.\n",
               stderr);
    std::fflush(stderr);
    std::_Exit(static_cast<int>(Exit::Failed));
}

// Where an exception cannot reach main: other threads, and functions that promise not to throw.
[[noreturn]] void endOfProgram() {
    if (const std::exception_ptr thrown = std::current_exception()) {
        try {
            std::rethrow_exception(thrown);
        } catch (const std::bad_alloc&) {
            endWithoutMemory();
        } catch (...) {  // a defect: the core dump tells more than a sentence
        }
    }
    std::abort();
}

int runReport(int argc, char** argv, const std::vector<std::string>& args, const Console& console) {
    // Warnings of the window system mean nothing to a script that wants a file.
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
        if (type == QtFatalMsg) std::fputs(qPrintable(text + QLatin1Char('\n')), stderr);
    });
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    DrawnReport writer;
    return runCommandLine(args, console, &writer);
}

int run(int argc, char** argv) {
    const std::vector<std::string> args(argv + 1, argv + argc);
    const Console console;
    switch (intentOf(args)) {
    case Intent::Report:
        return runReport(argc, argv, args, console);
    case Intent::Verb: {
        const QCoreApplication application(argc, argv);
        return runCommandLine(args, console, nullptr);
    }
    case Intent::Editor:
        break;
    }
    for (const std::string& arg : args)
        if (const QByteArray name(arg.c_str()); QString::fromLocal8Bit(name).toLocal8Bit() != name)
            return static_cast<int>(
                console.fail({arg, "the editor opens only names in UTF-8", "Rename the file, or use a verb."},
                             Exit::Usage));
    if (const auto display = checkDisplay(argc, argv); !display)
        return static_cast<int>(console.fail(display.error()));
    DrawnReport writer;
    return runEditor(argc, argv, writer);
}

}  // namespace

int main(int argc, char** argv) {
    std::set_terminate(endOfProgram);
    try {
        return run(argc, argv);
    } catch (const std::bad_alloc&) {
        endWithoutMemory();
    } catch (const std::system_error& error) {
        // A thread needs memory as well.
        if (error.code() != std::errc::resource_unavailable_try_again) throw;
        endWithoutMemory();
    }
}
