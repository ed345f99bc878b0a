// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/fabric_bisection.h"

#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_cut.h"
#include "analytics/fabric/fabric_plan.h"

#include <algorithm>
#include <map>
#include <optional>

namespace rackloom::analytics {
namespace {

/// Weight on side A less that on side B, and of both.
struct Lean {
    std::int64_t lean = 0, all = 0;
};

template <class KeyT, class KeyOf>
std::map<KeyT, Lean> leans(const DrawnFabric& fabric, const Bisection& cut, KeyOf&& keyOf) {
    std::map<KeyT, Lean> out;
    Lean* last = nullptr;  // endpoints come rack by rack and device by device
    std::optional<KeyT> before;
    for (std::uint32_t v = 0; v < fabric.endpoints().size(); ++v) {
        const std::optional<KeyT> key = keyOf(fabric.endpoints()[v].device);
        if (!key) continue;
        if (!last || key != before) last = &out[*key];
        before = key;
        const std::int64_t weight = fabric.weight()[v];
        last->lean += cut.sideA[v] ? weight : -weight;
        last->all += weight;
    }
    return out;
}

/// A rack belongs to side A when more than half of its endpoints do; those of divided racks are told apart.
void placeRacks(const DrawnFabric& fabric, const Bisection& cut, FabricResult& out) {
    const auto racks =
        leans<RackId>(fabric, cut, [](model::DeviceRef d) { return std::optional<RackId>(d.rack); });
    for (const auto& [rack, side] : racks) {
        if (side.lean > 0) out.sideA.push_back(rack);
        if (side.lean != side.all && side.lean != -side.all) out.divided.push_back(rack);
    }
    if (out.divided.empty()) return;
    const auto devices = leans<model::DeviceRef>(fabric, cut, [&](model::DeviceRef d) {
        const bool is = std::binary_search(out.divided.begin(), out.divided.end(), d.rack);
        return is ? std::optional<model::DeviceRef>(d) : std::nullopt;
    });
    for (const auto& [device, side] : devices)
        if (side.lean > 0) out.devicesA.push_back(device);
}

/// Cables between the sides. All of the drawing are counted, then those that differ.
std::uint32_t cablesCut(const DrawnFabric& fabric, const std::vector<bool>& sideA) {
    const std::vector<std::uint8_t> side(sideA.begin(), sideA.end());
    const auto isCut = [&](const FabricGraph::Link& link) {
        return static_cast<std::uint32_t>(side[link.a] ^ side[link.b]);
    };
    std::uint32_t count = 0;
    for (const FabricGraph::Link& link : fabric.plan->graph.links)
        count += isCut(link);
    for (const std::uint32_t i : fabric.changes.gone)
        count -= isCut(fabric.plan->graph.links[i]);
    for (const FabricGraph::Link& link : fabric.changes.added)
        count += isCut(link);
    return count;
}

}  // namespace

FabricResult fabricResult(FabricId id, const DrawnFabric& fabric, const Bisection& cut,
                          std::uint32_t cables) {
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
    placeRacks(fabric, cut, out);
    for (std::size_t s = 0; s < fabric.switches().size(); ++s)
        if (cut.sideA[fabric.endpoints().size() + s] && !fabric.isAbsent(fabric.switches()[s]))
            out.switchesA.push_back(fabric.switches()[s]);
    std::sort(out.switchesA.begin(), out.switchesA.end());
    out.cutCables = cablesCut(fabric, cut.sideA);
    return out;
}

FabricBisection::Value FabricBisection::compute(const Key& id, Query& q) {
    const Shared<DrawnFabric> fabric = q.get<FabricGraphNode>(id);
    const Shared<Bisection> cut = q.get<FabricCut>(id);
    return fabricResult(id, *fabric, *cut, static_cast<std::uint32_t>(q.get<FabricWiring>(id)->count()));
}

}  // namespace rackloom::analytics
