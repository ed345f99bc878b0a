// SPDX-License-Identifier: GPL-3.0-or-later
// A scale-up domain (NVLink class) as a graph of GPUs and switch chips, and what it carries: injection,
// bisection, and the least cut for every way to split its GPUs. Works on what is drawn, with trays taken out.
// Must not know racks or the engine.
#pragma once

#include "analytics/fabric/graph.h"
#include "model/catalog/device_type.h"

#include <string>
#include <vector>

namespace rackloom::analytics {

/// Capacities in the unit of the fabric graphs. An absent part keeps its place in the wiring.
struct DomainDrawing {
    struct Gpu {
        int links = 0;
        std::int64_t linkCapacity = 0;
        bool present = true;
        std::uint32_t firstChip = 0, chips = 0;  ///< those that its links go to; 0 = all
        friend bool operator==(const Gpu&, const Gpu&) = default;
    };
    struct Chip {
        int ports = 0;
        std::int64_t portCapacity = 0;
        bool present = true;
        friend bool operator==(const Chip&, const Chip&) = default;
    };
    /// A cable between two chips, which may stand in different racks.
    struct Bridge {
        std::uint32_t a = 0, b = 0;
        std::int64_t capacity = 0;
        friend bool operator==(const Bridge&, const Bridge&) = default;
    };
    std::vector<Gpu> gpus;
    std::vector<Chip> chips;
    std::vector<Bridge> bridges;
    model::ScaleUpTopology topology = model::ScaleUpTopology::Switched;
    friend bool operator==(const DomainDrawing&, const DomainDrawing&) = default;
};

struct DomainResult {
    int gpus = 0;                       ///< present
    int chips = 0;                      ///< present
    std::int64_t injection = 0;         ///< sum over GPUs of connected links, per direction
    std::int64_t lower = 0, upper = 0;  ///< bisection
    std::vector<std::int64_t> cut;  ///< least cut with 0, 1 … GPUs on one side; empty where not found exactly
    std::string unknownReason;      ///< why there is no result; empty when there is
    bool known() const { return unknownReason.empty(); }
    friend bool operator==(const DomainResult&, const DomainResult&) = default;
};

/// GPUs are the first vertices. Link k of every GPU goes to chip k mod n of its own, or the next one with a
/// free port; a mesh divides the links of a GPU among all others.
FabricGraph domainGraph(const DomainDrawing& drawing);
DomainResult solveDomain(const DomainDrawing& drawing, const PollFunction& poll = {});

/// Least total cut when GPUs of several equal domains are split so that `remainder` of them (modulo the size)
/// end up on one side: 0 when whole domains suffice.
std::int64_t leastSplit(const std::vector<std::int64_t>& cut, std::uint64_t remainder);

}  // namespace rackloom::analytics
