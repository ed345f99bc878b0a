// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/analytics/fabric/graph_families.h"

#include <algorithm>
#include <numeric>
#include <regex>
#include <set>

namespace rackloom::test {
namespace {

using u32 = std::uint32_t;

FabricGraph endpoints(u32 n, u32 weight = 1) {
    FabricGraph g;
    g.weight.assign(n, weight);
    return g;
}

u32 product(const std::vector<u32>& sizes) {
    return std::accumulate(sizes.begin(), sizes.end(), 1u, std::multiplies<>());
}

u32 number(const std::string& text, const std::string& key, u32 fallback = 0) {
    std::smatch found;
    if (!std::regex_search(text, found, std::regex("(^|[ ;,])" + key + "[= ]([0-9]+)"))) return fallback;
    return static_cast<u32>(std::stoul(found[2]));
}

/// "4x6" after the key.
std::vector<u32> sizesOf(const std::string& text, const std::string& key) {
    std::smatch found;
    std::vector<u32> out;
    if (!std::regex_search(text, found, std::regex(key + "=([0-9x]+)"))) return out;
    std::string list = found[1];
    for (char& c : list)
        if (c == 'x') c = ' ';
    for (std::size_t at = 0, used = 0; at < list.size(); at += used + 1)
        out.push_back(static_cast<u32>(std::stoul(list.substr(at), &used)));
    return out;
}

FabricGraph barbell(u32 m, std::int64_t bridge) {
    FabricGraph g = endpoints(2 * m);
    for (u32 i = 0; i < m; ++i)
        for (u32 j = 0; j < i; ++j) {
            g.join(i, j, 1);
            g.join(m + i, m + j, 1);
        }
    g.join(m - 1, m, bridge);
    return g;
}

FabricGraph petersen() {
    FabricGraph g = endpoints(10);
    for (u32 i = 0; i < 5; ++i) {
        g.join(i, (i + 1) % 5, 1);
        g.join(i, i + 5, 1);
        g.join(5 + i, 5 + (i + 2) % 5, 1);
    }
    return g;
}

FabricGraph deBruijn(u32 bits) {
    const u32 n = 1u << bits;
    std::set<std::pair<u32, u32>> links;
    for (u32 i = 0; i < n; ++i)
        for (u32 b = 0; b < 2; ++b)
            if (const u32 j = (2 * i + b) % n; j != i) links.insert(std::minmax(i, j));
    FabricGraph g = endpoints(n);
    for (const auto& [a, b] : links)
        g.join(a, b, 1);
    return g;
}

FabricGraph cubeConnectedCycles(u32 d) {
    FabricGraph g = endpoints(d << d);
    for (u32 x = 0; x < 1u << d; ++x)
        for (u32 i = 0; i < d; ++i) {
            g.join(x * d + i, x * d + (i + 1) % d, 1);
            if (const u32 y = x ^ (1u << i); x < y) g.join(x * d + i, y * d + i, 1);
        }
    return g;
}

FabricGraph dragonflyPlus(u32 groups, u32 leaves, u32 spines, u32 hosts, u32 links) {
    FabricGraph g;
    std::vector<std::vector<u32>> spineOf(groups);
    for (u32 i = 0; i < groups; ++i) {
        for (u32 s = 0; s < spines; ++s)
            spineOf[i].push_back(g.addSwitch(2));
        for (u32 l = 0; l < leaves; ++l) {
            const u32 leaf = g.addSwitch(1);
            for (const u32 spine : spineOf[i])
                g.join(leaf, spine, 1);
            for (u32 h = 0; h < hosts; ++h)
                g.join(g.addEndpoint(), leaf, 1);
        }
    }
    std::vector<u32> next(groups, 0);
    for (u32 i = 0; i < groups; ++i)
        for (u32 j = i + 1; j < groups; ++j)
            for (u32 k = 0; k < links; ++k)
                g.join(spineOf[i][next[i]++ % spines], spineOf[j][next[j]++ % spines], 1);
    return g;
}

FabricGraph railOptimised(u32 nodes, u32 gpus, u32 spines, std::int64_t trunk, std::int64_t nvlink) {
    FabricGraph g;
    for (u32 i = 0; i < nodes * gpus; ++i)
        g.addEndpoint();
    std::vector<u32> leaf;
    for (u32 d = 0; d < gpus; ++d)
        leaf.push_back(g.addSwitch(1));
    for (u32 s = 0; s < spines; ++s) {
        const u32 spine = g.addSwitch(2);
        for (const u32 l : leaf)
            g.join(l, spine, trunk);
    }
    for (u32 i = 0; i < nodes; ++i) {
        const u32 chip = nvlink > 0 ? g.addSwitch(1) : 0;
        for (u32 d = 0; d < gpus; ++d) {
            g.join(i * gpus + d, leaf[d], 1);
            if (nvlink > 0) g.join(i * gpus + d, chip, nvlink);
        }
    }
    return g;
}

FabricGraph gb300Units(u32 units) {
    FabricGraph g;
    constexpr u32 kGpus = 576, kLeaves = 8, kSpines = 72;
    for (u32 i = 0; i < units * kGpus; ++i)
        g.addEndpoint();
    std::vector<u32> leaf;
    for (u32 i = 0; i < units * kLeaves; ++i)
        leaf.push_back(g.addSwitch(1));
    for (u32 s = 0; s < kSpines; ++s) {
        const u32 spine = g.addSwitch(2);
        for (const u32 l : leaf)
            g.join(l, spine, 800);
    }
    // Two leaves serve one rail; each takes the GPUs of one half of the trays.
    for (u32 i = 0; i < units * kGpus; ++i)
        g.join(i, leaf[i / kGpus * kLeaves + i % 4 * 2 + (i % kGpus < kGpus / 2 ? 0 : 1)], 800);
    return g;
}

}  // namespace

FabricGraph ring(u32 n) {
    FabricGraph g = endpoints(n);
    for (u32 i = 0; i < n; ++i)
        g.join(i, (i + 1) % n, 1);
    return g;
}

FabricGraph complete(u32 n) {
    FabricGraph g = endpoints(n);
    for (u32 i = 0; i < n; ++i)
        for (u32 j = 0; j < i; ++j)
            g.join(i, j, 1);
    return g;
}

FabricGraph grid(const std::vector<u32>& sizes, bool wrapped) {
    FabricGraph g = endpoints(product(sizes));
    u32 stride = 1;
    for (std::size_t d = sizes.size(); d-- > 0; stride *= sizes[d])
        for (u32 v = 0; v < g.vertexCount(); ++v) {
            const u32 x = v / stride % sizes[d];
            if (x + 1 < sizes[d])
                g.join(v, v + stride, 1);
            else if (wrapped && sizes[d] > 2)
                g.join(v, v - x * stride, 1);
        }
    return g;
}

FabricGraph hyperX(const std::vector<u32>& sizes, u32 perRouter) {
    const u32 n = product(sizes);
    FabricGraph g = endpoints(n, perRouter == 1 ? 1 : 0);
    u32 stride = 1;
    for (std::size_t d = sizes.size(); d-- > 0; stride *= sizes[d])
        for (u32 v = 0; v < n; ++v)
            for (u32 x = v / stride % sizes[d], y = x + 1; y < sizes[d]; ++y)
                g.join(v, v + (y - x) * stride, 1);
    for (u32 v = 0; perRouter > 1 && v < n; ++v)
        for (u32 t = 0; t < perRouter; ++t) {
            g.weight.push_back(1);
            g.join(v, g.vertexCount() - 1, 1);
        }
    return g;
}

FabricGraph dragonfly(u32 perRouter, u32 routers, u32 ports, u32 groups) {
    FabricGraph g = endpoints(routers * groups, 0);
    for (u32 i = 0; i < groups; ++i)
        for (u32 a = 0; a < routers; ++a)
            for (u32 b = 0; b < a; ++b)
                g.join(i * routers + a, i * routers + b, 1);
    std::vector<u32> next(groups, 0);
    for (u32 i = 0; i < groups; ++i)
        for (u32 j = i + 1; j < groups; ++j)
            g.join(i * routers + next[i]++ / ports, j * routers + next[j]++ / ports, 1);
    for (u32 v = 0; v < routers * groups; ++v)
        for (u32 t = 0; t < perRouter; ++t) {
            g.weight.push_back(1);
            g.join(v, g.vertexCount() - 1, 1);
        }
    return g;
}

FabricGraph slimFly5() {
    constexpr u32 q = 5;
    FabricGraph g = endpoints(2 * q * q);
    for (u32 x = 0; x < q; ++x)
        for (u32 y = 0; y < q; ++y)
            for (u32 z = 0; z < y; ++z) {
                const bool square = (y - z) % q == 1 || (y - z) % q == 4;
                g.join((square ? 0 : q * q) + x * q + y, (square ? 0 : q * q) + x * q + z, 1);
            }
    for (u32 x = 0; x < q; ++x)
        for (u32 m = 0; m < q; ++m)
            for (u32 c = 0; c < q; ++c)
                g.join(x * q + (m * x + c) % q, q * q + m * q + c, 1);
    return g;
}

FabricGraph randomRegular(u32 n, u32 degree, u32 weight, u32 seed) {
    std::mt19937 random(seed);
    std::vector<u32> stubs;
    for (u32 v = 0; v < n; ++v)
        stubs.insert(stubs.end(), degree, v);
    std::shuffle(stubs.begin(), stubs.end(), random);
    std::set<std::pair<u32, u32>> links;
    std::vector<std::pair<u32, u32>> bad;
    for (std::size_t i = 0; i + 1 < stubs.size(); i += 2)
        if (const auto link = std::minmax(stubs[i], stubs[i + 1]);
            link.first == link.second || !links.insert(link).second)
            bad.push_back(link);
    while (!bad.empty()) {  // swap ends with a good link
        const auto [u, v] = bad.back();
        const auto at = links.lower_bound({static_cast<u32>(random() % n), static_cast<u32>(random() % n)});
        if (at == links.end()) continue;
        const auto [a, b] = *at;
        const auto x = std::pair(std::min(u, a), std::max(u, a)),
                   y = std::pair(std::min(v, b), std::max(v, b));
        if (u == a || v == b || x == y || links.contains(x) || links.contains(y)) continue;
        links.erase(at);
        links.insert(x);
        links.insert(y);
        bad.pop_back();
    }
    FabricGraph g = endpoints(n, weight);
    for (const auto& [a, b] : links)
        g.join(a, b, 1);
    return g;
}

std::optional<FabricGraph> familyOfRow(const std::string& topology, const std::string& p) {
    const auto n = [&](const char* key, u32 fallback = 0) { return number(p, key, fallback); };
    if (topology == "ring") return ring(n("n"));
    if (topology == "path") return grid({n("n")}, false);
    if (topology == "complete") return complete(n("n"));
    if (topology == "barbell") return barbell(n("m"), n("bridge"));
    if (topology == "hypercube") return grid(std::vector<u32>(n("d"), 2), false);
    if (topology == "torus") return grid(sizesOf(p, "dims"), true);
    if (topology == "mesh") return grid(sizesOf(p, "dims"), false);
    if (topology == "hyperx") return hyperX(sizesOf(p, "S"), n("T"));
    if (topology == "dragonfly") return dragonfly(n("p"), n("a"), n("h"), n("g"));
    if (topology == "petersen") return petersen();
    if (topology == "debruijn_undirected") return deBruijn(n("n"));
    if (topology == "cube_connected_cycles") return cubeConnectedCycles(n("d"));
    if (topology == "slimfly") return slimFly5();
    if (topology == "gb300_16su") return gb300Units(16);
    if (topology == "dragonfly_plus")
        return dragonflyPlus(n("groups"), n("leaf"), n("spine"), n("h"),
                             p.find("; 2 global") == std::string::npos ? 1 : 2);
    if (topology == "rail_optimized") {
        if (p.starts_with("as FV070")) return railOptimised(3, 4, 2, 2, 9);
        return railOptimised(n("nodes"), n("gpus"), n("spines"), 2, n("NVLink"));
    }
    if (topology == "dgx_h100_nvlink") {
        FabricGraph g = endpoints(8);
        for (const std::int64_t links : {5, 4, 4, 5}) {
            g.weight.push_back(0);
            for (u32 i = 0; i < 8; ++i)
                g.join(i, g.vertexCount() - 1, 200 * links);
        }
        return g;
    }
    return std::nullopt;
}

FabricGraph randomGraph(std::mt19937& random, u32 most) {
    const auto below = [&](u32 n) { return static_cast<u32>(random() % n); };
    FabricGraph g;
    const u32 n = 2 + below(most - 1);
    const u32 kind = below(4), weightKind = below(4), density = 1 + below(4);
    for (u32 v = 0; v < n; ++v) {
        const bool bare = kind > 0 && v > 1 && below(3) == 0;
        const u32 weights[] = {1, 1 + below(3), 1 + below(9), below(5) == 0 ? 1000 + below(5000) : 7};
        g.weight.push_back(bare ? 0 : weights[weightKind]);
    }
    const auto capacity = [&] {
        const std::int64_t kinds[] = {1, 1 + below(3), 2 * (1 + below(4)), 25 * (1 + below(16))};
        return kinds[kind];
    };
    for (u32 v = 1; v < n; ++v) {
        if (below(10) > 0) g.join(v, below(v), capacity());  // mostly connected, often a tree
        if (g.weight[v] > 0 && kind == 2) continue;          // pendants on switches
        for (u32 k = 0; k < density; ++k)
            if (below(3) == 0) g.join(v, below(n), capacity());
    }
    return g;
}

}  // namespace rackloom::test
