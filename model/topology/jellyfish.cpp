// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/jellyfish.h"

#include "model/topology/clos_wiring.h"
#include "model/topology/direct_wiring.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;
using Edge = std::pair<Count, Count>;

constexpr std::uint64_t kMostLinks = 1u << 23;

/// SplitMix64 with rejection: the same numbers everywhere.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    /// A number below n, all equally likely.
    std::uint64_t below(std::uint64_t n) {
        const std::uint64_t limit = ~std::uint64_t{0} - ~std::uint64_t{0} % n;
        for (;;)
            if (const std::uint64_t x = next(); x < limit) return x % n;
    }

private:
    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15ull;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
        return z ^ (z >> 31);
    }
    std::uint64_t state_;
};

/// Stubs matched at random, then loops and double links mended by exchanging ends with other links.
class RandomRegular {
public:
    RandomRegular(Count n, Count degree, std::uint64_t seed) : dice_(seed) {
        std::vector<Count> stubs;
        stubs.reserve(std::size_t{n} * degree);
        for (Count v = 0; v < n; ++v)
            stubs.insert(stubs.end(), degree, v);
        if (stubs.size() % 2 == 1) stubs.pop_back();  // one port stays free
        for (std::size_t i = stubs.size(); i > 1; --i)
            std::swap(stubs[i - 1], stubs[dice_.below(i)]);
        for (std::size_t i = 0; i + 1 < stubs.size(); i += 2) {
            edges_.push_back({stubs[i], stubs[i + 1]});
            if (!claim(edges_.back())) bad_.push_back(i / 2);
        }
        mend();
    }

    /// Links in order; the ones that could not be mended are left out.
    std::vector<Edge> edges() const {
        std::vector<Edge> out = edges_;
        const std::unordered_set<std::size_t> bad(bad_.begin(), bad_.end());
        std::size_t kept = 0;
        for (std::size_t i = 0; i < out.size(); ++i)
            if (!bad.contains(i)) out[kept++] = std::minmax(edges_[i].first, edges_[i].second);
        out.resize(kept);
        std::sort(out.begin(), out.end());
        return out;
    }

private:
    static std::uint64_t keyOf(Edge e) {
        return std::uint64_t{std::min(e.first, e.second)} << 32 | std::max(e.first, e.second);
    }
    bool free(Edge e) const { return e.first != e.second && !there_.contains(keyOf(e)); }
    bool claim(Edge e) { return e.first != e.second && there_.insert(keyOf(e)).second; }

    void mend() {
        std::vector<bool> isBad(edges_.size(), false);
        for (const std::size_t i : bad_)
            isBad[i] = true;
        constexpr int kTries = 4096;
        std::vector<std::size_t> left;
        for (const std::size_t i : bad_) {
            for (int tries = 0; tries < kTries && isBad[i]; ++tries) {
                const std::size_t j = dice_.below(edges_.size());
                if (isBad[j]) continue;
                const Edge a{edges_[i].first, edges_[j].first}, b{edges_[i].second, edges_[j].second};
                if (!free(a) || !free(b) || keyOf(a) == keyOf(b)) continue;
                there_.erase(keyOf(edges_[j]));
                claim(a);
                claim(b);
                edges_[i] = a;
                edges_[j] = b;
                isBad[i] = false;
            }
            if (isBad[i]) left.push_back(i);
        }
        bad_ = std::move(left);
    }

    Dice dice_;
    std::vector<Edge> edges_;
    std::unordered_set<std::uint64_t> there_;
    std::vector<std::size_t> bad_;
};

/// The random network; where more than half of all pairs are joined, as what a sparse one leaves out.
std::vector<Edge> randomRegular(Count n, Count degree, std::uint64_t seed) {
    if (2 * degree < n) return RandomRegular(n, degree, seed).edges();
    const std::vector<Edge> without = RandomRegular(n, n - 1 - degree, seed).edges();
    std::vector<Edge> out;
    std::vector<Count> used(n, 0);
    auto skip = without.begin();
    for (Count a = 0; a < n; ++a)
        for (Count b = a + 1; b < n; ++b) {
            if (skip != without.end() && *skip == Edge{a, b})
                ++skip;
            else if (used[a] < degree && used[b] < degree) {
                ++used[a];
                ++used[b];
                out.push_back({a, b});
            }
        }
    return out;
}

bool connected(Count n, const std::vector<Edge>& edges) {
    std::vector<Count> parent(n);
    std::iota(parent.begin(), parent.end(), 0);
    const auto root = [&](Count v) {
        while (parent[v] != v)
            v = parent[v] = parent[parent[v]];
        return v;
    };
    Count parts = n;
    for (const auto& [a, b] : edges)
        if (const Count x = root(a), y = root(b); x != y) {
            parent[x] = y;
            --parts;
        }
    return parts <= 1;
}

}  // namespace

std::vector<ParameterSpec> jellyfishParameters() {
    return {
        {"routers", "Routers", "0 takes the switches there.", 0, 0, 65536, true},
        {"degree", "Links per router", "Ports that face other routers.", 4, 1, 1024, true},
        {"seed", "Seed", "Another seed is another random network; the same one is the same everywhere.", 1, 0,
         4294967295.0, true},
        {"endpoints", "Endpoint ports per switch", "0 takes an even share.", 0, 0, 1024, true},
    };
}

FabricPlan planJellyfish(const GeneratorInput& in) {
    Count n = countParameter(in, "routers");
    if (n == 0) n = DirectWiring::available(in, 0);
    const Count degree = countParameter(in, "degree");
    if (n == 0) return refused("The Jellyfish has no routers. Add switches to the leaf tier.");
    if (degree >= n)
        return refused(counted(degree, "link", "links") + " per router do not fit " +
                       counted(n, "router", "routers") +
                       ". Lower the links, or add switches to the leaf tier.");
    if (std::uint64_t{n} * degree > kMostLinks)
        return refused("The Jellyfish has too many links. Lower the routers or the links per router.");
    DirectShape shape;
    shape.name = "Jellyfish";
    shape.routers = n;
    shape.links = degree;
    shape.endpoints = countParameter(in, "endpoints");
    FabricPlan plan;
    DirectWiring wiring(in, shape, plan);
    const std::vector<Edge> edges = randomRegular(n, degree, countParameter(in, "seed"));
    for (const auto& [a, b] : edges)
        wiring.join(a, b);
    wiring.finish();
    const std::size_t full = std::size_t{n} * degree / 2;
    if (edges.size() < full)
        plan.problems.push_back(counted(full - edges.size(), "link", "links") +
                                " of the Jellyfish found no partner. Choose another seed, or fewer links.");
    if (!connected(n, edges))
        plan.problems.push_back("The Jellyfish falls into parts. Choose another seed, or more links.");
    return plan;
}

}  // namespace rackloom::model
