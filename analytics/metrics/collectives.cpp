// SPDX-License-Identifier: GPL-3.0-or-later
// Collectives of the job: bus bandwidth and time of all-reduce, all-gather and all-to-all.
// Formula: per level start + bytes × (n − 1)/n ÷ rate; reduce-scatter inside a domain, a ring of equal GPUs
// across domains on 1/g of the bytes, all-gather inside; all-to-all is the slower of both networks. Unit:
// byte/s, s. Source: fabric reference 5 (hierarchical alpha-beta), workload reference 3.9 and 4.6. Valid for:
// the first job, filling whole domains in drawing order; all-to-all on fabrics whose cuts are what limits
// them (Clos, rail-optimised). Ignores: overlap with computing, other jobs, collisions of hashed flows
// (fabric.ecmp.share), algorithms that a library may prefer for small tensors.
#include "analytics/capacity/figure_total.h"
#include "analytics/collectives/job_collectives.h"
#include "analytics/collectives/job_network.h"
#include "analytics/inputs/work.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

enum class Operation { AllReduce, AllGather, AllToAll };

double secondsOf(const CollectiveTimes& times, Operation operation) {
    if (operation == Operation::AllReduce) return times.allReduce;
    return operation == Operation::AllGather ? times.allGather : times.allToAll;
}

void addAssumptions(Query& q, MetricValue& value) {
    constexpr std::pair<const char*, const char*> kUsed[] = {
        {"collective.tensor_byte", "byte"},       {"collective.start_scale_up_s", "s"},
        {"collective.start_scale_out_s", "s"},    {"collective.efficiency_scale_up", "1"},
        {"collective.efficiency_scale_out", "1"}, {"collective.in_network", "1"},
    };
    for (const auto& [id, unit] : kUsed) {
        const model::Assumption& assumption = q.get<AssumptionOf>(id);
        Input input = drawnInput(id, assumption.value, unit);
        input.source = assumption.source;
        value.inputs.push_back(std::move(input));
    }
}

void explain(Query& q, Operation operation, MetricValue& value) {
    const JobNetworkState& network = *q.get<JobNetwork>();
    const bool toAll = operation == Operation::AllToAll;
    value.inputs.push_back(drawnInput("GPUs of one domain", network.perDomain, "1"));
    value.inputs.push_back(drawnInput("Domains", network.domains, "1"));
    if (network.perDomain > 1)
        value.inputs.push_back(drawnInput("Scale-up rate of a GPU", network.scaleUpRate, "bit/s"));
    if (network.domains > 1)
        value.inputs.push_back(
            drawnInput(toAll ? "Scale-out rate of a GPU, all to all" : "Scale-out rate of a GPU on a ring",
                       toAll ? network.allToAllRate : network.ringRate, "bit/s",
                       "set by " + (toAll ? network.allToAllLimit : network.ringLimit)));
    addAssumptions(q, value);
    if (network.largestDomain != network.perDomain)
        value.warnings.push_back("domains differ in size; the smallest one sets how many GPUs take part");
    if (network.gpus > network.wanted)
        value.warnings.push_back("the last domain is counted whole although the job needs only a part of it");
}

MetricValue busBandwidth(Query& q, Operation operation) {
    const CollectiveTimes& times = *q.get<JobCollectives>();
    if (!times.problem.empty()) return unknownValue(times.problem);
    const double seconds = secondsOf(times, operation);
    if (!(seconds > 0)) return unknownValue("the collective takes no time");
    MetricValue value =
        countValue(operation == Operation::AllReduce ? allReduceBusRate(times.ranks, times.bytes, seconds)
                                                     : gatherBusRate(times.ranks, times.bytes, seconds));
    value.inputs.push_back(drawnInput("Time", seconds, "s"));
    explain(q, operation, value);
    return value;
}

MetricValue duration(Query& q, Operation operation) {
    const CollectiveTimes& times = *q.get<JobCollectives>();
    if (!times.problem.empty()) return unknownValue(times.problem);
    MetricValue value = countValue(secondsOf(times, operation));
    explain(q, operation, value);
    return value;
}

MetricValue allReduceBandwidth(Query& q) {
    return busBandwidth(q, Operation::AllReduce);
}
MetricValue allGatherBandwidth(Query& q) {
    return busBandwidth(q, Operation::AllGather);
}
MetricValue allToAllBandwidth(Query& q) {
    return busBandwidth(q, Operation::AllToAll);
}
MetricValue allReduceTime(Query& q) {
    return duration(q, Operation::AllReduce);
}
MetricValue allGatherTime(Query& q) {
    return duration(q, Operation::AllGather);
}
MetricValue allToAllTime(Query& q) {
    return duration(q, Operation::AllToAll);
}

MetricInfo info(std::string_view id, std::string_view label, bool bandwidth, std::string_view sentence,
                std::string_view formula) {
    MetricInfo i = described(id, label, bandwidth ? "byte/s" : "s", sentence, formula);
    i.family = Family::Fabric;
    i.lane = Lane::Slow;
    i.higherIsBetter = bandwidth;
    i.source = "Hierarchical alpha-beta model; starts and efficiencies are assumptions of the site.";
    i.validFor = "The first job, filling whole scale-up domains in drawing order.";
    i.ignores = "Overlap with computing, other jobs, collisions of hashed flows.";
    return i;
}

}  // namespace

std::vector<Metric> collectivesMetrics() {
    constexpr std::string_view kReduce =
        "2 × [start + S (g−1)/g ÷ scale-up rate] + 2 × [start + S/g (k−1)/k ÷ "
        "ring rate] for k domains of g GPUs; with reduction in switches S/g ÷ "
        "ring rate across.";
    constexpr std::string_view kGather =
        "start + S (g−1)/g ÷ scale-up rate + start + S/g (k−1)/k ÷ ring rate.";
    constexpr std::string_view kToAll =
        "The larger of S (g−1)/n ÷ scale-up rate and S (n−g)/n ÷ scale-out rate, "
        "where cuts of the fabric may leave less than the cables.";
    constexpr std::string_view kBus = "Bus bandwidth = wire bytes of a perfect ring ÷ time. ";
    static const std::string kBusReduce = std::string(kBus) + "Time: " + std::string(kReduce);
    static const std::string kBusGather = std::string(kBus) + "Time: " + std::string(kGather);
    static const std::string kBusToAll = std::string(kBus) + "Time: " + std::string(kToAll);
    return {
        {info("collective.all_reduce.bandwidth", "All-reduce bandwidth", true,
              "The bus bandwidth that each GPU of the job sees in an all-reduce.", kBusReduce),
         allReduceBandwidth},
        {info("collective.all_gather.bandwidth", "All-gather bandwidth", true,
              "The bus bandwidth that each GPU of the job sees in an all-gather or reduce-scatter.",
              kBusGather),
         allGatherBandwidth},
        {info("collective.all_to_all.bandwidth", "All-to-all bandwidth", true,
              "The rate at which each GPU of the job sends when all send equally to all.", kBusToAll),
         allToAllBandwidth},
        {info("collective.all_reduce.time", "All-reduce time", false,
              "How long an all-reduce of the assumed tensor takes over all GPUs of the job.", kReduce),
         allReduceTime},
        {info("collective.all_gather.time", "All-gather time", false,
              "How long an all-gather of the assumed tensor takes over all GPUs of the job.", kGather),
         allGatherTime},
        {info("collective.all_to_all.time", "All-to-all time", false,
              "How long it takes until each GPU of the job has sent the assumed tensor, in equal parts to "
              "all.",
              kToAll),
         allToAllTime},
    };
}

}  // namespace rackloom::analytics
