// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/sign_search.h"

#include "analytics/fabric/refine.h"
#include "analytics/fabric/sign_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace rackloom::analytics {
namespace {

constexpr double kRounding = 1e-7;

/// Some sides are fixed, and pendants of a weight within [leastMoved, mostMoved] change sides.
struct Node {
    std::vector<signed char> side;  // 0 open, 1 side A, -1 side B
    std::uint64_t leastMoved = 0, mostMoved = 0;
    double lower = 0;
    std::vector<double> lean;  // of each vertex to the first, by the relaxation
};

class SignSearch {
public:
    SignSearch(const CoreGraph& core, const SideRange& range, const SignSearchOptions& options)
        : core_(core), range_(range), options_(options), access_(core), best_(options.known) {
        for (const std::uint64_t w : core.load)
            all_ += w;
        decidable_ = pendantsAreDecidable(core);
    }

    SignSearchResult run() {
        open_ = roots();
        SignSearchResult out;
        for (; !open_.empty() && out.nodes < options_.maxNodes && !late(); ++out.nodes) {
            // The node that holds the bound back is next.
            const auto weakest = std::min_element(
                open_.begin(), open_.end(), [](const Node& a, const Node& b) { return a.lower < b.lower; });
            Node node = std::move(*weakest);
            open_.erase(weakest);
            if (closed(node.lower)) continue;
            branch(std::move(node));
        }
        double lower = std::min(static_cast<double>(best_), unsettled_);
        for (const Node& node : open_)
            lower = std::min(lower, node.lower);
        out.lower = std::min(best_, rounded(lower));
        out.best = std::move(found_);
        return out;
    }

private:
    bool late() const { return options_.timeIsUp && options_.timeIsUp(); }
    std::int64_t rounded(double bound) const {
        const double steps = bound / static_cast<double>(core_.quantum);
        return static_cast<std::int64_t>(std::ceil(steps - kRounding * std::max(1.0, std::abs(steps)))) *
               core_.quantum;
    }
    bool closed(double lower) const { return std::isinf(lower) || rounded(std::max(lower, 0.0)) >= best_; }

    /// How much pendants move is branched on first, in ranges that double.
    std::vector<Node> roots() {
        std::vector<Node> out;
        std::uint64_t from = 2 * range_.least > all_ ? (2 * range_.least - all_ + 1) / 2 : 0;
        std::uint64_t to = from;
        while (from <= std::min(range_.least, access_.most())) {
            Node node;
            node.side.assign(core_.size(), 0);
            node.side[heaviest()] = 1;
            node.leastMoved = from;
            node.mostMoved = std::min({to, range_.least, access_.most()});
            node.lower = access_.of(from);
            const std::uint64_t width = node.mostMoved - node.leastMoved + 1;
            from = node.mostMoved + 1;
            to = from + 2 * width - 1;
            if (!closed(node.lower)) out.push_back(std::move(node));
        }
        for (Node& node : out)
            bound(node, false);
        return out;
    }

    std::uint32_t heaviest() const {
        std::uint32_t at = 0;
        for (std::uint32_t v = 1; v < core_.size(); ++v)
            if (std::pair(core_.arcsOf(v).size(), core_.load[v]) >
                std::pair(core_.arcsOf(at).size(), core_.load[at]))
                at = v;
        return at;
    }

    void branch(Node node) {
        if (node.mostMoved > node.leastMoved && node.mostMoved > 2 * node.leastMoved + 1) {
            splitMoved(std::move(node));
            return;
        }
        std::uint32_t at = CoreGraph::kNone;
        for (std::uint32_t v = 0; v < core_.size(); ++v)
            if (node.side[v] == 0 &&
                (at == CoreGraph::kNone || std::abs(node.lean[v]) < std::abs(node.lean[at])))
                at = v;
        if (at == CoreGraph::kNone) {
            unsettled_ = std::min(unsettled_, node.lower);
            return;
        }
        for (const int side : {1, -1}) {
            Node child = node;
            child.side[at] = static_cast<signed char>(side);
            bound(child, true);
            if (!closed(child.lower)) open_.push_back(std::move(child));
        }
    }

    void splitMoved(Node node) {
        const std::uint64_t middle = node.leastMoved + (node.mostMoved - node.leastMoved) / 2;
        for (const bool upper : {false, true}) {
            Node child = node;
            (upper ? child.leastMoved : child.mostMoved) = upper ? middle + 1 : middle;
            bound(child, true);
            if (!closed(child.lower)) open_.push_back(std::move(child));
        }
    }

    void bound(Node& node, bool giveUpEarly) {
        const std::vector<std::uint32_t> group = groups(node);
        const SignProblem problem = problemOf(node, group);
        if (problem.slack < 0) {
            node.lower = std::numeric_limits<double>::infinity();
            return;
        }
        const double moved = access_.of(node.leastMoved);
        if (problem.n == 1) {
            offer(node, {});
            // All sides are fixed: offering them has settled the node, unless its pendants were a puzzle.
            node.lower = decidable_ ? std::numeric_limits<double>::infinity() : problem.constant + moved;
            return;
        }
        SignOptions options;
        options.target =
            static_cast<double>(best_ - core_.quantum) + 0.01 * static_cast<double>(core_.quantum) - moved;
        options.giveUpEarly = giveUpEarly;
        options.rounds = giveUpEarly ? 14 : 30;
        options.poll = options_.poll;
        options.timeIsUp = options_.timeIsUp;
        const SignBound result = signBound(problem, options);
        node.lower = std::max(node.lower, result.lower + moved);
        node.lean.assign(core_.size(), 0);
        for (std::uint32_t v = 0; v < core_.size(); ++v)
            node.lean[v] = result.products[group[v]];
        if (!closed(node.lower)) round(node, group, result, problem.n);
    }

    /// Vertex to its index in the problem; all fixed ones are the first.
    std::vector<std::uint32_t> groups(const Node& node) const {
        std::vector<std::uint32_t> out(core_.size(), 0);
        std::uint32_t next = 1;
        for (std::uint32_t v = 0; v < core_.size(); ++v)
            if (node.side[v] == 0) out[v] = next++;
        return out;
    }

    SignProblem problemOf(const Node& node, const std::vector<std::uint32_t>& group) const {
        SignProblem out;
        out.n = 1 + static_cast<std::size_t>(std::count(node.side.begin(), node.side.end(), 0));
        out.cost.assign(out.n * out.n, 0);
        out.weight.assign(out.n, 0);
        for (std::uint32_t v = 0; v < core_.size(); ++v) {
            const double sv = node.side[v] == 0 ? 1 : node.side[v];
            out.weight[group[v]] += sv * static_cast<double>(core_.load[v]);
            for (const CoreGraph::Arc& arc : core_.arcsOf(v)) {
                if (arc.to < v) continue;
                const double capacity = static_cast<double>(arc.capacity);
                const double su = node.side[arc.to] == 0 ? 1 : node.side[arc.to];
                out.constant += capacity / 2;
                if (group[v] == group[arc.to]) {
                    out.constant -= capacity / 2 * sv * su;
                    continue;
                }
                out.cost[group[v] * out.n + group[arc.to]] -= capacity / 4 * sv * su;
                out.cost[group[arc.to] * out.n + group[v]] -= capacity / 4 * sv * su;
            }
        }
        out.slack = static_cast<double>(all_) -
                    2 * (static_cast<double>(range_.least) - static_cast<double>(node.mostMoved));
        return out;
    }

    /// Cuts along the columns of the relaxation.
    void round(const Node& node, const std::vector<std::uint32_t>& group, const SignBound& result,
               std::size_t n) {
        for (std::size_t column = 0; column < n; column += 1 + n / 6) {
            std::vector<std::uint32_t> order(core_.size());
            std::iota(order.begin(), order.end(), 0u);
            const auto value = [&](std::uint32_t v) {
                const double s = node.side[v] == 0 ? 1 : node.side[v];
                return s * result.products[column * n + group[v]];
            };
            std::stable_sort(order.begin(), order.end(),
                             [&](std::uint32_t a, std::uint32_t b) { return value(a) > value(b); });
            offer(node, prefixSides(core_, order));
        }
    }

    /// Sides to improve; without any, those of a node where all are fixed.
    void offer(const Node& node, std::vector<bool> sides) {
        std::optional<CoreCut> cut;
        if (!sides.empty()) {
            cut = refined(core_, range_, std::move(sides), options_.poll);
        } else {
            sides.resize(core_.size());
            for (std::uint32_t v = 0; v < core_.size(); ++v)
                sides[v] = node.side[v] > 0;
            const std::int64_t c = coreCut(core_, sides);
            cut = completed(core_, sides, c, range_);
        }
        if (!cut || cut->cut >= best_) return;
        best_ = cut->cut;
        found_ = std::move(cut);
    }

    const CoreGraph& core_;
    SideRange range_;
    const SignSearchOptions& options_;
    AccessCost access_;
    std::uint64_t all_ = 0;
    std::int64_t best_;
    bool decidable_ = true;
    double unsettled_ = std::numeric_limits<double>::infinity();
    std::optional<CoreCut> found_;
    std::vector<Node> open_;
};

}  // namespace

SignSearchResult searchBySigns(const CoreGraph& core, const SideRange& range,
                               const SignSearchOptions& options) {
    if (core.size() < 2 || core.size() > kMaxSignVertices) return {};
    return SignSearch(core, range, options).run();
}

}  // namespace rackloom::analytics
