// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/analytics/fabric/test_graphs.h"

#include <algorithm>
#include <limits>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace rackloom::test {
namespace {

std::string at(const std::string& name, std::initializer_list<int> indices) {
    std::string out = name;
    for (const int i : indices)
        out += "[" + std::to_string(i) + "]";
    return out;
}

/// The whole number after "key=", or a fallback.
int number(const std::string& text, const std::string& key, int fallback) {
    std::smatch found;
    if (!std::regex_search(text, found, std::regex("(^|[ ;])" + key + "[= ]([0-9]+)"))) return fallback;
    return std::stoi(found[2]);
}

NamedGraph star(int hosts) {
    NamedGraph g;
    g.switchAt("hub", 1);
    for (int i = 0; i < hosts; ++i) {
        g.endpoint(at("host", {i}));
        g.join(at("host", {i}), "hub");
    }
    return g;
}

NamedGraph clos3(int pods, int leaves, int aggs, int hosts, int cores) {
    NamedGraph g;
    for (int c = 0; c < cores; ++c)
        g.switchAt(at("core", {c}), 3);
    for (int p = 0; p < pods; ++p) {
        for (int a = 0; a < aggs; ++a) {
            g.switchAt(at("agg", {p, a}), 2);
            for (int c = 0; c < cores; ++c)
                g.join(at("agg", {p, a}), at("core", {c}));
        }
        for (int l = 0; l < leaves; ++l) {
            g.switchAt(at("leaf", {p, l}), 1);
            for (int a = 0; a < aggs; ++a)
                g.join(at("leaf", {p, l}), at("agg", {p, a}));
            for (int h = 0; h < hosts; ++h) {
                g.endpoint(at("host", {p, l, h}));
                g.join(at("host", {p, l, h}), at("leaf", {p, l}));
            }
        }
    }
    return g;
}

NamedGraph multiPlane(int planes, int leaves, int spines, int hosts) {
    NamedGraph g;
    for (int l = 0; l < leaves; ++l)
        for (int h = 0; h < hosts; ++h)
            g.endpoint(at("host", {l, h}));
    for (int p = 0; p < planes; ++p) {
        for (int s = 0; s < spines; ++s)
            g.switchAt(at("spine", {p, s}), 2);
        for (int l = 0; l < leaves; ++l) {
            g.switchAt(at("leaf", {p, l}), 1);
            for (int s = 0; s < spines; ++s)
                g.join(at("leaf", {p, l}), at("spine", {p, s}));
            for (int h = 0; h < hosts; ++h)
                g.join(at("host", {l, h}), at("leaf", {p, l}));
        }
    }
    return g;
}

NamedGraph rails(int nodes, int gpus, int spines, int trunk, std::int64_t nic, std::int64_t nvlink) {
    NamedGraph g;
    for (int i = 0; i < nodes; ++i)
        for (int d = 0; d < gpus; ++d)
            g.endpoint(at("gpu", {i, d}));
    for (int d = 0; d < gpus; ++d)
        g.switchAt(at("leaf", {d}), 1);
    for (int s = 0; s < spines; ++s)
        g.switchAt(at("spine", {s}), 2);
    for (int i = 0; i < nodes; ++i) {
        if (nvlink > 0) g.switchAt(at("nvsw", {i}), 1);
        for (int d = 0; d < gpus; ++d) {
            g.join(at("gpu", {i, d}), at("leaf", {d}), nic);
            if (nvlink > 0) g.join(at("gpu", {i, d}), at("nvsw", {i}), nvlink);
        }
    }
    for (int d = 0; d < gpus; ++d)
        for (int s = 0; s < spines; ++s)
            g.join(at("leaf", {d}), at("spine", {s}), trunk);
    return g;
}

FabricGraph nvl72() {
    FabricGraph g;
    for (int i = 0; i < 72; ++i)
        g.addEndpoint();
    for (std::uint32_t a = 0; a < 18; ++a) {
        const std::uint32_t chip = g.addSwitch(1);
        for (std::uint32_t i = 0; i < 72; ++i)
            g.join(i, chip, 400);
    }
    return g;
}

/// DGX H100 compute fabric of four units: 127 nodes with 8 rails, 32 nodes and 8 leaves per unit, 16 spines.
FabricGraph dgxFourUnits() {
    FabricGraph g;
    constexpr int kNodes = 127, kRails = 8, kPerUnit = 32, kSpines = 16;
    std::vector<std::uint32_t> gpus, leaves;
    for (int i = 0; i < kNodes * kRails; ++i)
        gpus.push_back(g.addEndpoint());
    for (int l = 0; l < 4 * kRails; ++l)
        leaves.push_back(g.addSwitch(1));
    for (int n = 0; n < kNodes; ++n)
        for (int r = 0; r < kRails; ++r)
            g.join(gpus[static_cast<std::size_t>(n * kRails + r)],
                   leaves[static_cast<std::size_t>(n / kPerUnit * kRails + r)], 400);
    for (int s = 0; s < kSpines; ++s) {
        const std::uint32_t spine = g.addSwitch(2);
        for (const std::uint32_t leaf : leaves)
            g.join(leaf, spine, 2 * 400);
    }
    return g;
}

FabricGraph weightedStar() {
    FabricGraph g;
    const std::uint32_t hub = g.addSwitch(1);
    for (const std::uint32_t w : {8u, 8u, 4u, 4u, 2u, 2u, 2u, 2u})
        g.join(g.addEndpoint(w), hub, w);
    return g;
}

}  // namespace

std::uint32_t NamedGraph::endpoint(const std::string& name, std::uint32_t weight) {
    return byName_[name] = graph.addEndpoint(weight);
}

std::uint32_t NamedGraph::switchAt(const std::string& name, std::uint32_t tier) {
    return byName_[name] = graph.addSwitch(tier);
}

void NamedGraph::join(const std::string& a, const std::string& b, std::int64_t capacity) {
    graph.join(byName_.at(a), byName_.at(b), capacity);
}

void NamedGraph::remove(const std::string& list) {
    std::istringstream items(list);
    for (std::string item; std::getline(items, item, '+');) {
        const std::size_t dash = item.find('-');
        const std::uint32_t a = byName_.at(item.substr(0, dash));
        const std::uint32_t b = dash == std::string::npos ? a : byName_.at(item.substr(dash + 1));
        const auto before = graph.links.size();
        std::erase_if(graph.links, [&](const FabricGraph::Link& link) {
            if (dash == std::string::npos) return link.a == a || link.b == a;
            return std::minmax(link.a, link.b) == std::minmax(a, b);
        });
        if (graph.links.size() == before) throw std::runtime_error("nothing to remove at " + item);
    }
}

NamedGraph fatTree(int k, int pods, int trunk, std::int64_t rate) {
    NamedGraph g;
    const int half = k / 2;
    for (int p = 0; p < pods; ++p)
        for (int e = 0; e < half; ++e)
            for (int x = 0; x < half; ++x)
                g.endpoint(at("host", {p, e, x}));
    for (int a = 0; a < half; ++a)
        for (int j = 0; j < half / trunk; ++j)
            g.switchAt(at("core", {a, j}), 3);
    for (int p = 0; p < pods; ++p) {
        for (int a = 0; a < half; ++a) {
            g.switchAt(at("agg", {p, a}), 2);
            for (int j = 0; j < half / trunk; ++j)
                g.join(at("agg", {p, a}), at("core", {a, j}), trunk * rate);
        }
        for (int e = 0; e < half; ++e) {
            g.switchAt(at("edge", {p, e}), 1);
            for (int a = 0; a < half; ++a)
                g.join(at("edge", {p, e}), at("agg", {p, a}), rate);
            for (int x = 0; x < half; ++x)
                g.join(at("host", {p, e, x}), at("edge", {p, e}), rate);
        }
    }
    return g;
}

NamedGraph leafSpine(int leaves, int spines, int hosts, int trunk) {
    NamedGraph g;
    for (int s = 0; s < spines; ++s)
        g.switchAt(at("spine", {s}), 2);
    for (int l = 0; l < leaves; ++l) {
        g.switchAt(at("leaf", {l}), 1);
        for (int s = 0; s < spines; ++s)
            g.join(at("leaf", {l}), at("spine", {s}), trunk);
        for (int h = 0; h < hosts; ++h) {
            g.endpoint(at("host", {l, h}));
            g.join(at("host", {l, h}), at("leaf", {l}));
        }
    }
    return g;
}

FabricGraph gb200Racks(int racks, bool cores) {
    FabricGraph g;
    constexpr int kTrays = 18, kRails = 4;
    const int units = (racks + 7) / 8, spines = cores ? 18 : 9;
    std::vector<std::uint32_t> leaf, spine, core;
    for (int i = 0; i < racks * kTrays * kRails; ++i)
        g.addEndpoint();
    for (int i = 0; i < racks * kRails; ++i)
        leaf.push_back(g.addSwitch(1));
    for (int i = 0; i < units * spines; ++i)
        spine.push_back(g.addSwitch(2));
    for (int i = 0; cores && i < spines * 32; ++i)
        core.push_back(g.addSwitch(3));
    for (std::uint32_t v = 0; v < static_cast<std::uint32_t>(racks * kTrays * kRails); ++v)
        g.join(v, leaf[v / (kTrays * kRails) * kRails + v % kRails], 400);
    for (std::size_t l = 0; l < leaf.size(); ++l)
        for (int s = 0; s < spines; ++s)
            g.join(leaf[l],
                   spine[l / (8 * kRails) * static_cast<std::size_t>(spines) + static_cast<std::size_t>(s)],
                   cores ? 400 : 800);
    for (std::size_t s = 0; cores && s < spine.size(); ++s)
        for (std::size_t c = 0; c < 32; ++c)
            g.join(spine[s], core[s % static_cast<std::size_t>(spines) * 32 + c], 400);
    return g;
}

std::optional<FabricGraph> graphOfRow(const std::string& topology, const std::string& parameters) {
    const auto n = [&](const char* key, int fallback = 0) { return number(parameters, key, fallback); };
    NamedGraph g;
    if (topology == "star")
        g = star(n("n"));
    else if (topology == "leafspine")
        g = leafSpine(n("L"), n("S"), n("h"), n("t", 1));
    else if (topology == "clos3")
        g = clos3(n("P"), n("leaf"), n("agg"), n("h"), n("core"));
    else if (topology == "fattree" || topology == "fattree_degraded")
        g = n("k") == 128 ? fatTree(128, n("pods", 32), 4, 400) : fatTree(n("k"), n("k"), 1, 1);
    else if (topology == "multiplane" || topology == "multiplane_degraded")
        g = multiPlane(n("planes"), n("leaf"), n("spine", 4), n("h"));
    else if (topology == "rail_only")
        g = rails(n("nodes"), n("gpus"), 0, 0, n("NIC", 1),
                  parameters.find("no NVLink") == std::string::npos ? n("NVLink") : 0);
    else if (topology == "nvl72")
        return nvl72();
    else if (topology == "gb200_su")
        return gb200Racks(8, false);
    else if (topology == "gb200_1821_racks")
        return gb200Racks(1821, true);
    else if (topology == "dgx_superpod_h100_scale_out")
        return dgxFourUnits();
    else if (topology == "weighted_endpoints")
        return weightedStar();
    else
        return std::nullopt;
    // Rows in words: which of several equal parts is taken makes no difference.
    if (parameters.find("remove one core switch") != std::string::npos) g.remove("core[3][5]");
    if (parameters.find("remove one aggregation switch") != std::string::npos) g.remove("agg[20][7]");
    if (parameters.find("remove one edge switch") != std::string::npos) g.remove("edge[20][7]");
    if (parameters.find("remove=all 4 spines of plane 1") != std::string::npos) {
        g.remove("spine[1][0]+spine[1][1]+spine[1][2]+spine[1][3]");
        return g.graph;
    }
    std::smatch list;
    if (std::regex_search(parameters, list, std::regex("remove=([^;]+)"))) g.remove(list[1]);
    return g.graph;
}

std::int64_t bruteForce(const FabricGraph& graph, std::uint64_t sideWeight) {
    std::int64_t best = std::numeric_limits<std::int64_t>::max();
    for (std::uint64_t sides = 0; sides < std::uint64_t{1} << graph.vertexCount(); ++sides) {
        std::uint64_t weight = 0;
        for (std::uint32_t v = 0; v < graph.vertexCount(); ++v)
            if (sides >> v & 1) weight += graph.weight[v];
        if (weight != sideWeight) continue;
        std::int64_t cut = 0;
        for (const FabricGraph::Link& link : graph.links)
            if ((sides >> link.a & 1) != (sides >> link.b & 1)) cut += link.capacity;
        best = std::min(best, cut);
    }
    return best;
}

FabricGraph randomFabric(std::mt19937& random) {
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    FabricGraph g;
    const bool tiers = below(2) == 0, weighted = below(4) == 0;
    std::vector<std::vector<std::uint32_t>> tier(3);
    const std::uint32_t counts[] = {1 + below(4), below(4), below(3)};
    for (std::uint32_t t = 0; t < 3; ++t)
        for (std::uint32_t i = 0; i < counts[t] && (t == 0 || counts[t - 1] > 0); ++i)
            tier[t].push_back(g.addSwitch(tiers ? t + 1 : 0));
    const std::uint32_t hosts = 2 + below(13 - g.vertexCount() - 2);
    for (std::uint32_t i = 0; i < hosts; ++i) {
        const std::uint32_t e = g.addEndpoint(weighted ? 1 + below(4) : 1);
        if (below(12) > 0) g.join(e, tier[0][i * tier[0].size() / hosts], 1 + (below(6) == 0 ? 1 : 0));
        if (below(10) == 0) g.join(e, tier[0][below(static_cast<std::uint32_t>(tier[0].size()))], 1);
        if (!tier[1].empty() && below(15) == 0) g.join(e, tier[1].front(), 1);
        if (i > 0 && below(25) == 0) g.join(e, e - 1, 1);
    }
    for (std::size_t t = 0; t + 1 < tier.size(); ++t)
        for (const std::uint32_t low : tier[t])
            for (const std::uint32_t high : tier[t + 1])
                if (below(6) > 0) g.join(low, high, 1 + below(3));
    if (tier[0].size() > 1 && below(8) == 0) g.join(tier[0][0], tier[0][1], 1);
    if (!tiers) g.tier.clear();
    return g;
}

}  // namespace rackloom::test
