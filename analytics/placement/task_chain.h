// SPDX-License-Identifier: GPL-3.0-or-later
// A chain of tasks over sites: each task has a cost at each site that can run it, and moving the result
// between two sites costs egress. The cheapest plan by dynamic programming. Source: facility reference D1.
// Must not know of providers or files.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rackloom::analytics {

struct TaskChain {
    /// Per task: cost by site, only sites that can run it.
    std::vector<std::map<std::string, double>> tasks;
    /// Cost of moving from one site to another; a pair that is absent is free.
    std::map<std::pair<std::string, std::string>, double> egress;
};

struct ChainPlan {
    double cost = 0;
    std::vector<std::string> sites;  ///< one per task
};

/// Among equally cheap plans the one whose sites come first by name. Absent when a task has no site.
std::optional<ChainPlan> cheapestPlan(const TaskChain&);

}  // namespace rackloom::analytics
