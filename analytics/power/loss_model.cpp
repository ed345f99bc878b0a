// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/loss_model.h"

#include <Eigen/Dense>

#include <algorithm>
#include <limits>

namespace rackloom::analytics {

namespace {

using Columns = Eigen::Matrix<double, Eigen::Dynamic, 3>;

bool meaningful(const EfficiencyPoint& p) {
    return p.load > 0 && p.efficiency > 0 && p.efficiency <= 1 && std::isfinite(p.load);
}

/// Least squares over the terms of `subset` (a bit per term), the others held at zero.
Eigen::Vector3d solveSubset(const Columns& a, const Eigen::VectorXd& b, unsigned subset) {
    Columns masked = a;
    for (int term = 0; term < 3; ++term)
        if (!(subset & 1u << term)) masked.col(term).setZero();
    return masked.completeOrthogonalDecomposition().solve(b);
}

/// With three terms there are eight subsets: trying all is exact and needs no iteration.
Eigen::Vector3d solveNonNegative(const Columns& a, const Eigen::VectorXd& b) {
    Eigen::Vector3d best = Eigen::Vector3d::Zero();
    double bestError = std::numeric_limits<double>::infinity();
    for (unsigned subset = 0; subset < 8; ++subset) {
        const Eigen::Vector3d k = solveSubset(a, b, subset);
        const double error = (a * k - b).squaredNorm();
        if (k.minCoeff() >= 0 && error < bestError) {
            best = k;
            bestError = error;
        }
    }
    return best;
}

}  // namespace

Power LossModel::loss(Power output, int units) const {
    const Power installed = rating * static_cast<double>(units);
    if (!(installed.si() > 0)) return {};
    const double x = output / installed;
    return installed * (k0 + x * (k1 + x * k2));
}

Power LossModel::input(Power output, int units) const {
    return output + loss(output, units);
}

double LossModel::efficiency(Power output, int units) const {
    const Power in = input(output, units);
    return in.si() > 0 ? output / in : 0.0;
}

LossModel affineLoss(Power rating, Power constant, double efficiency) {
    if (!(efficiency > 0) || !(rating.si() > 0)) return LossModel{rating, 0, 0, 0};
    return {rating, constant / rating / efficiency, 1 / efficiency - 1, 0};
}

std::optional<LossModel> fitLossModel(Power rating, const std::vector<EfficiencyPoint>& given) {
    std::vector<EfficiencyPoint> points;
    std::copy_if(given.begin(), given.end(), std::back_inserter(points), meaningful);
    std::vector<double> loads;
    for (const EfficiencyPoint& p : points)
        loads.push_back(p.load);
    std::sort(loads.begin(), loads.end());
    if (std::unique(loads.begin(), loads.end()) - loads.begin() < 3) return std::nullopt;

    const auto n = static_cast<Eigen::Index>(points.size());
    Columns a(n, 3);
    Eigen::VectorXd b(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto& [x, eta] = points[static_cast<std::size_t>(i)];
        a.row(i) << 1, x, x * x;
        b(i) = x * (1 / eta - 1);
    }
    const Eigen::Vector3d k = n == 3 ? solveSubset(a, b, 7u) : solveNonNegative(a, b);
    return LossModel{rating, k(0), k(1), k(2)};
}

}  // namespace rackloom::analytics
