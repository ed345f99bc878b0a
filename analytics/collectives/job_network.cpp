// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/collectives/job_network.h"

#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_cut.h"
#include "analytics/fabric/scale_up.h"
#include "analytics/inputs/work.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kNone = 0xffffffffu;

/// The GPUs of the job as vertices of the compute graph.
struct Placement {
    std::vector<std::uint32_t> domainOf;   ///< per endpoint vertex; kNone = not in the job
    std::vector<std::uint32_t> successor;  ///< same place in the next domain; itself where there is one only
    std::vector<double> perDomain;         ///< weight of each domain in the job
    double gpus = 0;
};

struct Members {
    std::vector<std::vector<std::uint32_t>> ofDomain;  ///< endpoint vertices; lone GPUs are domains of one
    std::vector<const DomainResult*> result;           ///< null for lone GPUs
};

Members membersOf(const DrawnFabric& fabric, const std::vector<SiteDomain>& domains) {
    std::map<model::DeviceRef, std::uint32_t> domainOf;
    for (std::uint32_t d = 0; d < domains.size(); ++d)
        domains[d].eachDevice([&](model::DeviceRef device) { domainOf.emplace(device, d); });
    std::vector<std::uint32_t> number(domains.size(), kNone);
    Members out;
    for (std::uint32_t v = 0; v < fabric.endpoints().size(); ++v) {
        const auto it = domainOf.find(fabric.endpoints()[v].device);
        if (it == domainOf.end()) {
            out.ofDomain.push_back({v});
            out.result.push_back(nullptr);
            continue;
        }
        if (number[it->second] == kNone) {
            number[it->second] = static_cast<std::uint32_t>(out.ofDomain.size());
            out.ofDomain.emplace_back();
            out.result.push_back(&domains[it->second].result());
        }
        out.ofDomain[number[it->second]].push_back(v);
    }
    return out;
}

/// Fills whole domains in drawing order until the job has its GPUs.
Placement placed(const DrawnFabric& fabric, const Members& members, double wanted) {
    Placement out;
    out.domainOf.assign(fabric.endpoints().size(), kNone);
    out.successor.assign(fabric.endpoints().size(), kNone);
    for (std::uint32_t d = 0; d < members.ofDomain.size() && out.gpus < wanted; ++d) {
        double weight = 0;
        for (const std::uint32_t v : members.ofDomain[d]) {
            out.domainOf[v] = d;
            weight += fabric.weight()[v];
        }
        out.perDomain.push_back(weight);
        out.gpus += weight;
    }
    for (std::size_t d = 0; d < out.perDomain.size(); ++d) {
        const auto& here = members.ofDomain[d];
        const auto& next = members.ofDomain[d + 1 < out.perDomain.size() ? d + 1 : 0];
        for (std::size_t i = 0; i < here.size(); ++i)
            out.successor[here[i]] = next[i % next.size()];
    }
    return out;
}

/// Rates that the cuts around every part of the fabric leave to one GPU of the job.
class Cuts {
public:
    Cuts(const DrawnFabric& fabric, const Placement& job, JobNetworkState& state)
        : fabric_(fabric), job_(job), state_(state) {}

    void aroundParts(const PollFunction& poll) {
        for (std::uint32_t level = 1; level < fabric_.contracted().levels; ++level) {
            if (poll) poll();
            const Components parts = components(fabric_.contracted(), level);
            const std::vector<double> up = upwards(parts, level);
            ring(parts, up, level);
            allToAll([&](std::uint32_t v) { return parts.ofClass[fabric_.contracted().classOf[v]]; }, up,
                     "capacity above tier " + std::to_string(level));
        }
    }

    /// The cut that halves the fabric: traffic from each side to the other must cross it.
    void acrossHalves(const Bisection& cut) {
        if (job_.gpus < static_cast<double>(fabric_.contracted().totalWeight)) return;
        const auto capacity = bitRate(cut.upper);
        allToAll([&](std::uint32_t v) { return cut.sideA[v] ? 0u : 1u; }, {capacity, capacity},
                 "the bisection");
    }

private:
    std::vector<double> upwards(const Components& parts, std::uint32_t level) const {
        const ContractedGraph& graph = fabric_.contracted();
        std::vector<double> up(parts.count, 0);
        for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
            if (parts.ofClass[c] == ContractedGraph::kNoLevel) continue;
            for (const ContractedGraph::Arc& arc : graph.arcsOf(c))
                if (graph.classes[arc.to].level > level)
                    up[parts.ofClass[c]] +=
                        bitRate(arc.capacity) * graph.classes[c].size * graph.classes[arc.to].size;
        }
        return up;
    }

    void ring(const Components& parts, const std::vector<double>& up, std::uint32_t level) {
        std::vector<double> leaving(parts.count, 0);
        for (std::uint32_t v = 0; v < job_.successor.size(); ++v) {
            if (job_.domainOf[v] == kNone) continue;
            const std::uint32_t part = parts.ofClass[fabric_.contracted().classOf[v]];
            if (part != parts.ofClass[fabric_.contracted().classOf[job_.successor[v]]])
                leaving[part] += fabric_.weight()[v];
        }
        for (std::size_t p = 0; p < leaving.size(); ++p)
            if (leaving[p] > 0 && up[p] / leaving[p] < state_.ringRate) {
                state_.ringRate = up[p] / leaving[p];
                state_.ringLimit = "capacity above tier " + std::to_string(level);
            }
    }

    /// What leaves each part when every GPU sends equally to all GPUs of other domains.
    template <class PartOf>
    void allToAll(PartOf&& partOf, const std::vector<double>& capacity, const std::string& what) {
        std::vector<double> weight(capacity.size(), 0), within(capacity.size(), 0);
        std::map<std::pair<std::uint32_t, std::uint32_t>, double> ofDomain;
        for (std::uint32_t v = 0; v < job_.domainOf.size(); ++v) {
            if (job_.domainOf[v] == kNone) continue;
            weight[partOf(v)] += fabric_.weight()[v];
            ofDomain[{partOf(v), job_.domainOf[v]}] += fabric_.weight()[v];
        }
        // Pairs of one domain do not cross: they have their own network.
        for (const auto& [key, share] : ofDomain)
            within[key.first] += share * (job_.perDomain[key.second] - share);
        const double others = job_.gpus - state_.perDomain;
        for (std::size_t p = 0; p < capacity.size(); ++p) {
            const double pairs = weight[p] * (job_.gpus - weight[p]) - within[p];
            if (!(pairs > 0)) continue;
            const double rate = capacity[p] * others / pairs;
            if (rate < state_.allToAllRate) {
                state_.allToAllRate = rate;
                state_.allToAllLimit = what;
            }
        }
    }

    const DrawnFabric& fabric_;
    const Placement& job_;
    JobNetworkState& state_;
};

double slowestCables(const DrawnFabric& fabric, const Placement& job) {
    std::vector<double> rate(fabric.endpoints().size(), 0);
    fabric.eachLink([&](const FabricGraph::Link& link) {
        for (const std::uint32_t v : {link.a, link.b})
            if (v < rate.size()) rate[v] += bitRate(link.capacity);
    });
    double least = -1;
    for (std::uint32_t v = 0; v < rate.size(); ++v) {
        if (job.domainOf[v] == kNone) continue;
        const double perGpu = rate[v] / fabric.weight()[v];
        least = least < 0 ? perGpu : std::min(least, perGpu);
    }
    return std::max(0.0, least);
}

std::string scaleUpRates(const Members& members, const Placement& job, JobNetworkState& state) {
    for (std::size_t d = 0; d < job.perDomain.size(); ++d) {
        const DomainResult* domain = members.result[d];
        if (!domain || domain->gpus < 2) continue;
        if (!domain->known()) return domain->unknownReason;
        const double rate = bitRate(domain->injection) / domain->gpus;
        state.scaleUpRate = state.scaleUpRate > 0 ? std::min(state.scaleUpRate, rate) : rate;
    }
    return {};
}

JobNetworkState withProblem(std::string problem) {
    JobNetworkState state;
    state.problem = std::move(problem);
    return state;
}

}  // namespace

JobNetwork::Value JobNetwork::compute(const Key&, Query& q) {
    const Shared<Column<JobId, model::Job>> jobs = q.get<Jobs>();
    if (jobs->empty()) return withProblem("the design holds no job");
    const Shared<DrawnFabric> fabric = q.get<ComputeGraph>();
    if (fabric->endpoints().empty())
        return withProblem("no device with compute ports is attached to a compute fabric");
    if (!fabric->countsGpus()) return withProblem("the compute fabric attaches no GPUs");
    const auto all = static_cast<double>(fabric->contracted().totalWeight);
    const double wanted = std::min(all, jobs->begin()->second.gpus.value_or(all));
    if (!(wanted >= 1)) return withProblem("the job uses no GPU");

    const Shared<std::vector<SiteDomain>> domains = q.get<SiteDomains>();
    const Members members = membersOf(*fabric, *domains);
    const Placement job = placed(*fabric, members, wanted);
    JobNetworkState state;
    state.gpus = job.gpus;
    state.domains = static_cast<double>(job.perDomain.size());
    state.perDomain = *std::min_element(job.perDomain.begin(), job.perDomain.end());
    state.largestDomain = *std::max_element(job.perDomain.begin(), job.perDomain.end());
    if (state.domains == 1 && wanted < state.perDomain)
        state.gpus = state.perDomain = state.largestDomain = wanted;
    state.wanted = wanted;
    if (state.problem = scaleUpRates(members, job, state); !state.problem.empty()) return state;
    if (state.perDomain > 1 && !(state.scaleUpRate > 0)) {
        state.problem = "no GPU of a domain has a scale-up link";
        return state;
    }
    state.scaleOutRate = state.ringRate = state.allToAllRate = slowestCables(*fabric, job);
    if (state.domains > 1 && !(state.scaleOutRate > 0)) {
        state.problem = "a GPU of the job has no cable into the compute fabric";
        return state;
    }
    state.ringLimit = state.allToAllLimit = "cables of the GPUs";
    const PollFunction poll = [&] { q.poll(); };
    Cuts cuts(*fabric, job, state);
    cuts.aroundParts(poll);
    cuts.acrossHalves(*q.get<ComputeCut>());
    return state;
}

}  // namespace rackloom::analytics
