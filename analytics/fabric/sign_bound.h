// SPDX-License-Identifier: GPL-3.0-or-later
// Lower bound on a quadratic form over signs, by semidefinite relaxation with triangle inequalities: signs
// become unit vectors, and what three signs cannot be is forbidden. The strongest of the certificates, and
// the dearest: for a hundred vertices. Any multipliers give a valid bound, so the search for good ones may
// stop at any time. Must not know of networks.
#pragma once

#include "analytics/fabric/graph.h"

#include <array>
#include <functional>
#include <vector>

namespace rackloom::analytics {

/// Least constant + x'Cx over x = ±1 with |w'x| <= slack.
struct SignProblem {
    std::size_t n = 0;
    std::vector<double> cost;    ///< C, symmetric, n × n; the diagonal is zero
    std::vector<double> weight;  ///< w
    double slack = 0;
    double constant = 0;
};

struct SignBound {
    double lower = 0;
    std::vector<double> products;  ///< n × n: what the relaxation makes of x_i x_j
};

struct SignOptions {
    double target = 0;         ///< a bound above this is good enough
    int rounds = 24;           ///< of tightening
    bool giveUpEarly = false;  ///< stop when the target seems out of reach
    PollFunction poll;
    std::function<bool()> timeIsUp;
};

SignBound signBound(const SignProblem& problem, const SignOptions& options);

}  // namespace rackloom::analytics
