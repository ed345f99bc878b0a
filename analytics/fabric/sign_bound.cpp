// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/sign_bound.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

namespace rackloom::analytics {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

constexpr int kStepsPerRound = 25;
constexpr std::size_t kMemory = 12;
constexpr double kViolation = 0.02;
constexpr double kMargin = 1e-9;

/// signs[0] X_ij + signs[1] X_ik + signs[2] X_jk >= -1, the product of the signs being 1.
struct Triangle {
    Eigen::Index i = 0, j = 0, k = 0;
    signed char ij = 1, ik = 1, jk = 1;
    bool sameAs(const Triangle& o) const {
        return i == o.i && j == o.j && k == o.k && ij == o.ij && ik == o.ik && jk == o.jk;
    }
};

/// The dual of the relaxation with a quadratic penalty: concave and smooth, and below the least for all
/// multipliers (diagonal free, balance in pairs >= 0 or free, triangles >= 0).
class Dual {
public:
    explicit Dual(const SignProblem& problem)
        : n_(static_cast<Eigen::Index>(problem.n)), slack_(problem.slack) {
        cost_ = Eigen::Map<const Matrix>(problem.cost.data(), n_, n_);
        scale_ = std::max(cost_.cwiseAbs().maxCoeff(), 1e-300);
        cost_ /= scale_;
        weight_ = Eigen::Map<const Vector>(problem.weight.data(), n_);
        const double norm = weight_.norm();
        if (norm > 0) {
            weight_ /= norm;
            slack_ /= norm;
        }
        balanced_ = norm > 0 && slack_ < weight_.cwiseAbs().sum();
        split_ = balanced_ && slack_ > 0;
        point_ = Vector::Zero(n_ * (1 + (balanced_ ? 1 : 0) + (split_ ? 1 : 0)));
    }

    double scale() const { return scale_; }
    Eigen::Index size() const { return point_.size(); }
    bool isBounded(Eigen::Index i) const { return i >= n_ * (split_ ? 1 : 1 + (balanced_ ? 1 : 0)); }
    const Vector& point() const { return point_; }
    void moveTo(Vector point) { point_ = std::move(point); }
    const Matrix& products() const { return products_; }
    double bestBound() const { return best_; }
    std::size_t triangles() const { return triangles_.size(); }

    /// Value at the point and its gradient; remembers the best bound met.
    double evaluate(const Vector& at, double penalty, Vector& gradient) {
        Matrix m = -cost_;
        m.diagonal() += at.head(n_);
        double linear = at.head(n_).sum();
        if (balanced_) {
            Vector p = at.segment(n_, n_);
            if (split_) {
                linear -= slack_ * (at.segment(n_, n_).sum() + at.segment(2 * n_, n_).sum());
                p -= at.segment(2 * n_, n_);
            }
            m += 0.5 * (p * weight_.transpose() + weight_ * p.transpose());
        }
        const Eigen::Index first = point_.size() - static_cast<Eigen::Index>(triangles_.size());
        for (std::size_t t = 0; t < triangles_.size(); ++t) {
            const double g = at[first + static_cast<Eigen::Index>(t)];
            const Triangle& tri = triangles_[t];
            linear -= g;
            add(m, tri.i, tri.j, g / 2 * tri.ij);
            add(m, tri.i, tri.k, g / 2 * tri.ik);
            add(m, tri.j, tri.k, g / 2 * tri.jk);
        }
        const Eigen::SelfAdjointEigenSolver<Matrix> solver(m);
        const Vector& values = solver.eigenvalues();
        Eigen::Index positive = 0;
        while (positive < n_ && values[n_ - 1 - positive] > 0)
            ++positive;
        const Matrix vectors = solver.eigenvectors().rightCols(positive);
        const Vector kept = values.tail(positive);
        products_.noalias() = vectors * (kept / penalty).asDiagonal() * vectors.transpose();
        const double nn = static_cast<double>(n_);
        const double value = linear - kept.squaredNorm() / (2 * penalty) - penalty * nn * nn / 2;
        // The trace of any solution is n, which gives a second bound at the same point.
        const double byTrace = linear - nn * std::max(0.0, values[n_ - 1]);
        const double margin = kMargin * (1 + at.cwiseAbs().sum());
        best_ = std::max(best_, std::max(value, byTrace) - margin);
        gradientAt(first, gradient);
        return value;
    }

    /// Drops idle triangles, adds those that the products violate most. False when there are none.
    bool tighten(std::size_t most) {
        const Eigen::Index first = point_.size() - static_cast<Eigen::Index>(triangles_.size());
        std::vector<Triangle> kept;
        std::vector<double> multipliers(point_.data(), point_.data() + first);
        for (std::size_t t = 0; t < triangles_.size(); ++t) {
            const double g = point_[first + static_cast<Eigen::Index>(t)];
            if (g <= 1e-7 && violation(triangles_[t]) < 0) continue;
            kept.push_back(triangles_[t]);
            multipliers.push_back(g);
        }
        std::vector<std::pair<double, Triangle>> found = violated();
        const std::size_t count = std::min(most, found.size());
        const auto byViolation = [](const auto& a, const auto& b) { return a.first > b.first; };
        std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), found.end(),
                          byViolation);
        std::size_t added = 0;
        for (std::size_t f = 0; f < count; ++f) {
            const bool known = std::any_of(kept.begin(), kept.end(),
                                           [&](const Triangle& t) { return t.sameAs(found[f].second); });
            if (known) continue;
            kept.push_back(found[f].second);
            multipliers.push_back(0);
            ++added;
        }
        triangles_ = std::move(kept);
        point_ = Eigen::Map<Vector>(multipliers.data(), static_cast<Eigen::Index>(multipliers.size()));
        return added > 0;
    }

private:
    static void add(Matrix& m, Eigen::Index i, Eigen::Index j, double x) {
        m(i, j) += x;
        m(j, i) += x;
    }

    void gradientAt(Eigen::Index first, Vector& gradient) const {
        gradient.resize(point_.size());
        gradient.head(n_) = Vector::Ones(n_) - products_.diagonal();
        if (balanced_) {
            const Vector along = products_ * weight_;
            if (split_) {
                gradient.segment(n_, n_) = -along - Vector::Constant(n_, slack_);
                gradient.segment(2 * n_, n_) = along - Vector::Constant(n_, slack_);
            } else {
                gradient.segment(n_, n_) = -along;
            }
        }
        for (std::size_t t = 0; t < triangles_.size(); ++t)
            gradient[first + static_cast<Eigen::Index>(t)] = violation(triangles_[t]);
    }

    /// -1 - (the left side): positive when violated.
    double violation(const Triangle& t) const {
        return -1 - t.ij * products_(t.i, t.j) - t.ik * products_(t.i, t.k) - t.jk * products_(t.j, t.k);
    }

    std::vector<std::pair<double, Triangle>> violated() const {
        std::vector<std::pair<double, Triangle>> out;
        constexpr signed char kSigns[4][3] = {{1, 1, 1}, {1, -1, -1}, {-1, 1, -1}, {-1, -1, 1}};
        for (Eigen::Index i = 0; i < n_; ++i)
            for (Eigen::Index j = i + 1; j < n_; ++j)
                for (Eigen::Index k = j + 1; k < n_; ++k)
                    for (const auto& s : kSigns) {
                        const Triangle t{i, j, k, s[0], s[1], s[2]};
                        if (const double v = violation(t); v > kViolation) out.push_back({v, t});
                    }
        return out;
    }

    Eigen::Index n_;
    double slack_ = 0, scale_ = 1;
    bool balanced_ = false, split_ = false;
    Matrix cost_, products_;
    Vector weight_, point_;
    std::vector<Triangle> triangles_;
    double best_ = -std::numeric_limits<double>::infinity();
};

/// Ascent with limited memory (L-BFGS), kept within the bounds of the multipliers.
class Ascent {
public:
    Ascent(Dual& dual, double penalty, const SignOptions& options)
        : dual_(dual), penalty_(penalty), options_(options), x_(dual.point()) {
        value_ = dual_.evaluate(x_, penalty_, gradient_);
    }

    void run(int steps, double enough) {
        for (int step = 0; step < steps && dual_.bestBound() < enough; ++step) {
            if (options_.poll) options_.poll();
            if (options_.timeIsUp && options_.timeIsUp()) break;
            if (!advance()) break;
        }
        dual_.moveTo(x_);
        dual_.evaluate(x_, penalty_, gradient_);
    }

private:
    bool held(Eigen::Index i) const { return dual_.isBounded(i) && x_[i] <= 0 && gradient_[i] <= 0; }

    Vector direction() const {
        Vector d = gradient_;
        for (Eigen::Index i = 0; i < d.size(); ++i)
            if (held(i)) d[i] = 0;
        const Vector steepest = d;
        std::vector<double> a(pairs_.size());
        for (std::size_t k = pairs_.size(); k-- > 0;) {
            a[k] = pairs_[k].s.dot(d) / pairs_[k].sy;
            d -= a[k] * pairs_[k].y;
        }
        if (!pairs_.empty()) d *= pairs_.back().sy / pairs_.back().y.squaredNorm();
        for (std::size_t k = 0; k < pairs_.size(); ++k)
            d += (a[k] - pairs_[k].y.dot(d) / pairs_[k].sy) * pairs_[k].s;
        for (Eigen::Index i = 0; i < d.size(); ++i)
            if (held(i)) d[i] = 0;
        return d.dot(steepest) > 0 ? d : steepest;
    }

    bool advance() {
        const Vector d = direction();
        double length = pairs_.empty() ? penalty_ : 1;
        for (int attempt = 0; attempt < 12; ++attempt, length *= pairs_.empty() ? 0.25 : 0.4) {
            if (options_.poll) options_.poll();
            if (options_.timeIsUp && options_.timeIsUp()) return false;
            Vector x = x_ + length * d;
            for (Eigen::Index i = 0; i < x.size(); ++i)
                if (dual_.isBounded(i)) x[i] = std::max(0.0, x[i]);
            Vector gradient;
            const double value = dual_.evaluate(x, penalty_, gradient);
            if (value < value_ + 1e-4 * gradient_.dot(x - x_)) continue;
            Pair pair{x - x_, gradient_ - gradient, 0};  // of the negated function
            pair.sy = pair.s.dot(pair.y);
            const bool useful = pair.sy > 1e-12 * pair.y.squaredNorm();
            const double gain = value - value_;
            x_ = std::move(x);
            gradient_ = std::move(gradient);
            value_ = value;
            if (useful) {
                pairs_.push_back(std::move(pair));
                if (pairs_.size() > kMemory) pairs_.pop_front();
            }
            return gain > 1e-7 * (1 + std::abs(value_));
        }
        if (pairs_.empty()) return false;
        pairs_.clear();
        return true;
    }

    struct Pair {
        Vector s, y;
        double sy = 0;
    };
    Dual& dual_;
    double penalty_;
    const SignOptions& options_;
    Vector x_, gradient_;
    double value_ = 0;
    std::deque<Pair> pairs_;
};

}  // namespace

SignBound signBound(const SignProblem& problem, const SignOptions& options) {
    Dual dual(problem);
    const double n = static_cast<double>(problem.n);
    const double enough = (options.target - problem.constant) / dual.scale();
    double penalty = 1 / n, before = -std::numeric_limits<double>::infinity();
    int idle = 0;
    for (int round = 0; round < options.rounds; ++round) {
        Ascent(dual, penalty, options).run(kStepsPerRound, enough);
        const double bound = dual.bestBound();
        if (bound >= enough || (options.timeIsUp && options.timeIsUp())) break;
        const double gained = bound - before;
        const bool added = dual.tighten(static_cast<std::size_t>(6 * problem.n));
        // Far from the target and slow: further rounds are better spent elsewhere.
        if (options.giveUpEarly && round >= 4 && gained * (options.rounds - round) < (enough - bound) / 2)
            break;
        idle = gained < 1e-3 * std::abs(bound) && penalty * n * n / 2 < 1e-3 * std::abs(bound) && !added
                   ? idle + 1
                   : 0;
        if (idle >= 2) break;
        before = bound;
        penalty = std::max(penalty * 0.5, 1e-5 / n);
    }
    SignBound out;
    out.lower = problem.constant + dual.scale() * dual.bestBound();
    out.products.assign(dual.products().data(), dual.products().data() + problem.n * problem.n);
    return out;
}

}  // namespace rackloom::analytics
