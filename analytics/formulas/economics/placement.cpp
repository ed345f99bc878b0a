// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of where work runs.
#include "analytics/formulas/formula.h"
#include "analytics/placement/colocation.h"
#include "analytics/placement/segments.h"
#include "analytics/placement/task_chain.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

constexpr std::string_view kD1 = "Rackloom facility reference, D1";
constexpr std::string_view kD3 = "Rackloom facility reference, D3";

TaskChain chain(Arguments& a) {
    TaskChain c;
    for (const char* task : {"t1", "t2", "t3"}) {
        if (!a.has(task)) continue;
        c.tasks.emplace_back();
        for (const auto& [site, cost] : a.named(task))
            c.tasks.back()[site] = cost;
    }
    if (a.has("egress"))
        for (const auto& [way, cost] : a.named("egress"))
            c.egress[{way.substr(0, way.find('>')), way.substr(std::min(way.find('>') + 1, way.size()))}] =
                cost;
    return c;
}
ChainPlan plan(Arguments& a) {
    const auto best = cheapestPlan(chain(a));
    if (!best) a.fail("t1", "no plan runs every task", "Give each task a site, as t1=a:40|b:55.");
    return best.value_or(ChainPlan{});
}
FormulaAnswer planCost(Arguments& a) {
    return {plan(a).cost, {}};
}
FormulaAnswer planSites(Arguments& a) {
    FormulaAnswer answer;
    for (const std::string& site : plan(a).sites)
        answer.text += (answer.text.empty() ? "" : ">") + site;
    return answer;
}
FormulaAnswer ring(Arguments& a) {
    return {ringAllReduce(a.number("n", 1, 1e9), a.number("S_GB", 0, 1e9) * unit::GB,
                          a.number("bw_GBs", 1e-9, 1e9) * unit::GBps, a.number("lat_us", 0, 1e9) * unit::us)
                .in(unit::ms),
            {}};
}
Duration twoLevels(Arguments& a, std::string_view g, std::string_view d) {
    return twoLevelAllReduce(a.number(g, 1, 1e9), a.number(d, 1, 1e9), a.number("S_GB", 0, 1e9) * unit::GB,
                             a.number("bw_in_GBs", 1e-9, 1e9) * unit::GBps,
                             a.number("bw_out_GBs", 1e-9, 1e9) * unit::GBps);
}
FormulaAnswer levels(Arguments& a) {
    return {twoLevels(a, "g", "d").in(unit::ms), {}};
}
FormulaAnswer quality(Arguments& a) {
    return {colocationQuality(twoLevels(a, "ideal_g", "ideal_d"), twoLevels(a, "g", "d")).value_or(1), {}};
}
std::vector<int> freeNodes(Arguments& a) {
    std::vector<int> nodes;
    for (const double n : a.list("free"))
        nodes.push_back(static_cast<int>(std::clamp(n, 0.0, 1e9)));
    return nodes;
}
FormulaAnswer fragments(Arguments& a) {
    return {fragmentation(freeNodes(a), static_cast<int>(a.number("segment", 1, 1e6))).value_or(0), {}};
}
FormulaAnswer domains(Arguments& a) {
    return {static_cast<double>(domainsUsed(freeNodes(a), static_cast<int>(a.number("job", 1, 1e9)),
                                            static_cast<int>(a.number("segment", 1, 1e6)))
                                    .value_or(-1)),
            {}};
}
FormulaAnswer span(Arguments& a) {
    return {
        spanRatio(a.number("gpus", 1, 1e9), a.number("domain", 1, 1e9), a.number("used", 1, 1e9)).value_or(0),
        {}};
}
FormulaAnswer egress(Arguments& a) {
    return {egressTime(a.number("GB", 0, 1e15) * unit::GB, a.number("Gbps", 1e-9, 1e9) * unit::Gbps)
                .value_or(Duration{})
                .in(unit::s),
            {}};
}

}  // namespace

std::vector<Formula> placementFormulas() {
    return {
        {"placement.chain_cost",
         "Cost of a chain of tasks over sites",
         "best[v][r] = cost(v, r) + min (best[u][p] + egress(p, r))",
         "usd",
         "USD",
         kD1,
         "Up to three tasks; egress between different sites.",
         {{"t1", "Cost by site, as a:40|b:55."},
          {"t2", "The second task; none where not given."},
          {"t3", "The third task; none where not given."},
          {"egress", "Cost between sites, as a>b:18; free where not given."}},
         planCost},
        {"placement.chain_sites",
         "Sites of the cheapest chain of tasks",
         "as placement.chain_cost",
         "plan",
         "",
         kD1,
         "Up to three tasks.",
         {{"t1", "Cost by site, as a:40|b:55."},
          {"t2", "The second task; none where not given."},
          {"t3", "The third task; none where not given."},
          {"egress", "Cost between sites, as a>b:18; free where not given."}},
         planSites},
        {"placement.ring",
         "All-reduce on a ring",
         "2 (n − 1)/n · S/b + 2 (n − 1) a",
         "ms",
         "ms",
         kD3,
         "One level.",
         {{"n", "Members."},
          {"S_GB", "Data in GB."},
          {"bw_GBs", "Bandwidth in GB/s."},
          {"lat_us", "Delay of a hop in µs.", "0"}},
         ring},
        {"placement.two_levels",
         "All-reduce over domains",
         "2 (g − 1)/g · S/b_in + 2 (d − 1)/d · (S/g)/b_out",
         "ms",
         "ms",
         kD3,
         "Bandwidth only.",
         {{"S_GB", "Data in GB."},
          {"g", "Members of a domain."},
          {"d", "Domains."},
          {"bw_in_GBs", "Bandwidth inside in GB/s."},
          {"bw_out_GBs", "Bandwidth between in GB/s."}},
         levels},
        {"placement.quality",
         "Quality of a placement",
         "ideal time / time",
         "quality",
         "1",
         kD3,
         "Bandwidth only.",
         {{"S_GB", "Data in GB."},
          {"g", "Members of a domain."},
          {"d", "Domains."},
          {"bw_in_GBs", "Bandwidth inside in GB/s."},
          {"bw_out_GBs", "Bandwidth between in GB/s."},
          {"ideal_g", "Members of a domain at best."},
          {"ideal_d", "Domains at best.", "1"}},
         quality},
        {"placement.fragmentation",
         "Fragmentation of free nodes",
         "1 − Σ k ⌊f/k⌋ / Σ f",
         "fraction",
         "1",
         kD3,
         "Whole segments inside a domain.",
         {{"free", "Free nodes of each domain, as 18|10."}, {"segment", "Nodes of a segment."}},
         fragments},
        {"placement.domains",
         "Domains that a job takes",
         "whole segments, fullest domains first",
         "domains",
         "1",
         kD3,
         "−1 where it does not fit.",
         {{"free", "Free nodes of each domain, as 18|10."},
          {"job", "Nodes of the job."},
          {"segment", "Nodes of a segment."}},
         domains},
        {"placement.span",
         "Span ratio",
         "⌈n / domain⌉ / used",
         "ratio",
         "1",
         kD3,
         "Domains of one size.",
         {{"gpus", "GPUs of the job."}, {"domain", "GPUs of a domain."}, {"used", "Domains it uses."}},
         span},
        {"placement.egress",
         "Time to move data between clouds",
         "S / b",
         "s",
         "s",
         kD1,
         "One flow.",
         {{"GB", "Data in GB."}, {"Gbps", "Rate in Gb/s.", "10"}},
         egress},
    };
}

}  // namespace rackloom::analytics
