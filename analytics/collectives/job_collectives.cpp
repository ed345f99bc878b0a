// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/collectives/job_collectives.h"

#include "analytics/collectives/job_network.h"
#include "analytics/inputs/work.h"

#include <cmath>

namespace rackloom::analytics {
namespace {

constexpr double kBitsPerByte = 8;

/// Rounds of a tree over so many members.
double doublings(double members) {
    return members > 1 ? std::ceil(std::log2(members)) : 0;
}

}  // namespace

JobCollectives::Value JobCollectives::compute(const Key&, Query& q) {
    const Shared<JobNetworkState> network = q.get<JobNetwork>();
    CollectiveTimes out;
    out.problem = network->problem;
    if (out.problem.empty() && network->perDomain * network->domains < 2)
        out.problem = "a job of one GPU has nobody to talk to";
    if (!out.problem.empty()) return out;
    out.bytes = assumed(q, "collective.tensor_byte");
    const double up = assumed(q, "collective.efficiency_scale_up") / kBitsPerByte;
    const double across = assumed(q, "collective.efficiency_scale_out") / kBitsPerByte;
    CollectiveLevel domain{network->perDomain, network->scaleUpRate * up,
                           assumed(q, "collective.start_scale_up_s")};
    CollectiveLevel fabric{network->domains, network->ringRate * across,
                           assumed(q, "collective.start_scale_out_s") * doublings(network->domains),
                           assumed(q, "collective.in_network") >= 0.5};
    out.ringLevels = {domain, fabric};
    fabric.bytesPerSecond = network->allToAllRate * across;
    out.allToAllLevels = {domain, fabric};
    out.ranks = ranksOf(out.ringLevels);
    out.allReduce = allReduceSeconds(out.ringLevels, out.bytes);
    out.allGather = allGatherSeconds(out.ringLevels, out.bytes);
    out.allToAll = allToAllSeconds(out.allToAllLevels, out.bytes);
    return out;
}

}  // namespace rackloom::analytics
