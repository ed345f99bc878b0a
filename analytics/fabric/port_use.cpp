// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/port_use.h"

#include "analytics/fabric/cable_sockets.h"
#include "analytics/fabric/device_index.h"
#include "analytics/fabric/fabric_ends.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"

#include "analytics/engine/node_store.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <map>
#include <optional>
#include <span>
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

/// The ports of all fabrics, kept so that a fabric that is planned again is looked at only where its ports
/// differ from before.
struct PortLayers {
    struct Layer {
        FabricId id;
        Shared<FabricEnds> ends;
        Shared<PortUse> use;
        bool sameObjects(const Layer& o) const {
            return id == o.id && ends.sameObject(o.ends) && use.sameObject(o.use);
        }
    };
    struct Table {
        std::vector<Layer> layers;
        Shared<std::vector<model::PortRef>> clashes;  ///< follows from the layers
        friend bool operator==(const Table& a, const Table& b) {
            return std::equal(a.layers.begin(), a.layers.end(), b.layers.begin(), b.layers.end(),
                              [](const Layer& x, const Layer& y) { return x.sameObjects(y); });
        }
    };
    using Key = NoKey;
    using Value = Table;
    static constexpr std::string_view kName = "port layers";
    static Value compute(const Key&, Query&, const Value* last);
};

std::span<const std::uint64_t> wordsOf(const PortLayers::Layer& layer, model::DeviceRef device) {
    const std::uint32_t number = layer.ends->numbers.of(device);
    if (number == FabricEnds::kNone) return {};
    const PortUse::Device& of = layer.use->devices[number];
    return {layer.use->bits.data() + of.firstWord, of.words};
}

/// Devices whose ports a fabric uses otherwise than before.
void addChanged(const PortLayers::Layer& before, const PortLayers::Layer& after,
                std::vector<model::DeviceRef>& out) {
    const auto addUnlike = [&](const PortLayers::Layer& one, const PortLayers::Layer& other) {
        for (const PortUse::Device& device : one.use->devices) {
            const auto here = wordsOf(one, device.ref), there = wordsOf(other, device.ref);
            if (!std::equal(here.begin(), here.end(), there.begin(), there.end())) out.push_back(device.ref);
        }
        for (const model::PortRef& port : one.use->crowded)
            if (!std::binary_search(other.use->crowded.begin(), other.use->crowded.end(), port))
                out.push_back(port.device);
    };
    addUnlike(before, after);
    addUnlike(after, before);
}

void addClashesAt(model::DeviceRef device, const std::vector<PortLayers::Layer>& layers,
                  std::vector<model::PortRef>& out) {
    std::vector<std::uint64_t> used, twice;
    for (const PortLayers::Layer& layer : layers) {
        const auto words = wordsOf(layer, device);
        if (used.size() < words.size()) used.resize(words.size(), 0);
        twice.resize(used.size(), 0);
        for (std::size_t w = 0; w < words.size(); ++w) {
            twice[w] |= used[w] & words[w];
            used[w] |= words[w];
        }
        const std::vector<model::PortRef>& crowded = layer.use->crowded;
        for (auto it = std::lower_bound(crowded.begin(), crowded.end(), model::PortRef{device, 0});
             it != crowded.end() && it->device == device; ++it)
            out.push_back(*it);
    }
    for (std::uint32_t w = 0; w < twice.size(); ++w)
        for (std::uint64_t left = twice[w]; left != 0; left &= left - 1)
            out.push_back({device, w * kWordBits + static_cast<std::uint32_t>(std::countr_zero(left))});
}

std::vector<model::PortRef> allClashes(const std::vector<PortLayers::Layer>& layers) {
    Overlay overlay;
    std::vector<model::PortRef> out;
    for (const PortLayers::Layer& layer : layers) {
        overlay.add(*layer.use, out);
        out.insert(out.end(), layer.use->crowded.begin(), layer.use->crowded.end());
    }
    return out;
}

/// What was known, looked at again on some devices; they are sorted.
std::vector<model::PortRef> correctedClashes(const std::vector<model::PortRef>& known,
                                             const std::vector<model::DeviceRef>& devices,
                                             const std::vector<PortLayers::Layer>& layers) {
    std::vector<model::PortRef> out;
    std::copy_if(known.begin(), known.end(), std::back_inserter(out), [&](const model::PortRef& port) {
        return !std::binary_search(devices.begin(), devices.end(), port.device);
    });
    for (const model::DeviceRef& device : devices)
        addClashesAt(device, layers, out);
    return out;
}

template <class T> void sortUnique(std::vector<T>& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

bool sameFabrics(const std::vector<PortLayers::Layer>& a, const std::vector<PortLayers::Layer>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto& x, const auto& y) { return x.id == y.id; });
}

PortLayers::Value PortLayers::compute(const Key&, Query& q, const Value* last) {
    Value out;
    for (const FabricId id : *q.get<FabricIds>())
        out.layers.push_back({id, q.get<FabricEndsNode>(id), q.get<PlanPortUse>(id)});
    q.poll();
    std::vector<model::PortRef> clashes;
    if (last && sameFabrics(last->layers, out.layers)) {
        std::vector<model::DeviceRef> changed;
        for (std::size_t i = 0; i < out.layers.size(); ++i)
            if (!last->layers[i].sameObjects(out.layers[i]))
                addChanged(last->layers[i], out.layers[i], changed);
        sortUnique(changed);
        clashes = correctedClashes(*last->clashes, changed, out.layers);
    } else {
        clashes = allClashes(out.layers);
    }
    sortUnique(clashes);
    out.clashes = std::move(clashes);
    return out;
}

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
    return q.get<PortLayers>().clashes;
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
