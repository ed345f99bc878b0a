// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace rackloom::detail {

void checkFailed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "rackloom: internal error: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

}  // namespace rackloom::detail
