// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/parts_bound.h"

#include "analytics/fabric/priced_flows.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace rackloom::analytics {
namespace {

constexpr std::uint64_t kMaxUnits = 8'000;  // of weight; the table costs their square
constexpr std::size_t kMaxProvenParts = 48;
constexpr std::uint32_t kMaxCutVertices = 500;
constexpr double kWorkPerProof = 3e6, kLeastRounds = 4;
constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;

class Parts {
public:
    Parts(const ContractedGraph& graph, const PollFunction& poll, const std::function<bool()>& timeIsUp)
        : graph_(graph), poll_(poll), timeIsUp_(timeIsUp) {
        const Components parts = components(graph);
        classes_.resize(parts.count);
        for (std::uint32_t c = 0; c < graph.classCount(); ++c)
            if (graph.arcsOf(c).empty())
                loose_ += std::uint64_t{graph.classes[c].weight} * graph.classes[c].size;
            else
                classes_[parts.ofClass[c]].push_back(c);
        for (const ContractedGraph::Class& k : graph.classes)
            unit_ = std::gcd(unit_, std::uint64_t{k.weight});
        std::erase_if(classes_, [this](const auto& part) { return weightOf(part) == 0; });
    }

    std::int64_t run(const SideRange& range) {
        if (unit_ == 0 || graph_.totalWeight / unit_ > kMaxUnits) return 0;
        if (classes_.empty() || (classes_.size() == 1 && loose_ == 0)) return 0;
        // Vertices without links go anywhere for nothing.
        table_.assign(static_cast<std::size_t>(graph_.totalWeight / unit_ + 1), kFar);
        std::fill_n(table_.begin(), loose_ / unit_ + 1, 0);
        for (const auto& part : classes_)
            add(part);
        std::int64_t best = kFar;
        for (std::uint64_t units = (range.least + unit_ - 1) / unit_; units <= range.most / unit_; ++units)
            best = std::min(best, table_[static_cast<std::size_t>(units)]);
        return best < kFar ? best : 0;
    }

private:
    std::uint64_t weightOf(const std::vector<std::uint32_t>& part) const {
        std::uint64_t out = 0;
        for (const std::uint32_t c : part)
            out += std::uint64_t{graph_.classes[c].weight} * graph_.classes[c].size;
        return out;
    }

    /// The part alone; its vertices are numbered anew.
    ContractedGraph alone(const std::vector<std::uint32_t>& part) const {
        ContractedGraph out;
        std::vector<std::uint32_t> place(graph_.classCount(), 0);
        for (std::size_t i = 0; i < part.size(); ++i)
            place[part[i]] = static_cast<std::uint32_t>(i);
        out.begin.push_back(0);
        for (const std::uint32_t c : part) {
            out.classes.push_back(graph_.classes[c]);
            for (const ContractedGraph::Arc& arc : graph_.arcsOf(c))
                out.arcs.push_back({place[arc.to], arc.capacity});
            out.begin.push_back(static_cast<std::uint32_t>(out.arcs.size()));
        }
        out.totalWeight = weightOf(part);
        out.quantum = graph_.quantum;
        return out;
    }

    /// What a cut of the part takes at least, by units of weight on its smaller side.
    std::vector<std::int64_t> costs(const std::vector<std::uint32_t>& part) const {
        const std::uint64_t half = weightOf(part) / unit_ / 2;
        std::vector<std::int64_t> out(static_cast<std::size_t>(half + 1), graph_.quantum);
        out[0] = 0;
        if (classes_.size() > kMaxProvenParts) return out;
        const ContractedGraph graph = alone(part);
        if (const std::int64_t any = leastCut(graph); any > graph_.quantum)
            std::fill(out.begin() + 1, out.end(), any);
        if (kLeastRounds * static_cast<double>(graph.arcs.size()) * graph.classCount() > kWorkPerProof)
            return out;
        std::uint64_t last = 0;
        for (const std::uint64_t eighths : {1, 2, 3, 4, 5, 6, 7, 8}) {
            const std::uint64_t from = std::max<std::uint64_t>(1, half * eighths / 8);
            if (from == last || from > half) continue;
            last = from;
            PricedFlowOptions flows;
            flows.enough = kFar;
            flows.maxWork = kWorkPerProof;
            flows.poll = poll_;
            flows.timeIsUp = timeIsUp_;
            const std::int64_t bound = pricedFlowBound(graph, from * unit_, flows).lower;
            for (std::uint64_t u = from; u <= half; ++u)
                out[static_cast<std::size_t>(u)] = std::max(out[static_cast<std::size_t>(u)], bound);
        }
        return out;
    }

    /// Of all ways to cut a connected part, balanced or not (Stoer and Wagner 1997); 0 where it is too large.
    std::int64_t leastCut(const ContractedGraph& part) const {
        std::vector<std::uint32_t> first{0};
        for (const ContractedGraph::Class& k : part.classes)
            first.push_back(first.back() + k.size);
        const std::uint32_t n = first.back();
        if (n > kMaxCutVertices || n < 2) return 0;
        std::vector<std::int64_t> link(std::size_t{n} * n, 0);
        for (std::uint32_t c = 0; c < part.classCount(); ++c)
            for (const ContractedGraph::Arc& arc : part.arcsOf(c))
                for (std::uint32_t a = first[c]; a < first[c + 1]; ++a)
                    for (std::uint32_t b = first[arc.to]; b < first[arc.to + 1]; ++b)
                        link[std::size_t{a} * n + b] = arc.capacity;
        std::vector<std::uint32_t> left(n);
        std::iota(left.begin(), left.end(), 0u);
        std::int64_t best = kFar;
        while (left.size() > 1) {
            if (poll_) poll_();
            if (timeIsUp_ && timeIsUp_()) return 0;
            best = std::min(best, mergeTiedMost(left, link, n));
        }
        return best;
    }

    /// Joins the last two vertices of an order by ties to those before; gives the cut around the last one.
    static std::int64_t mergeTiedMost(std::vector<std::uint32_t>& left, std::vector<std::int64_t>& link,
                                      std::uint32_t n) {
        std::vector<std::int64_t> tie(left.size(), 0);
        for (std::size_t done = 0; done < left.size(); ++done) {
            const auto next = std::max_element(tie.begin() + static_cast<std::ptrdiff_t>(done), tie.end());
            std::swap(left[done], left[static_cast<std::size_t>(next - tie.begin())]);
            std::swap(tie[done], *next);
            for (std::size_t i = done + 1; i < left.size(); ++i)
                tie[i] += link[std::size_t{left[done]} * n + left[i]];
        }
        const std::uint32_t last = left.back(), other = left[left.size() - 2];
        left.pop_back();
        for (const std::uint32_t v : left) {
            link[std::size_t{other} * n + v] += link[std::size_t{last} * n + v];
            link[std::size_t{v} * n + other] = link[std::size_t{other} * n + v];
        }
        link[std::size_t{other} * n + other] = 0;
        return tie.back();
    }

    void add(const std::vector<std::uint32_t>& part) {
        const std::vector<std::int64_t> cost = costs(part);
        const std::size_t units = static_cast<std::size_t>(weightOf(part) / unit_);
        std::vector<std::int64_t> next(table_.size(), kFar);
        for (std::size_t have = 0; have + units < table_.size(); ++have) {
            if (table_[have] >= kFar) continue;
            if (poll_ && have % 256 == 0) poll_();
            for (std::size_t taken = 0; taken <= units; ++taken)
                next[have + taken] =
                    std::min(next[have + taken], table_[have] + cost[std::min(taken, units - taken)]);
        }
        table_ = std::move(next);
    }

    const ContractedGraph& graph_;
    const PollFunction& poll_;
    const std::function<bool()>& timeIsUp_;
    std::vector<std::vector<std::uint32_t>> classes_;  // by part
    std::uint64_t unit_ = 0, loose_ = 0;
    std::vector<std::int64_t> table_;  // by units on side A
};

}  // namespace

std::int64_t partsBound(const ContractedGraph& graph, const SideRange& range, const PollFunction& poll,
                        const std::function<bool()>& timeIsUp) {
    return Parts(graph, poll, timeIsUp).run(range);
}

}  // namespace rackloom::analytics
