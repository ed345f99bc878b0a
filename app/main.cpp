// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/version.h"

#include <cstdio>
#include <string>

int main() {
    const std::string line = std::string(rackloom::model::programName()) + ' ' +
                             std::string(rackloom::model::programVersion()) + '\n';
    std::fputs(line.c_str(), stdout);
    return 0;
}
