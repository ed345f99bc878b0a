// SPDX-License-Identifier: GPL-3.0-or-later
// Scale-up domains that go on short of trays: mean speed when work is spread anew, the slowest domain's when
// it is not, the share kept when short domains are dropped.
// Must not know what the boost costs in power.
#pragma once

#include "analytics/reliability/job_model.h"

#include <vector>

namespace rackloom::analytics {

struct DegradedCase {
    int domains = 1;  ///< K in use
    int trays = 1, spareTrays = 0;
    std::vector<double> lost;  ///< P(j trays of a domain are down), j = 0 … trays
    double boost = 1;
    std::vector<int> degrees;  ///< tray counts a domain can run on; empty = every one
};

struct DegradedSpeed {
    double mean = 1, slowest = 1, dropped = 1;
    double of(ShortDomain) const;
};

/// Source: reliability reference 3.10.
Result<DegradedSpeed> degradedSpeed(const DegradedCase&);
/// Speed of one domain that has lost so many trays, relative to a whole one.
double domainSpeed(const DegradedCase&, int lost);

}  // namespace rackloom::analytics
