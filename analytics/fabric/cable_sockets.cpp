// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/cable_sockets.h"

#include "analytics/fabric/device_facts.h"
#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/wiring.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"

#include <algorithm>
#include <map>
#include <optional>

namespace rackloom::analytics {
namespace {

using model::PlannedCable;

/// The groups of a type by port.
struct TypePorts {
    DeviceTypeId type;
    std::vector<std::uint32_t> groupOf;

    Socket at(std::uint32_t port) const {
        return {type, port < groupOf.size() ? groupOf[port] : Socket::kNoGroup};
    }
};

/// Ports beyond this have no group; no device has as many.
constexpr std::size_t kMostPorts = 65536;

class TypePortsTable {
public:
    explicit TypePortsTable(Query& q) : q_(q) {}

    /// Holds until the next call.
    const TypePorts& of(DeviceTypeId id) {
        if (!id.isValid()) return nothing_;
        if (known_.size() <= id.value) known_.resize(id.value + std::size_t{1});
        std::optional<TypePorts>& known = known_[id.value];
        if (!known) known = read(id);
        return *known;
    }

private:
    TypePorts read(DeviceTypeId id) {
        TypePorts out;
        const model::DeviceType& type = *q_.get<TypeOf>(id);
        if (type.key.empty()) return out;
        out.type = id;
        for (std::uint32_t g = 0; g < type.ports.size(); ++g)
            for (int i = 0; i < type.ports[g].count && out.groupOf.size() < kMostPorts; ++i)
                out.groupOf.push_back(g);
        return out;
    }

    Query& q_;
    TypePorts nothing_;
    std::vector<std::optional<TypePorts>> known_;  // by type id, which is a row number
};

/// Pairs found so far. Neighbouring cables mostly are of one pair.
class PairCounter {
public:
    void add(const Socket& a, const Socket& b, std::uint32_t at, const PlannedCable& cable) {
        if (!last_ || last_->a != a || last_->b != b) {
            last_ = &pairs_[{a, b}];
            if (last_->cables == 0) *last_ = {a, b, 0, at, cable};
        }
        ++last_->cables;
    }
    std::vector<SocketPair> take() const {
        std::vector<SocketPair> out;
        for (const auto& [sockets, pair] : pairs_)
            out.push_back(pair);
        return out;
    }

private:
    std::map<std::pair<Socket, Socket>, SocketPair> pairs_;
    SocketPair* last_ = nullptr;
};

/// The sockets of the cables of a fabric.
class Sockets {
public:
    Sockets(Shared<std::vector<DeviceTypeId>> types, Query& q) : q_(q), table_(q), types_(std::move(types)) {}
    Socket at(std::uint32_t device, const model::PortRef& port) {
        if (device < types_->size()) return table_.of((*types_)[device]).at(port.port);
        return table_.of(DeviceLookup(q_).typeId(port.device)).at(port.port);  // cables drawn to others
    }

private:
    Query& q_;
    TypePortsTable table_;
    Shared<std::vector<DeviceTypeId>> types_;
};

/// Takes the cables that are gone out of the pairs.
class Correction {
public:
    Correction(const Wiring& wiring, Sockets& sockets, std::vector<SocketPair>& pairs)
        : wiring_(wiring), sockets_(sockets), pairs_(pairs) {
        for (const std::uint32_t i : wiring.gone)
            --of(i)->cables;
        std::erase_if(pairs_, [](const SocketPair& pair) { return pair.cables == 0; });
        for (SocketPair& pair : pairs_)
            while (!wiring.stands(pair.firstAt))
                toNext(pair);
    }

private:
    std::pair<Socket, Socket> socketsOf(std::uint32_t cable) {
        const PlannedCable& planned = wiring_.plan->cables[cable];
        const FabricEnds::Ends ends = wiring_.ends->cables[cable];
        return {sockets_.at(ends.a, planned.a), sockets_.at(ends.b, planned.b)};
    }
    SocketPair* of(std::uint32_t cable) {
        const auto [a, b] = socketsOf(cable);
        return &*std::find_if(pairs_.begin(), pairs_.end(),
                              [&](const SocketPair& pair) { return pair.a == a && pair.b == b; });
    }
    void toNext(SocketPair& pair) {
        do
            ++pair.firstAt;
        while (socketsOf(pair.firstAt) != std::pair{pair.a, pair.b});
        pair.first = wiring_.plan->cables[pair.firstAt];
    }

    const Wiring& wiring_;
    Sockets& sockets_;
    std::vector<SocketPair>& pairs_;
};

void addDrawn(const Wiring& wiring, Sockets& sockets, std::vector<SocketPair>& pairs) {
    for (std::size_t i = 0; i < wiring.drawn.size(); ++i) {
        const PlannedCable& cable = wiring.drawn[i];
        SocketPair fresh{sockets.at(wiring.drawnEnds[i].a, cable.a),
                         sockets.at(wiring.drawnEnds[i].b, cable.b), 0,
                         static_cast<std::uint32_t>(wiring.plan->cables.size() + i), cable};
        const auto before = [](const SocketPair& x, const SocketPair& y) {
            return std::tie(x.a, x.b) < std::tie(y.a, y.b);
        };
        auto it = std::lower_bound(pairs.begin(), pairs.end(), fresh, before);
        if (it == pairs.end() || it->a != fresh.a || it->b != fresh.b) it = pairs.insert(it, fresh);
        ++it->cables;
    }
}

}  // namespace

FabricDeviceTypes::Value FabricDeviceTypes::compute(const Key& id, Query& q) {
    const auto& members = *q.get<RackMembers>();
    const auto& replaced = *q.get<ReplacedTypes>();
    std::vector<DeviceTypeId> out;
    RackId rack;
    const model::RackDesign* design = nullptr;
    for (const FabricEnds::Device& device : q.get<FabricEndsNode>(id)->devices) {
        if (device.ref.rack != rack) {
            rack = device.ref.rack;
            const RackMember* member = members.find(rack);
            design = member ? &*q.get<Designs>(member->design) : nullptr;
        }
        const model::Slot* slot = design ? design->find(device.ref.slot) : nullptr;
        out.push_back(slot ? slot->type : DeviceTypeId{});
    }
    if (replaced.empty()) return out;
    const FabricEnds& ends = *q.get<FabricEndsNode>(id);
    for (const auto& [device, type] : replaced)
        if (const std::uint32_t number = ends.numbers.of(device);
            number != FabricEnds::kNone && out[number].isValid())
            out[number] = type;
    return out;
}

PlanSockets::Value PlanSockets::compute(const Key& id, Query& q) {
    const auto& cables = q.get<FabricPlanNode>(id)->cables;
    const FabricEnds& ends = *q.get<FabricEndsNode>(id);
    Sockets sockets(q.get<FabricDeviceTypes>(id), q);
    PairCounter pairs;
    for (std::uint32_t i = 0; i < cables.size(); ++i) {
        if (i % 65536 == 0) q.poll();
        pairs.add(sockets.at(ends.cables[i].a, cables[i].a), sockets.at(ends.cables[i].b, cables[i].b), i,
                  cables[i]);
    }
    return pairs.take();
}

FabricSockets::Value FabricSockets::compute(const Key& id, Query& q) {
    const Shared<Wiring> wiring = q.get<FabricWiring>(id);
    const Shared<std::vector<SocketPair>> plan = q.get<PlanSockets>(id);
    if (wiring->asGenerated()) return plan;
    Sockets sockets(q.get<FabricDeviceTypes>(id), q);
    std::vector<SocketPair> pairs = *plan;
    Correction(*wiring, sockets, pairs);
    addDrawn(*wiring, sockets, pairs);
    return pairs;
}

}  // namespace rackloom::analytics
