// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/port_use.h"

#include "analytics/fabric/cable_sockets.h"
#include "analytics/fabric/device_index.h"
#include "analytics/fabric/fabric_ends.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"

#include <algorithm>
#include <bit>
#include <map>
#include <optional>
#include <tuple>

namespace rackloom::analytics {
namespace {

using model::PlannedCable;

constexpr std::uint32_t kWordBits = 64;
/// Ports beyond this are counted one by one; no switch has as many.
constexpr std::uint32_t kFlatPorts = 4096;

class PortCounter {
public:
    PortCounter(const FabricEnds& ends, const std::vector<PlannedCable>& cables) {
        std::vector<std::uint32_t> most(ends.devices.size(), 0);  // ports to mark, per device
        for (std::size_t i = 0; i < cables.size(); ++i) {
            raise(most[ends.cables[i].a], cables[i].a.port);
            raise(most[ends.cables[i].b], cables[i].b.port);
        }
        out_.devices.reserve(most.size());
        std::uint32_t word = 0;
        for (std::size_t d = 0; d < most.size(); ++d) {
            const std::uint32_t words = (most[d] + kWordBits - 1) / kWordBits;
            out_.devices.push_back({ends.devices[d].ref, word, words});
            word += words;
        }
        out_.bits.resize(word, 0);
        for (std::size_t i = 0; i < cables.size(); ++i) {
            add(ends.cables[i].a, cables[i].a);
            add(ends.cables[i].b, cables[i].b);
        }
    }

    PortUse take() {
        for (const auto& [port, count] : extra_)
            if (count > 1) out_.crowded.push_back(port);
        return std::move(out_);
    }

private:
    static void raise(std::uint32_t& most, std::uint32_t port) {
        if (port < kFlatPorts && most <= port) most = port + 1;
    }

    void add(std::uint32_t device, const model::PortRef& port) {
        if (port.port >= kFlatPorts) {
            ++extra_[port];
            return;
        }
        std::uint64_t& word = out_.bits[out_.devices[device].firstWord + port.port / kWordBits];
        const std::uint64_t bit = std::uint64_t{1} << port.port % kWordBits;
        if (word & bit) ++extra_.try_emplace(port, 1).first->second;
        word |= bit;
    }

    PortUse out_;
    std::map<model::PortRef, int> extra_;  // cables at ports that hold more than one, or lie far out
};

/// Ports that several fabrics use: all fabrics laid over each other.
class Overlay {
public:
    /// Adds the ports that an earlier fabric uses too.
    void add(const PortUse& use, std::vector<model::PortRef>& crowded) {
        for (const PortUse::Device& device : use.devices) {
            if (device.words == 0) continue;
            std::uint32_t& number = index_.at(device.ref);
            const Layer layer{&use, &device, number};
            for (std::uint32_t below = number; below != DeviceIndex::kNone; below = layers_[below].below)
                compare(layer, layers_[below], crowded);
            number = static_cast<std::uint32_t>(layers_.size());
            layers_.push_back(layer);
        }
    }

private:
    struct Layer {
        const PortUse* use;
        const PortUse::Device* device;
        std::uint32_t below;  // the same device in an earlier fabric
    };

    static void compare(const Layer& a, const Layer& b, std::vector<model::PortRef>& crowded) {
        for (std::uint32_t w = 0; w < std::min(a.device->words, b.device->words); ++w) {
            std::uint64_t both = a.use->bits[a.device->firstWord + w] & b.use->bits[b.device->firstWord + w];
            for (; both != 0; both &= both - 1)
                crowded.push_back(
                    {a.device->ref, w * kWordBits + static_cast<std::uint32_t>(std::countr_zero(both))});
        }
    }

    DeviceIndex index_;
    std::vector<Layer> layers_;
};

std::optional<double> rateOf(const Socket& socket, Query& q) {
    if (!socket.type.isValid() || socket.group == Socket::kNoGroup) return std::nullopt;
    const model::PortGroup& group = q.get<TypeOf>(socket.type)->ports[socket.group];
    return group.rate.value ? std::optional(group.rate.value->si()) : std::nullopt;
}

using MismatchKey = std::tuple<std::string, double, std::string, double>;

}  // namespace

PlanPortUse::Value PlanPortUse::compute(const Key& id, Query& q) {
    return PortCounter(*q.get<FabricEndsNode>(id), q.get<FabricPlanNode>(id)->cables).take();
}

PlanPortClashes::Value PlanPortClashes::compute(const Key&, Query& q) {
    Overlay overlay;
    std::vector<model::PortRef> out;
    std::vector<PlanPortUse::Value> alive;
    for (const FabricId id : *q.get<FabricIds>()) {
        q.poll();
        alive.push_back(q.get<PlanPortUse>(id));
        overlay.add(*alive.back(), out);
        out.insert(out.end(), alive.back()->crowded.begin(), alive.back()->crowded.end());
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

FabricSpeedCheck::Value FabricSpeedCheck::compute(const Key& id, Query& q) {
    SpeedCheck out;
    std::map<MismatchKey, SpeedMismatch> found;
    std::map<MismatchKey, std::uint32_t> firstAt;
    for (const SocketPair& pair : *q.get<FabricSockets>(id)) {
        const std::optional<double> a = rateOf(pair.a, q), b = rateOf(pair.b, q);
        if (!a || !b) {
            out.unknown += pair.cables;
            continue;
        }
        if (*a == *b) continue;
        const std::string &typeA = q.get<TypeOf>(pair.a.type)->name,
                          &typeB = q.get<TypeOf>(pair.b.type)->name;
        const MismatchKey key{typeA, *a, typeB, *b};
        const auto [it, fresh] = found.try_emplace(key, SpeedMismatch{typeA, typeB, *a, *b, 0, pair.first});
        it->second.count += static_cast<int>(pair.cables);
        if (std::uint32_t& first = firstAt.try_emplace(key, pair.firstAt).first->second;
            pair.firstAt < first) {
            first = pair.firstAt;
            it->second.first = pair.first;
        }
    }
    for (auto& [key, mismatch] : found)
        out.mismatches.push_back(std::move(mismatch));
    return out;
}

}  // namespace rackloom::analytics
