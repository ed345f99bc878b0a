// SPDX-License-Identifier: GPL-3.0-or-later
// How likely enough scale-up domains are usable at once, when domains fall out by themselves and by the units
// they share: a CDU group, a busway, a feed. Units form a tree; below each the domains are convolved.
// Must not know rates: chances come in.
#pragma once

#include "analytics/reliability/binomial.h"
#include "model/base/result.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

/// A unit that is up or down and takes everything below it along.
struct CapacityUnit {
    std::optional<std::size_t> parent;  ///< listed earlier
    Chance chance;
};

struct CapacityGroup {
    int domains = 0;
    std::optional<std::size_t> unit;
    Chance domain;  ///< of one of its domains while the units above are up
};

/// P(at least `needed` of all domains are usable).
Result<double> enoughDomains(const std::vector<CapacityUnit>&, const std::vector<CapacityGroup>&, int needed);

}  // namespace rackloom::analytics
