// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/cabling.h"

#include "model/edit/fabric_edits.h"
#include "model/edit/rewrite.h"
#include "model/topology/generators.h"

#include <algorithm>
#include <map>
#include <optional>

namespace rackloom::model {

namespace {

constexpr int kMostCables = 100'000;  // of one order

std::string nameOf(const Snapshot& s, DeviceRef ref) {
    const Rack* rack = s.racks.find(ref.rack);
    const Slot* slot = deviceSlot(s, ref);
    return (slot ? slot->label + " at U" + std::to_string(slot->u) : std::string("a missing device")) +
           " in rack " + (rack ? rack->name : "?");
}

struct Pair {
    DeviceRef from, to;
};

/// Which devices to join, once per cable.
Result<std::vector<Pair>> pairsOf(const CablingOrder& order) {
    const std::size_t from = order.from.size(), to = order.to.size();
    const auto cables = static_cast<std::size_t>(std::max(order.cables, 0));
    if (from == 0 || to == 0)
        return Error{"cables", "one of both groups is empty", "Select devices for each."};
    if (cables == 0) return Error{"cables", "there must be at least one", "Ask for one cable or more."};
    if (order.rule == CablingRule::OneToOne && from != to)
        return Error{"cables",
                     "one-to-one needs groups of one size, here " + std::to_string(from) + " and " +
                         std::to_string(to) + " devices",
                     "Choose another rule, or as many devices on both sides."};
    const std::size_t pairs = order.rule == CablingRule::EachToEach ? from * to : from;
    if (pairs > kMostCables || cables > kMostCables / pairs)
        return Error{"cables", "that are more than " + std::to_string(kMostCables),
                     "Use a generator for a fabric of this size."};
    std::vector<Pair> out;
    out.reserve(pairs * cables);
    for (std::size_t i = 0; i < from; ++i) {
        if (order.rule == CablingRule::EachToEach)
            for (std::size_t k = 0; k < to; ++k)
                out.insert(out.end(), cables, {order.from[i], order.to[k]});
        else
            for (std::size_t k = 0; k < cables; ++k)
                out.push_back({order.from[i],
                               order.to[order.rule == CablingRule::OneToOne ? i : (i * cables + k) % to]});
    }
    return out;
}

/// Free ports of the devices of one order, handed out one by one.
class Ports {
public:
    Ports(const Snapshot& s, const Fabric& fabric) : s_(s), fabric_(fabric), use_(s) {}

    Result<CableKey> join(const Pair& pair) {
        if (pair.from == pair.to)
            return Error{nameOf(s_, pair.from), "it stands on both sides", "Leave it out on one side."};
        std::vector<FreePort>&from = of(pair.from), &to = of(pair.to);
        for (const auto& [ports, device] : {std::pair{&from, pair.from}, std::pair{&to, pair.to}})
            if (ports->empty())
                return Error{nameOf(s_, device), "it has no free port of fabric " + fabric_.name + " left",
                             "Ask for fewer cables, or remove some of its cables first."};
        const auto [a, b] = match(from, to);
        const CableKey key = cableKey(a->port, b->port);
        from.erase(a);
        to.erase(b);
        return key;
    }

private:
    using Iterator = std::vector<FreePort>::iterator;

    std::vector<FreePort>& of(DeviceRef ref) {
        const auto [it, fresh] = free_.try_emplace(ref);
        if (fresh) it->second = freePorts(s_, use_, fabric_, ref);
        return it->second;
    }

    static std::pair<Iterator, Iterator> match(std::vector<FreePort>& from, std::vector<FreePort>& to) {
        for (Iterator a = from.begin(); a != from.end(); ++a)
            for (Iterator b = to.begin(); b != to.end(); ++b)
                if (a->rate == b->rate) return {a, b};
        return {from.begin(), to.begin()};
    }

    const Snapshot& s_;
    const Fabric& fabric_;
    PortUse use_;
    std::map<DeviceRef, std::vector<FreePort>> free_;
};

}  // namespace

PortUse::PortUse(const Snapshot& s) {
    s.fabrics.forEach([&](FabricId, const Shared<Fabric>& fabric) {
        for (const PlannedCable& cable : expandFabric(s, *fabric).cables) {
            taken_.insert(cable.a);
            taken_.insert(cable.b);
        }
    });
    s.cables.forEach([&](CableId, const Cable& cable) {
        taken_.insert(cable.a);
        taken_.insert(cable.b);
    });
}

std::vector<FreePort> freePorts(const Snapshot& s, const PortUse& use, const Fabric& fabric, DeviceRef ref) {
    std::vector<FreePort> out;
    const DeviceType* type = deviceType(s, ref);
    if (!type) return out;
    std::uint32_t next = 0;
    for (const PortGroup& group : type->ports) {
        const std::uint32_t first = next;
        next += static_cast<std::uint32_t>(std::max(0, group.count));
        const bool fits = type->switching ? group.fabric == FabricRole::Any || group.fabric == fabric.role
                                          : group.fabric == fabric.role;
        if (!fits) continue;
        for (std::uint32_t port = first; port < next; ++port)
            if (!use.taken({ref, port})) out.push_back({{ref, port}, group.rate.value.value_or(DataRate{})});
    }
    return out;
}

Edit cableDevices(CablingOrder order) {
    return {"Draw cables", {}, [order = std::move(order)](Transaction& tx) -> Result<void> {
                const Snapshot before = tx.draft();
                if (Result<void> there = need(before.fabrics, order.fabric, "fabric"); !there) return there;
                if (Result<void> fits = checkCableType(before, order.type); !fits) return fits;
                const Result<std::vector<Pair>> pairs = pairsOf(order);
                if (!pairs) return pairs.error();
                Ports ports(before, *before.fabrics.at(order.fabric));
                for (const Pair& pair : pairs.value()) {
                    const Result<CableKey> key = ports.join(pair);
                    if (!key) return key.error();
                    tx.draft().cables.insert(tx.token(),
                                             {order.fabric, key.value().a, key.value().b, order.type});
                }
                return {};
            }};
}

}  // namespace rackloom::model
