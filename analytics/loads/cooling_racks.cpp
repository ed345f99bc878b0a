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

    void add(RacksOfLoop& loop, std::vector<std::size_t>& kinds, CoolingMedium medium, const RackLoad& load) {
        const std::size_t kind = kindOf(medium, load);
        if (kinds_[kind].empty()) return;
        const auto it = std::find(kinds.begin(), kinds.end(), kind);
        const auto group = static_cast<std::size_t>(it - kinds.begin());
        if (it == kinds.end()) {
            kinds.push_back(kind);
            loop.groups.push_back({kinds_[kind], 0});
        }
        ++loop.groups[group].racks;
    }

private:
    std::size_t kindOf(CoolingMedium medium, const RackLoad& load) {
        const auto [known, fresh] = byLoad_.try_emplace({medium, &load}, kinds_.size());
        if (!fresh) return known->second;
        const auto [same, first] = byDevices_.try_emplace({medium, &load.devices}, kinds_.size());
        if (first) kinds_.push_back(cooledDevices(load, medium, query_));
        return known->second = same->second;
    }

    using Devices = std::pair<CoolingMedium, const std::map<DeviceTypeId, int>*>;
    struct Before {
        bool operator()(const Devices& a, const Devices& b) const {
            return a.first != b.first ? a.first < b.first : *a.second < *b.second;
        }
    };

    Query& query_;
    std::map<std::pair<CoolingMedium, const RackLoad*>, std::size_t> byLoad_;
    std::map<Devices, std::size_t, Before> byDevices_;
    std::vector<std::vector<CooledDevice>> kinds_;  // what a medium cools of racks with the same devices
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
    std::vector<std::vector<std::size_t>> kinds(result.size());  // of the groups of each loop
    const auto& pairs = *query.get<RackLoops>();
    Grouping grouping(query);
    const auto hang = [&](CoolingLoopId id, const RackLoad& load) {
        const auto it = std::lower_bound(result.begin(), result.end(), id,
                                         [](const RacksOfLoop& r, CoolingLoopId w) { return r.loop < w; });
        if (it == result.end() || it->loop != id) return;
        const auto place = static_cast<std::size_t>(it - result.begin());
        grouping.add(*it, kinds[place], loops.rows[place].second.medium, load);
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
