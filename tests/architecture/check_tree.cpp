// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <cstdio>
#include <cstdlib>

using namespace rackloom::architecture;

// Checks the tree named by the first argument, else by RACKLOOM_TREE.
int main(int argc, char** argv) {
    const char* root = argc > 1 ? argv[1] : std::getenv("RACKLOOM_TREE");
    if (root == nullptr) {
        std::fputs("usage: architecture ROOT\n", stderr);
        return 2;
    }
    const Tree tree = readTree(root);
    const Violations violations = checkAll(tree);
    std::size_t failures = 0;
    for (const Violation& v : violations) {
        failures += v.warning ? 0 : 1;
        std::printf("%s:%zu: %s [%s] %s\n", v.path.c_str(), v.line, v.warning ? "warning" : "error",
                    v.rule.c_str(), v.message.c_str());
    }
    std::printf("%zu files read, %zu errors, %zu warnings\n", tree.files.size(), failures,
                violations.size() - failures);
    if (tree.files.empty()) return 2;
    return failures == 0 ? 0 : 1;
}
