// SPDX-License-Identifier: GPL-3.0-or-later
// RL_CHECK: a broken invariant of the program itself, checked in every build.
// Bad user input is never an RL_CHECK; it is a Result (see result.h) or a finding.
#pragma once

namespace rackloom::detail {
[[noreturn]] void checkFailed(const char* condition, const char* file, int line);
}

#define RL_CHECK(condition) \
    ((condition) ? static_cast<void>(0) : ::rackloom::detail::checkFailed(#condition, __FILE__, __LINE__))
