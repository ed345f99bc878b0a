// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/corrected_spectral.h"

#include "analytics/fabric/hub_certificate.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace rackloom::analytics {
namespace {

constexpr double kMaxBasis = 2e7;  // numbers kept of all Lanczos vectors
constexpr Eigen::Index kMaxSteps = 120, kQuickSteps = 60, kCheckEvery = 10;
constexpr double kPrecision = 1e-3;   // of the cut, that an eigenvalue may miss
constexpr double kSafety = 3;         // residuals that are given away
constexpr double kFirstShare = 0.55;  // of the capacity, that vibrates: best for most sparse networks
constexpr double kPromising = 0.8;    // of what is proven already, to go on from
constexpr double kMaxWork = 2e9;      // multiplications for improving
constexpr double kFlat = 1e-6;        // no slope is left
constexpr double kRounding = 1e-11;   // of the numbers that are added up
constexpr double kFirstStep = 0.02;   // of the bound, that a step aims beyond it

struct LeastValue {
    double value = 0, residual = std::numeric_limits<double>::infinity();
    Eigen::VectorXd vector;
};

class Corrections {
public:
    Corrections(const CoreGraph& core, const SideRange& range, const CorrectedSpectralOptions& options)
        : core_(core),
          range_(range),
          options_(options),
          access_(core),
          n_(static_cast<Eigen::Index>(core.size())),
          random_(1) {
        degree_ = load_ = Eigen::VectorXd::Zero(n_);
        for (std::uint32_t v = 0; v < core.size(); ++v) {
            for (const CoreGraph::Arc& arc : core.arcsOf(v))
                degree_[v] += static_cast<double>(arc.capacity);
            load_[v] = static_cast<double>(core.load[v]);
        }
        all_ = load_.sum();
        // Twice what keeps the even vector out: uneven sides are charged with it.
        penalty_ = 2 * static_cast<double>(options.known) / (all_ * all_);
        tolerance_ = kPrecision * static_cast<double>(options.known) / static_cast<double>(n_);
    }

    std::int64_t run() {
        if (!(all_ > 0) || options_.known <= 0) return 0;
        double share = kFirstShare;
        tryShare(share);
        for (const double step : {0.1, 0.05}) {
            if (late()) return rounded();
            if (tryShare(share + step))
                share += step;
            else if (tryShare(share - step))
                share -= step;
        }
        if (best_ > kPromising * static_cast<double>(options_.proven)) improve();
        return rounded();
    }

private:
    bool late() const { return options_.timeIsUp && options_.timeIsUp(); }
    std::int64_t rounded() const { return best_ > 0 ? roundedBound(best_, core_.quantum) : 0; }

    /// Corrections in proportion to capacity; true when they are better than any before.
    bool tryShare(double share) {
        correction_ = degree_ * ((1 - share) / 4);
        return prove();
    }

    /// A bound counts only from a random start, which misses no eigenvector.
    bool prove() {
        const LeastValue least = leastValue(randomVector(), kMaxSteps);
        const double bound = boundOf(least);
        if (!(bound > best_)) return false;
        best_ = bound;
        bestCorrection_ = correction_;
        vector_ = least.vector;
        return true;
    }

    void improve() {
        if (bestCorrection_.size() == 0) return;
        correction_ = bestCorrection_;
        Eigen::VectorXd better = correction_, start = vector_;
        double best = best_, last = best_, step = kFirstStep;
        const double work = static_cast<double>(kQuickSteps) *
                            static_cast<double>(core_.arcs.size() + 4 * kQuickSteps * core_.size());
        const int steps = static_cast<int>(std::clamp(kMaxWork / work, 2.0, 40.0));
        for (int i = 0; i < steps && !late(); ++i) {
            const LeastValue least = leastValue(start + 0.05 * randomVector(), kQuickSteps);
            if (!std::isfinite(least.residual)) break;
            const double bound = boundOf(least);
            if (bound > best) {
                best = bound;
                better = correction_;
            }
            const Eigen::VectorXd slope =
                Eigen::VectorXd::Ones(n_) - static_cast<double>(n_) * least.vector.cwiseAbs2();
            const double square = slope.squaredNorm();
            if (!(square > kFlat * static_cast<double>(n_))) break;
            const double ahead = std::max(0.0, best * (1 + step) - bound);
            correction_ += slope * (ahead / square);
            if (bound < last) step *= 0.9;
            last = bound;
            start = least.vector;
        }
        correction_ = better;
        prove();
    }

    /// The least over what pendants may move across, each at the price of its link.
    double boundOf(const LeastValue& least) const {
        if (!std::isfinite(least.residual)) return 0;
        const double even =
            correction_.sum() + static_cast<double>(n_) * (least.value - kSafety * least.residual) -
            kRounding * (correction_.cwiseAbs().sum() + degree_.sum() + static_cast<double>(options_.known));
        // Concave between the prices of pendants, so least at a corner.
        const auto at = [&](std::uint64_t moved) {
            const double side = std::max(0.0, static_cast<double>(range_.least) - static_cast<double>(moved));
            if (2 * side > all_) return std::numeric_limits<double>::infinity();
            const double uneven = all_ - 2 * side;
            return access_.of(moved) + even - penalty_ * uneven * uneven;
        };
        double out = std::min(at(0), at(std::min(range_.least, access_.most())));
        for (const std::uint64_t corner : access_.corners())
            if (corner <= range_.least) out = std::min(out, at(corner));
        if (2 * static_cast<double>(range_.least) > all_)
            out = std::min(
                out, at(static_cast<std::uint64_t>(std::ceil(static_cast<double>(range_.least) - all_ / 2))));
        return std::isfinite(out) ? out : 0;
    }

    Eigen::VectorXd randomVector() {
        std::normal_distribution<double> normal;
        Eigen::VectorXd out(n_);
        for (Eigen::Index i = 0; i < n_; ++i)
            out[i] = normal(random_);
        return out.normalized();
    }

    Eigen::VectorXd applied(const Eigen::VectorXd& x) const {
        Eigen::VectorXd out = load_ * (penalty_ * load_.dot(x));
        for (std::uint32_t v = 0; v < core_.size(); ++v) {
            double sum = degree_[v] * x[v];
            for (const CoreGraph::Arc& arc : core_.arcsOf(v))
                sum -= static_cast<double>(arc.capacity) * x[arc.to];
            out[v] += sum / 4 - correction_[v] * x[v];
        }
        return out;
    }

    /// Lanczos steps with full reorthogonalisation.
    LeastValue leastValue(Eigen::VectorXd q, Eigen::Index most) const {
        const Eigen::Index steps =
            std::min({n_, most, static_cast<Eigen::Index>(kMaxBasis / static_cast<double>(n_))});
        Eigen::MatrixXd basis(n_, steps);
        std::vector<double> alpha, beta;
        LeastValue out;
        q.normalize();
        for (Eigen::Index k = 0; k < steps; ++k) {
            if (options_.poll) options_.poll();
            if (late()) return out;
            basis.col(k) = q;
            Eigen::VectorXd next = applied(q);
            alpha.push_back(q.dot(next));
            for (int twice = 0; twice < 2; ++twice)
                next -= basis.leftCols(k + 1) * (basis.leftCols(k + 1).transpose() * next);
            beta.push_back(next.norm());
            const bool last = k + 1 == steps || beta.back() < 1e-12 * degree_.mean();
            if (last || (k + 1) % kCheckEvery == 0) {
                Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
                solver.computeFromTridiagonal(Eigen::Map<Eigen::VectorXd>(alpha.data(), k + 1),
                                              Eigen::Map<Eigen::VectorXd>(beta.data(), k),
                                              Eigen::ComputeEigenvectors);
                out.value = solver.eigenvalues()[0];
                out.residual = k + 1 == n_ ? 1e-10 * degree_.mean()
                                           : std::abs(beta.back() * solver.eigenvectors()(k, 0));
                if (last || out.residual < tolerance_) {
                    out.vector = basis.leftCols(k + 1) * solver.eigenvectors().col(0);
                    break;
                }
            }
            q = next / beta.back();
        }
        return out;
    }

    const CoreGraph& core_;
    SideRange range_;
    const CorrectedSpectralOptions& options_;
    AccessCost access_;
    Eigen::Index n_;
    std::mt19937 random_;
    Eigen::VectorXd degree_, load_, correction_, bestCorrection_, vector_;
    double all_ = 0, penalty_ = 0, tolerance_ = 0, best_ = 0;
};

}  // namespace

std::int64_t correctedSpectralBound(const CoreGraph& core, const SideRange& range,
                                    const CorrectedSpectralOptions& options) {
    if (core.size() < 2 || core.arcs.empty()) return 0;
    return Corrections(core, range, options).run();
}

}  // namespace rackloom::analytics
