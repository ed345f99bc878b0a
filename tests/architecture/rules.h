// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the tree, one function each, and what they find.
// They exist so that nobody has to remember them.
// Must not print or exit: the two programs beside it do.
#pragma once

#include "tests/architecture/source_tree.h"

#include <cstddef>
#include <string>
#include <vector>

namespace rackloom::architecture {

struct Violation {
    std::string rule;
    std::string path;
    std::size_t line = 0;  // 0: the file as a whole
    std::string message;
    bool warning = false;
};

using Violations = std::vector<Violation>;

void checkLayers(const Tree& tree, Violations& out);      // who may include whom
void checkQt(const Tree& tree, Violations& out);          // which Qt a folder may know
void checkCycles(const Tree& tree, Violations& out);      // between folders
void checkRegistries(const Tree& tree, Violations& out);  // listed, documented, tested
void checkBuilt(const Tree& tree, Violations& out);       // every .cpp is in a CMakeLists.txt
void checkBannedWords(const Tree& tree, Violations& out);
void checkUnfinished(const Tree& tree, Violations& out);
void checkMachinePaths(const Tree& tree, Violations& out);
void checkSizes(const Tree& tree, Violations& out);
void checkLicence(const Tree& tree, Violations& out);
void checkOpenings(const Tree& tree, Violations& out);  // header comments, metric comments

/// All of the above, in that order.
Violations checkAll(const Tree& tree);

}  // namespace rackloom::architecture
