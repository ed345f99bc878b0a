// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/parts/fabric_sizing.h"

#include "model/topology/pod_wiring.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace rackloom::model {

namespace {

constexpr const char* kTopologies[] = {
    "rail-optimized", "clos",  "fat-tree",  "rail-only", "multi-plane", "dragonfly",  "dragonfly-plus",
    "hyperx",         "torus", "hypercube", "slim-fly",  "jellyfish",   "torus-cubes"};

int up(int a, int b) {
    return (a + b - 1) / b;
}

int divisorFrom(int of, int least) {
    return static_cast<int>(
        divisorAtLeast(static_cast<std::uint32_t>(of), static_cast<std::uint32_t>(least)));
}

Error tooLarge(const FabricWish& w) {
    return Error{std::string("topology ") + kTopologies[w.topology],
                 std::to_string(w.nodes) + " nodes of " + std::to_string(w.ports) +
                     " ports exceed what switches of " + std::to_string(w.radix) + " ports can join",
                 "Use fewer nodes, or switches with more ports."};
}

struct Split {
    int down = 0, up = 0;
};

Split splitOf(const FabricWish& w) {
    Split s;
    s.down = std::clamp(static_cast<int>(w.radix * w.oversubscription / (1 + w.oversubscription) + 1e-9), 1,
                        w.radix - 1);
    s.up = std::max(1, static_cast<int>(std::ceil(s.down / w.oversubscription - 1e-9)));
    while (s.down > 1 && s.down + s.up > w.radix)
        s.up = std::max(1, static_cast<int>(std::ceil(--s.down / w.oversubscription - 1e-9)));
    return s;
}

/// Spines, and pods and cores where one tier of spines does not suffice.
Result<void> addUpperTiers(const FabricWish& w, Split split, int leaves, SizedFabric& out) {
    out.parameters["downlinks"] = split.down;
    out.parameters["uplinks"] = split.up;
    out.tiers = {leaves};
    const int least = std::max(std::min(2, split.up), up(leaves * split.up, w.radix));
    if (const int spines = divisorFrom(split.up, least); spines > 0) {
        out.tiers.push_back(spines);
        return {};
    }
    const int half = w.radix / 2, pods = up(leaves, half);
    const int cores = divisorFrom(half, up(pods * half, w.radix));
    if (cores == 0 || pods > w.radix) return tooLarge(w);
    out.tiers.push_back(pods * split.up);
    out.tiers.push_back(split.up * cores);
    out.parameters["pod_leaves"] = half;
    out.parameters["spines_per_pod"] = split.up;
    out.parameters["spine_uplinks"] = half;
    return {};
}

Result<void> sizeRails(const FabricWish& w, SizedFabric& out) {
    const int planes = out.generator == "multi-plane" ? w.planes : 1;
    if (w.ports % planes != 0)
        return Error{"planes",
                     std::to_string(planes) + " planes do not divide the " + std::to_string(w.ports) +
                         " ports of a node",
                     "Use a number of planes that does."};
    const int rails = w.ports / planes;
    out.parameters["rails"] = rails;
    if (out.generator == "rail-only") {
        out.parameters["nodes_per_group"] = w.radix;
        out.tiers = {rails * up(w.nodes, w.radix)};
        return {};
    }
    const Split split = splitOf(w);
    out.parameters["nodes_per_group"] = split.down;
    if (const auto done = addUpperTiers(w, split, rails * up(w.nodes, split.down), out); !done) return done;
    if (planes > 1 || out.generator == "multi-plane") out.parameters["planes"] = planes;
    for (int& tier : out.tiers)
        tier *= planes;
    return {};
}

Result<void> sizeFatTree(const FabricWish& w, SizedFabric& out) {
    const int half = w.radix / 2, pods = std::max(1, up(w.nodes * w.ports, half * half));
    if (pods > w.radix) return tooLarge(w);
    int trunk = half;
    while (half % trunk != 0 || trunk * pods > w.radix)
        --trunk;
    out.parameters = {{"k", 2 * half}, {"pods", pods}, {"trunk", trunk}};
    out.tiers = {pods * half, pods * half, half * (half / trunk)};
    return {};
}

Result<void> sizeDragonfly(const FabricWish& w, SizedFabric& out) {
    const int endpoints = w.nodes * w.ports;
    int p = w.perSwitch;
    if (p == 0) {  // balanced, with at least three groups where so few switches suffice
        const auto holds = [&](std::int64_t q) { return 2 * q * q * (2 * q * q + 1) >= endpoints; };
        p = std::max(1, (w.radix + 1) / 4);
        while (p > 1 && 6 * p * p > endpoints && holds(p - 1))
            --p;
    }
    const int a = 2 * p, h = p, groups = std::max(2, up(endpoints, p * a));
    if (p + a - 1 + h > w.radix || groups > a * h + 1) return tooLarge(w);
    out.parameters = {{"routers", a}, {"globals", h}, {"groups", groups}, {"per_pair", 0}, {"endpoints", p}};
    out.tiers = {groups * a};
    return {};
}

Result<void> sizeDragonflyPlus(const FabricWish& w, SizedFabric& out) {
    const int size = std::max(1, w.radix / 8), half = w.radix / 2, trunk = half / size;
    const int down = w.perSwitch > 0 ? w.perSwitch : half;
    const int groups = std::max(2, up(w.nodes * w.ports, size * down));
    const int globals = size * (w.radix - size * trunk), perPair = globals / (groups - 1);
    if (perPair == 0 || down + size * trunk > w.radix) return tooLarge(w);
    out.parameters = {{"groups", groups}, {"leaves", size},      {"spines", size},
                      {"trunk", trunk},   {"per_pair", perPair}, {"endpoints", down}};
    out.tiers = {groups * size, groups * size};
    return {};
}

/// Endpoint ports of a switch of a direct network.
int facingNodes(const FabricWish& w) {
    return w.perSwitch > 0 ? w.perSwitch : std::max(1, w.radix / 4);
}

Result<void> sizeGrid(const FabricWish& w, SizedFabric& out) {
    const int p = facingNodes(w), n = up(w.nodes * w.ports, p);
    const bool hyperx = out.generator == "hyperx";
    const int a = hyperx ? 1 : std::max(1, static_cast<int>(std::cbrt(n) + 1e-9));
    const int b = std::max(1, static_cast<int>(std::sqrt(static_cast<double>(n) / a) + 1e-9));
    const int c = up(n, a * b);
    const auto ports = [&](int k) { return hyperx ? k - 1 : std::min(2, k - 1); };
    const int links = std::max(1, ports(a) + ports(b) + ports(c));
    const int trunk = std::min(64, (w.radix - p) / links);
    if (trunk < 1) return tooLarge(w);
    out.parameters["endpoints"] = p;
    if (hyperx)
        out.parameters.insert({{"s1", c}, {"s2", b}, {"k1", trunk}, {"k2", trunk}});
    else
        out.parameters.insert({{"d1", c}, {"d2", b}, {"d3", a}, {"trunk", trunk}});
    out.tiers = {a * b * c};
    return {};
}

/// Chips of trays on a torus of cubes; the switches pass light between the faces of the cubes.
Result<void> sizeCubes(const FabricWish& w, SizedFabric& out) {
    constexpr int kSide = 4, kChipPorts = 6;
    const int chips = w.nodes * kChipsPerTray, cubes = up(chips, kSide * kSide * kSide);
    const int a = std::max(1, static_cast<int>(std::cbrt(cubes) + 1e-9));
    const int b = std::max(1, static_cast<int>(std::sqrt(static_cast<double>(cubes) / a) + 1e-9));
    const int c = up(cubes, a * b);
    if (2 * a * b * c > w.radix) return tooLarge(w);
    out.parameters = {{"c1", c}, {"c2", b}, {"c3", a}, {"side", kSide}, {"chip_ports", kChipPorts}};
    out.tiers = {3 * kSide * kSide};
    return {};
}

Result<void> sizeHypercube(const FabricWish& w, SizedFabric& out) {
    const int p = facingNodes(w);
    int dimensions = 1;
    while (dimensions < 16 && (std::int64_t{p} << dimensions) < std::int64_t{w.nodes} * w.ports)
        ++dimensions;
    const int trunk = std::min(64, (w.radix - p) / dimensions);
    if (trunk < 1 || (std::int64_t{p} << dimensions) < std::int64_t{w.nodes} * w.ports) return tooLarge(w);
    out.parameters = {{"dimensions", dimensions}, {"trunk", trunk}, {"endpoints", p}};
    out.tiers = {1 << dimensions};
    return {};
}

Result<void> sizeSlimFly(const FabricWish& w, SizedFabric& out) {
    for (const int q : {3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43}) {
        const int degree = (q % 4 == 1 ? 3 * q - 1 : 3 * q + 1) / 2;
        const int p = w.perSwitch > 0 ? w.perSwitch : (degree + 1) / 2;
        if (std::int64_t{2} * q * q * p < std::int64_t{w.nodes} * w.ports) continue;
        if (degree + p > w.radix) break;
        out.parameters = {{"q", q}, {"trunk", std::min(16, (w.radix - p) / degree)}, {"endpoints", p}};
        out.tiers = {2 * q * q};
        return {};
    }
    return tooLarge(w);
}

Result<void> sizeJellyfish(const FabricWish& w, SizedFabric& out) {
    const int p = w.perSwitch > 0 ? w.perSwitch : splitOf(w).down;
    const int n = std::max(2, up(w.nodes * w.ports, p)), degree = std::min(w.radix - p, n - 1);
    if (degree < 1) return tooLarge(w);
    out.parameters = {{"routers", n}, {"degree", degree}, {"seed", w.seed}, {"endpoints", p}};
    out.tiers = {n};
    return {};
}

Result<void> sizeInto(const FabricWish& w, SizedFabric& out) {
    const std::string_view id = out.generator;
    if (id == "clos") {
        const Split split = splitOf(w);
        return addUpperTiers(w, split, up(w.nodes * w.ports, split.down), out);
    }
    if (id == "fat-tree") return sizeFatTree(w, out);
    if (id == "dragonfly") return sizeDragonfly(w, out);
    if (id == "dragonfly-plus") return sizeDragonflyPlus(w, out);
    if (id == "hyperx" || id == "torus") return sizeGrid(w, out);
    if (id == "hypercube") return sizeHypercube(w, out);
    if (id == "torus-cubes") return sizeCubes(w, out);
    if (id == "slim-fly") return sizeSlimFly(w, out);
    if (id == "jellyfish") return sizeJellyfish(w, out);
    return sizeRails(w, out);
}

}  // namespace

std::span<const char* const> topologyIds() {
    return kTopologies;
}

Result<SizedFabric> sizeFabric(const FabricWish& w) {
    SizedFabric out;
    out.generator = kTopologies[w.topology];
    if (w.perSwitch >= w.radix)
        return Error{"per_switch", "a switch has only " + std::to_string(w.radix) + " ports",
                     "Leave ports for links to other switches."};
    if (const Result<void> done = sizeInto(w, out); !done) return done.error();
    return out;
}

}  // namespace rackloom::model
