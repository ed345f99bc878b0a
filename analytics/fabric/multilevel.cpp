// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/refine.h"

#if defined(RACKLOOM_METIS)
#include <metis.h>
#endif

#include <algorithm>
#include <limits>

namespace rackloom::analytics {

#if defined(RACKLOOM_METIS)

namespace {

constexpr std::int64_t kMaxSum = std::int64_t{1} << 30;  // the library counts in 32 bits

/// Numbers shrunk so that their sum stays small; what was there stays at least 1.
template <class T> idx_t shrunk(T value, T sum) {
    const T divisor = sum / static_cast<T>(kMaxSum) + 1;
    return value == 0 ? 0 : static_cast<idx_t>(std::max<T>(1, value / divisor));
}

}  // namespace

std::vector<bool> multilevelSides(const CoreGraph& core, int seed) {
    if (core.size() < 2 || core.arcs.empty() || core.arcs.size() > std::size_t{1} << 27) return {};
    std::uint64_t loadSum = 0;
    std::int64_t capacitySum = 0;
    for (const std::uint64_t w : core.load)
        loadSum += w;
    for (const CoreGraph::Arc& arc : core.arcs)
        capacitySum += arc.capacity;
    if (loadSum == 0) return {};
    std::vector<idx_t> begin, to, capacity, load, part(core.size());
    for (const std::uint32_t b : core.begin)
        begin.push_back(static_cast<idx_t>(b));
    for (const CoreGraph::Arc& arc : core.arcs) {
        to.push_back(static_cast<idx_t>(arc.to));
        capacity.push_back(shrunk(arc.capacity, capacitySum));
    }
    for (const std::uint64_t w : core.load)
        load.push_back(shrunk(w, loadSum));
    idx_t n = static_cast<idx_t>(core.size()), constraints = 1, parts = 2, cut = 0;
    idx_t options[METIS_NOPTIONS];
    METIS_SetDefaultOptions(options);
    options[METIS_OPTION_SEED] = seed;
    options[METIS_OPTION_NUMBERING] = 0;
    const int status =
        METIS_PartGraphRecursive(&n, &constraints, begin.data(), to.data(), load.data(), nullptr,
                                 capacity.data(), &parts, nullptr, nullptr, options, &cut, part.data());
    if (status != METIS_OK) return {};
    std::vector<bool> out(core.size());
    for (std::uint32_t v = 0; v < core.size(); ++v)
        out[v] = part[v] == 0;
    return out;
}

#else

std::vector<bool> multilevelSides(const CoreGraph&, int) {
    return {};
}

#endif

}  // namespace rackloom::analytics
