// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/capacity.h"

#include "analytics/reliability/belonging.h"
#include "analytics/reliability/limits.h"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <map>
#include <numeric>
#include <utility>

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

/// Drops what is too rare to show in any sum of chances, from the end: squaring a chain of a thousand domains
/// then costs as much as its few likely losses. That many lost below one unit make it less likely, not more,
/// that no more than the spares are lost in all, so the share dropped bounds the error of the answer.
void cutTail(Losses& losses) {
    constexpr double kNegligible = 1e-25;
    const double all = std::accumulate(losses.begin(), losses.end(), 0.0);
    while (losses.size() > 1 && losses.back() <= kNegligible * all)
        losses.pop_back();
}

Losses power(Losses base, std::size_t times, std::size_t most) {
    Losses out{1};
    for (; times > 0; times /= 2) {
        if (times % 2) out = convolve(out, base, most);
        if (times > 1) base = convolve(base, base, most);
        cutTail(base);
        cutTail(out);
    }
    return out;
}

/// Equal domains that hang directly on one unit.
struct Kind {
    double up, down;
    int count;
    friend auto operator<=>(const Kind&, const Kind&) = default;
};

/// A unit by what it and everything below it can do; units of the same shape lose domains alike. Shapes are
/// told apart once, and each is solved once.
struct Shape {
    double up = 1, down = 0;
    std::vector<Kind> kinds;                             ///< rising, each once
    std::vector<std::pair<std::uint32_t, int>> further;  ///< shapes below and how many of each, rising
    friend auto operator<=>(const Shape&, const Shape&) = default;
};

class Tree {
public:
    Tree(const std::vector<CapacityUnit>& units, const std::vector<CapacityGroup>& groups, int spares)
        : units_(units),
          groups_(groups),
          most_(static_cast<std::size_t>(spares)),
          below_(units.size() + 1, parentsOf(units)),
          standing_(units.size() + 1, placesOf(units, groups)),
          shapeOf_(units.size()) {}

    Losses solve() {
        for (std::size_t i = units_.size(); i-- > 0;)  // children come later than their parents
            shapeOf_[i] = numberOf(shape(i, units_[i].chance));
        return lossesOf(shape(units_.size(), {})).losses;
    }

private:
    struct Below {
        Losses losses;
        int domains = 0;
    };

    static std::vector<std::uint32_t> parentsOf(const std::vector<CapacityUnit>& units) {
        std::vector<std::uint32_t> out;
        out.reserve(units.size());
        for (const CapacityUnit& u : units)
            out.push_back(static_cast<std::uint32_t>(u.parent.value_or(units.size())));
        return out;
    }
    static std::vector<std::uint32_t> placesOf(const std::vector<CapacityUnit>& units,
                                               const std::vector<CapacityGroup>& groups) {
        std::vector<std::uint32_t> out;
        out.reserve(groups.size());
        for (const CapacityGroup& g : groups)
            out.push_back(static_cast<std::uint32_t>(g.unit.value_or(units.size())));
        return out;
    }

    /// The place after the last unit is the site itself.
    const Shape& shape(std::size_t place, Chance chance) {
        scratch_.up = chance.up;
        scratch_.down = chance.down;
        scratch_.kinds.clear();
        scratch_.further.clear();
        for (const std::uint32_t g : standing_.of(place))
            if (groups_[g].domains > 0)
                scratch_.kinds.push_back({groups_[g].domain.up, groups_[g].domain.down, groups_[g].domains});
        for (const std::uint32_t child : below_.of(place))
            scratch_.further.emplace_back(shapeOf_[child], 1);
        merge(
            scratch_.kinds, [](const Kind& a, const Kind& b) { return a.up == b.up && a.down == b.down; },
            [](Kind& into, const Kind& from) { into.count += from.count; });
        merge(
            scratch_.further, [](const auto& a, const auto& b) { return a.first == b.first; },
            [](auto& into, const auto& from) { into.second += from.second; });
        return scratch_;
    }

    template <class T, class Same, class Add>
    static void merge(std::vector<T>& items, const Same& same, const Add& add) {
        if (items.size() < 2) return;
        std::sort(items.begin(), items.end());
        std::size_t kept = 0;
        for (std::size_t i = 1; i < items.size(); ++i)
            if (same(items[kept], items[i]))
                add(items[kept], items[i]);
            else
                items[++kept] = items[i];
        items.resize(kept + 1);
    }

    /// Units listed together are mostly alike, with or without others below them.
    std::uint32_t numberOf(const Shape& shape) {
        std::uint32_t& last = last_[shape.further.empty() ? 0 : 1];
        if (last < shapes_.size() && *shapes_[last] == shape) return last;
        const auto [it, fresh] = known_.try_emplace(shape, static_cast<std::uint32_t>(shapes_.size()));
        if (fresh) {
            shapes_.push_back(&it->first);
            solved_.push_back(lossesOf(shape));
            Below& own = solved_.back();
            for (double& p : own.losses)
                p *= shape.up;
            const std::size_t all = static_cast<std::size_t>(own.domains);
            if (all <= most_) {
                own.losses.resize(std::max(own.losses.size(), all + 1), 0.0);
                own.losses[all] += shape.down;
            }
        }
        return last = it->second;
    }

    /// Of everything below a unit of this shape while it is up.
    Below lossesOf(const Shape& shape) const {
        Below out{{1}, 0};
        for (const Kind& kind : shape.kinds) {
            out.domains += kind.count;
            Losses own = downDistribution(kind.count, static_cast<int>(most_), Chance{kind.up, kind.down});
            cutTail(own);
            out.losses = convolve(out.losses, own, most_);
        }
        for (const auto& [part, times] : shape.further) {
            out.losses = convolve(out.losses,
                                  power(solved_[part].losses, static_cast<std::size_t>(times), most_), most_);
            out.domains += solved_[part].domains * times;
        }
        return out;
    }

    const std::vector<CapacityUnit>& units_;
    const std::vector<CapacityGroup>& groups_;
    std::size_t most_;
    Belonging below_, standing_;
    std::vector<std::uint32_t> shapeOf_;
    Shape scratch_;
    std::map<Shape, std::uint32_t> known_;
    std::vector<const Shape*> shapes_;
    std::vector<Below> solved_;  ///< of each shape, with the unit's own losses
    std::uint32_t last_[2] = {~std::uint32_t{0}, ~std::uint32_t{0}};
};

Result<void> checkedTree(const std::vector<CapacityUnit>& units, const std::vector<CapacityGroup>& groups,
                         int spares) {
    Limits limits("usable domains");
    limits.whole("spare domains", spares, 0, 1e6);
    const auto unsure = [](Chance c) { return !(c.up >= 0 && c.up <= 1 && c.down >= 0 && c.down <= 1); };
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (unsure(units[i].chance))
            limits.share("chance of a unit", units[i].chance.up)
                .share("chance of a unit", units[i].chance.down);
        if (units[i].parent && *units[i].parent >= i)
            limits.require(false, "units", "a parent is not listed earlier", "List parents first.");
    }
    for (const CapacityGroup& g : groups) {
        if (g.domains < 0 || g.domains > 1e6) limits.whole("domains of a group", g.domains, 0, 1e6);
        if (unsure(g.domain))
            limits.share("chance of a domain", g.domain.up).share("chance of a domain", g.domain.down);
        if (g.unit && *g.unit >= units.size())
            limits.require(false, "groups", "one hangs on a unit that is not listed",
                           "Name a unit of the list.");
    }
    return limits.outcome();
}

}  // namespace

Result<double> enoughDomains(const std::vector<CapacityUnit>& units, const std::vector<CapacityGroup>& groups,
                             int needed) {
    long long all = 0;
    for (const CapacityGroup& g : groups)
        all += g.domains;
    if (needed < 0 || needed > all)
        return Error{"usable domains, needed", "more are needed than there are", "Ask for fewer domains."};
    if (units.empty() && groups.size() == 1)
        return binomialAtLeast(groups[0].domains, needed, groups[0].domain);
    const int spares = static_cast<int>(all - needed);
    if (const Result<void> fine = checkedTree(units, groups, spares); !fine) return fine.error();
    const Losses lost = Tree(units, groups, spares).solve();
    return std::min(std::accumulate(lost.begin(), lost.end(), 0.0), 1.0);
}

}  // namespace rackloom::analytics
