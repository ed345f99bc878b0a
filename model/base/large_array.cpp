// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/large_array.h"

#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace rackloom {

#ifdef __linux__

namespace {
constexpr std::uintptr_t kLargePage = std::uintptr_t{2} << 20;
}

void preferLargePages(void* begin, std::size_t bytes) {
    // Only pages that lie in the array as a whole: what is beside them belongs to others.
    const auto first = reinterpret_cast<std::uintptr_t>(begin);
    const std::uintptr_t from = (first + kLargePage - 1) / kLargePage * kLargePage;
    const std::uintptr_t to = (first + bytes) / kLargePage * kLargePage;
    // Refused where the system has none; the array is as good without.
    if (from < to) static_cast<void>(madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE));
}

#else

void preferLargePages(void*, std::size_t) {}

#endif

}  // namespace rackloom
