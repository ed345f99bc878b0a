// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/direct_bounds.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace rackloom::analytics {
namespace {

constexpr double kRounding = 1e-9;
constexpr double kSafety = 3;         // residuals that are given away
constexpr double kMaxBasis = 2e7;     // numbers kept of all Lanczos vectors
constexpr double kMaxProducts = 1e9;  // of pairs of them, times their length
constexpr Eigen::Index kMaxSteps = 400, kCheckEvery = 20;

/// Smallest eigenvalue above zero of D^-1/2 L D^-1/2 by Lanczos steps with full reorthogonalisation.
class Lanczos {
public:
    Lanczos(const CoreGraph& core, const PollFunction& poll, const std::function<bool()>& timeIsUp)
        : core_(core), poll_(poll), timeIsUp_(timeIsUp), n_(static_cast<Eigen::Index>(core.size())) {
        root_.resize(n_);
        diagonal_ = Eigen::VectorXd::Zero(n_);
        const bool bare = core.hasBareVertices();
        for (std::uint32_t v = 0; v < core.size(); ++v) {
            for (const CoreGraph::Arc& arc : core.arcsOf(v))
                diagonal_[v] += static_cast<double>(arc.capacity);
            root_[v] = bare ? 1.0 : std::sqrt(static_cast<double>(core.load[v]));
        }
        kernel_ = root_.normalized();
    }

    ProductBound run(double loadSum) {
        const Eigen::Index steps =
            std::min({n_ - 1, kMaxSteps, static_cast<Eigen::Index>(kMaxBasis / static_cast<double>(n_)),
                      static_cast<Eigen::Index>(std::sqrt(kMaxProducts / static_cast<double>(n_)))});
        if (steps < 1) return {};
        std::mt19937 random(1);
        std::normal_distribution<double> normal;
        Eigen::VectorXd q(n_);
        for (Eigen::Index i = 0; i < n_; ++i)
            q[i] = normal(random);
        q -= kernel_ * kernel_.dot(q);
        basis_.resize(n_, steps);
        double beta = q.norm();
        for (Eigen::Index k = 0; k < steps; ++k) {
            if (poll_) poll_();
            basis_.col(k) = q / beta;
            Eigen::VectorXd next = applied(basis_.col(k));
            alpha_.push_back(basis_.col(k).dot(next));
            for (int twice = 0; twice < 2; ++twice) {
                next -= basis_.leftCols(k + 1) * (basis_.leftCols(k + 1).transpose() * next);
                next -= kernel_ * kernel_.dot(next);
            }
            beta = next.norm();
            beta_.push_back(beta);
            const bool last = k + 1 == steps || beta < 1e-12 * alpha_.front() || (timeIsUp_ && timeIsUp_());
            if ((last || (k + 1) % kCheckEvery == 0) && (solve(beta < 1e-12 * alpha_.front()) || last)) break;
            q = next;
        }
        ProductBound out;
        // x'Lx = 4 cut for x = ±1, and the part of x across the kernel has weight 4 a (W - a) / W.
        out.rate = std::max(0.0, value_ - kSafety * residual_) * (1 - kRounding) / loadSum;
        const Eigen::VectorXd x = (basis_.leftCols(vector_.size()) * vector_).cwiseQuotient(root_);
        out.position.assign(x.data(), x.data() + n_);
        return out;
    }

private:
    Eigen::VectorXd applied(const Eigen::VectorXd& x) const {
        const Eigen::VectorXd scaled = x.cwiseQuotient(root_);
        Eigen::VectorXd out = diagonal_.cwiseProduct(scaled);
        for (std::uint32_t v = 0; v < core_.size(); ++v) {
            double sum = 0;
            for (const CoreGraph::Arc& arc : core_.arcsOf(v))
                sum += static_cast<double>(arc.capacity) * scaled[arc.to];
            out[v] -= sum;
        }
        return out.cwiseQuotient(root_);
    }

    /// True when the smallest value has settled.
    bool solve(bool complete) {
        const Eigen::Index k = static_cast<Eigen::Index>(alpha_.size());
        Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
        solver.computeFromTridiagonal(Eigen::Map<Eigen::VectorXd>(alpha_.data(), k),
                                      Eigen::Map<Eigen::VectorXd>(beta_.data(), k - 1),
                                      Eigen::ComputeEigenvectors);
        value_ = solver.eigenvalues()[0];
        vector_ = solver.eigenvectors().col(0);
        residual_ = complete ? 1e-10 * std::abs(value_) : std::abs(beta_.back() * vector_[k - 1]);
        return residual_ < 1e-6 * value_;
    }

    const CoreGraph& core_;
    const PollFunction& poll_;
    const std::function<bool()>& timeIsUp_;
    Eigen::Index n_;
    Eigen::VectorXd root_, diagonal_, kernel_, vector_;
    Eigen::MatrixXd basis_;
    std::vector<double> alpha_, beta_;
    double value_ = 0, residual_ = 0;
};

/// Traffic of every pair over all shortest paths, divided by the capacity of the links at each vertex.
class UniformTraffic {
public:
    explicit UniformTraffic(const CoreGraph& core)
        : core_(core), traffic_(core.arcs.size(), 0), distance_(core.size()), arriving_(core.size()) {
        reverse_.resize(core.arcs.size());
        std::vector<std::uint32_t> next(core.begin.begin(), core.begin.end() - 1);
        // Arc lists are sorted, so opposite arcs are met in order.
        for (std::uint32_t v = 0; v < core.size(); ++v)
            for (std::uint32_t a = core.begin[v]; a < core.begin[v + 1]; ++a)
                reverse_[a] = next[core.arcs[a].to]++;
    }

    /// Flow from everywhere to this vertex, each sender as much as its load times that of the receiver.
    void collect(std::uint32_t sink) {
        std::fill(distance_.begin(), distance_.end(), CoreGraph::kNone);
        order_.assign(1, sink);
        distance_[sink] = 0;
        for (std::size_t i = 0; i < order_.size(); ++i)
            for (const CoreGraph::Arc& arc : core_.arcsOf(order_[i]))
                if (distance_[arc.to] == CoreGraph::kNone) {
                    distance_[arc.to] = distance_[order_[i]] + 1;
                    order_.push_back(arc.to);
                }
        for (const std::uint32_t v : order_)
            arriving_[v] = static_cast<double>(core_.load[v]) * static_cast<double>(core_.load[sink]);
        for (std::size_t i = order_.size(); i-- > 1;) {
            const std::uint32_t v = order_[i];
            double room = 0;
            for (const CoreGraph::Arc& arc : core_.arcsOf(v))
                if (distance_[arc.to] < distance_[v]) room += static_cast<double>(arc.capacity);
            for (std::uint32_t a = core_.begin[v]; a < core_.begin[v + 1]; ++a) {
                const CoreGraph::Arc& arc = core_.arcs[a];
                if (distance_[arc.to] >= distance_[v]) continue;
                const double part = arriving_[v] * static_cast<double>(arc.capacity) / room;
                traffic_[a] += part;
                arriving_[arc.to] += part;
            }
        }
    }

    /// Pairs were met from both ends, and both directions of a link share its capacity.
    double rate() const {
        double worst = 0;
        for (std::size_t a = 0; a < traffic_.size(); ++a)
            worst = std::max(worst, (traffic_[a] + traffic_[reverse_[a]]) / 2 /
                                        static_cast<double>(core_.arcs[a].capacity));
        return worst > 0 ? (1 - kRounding) / worst : 0;
    }

    bool connected() const { return order_.size() == core_.size(); }

private:
    const CoreGraph& core_;
    std::vector<double> traffic_;
    std::vector<std::uint32_t> distance_, order_, reverse_;
    std::vector<double> arriving_;
};

double loadSum(const CoreGraph& core) {
    double sum = 0;
    for (const std::uint64_t w : core.load)
        sum += static_cast<double>(w);
    return sum;
}

}  // namespace

std::int64_t boundFromRate(const CoreGraph& core, const SideRange& range, double rate) {
    if (!(rate > 0)) return 0;
    const AccessCost access(core);
    const double all = loadSum(core);
    const auto at = [&](std::uint64_t moved) {
        const double least = std::max(0.0, static_cast<double>(range.least) - static_cast<double>(moved));
        // More than half cannot be the smaller side: such a choice does not exist.
        if (2 * least > all) return std::numeric_limits<double>::infinity();
        return access.of(moved) + rate * least * (all - least);
    };
    // Both terms are concave between the prices of pendants, so their sum is least at a corner.
    double best = std::numeric_limits<double>::infinity();
    std::vector<std::uint64_t> corners{0, std::min(range.least, access.most())};
    for (const std::uint64_t corner : access.corners())
        if (corner <= range.least) corners.push_back(corner);
    if (2 * static_cast<double>(range.least) > all)
        corners.push_back(static_cast<std::uint64_t>(std::ceil(static_cast<double>(range.least) - all / 2)));
    for (const std::uint64_t corner : corners)
        best = std::min(best, at(corner));
    if (!std::isfinite(best)) return 0;
    const double steps = best * (1 - kRounding) / static_cast<double>(core.quantum);
    return static_cast<std::int64_t>(std::ceil(steps - 1e-7)) * core.quantum;
}

ProductBound spectralBound(const CoreGraph& core, const PollFunction& poll,
                           const std::function<bool()>& timeIsUp) {
    if (core.size() < 2 || core.arcs.empty()) return {};
    ProductBound out = Lanczos(core, poll, timeIsUp).run(loadSum(core));
    if (core.hasBareVertices()) out.rate = 0;
    return out;
}

std::optional<ProductBound> uniformBound(const CoreGraph& core, double maxWork, const PollFunction& poll,
                                         const std::function<bool()>& timeIsUp) {
    std::uint32_t senders = 0;
    for (const std::uint64_t w : core.load)
        senders += w > 0 ? 1 : 0;
    if (senders < 2 || static_cast<double>(senders) * static_cast<double>(core.arcs.size()) > maxWork)
        return std::nullopt;
    UniformTraffic traffic(core);
    for (std::uint32_t v = 0; v < core.size(); ++v) {
        if (core.load[v] == 0) continue;
        if (poll) poll();
        if (timeIsUp && timeIsUp()) return std::nullopt;
        traffic.collect(v);
        if (!traffic.connected()) return std::nullopt;
    }
    return ProductBound{traffic.rate(), {}};
}

}  // namespace rackloom::analytics
