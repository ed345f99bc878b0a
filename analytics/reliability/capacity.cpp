// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/capacity.h"

#include "analytics/reliability/limits.h"

#include <algorithm>
#include <compare>
#include <map>

namespace rackloom::analytics {

namespace {

using Losses = std::vector<double>;  ///< P(j lost), cut off after the spares

Losses convolve(const Losses& a, const Losses& b, std::size_t most) {
    Losses out(std::min(most, a.size() + b.size() - 2) + 1, 0.0);
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size() && i + j < out.size(); ++j)
            out[i + j] += a[i] * b[j];
    return out;
}

Losses power(Losses base, std::size_t times, std::size_t most) {
    Losses out{1};
    for (; times > 0; times /= 2) {
        if (times % 2) out = convolve(out, base, most);
        if (times > 1) base = convolve(base, base, most);
    }
    return out;
}

/// What hangs directly on one unit: equal kinds of domains, and how many of each.
using Kinds = std::map<std::pair<double, double>, int>;

/// A unit with nothing but domains below it; equal ones are convolved by squaring.
struct Leaf {
    double up, down;
    Kinds kinds;
    friend auto operator<=>(const Leaf&, const Leaf&) = default;
};

class Tree {
public:
    Tree(const std::vector<CapacityUnit>& units, const std::vector<CapacityGroup>& groups, int spares)
        : units_(units), most_(static_cast<std::size_t>(spares)), root_(units.size()), nodes_(root_ + 1) {
        for (const CapacityGroup& g : groups)
            if (g.domains > 0)
                nodes_[g.unit.value_or(root_)].kinds[{g.domain.up, g.domain.down}] += g.domains;
        for (const CapacityUnit& u : units)
            nodes_[u.parent.value_or(root_)].leaf = false;
    }

    Losses solve() {
        for (std::size_t i = root_; i-- > 0;) {
            Node& node = nodes_[i];
            const std::size_t parent = units_[i].parent.value_or(root_);
            const Chance c = units_[i].chance;
            if (node.leaf)
                ++nodes_[parent].leaves[Leaf{c.up, c.down, std::move(node.kinds)}];
            else
                join(parent, below(i), c, 1);
        }
        return below(root_).losses;
    }

private:
    struct Node {
        Kinds kinds;
        std::map<Leaf, std::size_t> leaves;  ///< below it, and how many
        Losses losses{1};
        int domains = 0;
        bool leaf = true;
    };
    struct Below {
        Losses losses;
        int domains = 0;
    };

    Below ofKinds(const Kinds& kinds) const {
        Below out{{1}, 0};
        for (const auto& [chance, count] : kinds) {
            out.domains += count;
            const Losses own =
                downDistribution(count, static_cast<int>(most_), Chance{chance.first, chance.second});
            out.losses = convolve(out.losses, own, most_);
        }
        return out;
    }

    /// Everything below a unit, whose parents come earlier and children later: they have joined by now.
    Below below(std::size_t i) {
        for (const auto& [leaf, times] : nodes_[i].leaves)
            join(i, ofKinds(leaf.kinds), {leaf.up, leaf.down}, times);
        const Below own = ofKinds(nodes_[i].kinds);
        return {convolve(nodes_[i].losses, own.losses, most_), nodes_[i].domains + own.domains};
    }

    void join(std::size_t parent, Below part, Chance c, std::size_t times) {
        for (double& p : part.losses)
            p *= c.up;
        const std::size_t all = static_cast<std::size_t>(part.domains);
        if (all <= most_) {
            part.losses.resize(std::max(part.losses.size(), all + 1), 0.0);
            part.losses[all] += c.down;
        }
        nodes_[parent].losses = convolve(nodes_[parent].losses, power(part.losses, times, most_), most_);
        nodes_[parent].domains += part.domains * static_cast<int>(times);
    }

    const std::vector<CapacityUnit>& units_;
    std::size_t most_, root_;
    std::vector<Node> nodes_;
};

}  // namespace

Result<std::vector<double>> lostDomains(const std::vector<CapacityUnit>& units,
                                        const std::vector<CapacityGroup>& groups, int spares) {
    Limits limits("usable domains");
    limits.whole("spare domains", spares, 0, 1e6);
    for (std::size_t i = 0; i < units.size(); ++i) {
        limits.share("chance of a unit", units[i].chance.up).share("chance of a unit", units[i].chance.down);
        limits.require(!units[i].parent || *units[i].parent < i, "units", "a parent is not listed earlier",
                       "List parents first.");
    }
    for (const CapacityGroup& g : groups) {
        limits.whole("domains of a group", g.domains, 0, 1e6);
        limits.share("chance of a domain", g.domain.up).share("chance of a domain", g.domain.down);
        limits.require(!g.unit || *g.unit < units.size(), "groups", "one hangs on a unit that is not listed",
                       "Name a unit of the list.");
    }
    if (!limits.ok()) return limits.error();
    return Tree(units, groups, spares).solve();
}

Result<double> enoughDomains(const std::vector<CapacityUnit>& units, const std::vector<CapacityGroup>& groups,
                             int needed) {
    long long all = 0;
    for (const CapacityGroup& g : groups)
        all += g.domains;
    if (needed < 0 || needed > all)
        return Error{"usable domains, needed", "more are needed than there are", "Ask for fewer domains."};
    if (units.empty() && groups.size() == 1)
        return binomialAtLeast(groups[0].domains, needed, groups[0].domain);
    const Result<std::vector<double>> lost = lostDomains(units, groups, static_cast<int>(all - needed));
    if (!lost) return lost.error();
    double sum = 0;
    for (const double p : lost.value())
        sum += p;
    return std::min(sum, 1.0);
}

}  // namespace rackloom::analytics
