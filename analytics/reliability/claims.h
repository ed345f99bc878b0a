// SPDX-License-Identifier: GPL-3.0-or-later
// Well-known numbers about failures at scale and what the evidence says: the figure as it is quoted and the
// same figure worked out, by the formulas of this folder. Must not know any design.
#pragma once

#include <string>
#include <vector>

namespace rackloom::analytics {

struct Claim {
    std::string claim;
    double quoted = 0, worked = 0;
    std::string unit;  ///< SI as of metrics
    std::string reading;
    std::string source;
};

std::vector<Claim> claimCheck();

}  // namespace rackloom::analytics
