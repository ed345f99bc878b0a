// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/cooling_racks.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"
#include "analytics/loads/rack_load.h"

#include <algorithm>
#include <map>
#include <utility>

namespace rackloom::analytics {

namespace {

using model::CoolingMedium;
using model::DeviceType;

/// Deeper nesting than any device has.
constexpr int kDeepest = 8;

template <class Q> std::optional<double> stated(const std::optional<model::Figure<Q>>& figure) {
    if (!figure || !figure->known()) return std::nullopt;
    return figure->value->si();
}
std::optional<double> stated(const std::optional<model::Figure<Temperature>>& figure) {
    if (!figure || !figure->known()) return std::nullopt;
    return figure->value->inKelvin();
}

/// The hottest processor of a device or of its parts.
std::optional<double> hottestProcessor(const DeviceType& type, Query& query, int depth = 0) {
    std::optional<double> most;
    if (type.compute && type.power)
        if (const auto* draw = planningFigure(*type.power)) most = draw->value->si();
    if (depth > kDeepest) return most;
    for (const model::Component& part : type.components) {
        const DeviceTypeId id = query.get<TypeByKey>(part.type);
        if (!id.isValid()) continue;
        const auto inside = hottestProcessor(*query.get<TypeOf>(id), query, depth + 1);
        if (inside) most = most ? std::max(*most, *inside) : inside;
    }
    return most;
}

std::vector<CooledDevice> cooledDevices(const RackLoad& load, CoolingMedium medium, Query& query) {
    std::vector<CooledDevice> devices;
    for (const auto& [id, count] : load.devices) {
        const TypeFactsValue& facts = *query.get<TypeFacts>(id);
        const Fact& heat = medium == CoolingMedium::Liquid ? facts.liquid : facts.air;
        if (count < 1 || !heat.value || !(*heat.value > 0)) continue;
        const DeviceType& type = *query.get<TypeOf>(id);
        CooledDevice device{id, count, *heat.value, {}, {}, {}, {}};
        if (type.heat) {
            device.warmest = stated(type.heat->maxInlet);
            device.minFlow = stated(type.heat->minFlow);
            device.drop = stated(type.heat->pressureDrop);
        }
        device.processor = hottestProcessor(type, query);
        devices.push_back(device);
    }
    return devices;
}

/// Gathers racks into groups by what is in them, so that the result does not depend on which of them share a
/// value in memory.
class Grouping {
public:
    explicit Grouping(Query& query) : query_(query) {}

    void add(std::vector<RackGroup>& groups, CoolingLoopId loop, CoolingMedium medium, const RackLoad& load) {
        const auto seen = byLoad_.find({loop, &load});
        std::size_t index = seen == byLoad_.end() ? indexOf(groups, loop, medium, load) : seen->second;
        byLoad_.emplace(std::pair(loop, &load), index);
        if (index < groups.size()) ++groups[index].racks;
    }

private:
    std::size_t indexOf(std::vector<RackGroup>& groups, CoolingLoopId loop, CoolingMedium medium,
                        const RackLoad& load) {
        const auto [it, fresh] = byDevices_.try_emplace({loop, load.devices}, kNone);
        if (!fresh) return it->second;
        std::vector<CooledDevice> devices = cooledDevices(load, medium, query_);
        if (devices.empty()) return kNone;
        it->second = groups.size();
        groups.push_back({std::move(devices), 0});
        return it->second;
    }

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    Query& query_;
    std::map<std::pair<CoolingLoopId, const RackLoad*>, std::size_t> byLoad_;
    std::map<std::pair<CoolingLoopId, std::map<DeviceTypeId, int>>, std::size_t> byDevices_;
};

double leastFlowOfRack(const RackGroup& group) {
    double sum = 0;
    for (const CooledDevice& d : group.devices)
        sum += d.count * d.minFlow.value_or(0);
    return sum;
}

std::optional<FlowNetwork> branch(const CooledDevice& d, double exponent) {
    if (!d.minFlow || !d.drop) return std::nullopt;
    const auto path = pathThrough(Pressure::si(*d.drop), VolumeFlow::si(*d.minFlow), exponent);
    return path ? std::optional(FlowNetwork::of(*path, d.count)) : std::nullopt;
}

std::optional<FlowNetwork> rackNetwork(const RackGroup& group, double exponent, Pressure manifoldDrop) {
    std::vector<FlowNetwork> branches;
    for (const CooledDevice& d : group.devices) {
        auto one = branch(d, exponent);
        if (!one) return std::nullopt;
        branches.push_back(std::move(*one));
    }
    const auto manifold = pathThrough(manifoldDrop, VolumeFlow::si(leastFlowOfRack(group)), exponent);
    FlowNetwork rack = FlowNetwork::parallel(std::move(branches));
    if (manifold) rack = FlowNetwork::series({FlowNetwork::of(*manifold), std::move(rack)});
    return rack;
}

}  // namespace

int RacksOfLoop::racks() const {
    int sum = 0;
    for (const RackGroup& g : groups)
        sum += g.racks;
    return sum;
}

std::optional<double> RacksOfLoop::warmest() const {
    std::optional<double> least;
    for (const RackGroup& g : groups)
        for (const CooledDevice& d : g.devices)
            if (d.warmest) least = least ? std::min(*least, *d.warmest) : d.warmest;
    return least;
}

LoopRacks::Value LoopRacks::compute(const Key&, Query& query) {
    const auto& loops = *query.get<CoolingLoops>();
    std::vector<RacksOfLoop> result;
    for (const auto& [id, row] : loops)
        result.push_back({id, {}});
    const auto& pairs = *query.get<RackLoops>();
    Grouping grouping(query);
    const auto hang = [&](CoolingLoopId id, const RackLoad& load) {
        const auto it = std::lower_bound(result.begin(), result.end(), id,
                                         [](const RacksOfLoop& r, CoolingLoopId w) { return r.loop < w; });
        if (it == result.end() || it->loop != id) return;
        grouping.add(it->groups, id, loops.find(id)->medium, load);
    };
    for (const auto& [rack, load] : *query.get<RackLoads>()) {
        const RackLoopPair* pair = pairs.find(rack);
        if (!pair) continue;
        hang(pair->liquid, *load);
        if (pair->air != pair->liquid) hang(pair->air, *load);
    }
    return result;
}

NeededFlow neededFlow(const RacksOfLoop& racks, Temperature supply, const Fluid& fluid) {
    NeededFlow needed;
    for (const RackGroup& g : racks.groups)
        for (const CooledDevice& d : g.devices) {
            const int count = d.count * g.racks;
            needed.devices += count;
            if (!d.minFlow) continue;
            needed.stated += count;
            VolumeFlow flow = VolumeFlow::si(*d.minFlow);
            if (d.warmest)
                flow = leastFlow(flow, Temperature::kelvin(*d.warmest), supply, Power::si(d.heat), fluid);
            needed.flow += count * flow.si();
        }
    return needed;
}

std::optional<FlowNetwork> plumbing(const RacksOfLoop& racks, double exponent, Pressure manifoldDrop) {
    std::vector<FlowNetwork> groups;
    for (const RackGroup& g : racks.groups) {
        auto rack = rackNetwork(g, exponent, manifoldDrop);
        if (!rack) return std::nullopt;
        rack->count = g.racks;
        groups.push_back(std::move(*rack));
    }
    if (groups.empty()) return std::nullopt;
    return FlowNetwork::parallel(std::move(groups));
}

std::optional<double> leastBalance(const RacksOfLoop& racks, double exponent, Pressure manifoldDrop,
                                   VolumeFlow total) {
    const auto all = plumbing(racks, exponent, manifoldDrop);
    if (!all) return std::nullopt;
    const Pressure across = all->pressure(total);
    std::optional<double> least;
    for (std::size_t i = 0; i < racks.groups.size(); ++i) {
        FlowNetwork rack = all->parts[i];
        rack.count = 1;
        const auto through = rack.flow(across);
        if (!through) continue;
        // Behind the manifold the devices share what is left of the pressure.
        const FlowNetwork& devices = rack.kind == FlowNetwork::Kind::Series ? rack.parts.back() : rack;
        const Pressure left = devices.pressure(*through);
        std::vector<WantedFlow> branches;
        for (std::size_t k = 0; k < racks.groups[i].devices.size(); ++k) {
            FlowNetwork one = devices.parts[k];
            one.count = 1;
            branches.push_back({std::move(one), VolumeFlow::si(*racks.groups[i].devices[k].minFlow)});
        }
        const auto balance = flowBalance(branches, left);
        if (balance) least = least ? std::min(*least, *balance) : balance;
    }
    return least;
}

}  // namespace rackloom::analytics
