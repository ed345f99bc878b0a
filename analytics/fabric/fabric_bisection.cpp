// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/fabric_bisection.h"

#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_cut.h"
#include "analytics/fabric/fabric_plan.h"

#include "analytics/engine/node_store.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace rackloom::analytics {
namespace {

/// Beyond this share of the vertices, looking at all of them is the shorter way.
constexpr std::size_t kLargeShare = 8;

/// Weight on side A less that on side B, and of both.
struct Lean {
    std::int64_t lean = 0, all = 0;
    bool divided() const { return lean != all && lean != -all; }
    friend bool operator==(const Lean&, const Lean&) = default;
};

/// Endpoints of one rack that follow each other.
struct Run {
    RackId rack;
    std::uint32_t first = 0, end = 0;
    friend auto operator<=>(const Run&, const Run&) = default;
};

/// By rack, then as they come; mostly one for each rack.
std::vector<Run> runsOf(const std::vector<FabricDrawing::Endpoint>& endpoints) {
    std::vector<Run> out;
    for (std::uint32_t v = 0; v < endpoints.size(); ++v) {
        const RackId rack = endpoints[v].device.rack;
        if (out.empty() || out.back().rack != rack) out.push_back({rack, v, v});
        out.back().end = v + 1;
    }
    std::sort(out.begin(), out.end());
    return out;
}

using RackLeans = std::vector<std::pair<RackId, Lean>>;

RackLeans rackLeans(const std::vector<Run>& runs, const std::vector<std::uint32_t>& weight,
                    const std::vector<bool>& sideA) {
    RackLeans out;
    for (const Run& run : runs) {
        if (out.empty() || out.back().first != run.rack) out.push_back({run.rack, {}});
        Lean& rack = out.back().second;
        for (std::uint32_t v = run.first; v < run.end; ++v) {
            const std::int64_t one = weight[v];
            rack.lean += sideA[v] ? one : -one;
            rack.all += one;
        }
    }
    return out;
}

/// A rack belongs to side A when more than half of its endpoints do; those of divided racks are told apart.
void placeRacks(const DrawnFabric& fabric, const std::vector<bool>& sideA, const std::vector<Run>& runs,
                const RackLeans& racks, FabricResult& out) {
    for (const auto& [rack, side] : racks) {
        if (side.lean > 0) out.sideA.push_back(rack);
        if (side.divided()) out.divided.push_back(rack);
    }
    std::map<model::DeviceRef, std::int64_t> devices;
    for (const RackId rack : out.divided)
        for (auto run = std::lower_bound(runs.begin(), runs.end(), Run{rack, 0, 0});
             run != runs.end() && run->rack == rack; ++run)
            for (std::uint32_t v = run->first; v < run->end; ++v) {
                const std::int64_t weight = fabric.weight()[v];
                devices[fabric.endpoints()[v].device] += sideA[v] ? weight : -weight;
            }
    for (const auto& [device, lean] : devices)
        if (lean > 0) out.devicesA.push_back(device);
}

void placeSwitches(const DrawnFabric& fabric, const std::vector<bool>& sideA,
                   const std::vector<std::uint32_t>& order, FabricResult& out) {
    const std::size_t endpoints = fabric.endpoints().size();
    for (const std::uint32_t s : order)
        if (sideA[endpoints + s] && (fabric.absent.empty() || !fabric.isAbsent(fabric.switches()[s])))
            out.switchesA.push_back(fabric.switches()[s]);
}

/// Numbers of switches in the order of their devices.
std::vector<std::uint32_t> inOrder(const std::vector<model::DeviceRef>& switches) {
    std::vector<std::uint32_t> out(switches.size());
    std::iota(out.begin(), out.end(), 0u);
    std::sort(out.begin(), out.end(),
              [&](std::uint32_t a, std::uint32_t b) { return switches[a] < switches[b]; });
    return out;
}

/// How many cables more than in the drawing are between the sides, modulo 2^32.
std::uint32_t changeOfCut(const DrawnFabric& fabric, const std::vector<bool>& sideA) {
    std::uint32_t count = 0;
    for (const std::uint32_t i : fabric.changes.gone)
        if (sideA[fabric.plan->graph.links[i].a] != sideA[fabric.plan->graph.links[i].b]) --count;
    for (const FabricGraph::Link& link : fabric.changes.added)
        if (sideA[link.a] != sideA[link.b]) ++count;
    return count;
}

/// Cables between the sides. All of the drawing are counted, then those that differ.
std::uint32_t cablesCut(const DrawnFabric& fabric, const std::vector<bool>& sideA) {
    const std::vector<std::uint8_t> side(sideA.begin(), sideA.end());
    std::uint32_t count = changeOfCut(fabric, sideA);
    for (const FabricGraph::Link& link : fabric.plan->graph.links)
        count += static_cast<std::uint32_t>(side[link.a] ^ side[link.b]);
    return count;
}

/// What the known cut of the drawing comes to, from which that of the fabric as it stands differs little.
struct PlannedSides {
    Shared<KnownCut> known;
    std::vector<Run> runs;
    RackLeans racks;
    std::vector<std::uint32_t> order;  ///< of switches
    std::uint32_t cutCables = 0;
    friend bool operator==(const PlannedSides&, const PlannedSides&) = default;
};

struct ComputePlannedSides {
    using Key = NoKey;
    using Value = Shared<PlannedSides>;
    static constexpr std::string_view kName = "sides as planned";
    static Value compute(const Key&, Query& q) {
        const Shared<FabricDrawing> plan = q.get<ComputePlanGraph>();
        PlannedSides out;
        out.known = q.get<ComputeKnownCut>();
        out.runs = runsOf(plan->endpoints);
        out.racks = rackLeans(out.runs, plan->graph.weight, out.known->cut->sideA);
        out.order = inOrder(plan->switches);
        for (const FabricGraph::Link& link : plan->graph.links)
            if (out.known->half.sideA[link.a] != out.known->half.sideA[link.b]) ++out.cutCables;
        return out;
    }
};

/// Vertices on the other side than planned.
std::vector<std::uint32_t> turned(const PlannedSides& planned, const std::vector<bool>& sideA) {
    std::vector<std::uint32_t> out;
    const std::vector<bool>& before = planned.known->half.sideA;
    for (std::uint32_t v = 0; v < before.size(); ++v)
        if (sideA[v] != before[v]) out.push_back(v);
    return out;
}

/// Cables of the drawing between the sides once these vertices are turned.
std::uint32_t cablesCutNow(const FabricDrawing& plan, const PlannedSides& planned,
                           const std::vector<std::uint32_t>& turned, const std::vector<bool>& sideA) {
    std::uint32_t count = planned.cutCables;
    const std::vector<bool>& before = planned.known->half.sideA;
    for (const std::uint32_t v : turned)
        for (const std::uint32_t i : plan.twins.linksOf(v)) {
            const FabricGraph::Link& link = plan.graph.links[i];
            const std::uint32_t other = link.a == v ? link.b : link.a;
            // A link whose ends both turned is met from each, and is cut as before.
            if (sideA[other] == before[other]) count += sideA[v] == sideA[other] ? -1u : 1u;
        }
    return count;
}

void describe(const DrawnFabric& fabric, const Bisection& cut, FabricResult& out) {
    const std::vector<Run> runs = runsOf(fabric.endpoints());
    placeRacks(fabric, cut.sideA, runs, rackLeans(runs, fabric.weight(), cut.sideA), out);
    placeSwitches(fabric, cut.sideA, inOrder(fabric.switches()), out);
    out.cutCables = cablesCut(fabric, cut.sideA);
}

/// The same from the known cut: looks only at what is on another side.
void describe(const DrawnFabric& fabric, const Bisection& cut, const PlannedSides& planned,
              FabricResult& out) {
    const std::vector<std::uint32_t> others = turned(planned, cut.sideA);
    if (others.size() * kLargeShare > cut.sideA.size()) return describe(fabric, cut, out);
    RackLeans racks = planned.racks;
    for (const std::uint32_t v : others) {
        if (v >= fabric.endpoints().size()) break;
        const RackId rack = fabric.endpoints()[v].device.rack;
        const auto row = std::lower_bound(racks.begin(), racks.end(), rack,
                                          [](const auto& r, RackId wanted) { return r.first < wanted; });
        const std::int64_t weight = fabric.weight()[v];
        row->second.lean += cut.sideA[v] ? 2 * weight : -2 * weight;
    }
    placeRacks(fabric, cut.sideA, planned.runs, racks, out);
    placeSwitches(fabric, cut.sideA, planned.order, out);
    out.cutCables = cablesCutNow(*fabric.plan, planned, others, cut.sideA) + changeOfCut(fabric, cut.sideA);
}

/// Beyond lists and numbers of sides.
FabricResult headOf(FabricId id, const DrawnFabric& fabric, const Bisection& cut, std::uint32_t cables) {
    FabricResult out;
    out.fabric = id;
    out.cables = cables;
    if (fabric.endpoints().empty()) {
        out.method = "no endpoints";
        return out;
    }
    out.lower = bitRate(cut.lower);
    out.upper = bitRate(cut.upper);
    out.method = cut.method;
    return out;
}

}  // namespace

FabricResult fabricResult(FabricId id, const DrawnFabric& fabric, const Bisection& cut,
                          std::uint32_t cables) {
    FabricResult out = headOf(id, fabric, cut, cables);
    if (!fabric.endpoints().empty()) describe(fabric, cut, out);
    return out;
}

FabricBisection::Value FabricBisection::compute(const Key& id, Query& q) {
    const Shared<DrawnFabric> fabric = q.get<FabricGraphNode>(id);
    const Shared<Bisection> cut = q.get<FabricCut>(id);
    const auto cables = static_cast<std::uint32_t>(q.get<FabricWiring>(id)->count());
    const std::vector<FabricId>& compute = q.get<FabricsOfRole>(model::FabricRole::Compute);
    if (fabric->endpoints().empty() || compute.size() != 1 || compute.front() != id)
        return fabricResult(id, *fabric, *cut, cables);
    FabricResult out = headOf(id, *fabric, *cut, cables);
    describe(*fabric, *cut, *q.get<ComputePlannedSides>(), out);
    return out;
}

}  // namespace rackloom::analytics
