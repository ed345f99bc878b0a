// SPDX-License-Identifier: GPL-3.0-or-later
// Runs verbs inside rl_cli and looks at what the process loaded: QtCore is fine, QtGui and QtWidgets are not.
#include "app/cli/command_line.h"

#include <QCoreApplication>

#include <cstdio>
#include <fstream>
#include <string>

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    std::FILE* sink = std::tmpfile();
    if (sink == nullptr) return 1;
    rackloom::app::Console console;
    console.out = sink;
    const std::string file = "purity.rackloom";
    for (const std::vector<std::string>& call :
         {std::vector<std::string>{"new", "gb200-nvl72", "-o", file, "--force"},
          {"analyze", file, "--json"},
          {"check", file},
          {"catalog"},
          {"templates"}})
        if (const int code = rackloom::app::runCommandLine(call, console, nullptr); code != 0) {
            std::fprintf(stderr, "%s ended with %d\n", call.front().c_str(), code);
            return 1;
        }
    if (rackloom::app::runCommandLine({"report", file, "-o", "x.pdf"}, console, nullptr) != 1) {
        std::fputs("report without a writer must fail\n", stderr);
        return 1;
    }
    std::ifstream maps("/proc/self/maps");
    if (!maps) return 0;  // not Linux: nothing to look at
    int found = 0;
    for (std::string line; std::getline(maps, line);)
        for (const char* library : {"Qt6Gui", "Qt6Widgets", "Qt6Charts", "Qt6Svg"})
            if (line.find(library) != std::string::npos) {
                std::fprintf(stderr, "loaded: %s\n", line.c_str());
                ++found;
            }
    return found == 0 ? 0 : 1;
}
