// SPDX-License-Identifier: GPL-3.0-or-later
// FabricGraph: a network as plain numbers: endpoints with weights, switches of weight zero, links with a
// capacity per direction. What all cut algorithms start from, whether the graph was drawn, imported or made
// by a test. Capacities are whole numbers in a unit of the caller's choice, so that equal cuts compare equal.
// Must not know of racks, snapshots or the engine.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace rackloom::analytics {

/// Called from long loops; may throw to abandon the computation.
using PollFunction = std::function<void()>;

struct FabricGraph {
    struct Link {
        std::uint32_t a = 0, b = 0;
        std::int64_t capacity = 0;  ///< per direction; links between the same two vertices add
        friend bool operator==(const Link&, const Link&) = default;
    };

    std::vector<std::uint32_t> weight;  ///< per vertex; 0 = switch
    std::vector<std::uint32_t> tier;  ///< per vertex, endpoints 0, leaves 1 …; empty = taken from distances
    std::vector<Link> links;

    std::uint32_t vertexCount() const { return static_cast<std::uint32_t>(weight.size()); }
    std::uint32_t addEndpoint(std::uint32_t w = 1);
    /// A switch of the given tier; all switches of one graph get a tier, or none.
    std::uint32_t addSwitch(std::uint32_t tierOfSwitch = 0);
    void join(std::uint32_t a, std::uint32_t b, std::int64_t capacity);
    friend bool operator==(const FabricGraph&, const FabricGraph&) = default;
};

/// Capacity of all links with exactly one end where `sideA` is true.
std::int64_t cutCapacity(const FabricGraph& graph, const std::vector<bool>& sideA);

}  // namespace rackloom::analytics
