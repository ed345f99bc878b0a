// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/fabric_edits.h"

#include "model/edit/names.h"
#include "model/edit/references.h"
#include "model/edit/rewrite.h"
#include "model/topology/generators.h"

#include <algorithm>
#include <unordered_set>

namespace rackloom::model {

namespace {

template <class F> Edit onFabric(std::string label, std::string key, FabricId id, F change) {
    return {std::move(label), std::move(key), [id, change](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().fabrics, id, "fabric"); !there) return there;
                return rewrite(tx, tx.draft().fabrics, id, [&](Fabric& f) { return change(tx, f); });
            }};
}

std::string_view titleOf(FabricRole role) {
    switch (role) {
    case FabricRole::Compute:
        return "Compute fabric";
    case FabricRole::Storage:
        return "Storage fabric";
    case FabricRole::InBand:
        return "In-band network";
    case FabricRole::OutOfBand:
        return "Out-of-band network";
    case FabricRole::ScaleUp:
        return "Scale-up links";
    case FabricRole::Any:
        break;
    }
    return "Fabric";
}

Result<const Generator*> generatorNamed(const std::string& id) {
    if (const Generator* found = findGenerator(id)) return found;
    std::string known;
    for (const Generator& generator : generators())
        known += (known.empty() ? "" : ", ") + std::string(generator.id);
    return Error{"generator " + id, "there is no such generator", "Choose one of " + known + "."};
}

Error noTier(const Fabric& fabric) {
    return Error{"fabric " + fabric.name, "it has no such tier", "Add the tier first."};
}

std::unordered_set<DeviceRef> switchesInUse(const Snapshot& s) {
    std::unordered_set<DeviceRef> used;
    s.fabrics.forEach([&](FabricId, const Shared<Fabric>& fabric) {
        for (const SwitchTier& tier : fabric->tiers)
            used.insert(tier.switches.begin(), tier.switches.end());
    });
    return used;
}

const DeviceType* kindOfTier(const Snapshot& s, const SwitchTier& tier) {
    for (const DeviceRef device : tier.switches)
        if (const DeviceType* type = deviceType(s, device)) return type;
    return nullptr;
}

/// Adds to a tier the fewest of the spare switches that let the generator lay as many cables into it as with
/// all of them.
void extendTier(const Snapshot& s, Fabric& fabric, std::size_t tier, const std::vector<DeviceRef>& spare) {
    const std::vector<DeviceRef> now = fabric.tiers[tier].switches;
    const auto cablesWith = [&](std::size_t more) {
        fabric.tiers[tier].switches = now;
        fabric.tiers[tier].switches.insert(fabric.tiers[tier].switches.end(), spare.begin(),
                                           spare.begin() + static_cast<std::ptrdiff_t>(more));
        const FabricPlan plan = expandFabric(s, fabric);
        return std::count_if(plan.cables.begin(), plan.cables.end(),
                             [&](const PlannedCable& cable) { return cable.tier == tier; });
    };
    const auto most = cablesWith(spare.size());
    std::size_t low = 0, high = spare.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (cablesWith(middle) >= most)
            high = middle;
        else
            low = middle + 1;
    }
    cablesWith(high);
}

void extendTiers(const Snapshot& s, Fabric& fabric) {
    constexpr std::size_t kMostTried = 1024;
    for (std::size_t tier = 0; tier < fabric.tiers.size(); ++tier) {
        if (expandFabric(s, fabric).problems.empty()) return;
        const DeviceType* kind = kindOfTier(s, fabric.tiers[tier]);
        if (!kind) continue;
        std::unordered_set<DeviceRef> own;
        for (const SwitchTier& t : fabric.tiers)
            own.insert(t.switches.begin(), t.switches.end());
        std::vector<DeviceRef> spare;
        for (const DeviceRef device : unusedSwitches(s))
            if (spare.size() < kMostTried && !own.contains(device) && deviceType(s, device) == kind)
                spare.push_back(device);
        if (!spare.empty()) extendTier(s, fabric, tier, spare);
    }
}

}  // namespace

std::vector<DeviceRef> unusedSwitches(const Snapshot& s) {
    const std::unordered_set<DeviceRef> used = switchesInUse(s);
    std::vector<DeviceRef> out;
    s.racks.forEach([&](RackId id, const Rack& rack) {
        for (const Slot& slot : s.designs.at(rack.design)->slots) {
            const DeviceRef device{id, slot.id};
            const DeviceType* type = deviceType(s, device);
            if (type && type->switching && !used.contains(device)) out.push_back(device);
        }
    });
    return out;
}

std::vector<std::string> fabricShortage(const Snapshot& s, FabricId id) {
    const Shared<Fabric>* fabric = s.fabrics.find(id);
    return fabric ? expandFabric(s, **fabric).problems : std::vector<std::string>{};
}

Edit addFabric(Fabric fabric) {
    return {"Add fabric", {}, [fabric = std::move(fabric)](Transaction& tx) -> Result<void> {
                Fabric row = fabric;
                NameSet taken = namesOf(tx.draft().fabrics);
                if (row.name.empty()) {
                    row.name = freeName(taken, titleOf(row.role));
                } else {
                    Result<std::string> name = unusedName(tx.draft().fabrics, FabricId{}, "fabric", row.name);
                    if (!name) return name.error();
                    row.name = std::move(name).value();
                }
                if (!row.generator.empty())
                    if (const auto known = generatorNamed(row.generator); !known) return known.error();
                tx.draft().fabrics.insert(tx.token(), Shared<Fabric>(std::move(row)));
                return {};
            }};
}

Edit renameFabric(FabricId id, std::string name) {
    return onFabric("Rename fabric", mergeKey("rename fabric", id), id,
                    [id, name = std::move(name)](Transaction& tx, Fabric& fabric) -> Result<void> {
                        Result<std::string> checked = unusedName(tx.draft().fabrics, id, "fabric", name);
                        if (!checked) return checked.error();
                        fabric.name = std::move(checked).value();
                        return {};
                    });
}

Edit removeFabric(FabricId id) {
    return {"Remove fabric", {}, [id](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().fabrics, id, "fabric"); !there) return there;
                for (const CableId cable : tx.draft().cables.ids())
                    if (tx.draft().cables.at(cable).fabric == id) tx.draft().cables.erase(tx.token(), cable);
                const std::string key = "fabric:" + std::to_string(id.value);
                forgetWaivers(tx, [&](std::string_view object) { return object == key; });
                tx.draft().fabrics.erase(tx.token(), id);
                return {};
            }};
}

Edit setFabricRole(FabricId id, FabricRole role) {
    return onFabric("Set role of fabric", {}, id, [role](Transaction&, Fabric& fabric) {
        fabric.role = role;
        return Result<void>{};
    });
}

Edit setFabricParameter(FabricId id, std::string key, std::optional<double> value) {
    return onFabric(
        "Set " + key, mergeKey("set fabric " + key, id), id,
        [key, value](Transaction&, Fabric& fabric) -> Result<void> {
            const auto generator = generatorNamed(fabric.generator);
            if (!generator) return generator.error();
            fabric.parameters.erase(key);
            if (!value) return {};
            fabric.parameters[key] = *value;
            const auto full = completeParameters(generator.value()->parameters(), {{key, *value}});
            return full ? Result<void>{} : Result<void>(full.error());
        });
}

Edit setGenerator(FabricId id, std::string generator) {
    return onFabric("Set generator", {}, id, [generator](Transaction&, Fabric& fabric) -> Result<void> {
        std::vector<ParameterSpec> specs;
        if (!generator.empty()) {
            const auto found = generatorNamed(generator);
            if (!found) return found.error();
            specs = found.value()->parameters();
        }
        fabric.generator = generator;
        fabric.removed.clear();
        std::erase_if(fabric.parameters, [&](const auto& parameter) {
            return std::none_of(specs.begin(), specs.end(),
                                [&](const ParameterSpec& spec) { return spec.key == parameter.first; });
        });
        return {};
    });
}

Edit setCableTypes(FabricId id, std::vector<std::string> keys) {
    return onFabric("Set cable types", {}, id, [keys](Transaction&, Fabric& fabric) {
        fabric.cableTypes = keys;
        return Result<void>{};
    });
}

Edit connectRacks(FabricId id, std::vector<RackId> racks) {
    return onFabric("Connect " + counted(racks.size(), "rack"), {}, id,
                    [racks = distinct(racks)](Transaction& tx, Fabric& fabric) -> Result<void> {
                        if (Result<void> there = need(tx.draft().racks, racks, "rack"); !there) return there;
                        const std::unordered_set<RackId> attached(fabric.racks.begin(), fabric.racks.end());
                        for (const RackId rack : racks)
                            if (!attached.contains(rack)) fabric.racks.push_back(rack);
                        extendTiers(tx.draft(), fabric);
                        return {};
                    });
}

Edit disconnectRacks(FabricId id, std::vector<RackId> racks) {
    return onFabric("Disconnect " + counted(racks.size(), "rack"), {}, id,
                    [racks](Transaction&, Fabric& fabric) {
                        const std::unordered_set<RackId> going(racks.begin(), racks.end());
                        std::erase_if(fabric.racks, [&](RackId rack) { return going.contains(rack); });
                        return Result<void>{};
                    });
}

Edit addTier(FabricId id, std::string name) {
    return onFabric("Add tier", {}, id, [name](Transaction&, Fabric& fabric) -> Result<void> {
        Result<std::string> checked = checkedName("tier", name);
        if (!checked) return checked.error();
        fabric.tiers.push_back({std::move(checked).value(), {}});
        return {};
    });
}

Edit removeTier(FabricId id, std::size_t tier) {
    return onFabric("Remove tier", {}, id, [tier](Transaction&, Fabric& fabric) -> Result<void> {
        if (tier >= fabric.tiers.size()) return noTier(fabric);
        fabric.tiers.erase(fabric.tiers.begin() + static_cast<std::ptrdiff_t>(tier));
        return {};
    });
}

Edit addSwitches(FabricId id, std::size_t tier, std::vector<DeviceRef> switches) {
    return onFabric("Add " + std::string(switches.size() == 1 ? "switch" : "switches") + " to tier", {}, id,
                    [tier, switches](Transaction& tx, Fabric& fabric) -> Result<void> {
                        if (tier >= fabric.tiers.size()) return noTier(fabric);
                        for (const DeviceRef device : switches) {
                            const DeviceType* type = deviceType(tx.draft(), device);
                            if (!type || !type->switching)
                                return Error{type ? type->name : "device", "it is not a switch",
                                             "Choose a device that switches."};
                            fabric.tiers[tier].switches.push_back(device);
                        }
                        return {};
                    });
}

Edit removeSwitches(FabricId id, std::vector<DeviceRef> switches) {
    return onFabric("Remove " + std::string(switches.size() == 1 ? "switch" : "switches") + " from its tier",
                    {}, id, [switches](Transaction&, Fabric& fabric) {
                        const std::unordered_set<DeviceRef> going(switches.begin(), switches.end());
                        for (SwitchTier& tier : fabric.tiers)
                            std::erase_if(tier.switches, [&](DeviceRef d) { return going.contains(d); });
                        return Result<void>{};
                    });
}

}  // namespace rackloom::model
