// SPDX-License-Identifier: GPL-3.0-or-later
#include "random_tree.h"

namespace rackloom::test {

using namespace rackloom::analytics;
using model::ParentPolicy;

PowerTree randomPowerTree(std::mt19937& random) {
    const auto upTo = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n)(random); };
    const auto share = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
    PowerTree tree;
    tree.overload = {{{1.1, 600 * unit::s}, {1.5, 10 * unit::s}}, {}};
    const std::size_t n = 2 + upTo(20);
    for (std::size_t v = 0; v < n; ++v) {
        PowerElement e;
        for (std::size_t k = v < 2 ? 0 : 1 + upTo(2); k > 0; --k)
            // Sometimes a child further down: that makes cycles.
            e.parents.push_back(upTo(19) == 0 ? upTo(n - 1) : upTo(v - 1));
        if (share() < 0.3)
            for (std::size_t k = 0; k < e.parents.size(); ++k)
                e.weights.push_back(upTo(3) == 0 ? 0 : share());
        e.policy = static_cast<ParentPolicy>(upTo(2));
        e.units = 1 + static_cast<int>(upTo(3));
        const double kind = share();
        if (kind < 0.6)
            e.conversion = LossModel{(0.1 + share()) * unit::MW, 0.01 * share(), 0.02, 0.02};
        else if (kind < 0.8)
            e.curve = EfficiencyCurve(500 * unit::kW, {{0.1, 0.9}, {0.5, 0.96}, {1, 0.91}});
        if (share() < 0.3) e.run = ConductorRun{415 * unit::V, 3, 0.99, 0.001 * share() * unit::ohm};
        if (share() < 0.2) e.ownLoad = share() * 20 * unit::kW;
        if (share() < 0.7) e.limit = share() * 2 * unit::MW;
        if (share() < 0.5) e.overload = upTo(1);
        tree.elements.push_back(std::move(e));
    }
    for (std::size_t i = upTo(30); i > 0; --i) {
        PowerLoad load{share() * 150 * unit::kW, {}, 1 + static_cast<int>(upTo(4))};
        for (std::size_t k = upTo(3); k > 0; --k)
            load.cords.push_back(
                {upTo(n - 1), LossModel{132 * unit::kW, 0.004, 0.01, 0.0148}, 0.1 + share()});
        tree.loads.push_back(std::move(load));
    }
    return tree;
}

}  // namespace rackloom::test
