// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/references.h"

#include "model/edit/rewrite.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_set>

namespace rackloom::model {

namespace {

template <class Vector, class Pred> bool anyOf(const Vector& v, const Pred& pred) {
    return std::any_of(v.begin(), v.end(), pred);
}

/// "device:12/5", the key that findings and waivers use.
std::optional<DeviceRef> parseDevice(std::string_view key) {
    constexpr std::string_view kPrefix = "device:";
    if (!key.starts_with(kPrefix)) return std::nullopt;
    const char* const end = key.data() + key.size();
    DeviceRef out;
    auto r = std::from_chars(key.data() + kPrefix.size(), end, out.rack.value);
    if (r.ec != std::errc() || r.ptr == end || *r.ptr != '/') return std::nullopt;
    r = std::from_chars(r.ptr + 1, end, out.slot.value);
    if (r.ec != std::errc() || r.ptr != end) return std::nullopt;
    return out;
}

void cleanFabrics(Transaction& tx, const std::unordered_set<RackId>& racks, const IsGone& gone,
                  TierPlace tiers) {
    const auto cableGone = [&](const CableKey& k) { return gone(k.a.device) || gone(k.b.device); };
    for (const FabricId id : tx.draft().fabrics.ids()) {
        const Fabric& f = *tx.draft().fabrics.at(id);
        const bool inTiers = tiers == TierPlace::Erase &&
                             anyOf(f.tiers, [&](const SwitchTier& t) { return anyOf(t.switches, gone); });
        const bool inRacks = !racks.empty() && anyOf(f.racks, [&](RackId r) { return racks.contains(r); });
        if (!inTiers && !inRacks && !anyOf(f.removed, cableGone)) continue;
        const Result<void> done = rewrite(tx, tx.draft().fabrics, id, [&](Fabric& fabric) {
            std::erase_if(fabric.racks, [&](RackId r) { return racks.contains(r); });
            std::erase_if(fabric.removed, cableGone);
            if (tiers == TierPlace::Erase)
                for (SwitchTier& tier : fabric.tiers)
                    std::erase_if(tier.switches, gone);
        });
        RL_CHECK(done.ok());
    }
}

void cleanCables(Transaction& tx, const IsGone& gone) {
    std::vector<CableId> cables;
    tx.draft().cables.forEach([&](CableId id, const Cable& cable) {
        if (gone(cable.a.device) || gone(cable.b.device)) cables.push_back(id);
    });
    for (const CableId id : cables)
        tx.draft().cables.erase(tx.token(), id);
}

void clean(Transaction& tx, const std::unordered_set<RackId>& racks, const IsGone& gone, TierPlace tiers) {
    cleanFabrics(tx, racks, gone, tiers);
    cleanCables(tx, gone);
    const OverrideMap& now = *tx.draft().overrides;
    if (anyOf(now, [&](const auto& entry) { return gone(entry.first); }))
        rewriteOverrides(tx, [&](OverrideMap& map) {
            std::erase_if(map, [&](const auto& entry) { return gone(entry.first); });
        });
    forgetWaivers(tx, [&](std::string_view key) {
        const std::optional<DeviceRef> device = parseDevice(key);
        if (device) return gone(*device);
        return anyOf(racks, [&](RackId r) { return key == "rack:" + std::to_string(r.value); });
    });
}

}  // namespace

void forgetDevices(Transaction& tx, const IsGone& gone, TierPlace tiers) {
    clean(tx, {}, gone, tiers);
}

void forgetRacks(Transaction& tx, const std::vector<RackId>& racks) {
    const std::unordered_set<RackId> set(racks.begin(), racks.end());
    for (const JobId job : tx.draft().jobs.ids())
        if (anyOf(tx.draft().jobs.at(job).racks, [&](RackId r) { return set.contains(r); }))
            std::erase_if(tx.draft().jobs.write(tx.token(), job).racks,
                          [&](RackId r) { return set.contains(r); });
    clean(
        tx, set, [&](DeviceRef d) { return set.contains(d.rack); }, TierPlace::Erase);
}

void forgetWaivers(Transaction& tx, const std::function<bool(std::string_view key)>& gone) {
    std::vector<WaiverId> waivers;
    tx.draft().waivers.forEach([&](WaiverId id, const Waiver& waiver) {
        if (anyOf(waiver.objects, gone)) waivers.push_back(id);
    });
    for (const WaiverId id : waivers)
        tx.draft().waivers.erase(tx.token(), id);
}

std::vector<RackId> racksOf(const Snapshot& s, RackDesignId design) {
    std::vector<RackId> out;
    s.racks.forEach([&](RackId id, const Rack& rack) {
        if (rack.design == design) out.push_back(id);
    });
    return out;
}

}  // namespace rackloom::model
