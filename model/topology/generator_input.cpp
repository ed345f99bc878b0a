// SPDX-License-Identifier: GPL-3.0-or-later
// Not listed: gathers what the generators get; itself none.
#include "model/base/large_array.h"
#include "model/topology/clos_wiring.h"
#include "model/topology/generators.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace rackloom::model {

namespace {

constexpr double kUnknownRate = 0;

/// A run of equal ports of one device that serve the fabric.
struct PortRun {
    std::uint32_t first = 0, count = 0;
    DataRate rate;
};

struct SlotPorts {
    SlotId slot;
    std::vector<PortRun> runs;
    bool switching = false;
};

std::vector<PortRun> runsOf(const DeviceType& type, FabricRole role) {
    std::vector<PortRun> runs;
    std::uint32_t first = 0;
    for (const PortGroup& group : type.ports) {
        const auto count = static_cast<std::uint32_t>(std::max(0, group.count));
        if (group.fabric == role && count > 0)
            runs.push_back({first, count, group.rate.value.value_or(DataRate::si(kUnknownRate))});
        first += count;
    }
    return runs;
}

/// Slots of a design that carry ports of the role, worked out once per design.
class DesignPorts {
public:
    DesignPorts(const Snapshot& s, FabricRole role) : s_(s), role_(role) {}

    const std::vector<SlotPorts>& of(RackDesignId id) {
        const auto [it, fresh] = known_.try_emplace(id);
        if (!fresh) return it->second;
        if (const Shared<RackDesign>* design = s_.designs.find(id))
            for (const Slot& slot : (*design)->slots)
                if (const Shared<DeviceType>* type = s_.types.find(slot.type))
                    if (SlotPorts ports{slot.id, runsOf(**type, role_), (*type)->switching.has_value()};
                        !ports.runs.empty())
                        it->second.push_back(std::move(ports));
        return it->second;
    }

private:
    const Snapshot& s_;
    FabricRole role_;
    std::unordered_map<RackDesignId, std::vector<SlotPorts>> known_;
};

class InputBuilder {
public:
    InputBuilder(const Snapshot& s, const Fabric& fabric, GeneratorInput& in)
        : s_(s), fabric_(fabric), in_(in), designs_(s, fabric.role) {
        for (const SwitchTier& tier : fabric.tiers)
            own_.insert(tier.switches.begin(), tier.switches.end());
        for (std::uint32_t i = 0; i < fabric.racks.size(); ++i)
            rackIndex_.emplace(fabric.racks[i], i);
    }

    void endpoints() {
        reserve();
        for (std::uint32_t i = 0; i < fabric_.racks.size(); ++i) {
            in_.firstNode.push_back(node_);
            if (const Rack* rack = s_.racks.find(fabric_.racks[i])) addRack(fabric_.racks[i], *rack, i);
        }
        in_.firstNode.push_back(node_);
    }

    void tiers() {
        in_.tiers.reserve(fabric_.tiers.size());
        for (const SwitchTier& tier : fabric_.tiers) {
            std::vector<FabricSwitch>& out = in_.tiers.emplace_back();
            out.reserve(tier.switches.size());
            for (const DeviceRef ref : tier.switches)
                out.push_back(switchOf(ref));
        }
    }

private:
    void reserve() {
        std::size_t ports = 0;
        for (const RackId id : fabric_.racks)
            if (const Rack* rack = s_.racks.find(id))
                for (const SlotPorts& slot : designs_.of(rack->design))
                    for (const PortRun& run : slot.runs)
                        ports += run.count;
        reserveLarge(in_.endpoints, ports);
        in_.firstNode.reserve(fabric_.racks.size() + 1);
    }

    void addRack(RackId id, const Rack& rack, std::uint32_t rackIndex) {
        for (const SlotPorts& slot : designs_.of(rack.design)) {
            const DeviceRef device{id, slot.slot};
            if (slot.switching && own_.count(device) > 0) continue;  // a switch does not serve itself
            const std::uint32_t node = node_++;
            const auto it = s_.overrides->find(device);
            if (it == s_.overrides->end())
                addDevice(device, slot.runs, node, rackIndex);
            else if (const DeviceType* type = deviceType(s_, device))
                addDevice(device, runsOf(*type, fabric_.role), node, rackIndex);
        }
    }

    void addDevice(DeviceRef device, const std::vector<PortRun>& runs, std::uint32_t node,
                   std::uint32_t rackIndex) {
        std::uint32_t rail = 0;
        for (const PortRun& run : runs)
            for (std::uint32_t p = 0; p < run.count; ++p)
                in_.endpoints.push_back({{device, run.first + p}, rail++, node, rackIndex, run.rate});
    }

    FabricSwitch switchOf(DeviceRef ref) const {
        FabricSwitch out;
        out.device = ref;
        if (const auto it = rackIndex_.find(ref.rack); it != rackIndex_.end()) out.rackIndex = it->second;
        const DeviceType* type = deviceType(s_, ref);
        out.present = type != nullptr;
        if (!type)  // what the design has there keeps the numbering of ports
            if (const Slot* slot = deviceSlot(s_, ref))
                if (const Shared<DeviceType>* planned = s_.types.find(slot->type)) type = &**planned;
        if (type) fillPorts(*type, out);
        return out;
    }

    static void fillPorts(const DeviceType& type, FabricSwitch& out) {
        const std::vector<PortRun> runs = runsOf(type, FabricRole::Any);
        std::uint32_t next = 0;
        for (const PortRun& run : runs) {
            if (run.first != next) break;  // only ports that count on from 0
            if (next == 0)
                out.rate = run.rate;
            else if (out.access == 0) {
                out.access = next;
                out.uplinkRate = run.rate;
            }
            next += run.count;
        }
        out.ports = next;
    }

    const Snapshot& s_;
    const Fabric& fabric_;
    GeneratorInput& in_;
    DesignPorts designs_;
    std::unordered_set<DeviceRef> own_;
    std::unordered_map<RackId, std::uint32_t> rackIndex_;
    std::uint32_t node_ = 0;
};

CableKey keyOf(const PlannedCable& cable) {
    return cable.a < cable.b ? CableKey{cable.a, cable.b} : CableKey{cable.b, cable.a};
}

/// Takes cables out of a plan, and the light paths with them.
void takeAway(const std::vector<CableKey>& removed, FabricPlan& plan) {
    std::vector<PlannedCable> cables;
    std::vector<LightPath> paths;
    auto path = plan.lightPaths.begin();
    for (std::uint32_t i = 0; i < plan.cables.size(); ++i) {
        const bool led = path != plan.lightPaths.end() && path->cable == i;
        if (!std::binary_search(removed.begin(), removed.end(), keyOf(plan.cables[i]))) {
            if (led) paths.push_back({static_cast<std::uint32_t>(cables.size()), path->in, path->out});
            cables.push_back(plan.cables[i]);
        }
        if (led) ++path;
    }
    plan.cables = std::move(cables);
    plan.lightPaths = std::move(paths);
}

/// Values as a generator may rely on: the given ones, moved into their ranges, else the defaults. What a
/// loaded file holds beyond them is told by expandFabric().
ParameterValues withinLimits(const std::vector<ParameterSpec>& specs, const ParameterValues& given) {
    ParameterValues out;
    for (const ParameterSpec& spec : specs) {
        const auto it = given.find(spec.key);
        const double wished = it == given.end() || std::isnan(it->second) ? spec.initial : it->second;
        const double value = std::clamp(wished, spec.minimum, spec.maximum);
        out[spec.key] = spec.integer ? std::floor(value) : value;
    }
    return out;
}

}  // namespace

GeneratorInput generatorInput(const Snapshot& s, const Fabric& fabric) {
    GeneratorInput in;
    in.parameters = fabric.parameters;
    if (const Generator* generator = findGenerator(fabric.generator))
        in.parameters = withinLimits(generator->parameters(), fabric.parameters);
    InputBuilder builder(s, fabric, in);
    builder.endpoints();
    builder.tiers();
    return in;
}

FabricPlan expandFabric(const Snapshot& s, const Fabric& fabric) {
    FabricPlan plan;
    if (fabric.generator.empty()) return plan;
    const Generator* generator = findGenerator(fabric.generator);
    if (!generator) {
        plan.problems.push_back("There is no generator \"" + fabric.generator +
                                "\". Choose another generator for the fabric.");
        return plan;
    }
    if (const Result<ParameterValues> full = completeParameters(generator->parameters(), fabric.parameters);
        !full) {
        plan.problems.push_back(full.error().text());
        return plan;
    }
    plan = generator->plan(generatorInput(s, fabric));
    if (!fabric.removed.empty()) takeAway(fabric.removed, plan);
    return plan;
}

}  // namespace rackloom::model
