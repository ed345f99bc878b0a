// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/wiring.h"

#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/fabric.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

model::CableKey keyOf(const model::PlannedCable& cable) {
    return cable.a < cable.b ? model::CableKey{cable.a, cable.b} : model::CableKey{cable.b, cable.a};
}

void addTakenAway(const std::vector<model::CableKey>& removed, Wiring& out) {
    for (const model::CableKey& key : removed) {
        const std::uint32_t device = out.ends->numbers.of(key.a.device);
        if (device == FabricEnds::kNone) continue;
        for (const std::uint32_t i : out.ends->cablesOf(device))
            if (keyOf(out.plan->cables[i]) == key) out.gone.push_back(i);
    }
}

void addAbsent(const std::vector<std::uint32_t>& absent, const model::GeneratorInput& input, Wiring& out) {
    if (absent.empty()) return;
    std::uint32_t number = 0;
    for (const auto& tier : input.tiers)
        for (const model::FabricSwitch& s : tier)
            if (std::binary_search(absent.begin(), absent.end(), number++))
                out.absent.push_back(out.ends->numbers.of(s.device));
    std::sort(out.absent.begin(), out.absent.end());
    out.absent.erase(std::unique(out.absent.begin(), out.absent.end()), out.absent.end());
    for (const std::uint32_t device : out.absent)
        for (const std::uint32_t i : out.ends->cablesOf(device))
            out.gone.push_back(i);
    for (const model::LightPath& path :
         out.plan->lightPaths)  // links that pass a switch without ending there
        if (out.isAbsent(out.ends->numbers.of(path.in.device))) out.gone.push_back(path.cable);
}

/// 0 for an endpoint, 1 for a leaf, 2 for a spine …
std::uint32_t heightOf(const model::Fabric& fabric, model::DeviceRef device) {
    for (std::size_t t = 0; t < fabric.tiers.size(); ++t)
        if (std::find(fabric.tiers[t].switches.begin(), fabric.tiers[t].switches.end(), device) !=
            fabric.tiers[t].switches.end())
            return static_cast<std::uint32_t>(t) + 1;
    return 0;
}

/// A cable whose ports have no known rate carries a rate of zero here.
model::PlannedCable planned(const model::Fabric& fabric, const model::Cable& cable, DeviceLookup& lookup) {
    model::PlannedCable out{cable.a, cable.b, {}, 0};
    std::uint32_t low = heightOf(fabric, cable.a.device);
    std::uint32_t high = heightOf(fabric, cable.b.device);
    if (low > high) {
        std::swap(out.a, out.b);
        std::swap(low, high);
    }
    out.tier = low;
    const std::optional<DataRate> a = lookup.portRate(cable.a);
    const std::optional<DataRate> b = lookup.portRate(cable.b);
    if (a && b) out.rate = std::min(*a, *b);
    return out;
}

/// Numbers of the devices that drawn cables end at.
void numberDrawn(Wiring& out) {
    const auto numberOf = [&](model::DeviceRef device) {
        if (const std::uint32_t known = out.ends->numbers.of(device); known != FabricEnds::kNone)
            return known;
        const auto [it, fresh] = out.strange.try_emplace(device, out.deviceCount());
        if (fresh) out.strangers.push_back(device);
        return it->second;
    };
    for (std::uint32_t i = 0; i < out.drawn.size(); ++i) {
        const std::uint32_t a = numberOf(out.drawn[i].a.device), b = numberOf(out.drawn[i].b.device);
        out.drawnEnds.push_back({a, b});
        out.drawnAt.push_back({a, i});
        if (a != b) out.drawnAt.push_back({b, i});
    }
    std::sort(out.drawnAt.begin(), out.drawnAt.end());
}

void addDrawn(const Column<CableId, model::Cable>& hand, const model::Fabric& fabric, Query& q, Wiring& out) {
    if (hand.empty()) return;
    DeviceLookup lookup(q);
    for (const auto& [cableId, cable] : hand)
        if (lookup.type(cable.a.device) && lookup.type(cable.b.device))
            out.drawn.push_back(planned(fabric, cable, lookup));
    numberDrawn(out);
}

void countTiers(Wiring& out) {
    out.perTier = out.ends->perTier;
    for (const std::uint32_t i : out.gone)
        --out.perTier[out.plan->cables[i].tier];
    for (const model::PlannedCable& cable : out.drawn) {
        if (out.perTier.size() <= cable.tier) out.perTier.resize(cable.tier + std::size_t{1}, 0);
        ++out.perTier[cable.tier];
    }
    while (!out.perTier.empty() && out.perTier.back() == 0)
        out.perTier.pop_back();
}

}  // namespace

bool Wiring::stands(std::uint32_t cable) const {
    return gone.empty() || !std::binary_search(gone.begin(), gone.end(), cable);
}

bool Wiring::isAbsent(std::uint32_t device) const {
    return std::binary_search(absent.begin(), absent.end(), device);
}

std::vector<std::uint32_t> Wiring::touched() const {
    std::vector<std::uint32_t> out;
    for (const std::uint32_t i : gone) {
        out.push_back(ends->cables[i].a);
        out.push_back(ends->cables[i].b);
    }
    for (const FabricEnds::Ends& cable : drawnEnds) {
        out.push_back(cable.a);
        out.push_back(cable.b);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

FabricWiring::Value FabricWiring::compute(const Key& id, Query& q) {
    Wiring out;
    out.plan = q.get<FabricPlanNode>(id);
    out.ends = q.get<FabricEndsNode>(id);
    const Shared<model::Fabric> fabric = q.get<FabricRow>(id);
    addTakenAway(fabric->removed, out);
    addAbsent(*q.get<AbsentSwitches>(id), *q.get<FabricPlanInput>(id), out);
    std::sort(out.gone.begin(), out.gone.end());
    out.gone.erase(std::unique(out.gone.begin(), out.gone.end()), out.gone.end());
    addDrawn(*q.get<HandCables>(id), *fabric, q, out);
    countTiers(out);
    return out;
}

}  // namespace rackloom::analytics
