// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/priced_flows.h"

#include "analytics/fabric/hub_certificate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

namespace rackloom::analytics {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr double kRounding = 1e-9;
constexpr double kFirstStep = 0.5,
                 kLastStep = 0.05;    // by how much a filled link becomes dearer, as exponents
constexpr double kStepTurns = 4;      // rounds after which steps shrink
constexpr double kNearlyTied = 1e-7;  // ways this much longer are used as well
constexpr double kMaxExponent = 200;
constexpr double kNearlyBest = 0.998;  // of what flows can prove at all

/// Use of each link in capacities, and what the flows prove when links could carry it.
struct Flows {
    std::vector<double> use;
    double value = 0;
};

class PricedFlows {
public:
    PricedFlows(const ContractedGraph& graph, std::uint64_t smallerSide, const PricedFlowOptions& options)
        : graph_(graph), options_(options), random_(1) {
        spare_ = static_cast<double>(graph.totalWeight - smallerSide);
        addLinks();
        for (std::uint32_t c = 0; c < graph.classCount(); ++c) {
            weight_.push_back(static_cast<double>(graph.classes[c].weight) * graph.classes[c].size);
            // Twins among endpoints are no hubs: a way between two of them would count as none.
            const bool alone = graph.isEndpoint(c) && graph.classes[c].size > 1;
            if (begin_[c + 1] - begin_[c] > 1 && !alone) hubs_.push_back(c);
        }
        exponent_.assign(capacity_.size(), 0);
        price_.resize(capacity_.size());
        moved_.assign(capacity_.size(), 0);
        all_.use = recent_.use = exponent_;
        distance_.assign(graph.classCount(), kFar);
        amount_.assign(graph.classCount(), 0);
        before_.assign(graph.classCount(), 0);
    }

    PricedFlowBound run() {
        if (hubs_.empty() || capacity_.empty()) return {0, true};
        reprice();
        std::int64_t best = 0;
        for (unsigned round = 1;; ++round) {
            step_ = std::max(kLastStep, kFirstStep / std::sqrt(1 + round / kStepTurns));
            const bool sent = oneRound();
            best = std::max({best, proven(all_), proven(recent_)});
            if (best >= options_.enough || settled(round, best, sent)) return {best, true};
            if (over()) return {best, false};
            // Early flows went by prices that meant little: those of the last half of the rounds count.
            if ((round & (round - 1)) != 0) continue;
            all_ = recent_;
            recent_.use.assign(recent_.use.size(), 0);
            recent_.value = 0;
        }
    }

private:
    struct Arc {
        std::uint32_t to = 0, link = 0;
    };
    using Entry = std::pair<double, std::uint32_t>;  // distance, class

    /// Links between classes, those of all their members taken together: twins share every flow evenly.
    void addLinks() {
        const auto joined = [&](std::uint32_t c, const ContractedGraph::Arc& arc) {
            return static_cast<double>(arc.capacity) * graph_.classes[c].size * graph_.classes[arc.to].size;
        };
        std::vector<std::uint32_t> linkOf(graph_.arcs.size());
        std::vector<std::uint32_t> next(graph_.begin.begin(), graph_.begin.end());
        // Arc lists are sorted, so opposite arcs are met in order.
        begin_.push_back(0);
        for (std::uint32_t c = 0; c < graph_.classCount(); ++c) {
            for (std::uint32_t i = graph_.begin[c]; i < graph_.begin[c + 1]; ++i) {
                const ContractedGraph::Arc& arc = graph_.arcs[i];
                if (arc.to > c) {
                    linkOf[i] = static_cast<std::uint32_t>(capacity_.size());
                    linkOf[next[arc.to]++] = linkOf[i];
                    capacity_.push_back(joined(c, arc));
                }
                arcs_.push_back({arc.to, linkOf[i]});
            }
            begin_.push_back(static_cast<std::uint32_t>(arcs_.size()));
        }
    }

    bool over() {
        if (options_.poll) options_.poll();
        return work_ > options_.maxWork || (options_.timeIsUp && options_.timeIsUp());
    }

    /// Prices only matter by their ratios, so the dearest stays near one.
    void reprice() {
        highest_ = *std::max_element(exponent_.begin(), exponent_.end());
        const double risen = highest_ - base_;
        base_ = highest_;
        if (threshold_ < kFar) threshold_ *= std::exp(-risen);
        for (std::size_t e = 0; e < price_.size(); ++e)
            price_[e] = std::exp(exponent_[e] - base_) / capacity_[e];
    }

    /// Every hub once; those that are dear for what they prove wait. False when all did.
    bool oneRound() {
        std::shuffle(hubs_.begin(), hubs_.end(), random_);
        reprice();
        cheapest_ = kFar;
        complete_ = false;
        bool sent = false;
        const double limit = threshold_ < kFar ? threshold_ * (1 + step_) : kFar;
        for (const std::uint32_t hub : hubs_) {
            if (over() || highest_ - base_ > kMaxExponent) return true;
            const double ratio = spread(hub);
            cheapest_ = std::min(cheapest_, ratio);
            if (ratio < kFar && ratio <= limit) {
                send();
                sent = true;
            }
            for (const std::uint32_t v : settled_)
                distance_[v] = kFar;
            for (const Entry& entry : heap_)
                distance_[entry.second] = kFar;
        }
        complete_ = true;
        if (!sent || threshold_ >= kFar) threshold_ = cheapest_;
        return sent;
    }

    /// Distances from a hub to the endpoints that make its flow cheapest for what it proves; that price.
    double spread(std::uint32_t hub) {
        heap_.assign(1, {0, hub});
        settled_.clear();
        distance_[hub] = 0;
        before_[hub] = hub;
        double cost = 0, ratio = kFar;
        gathered_ = 0;
        while (!heap_.empty()) {
            std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
            const auto [d, v] = heap_.back();
            heap_.pop_back();
            if (d > distance_[v]) continue;
            if (d >= ratio) {
                heap_.push_back({d, v});
                break;
            }
            settled_.push_back(v);
            gathered_ += weight_[v];
            cost += weight_[v] * d;
            if (weight_[v] > 0 && gathered_ > spare_) ratio = cost / (gathered_ - spare_);
            work_ += begin_[v + 1] - begin_[v];
            for (std::uint32_t i = begin_[v]; i < begin_[v + 1]; ++i) {
                const double there = d + price_[arcs_[i].link];
                if (!(there < distance_[arcs_[i].to])) continue;
                distance_[arcs_[i].to] = there;
                before_[arcs_[i].to] = v;
                heap_.push_back({there, arcs_[i].to});
                std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
            }
        }
        return ratio;
    }

    bool leads(std::uint32_t from, const Arc& arc) const {
        if (arc.to == before_[from]) return true;
        const double there = distance_[arc.to];
        return there < distance_[from] && there + price_[arc.link] <= distance_[from] * (1 + kNearlyTied);
    }

    /// Lets all that was reached send to the hub, until one link is filled.
    void send() {
        touched_.clear();
        for (const std::uint32_t v : settled_)
            amount_[v] = weight_[v];
        double fullest = 0;
        for (std::size_t i = settled_.size(); i-- > 1;) {
            const std::uint32_t v = settled_[i];
            if (!(amount_[v] > 0)) continue;
            double room = 0;
            for (std::uint32_t k = begin_[v]; k < begin_[v + 1]; ++k)
                if (leads(v, arcs_[k])) room += capacity_[arcs_[k].link];
            for (std::uint32_t k = begin_[v]; k < begin_[v + 1]; ++k) {
                if (!leads(v, arcs_[k])) continue;
                amount_[arcs_[k].to] += amount_[v] * capacity_[arcs_[k].link] / room;
                moved_[arcs_[k].link] = amount_[v] / room;  // of its capacity
                fullest = std::max(fullest, amount_[v] / room);
                touched_.push_back(arcs_[k].link);
            }
        }
        if (!(fullest > 0)) return;
        for (const std::uint32_t e : touched_) {
            const double use = moved_[e] / fullest;
            all_.use[e] += use;
            recent_.use[e] += use;
            exponent_[e] += step_ * use;
            highest_ = std::max(highest_, exponent_[e]);
            price_[e] = std::exp(exponent_[e] - base_) / capacity_[e];
        }
        all_.value += (gathered_ - spare_) / fullest;
        recent_.value += (gathered_ - spare_) / fullest;
    }

    /// Flows scaled to the use of some link; what exceeds that on fuller links is left out.
    std::int64_t proven(const Flows& flows) {
        order_.resize(capacity_.size());
        std::iota(order_.begin(), order_.end(), 0u);
        std::sort(order_.begin(), order_.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return flows.use[a] > flows.use[b]; });
        double best = 0, load = 0, capacity = 0;
        for (const std::uint32_t e : order_) {
            const double use = flows.use[e];
            const double left = flows.value - (load - capacity * use);
            if (!(use > 0) || left < 0) break;
            best = std::max(best, left / use);
            load += capacity_[e] * use;
            capacity += capacity_[e];
        }
        return roundedBound(best * (1 - kRounding), graph_.quantum);
    }

    /// No flows at all prove much more: by any prices, all capacity costs so many times the cheapest proof.
    bool settled(unsigned round, std::int64_t best, bool sent) {
        if (complete_ && cheapest_ < kFar && cheapest_ > 0) {
            double all = 0;
            for (std::size_t e = 0; e < price_.size(); ++e)
                all += price_[e] * capacity_[e];
            reachable_ = std::min(reachable_, all / cheapest_);
        }
        if (complete_ && !sent && cheapest_ >= kFar) return true;  // no hub reaches half of the weight
        if (reachable_ < kFar && reachable_ * (1 - 1e-6) <= static_cast<double>(options_.known)) return true;
        if (static_cast<double>(best) >= kNearlyBest * reachable_) return true;
        if ((round & (round - 1)) != 0 || round < 64) return false;
        const bool stalled = static_cast<double>(best) < 1.002 * static_cast<double>(bestAtTurn_);
        bestAtTurn_ = best;
        return stalled;
    }

    const ContractedGraph& graph_;
    const PricedFlowOptions& options_;
    std::mt19937 random_;
    double spare_ = 0;  // weight that the larger side may have
    std::vector<std::uint32_t> begin_, hubs_;
    std::vector<Arc> arcs_;
    std::vector<double> capacity_, weight_;         // by link, by class
    std::vector<double> exponent_, price_, moved_;  // by link
    std::vector<double> distance_, amount_;         // by class
    std::vector<std::uint32_t> before_;             // by class: the next one on the way to the hub
    std::vector<std::uint32_t> settled_, touched_, order_;
    std::vector<Entry> heap_;
    Flows all_, recent_;
    double base_ = 0, highest_ = 0, threshold_ = kFar, cheapest_ = kFar, step_ = kFirstStep;
    double gathered_ = 0, work_ = 0, reachable_ = kFar;
    bool complete_ = false;
    std::int64_t bestAtTurn_ = 0;
};

}  // namespace

PricedFlowBound pricedFlowBound(const ContractedGraph& graph, std::uint64_t smallerSide,
                                const PricedFlowOptions& options) {
    if (smallerSide == 0 || smallerSide > graph.totalWeight) return {0, true};
    return PricedFlows(graph, smallerSide, options).run();
}

}  // namespace rackloom::analytics
