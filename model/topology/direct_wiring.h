// SPDX-License-Identifier: GPL-3.0-or-later
// Networks whose routers carry endpoints and links alike: torus, dragonfly, Slim Fly and their kind. Routers
// are the switches of the first tier in order, or, in a fabric without switches, the nodes themselves.
// A router that is missing or was removed keeps its ports, so that adding it later moves no other cable.
#pragma once

#include "model/topology/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rackloom::model {

/// What a direct network asks for.
struct DirectShape {
    const char* name = "network";      ///< "dragonfly", for messages
    std::uint32_t routers = 0;         ///< of the whole network
    std::uint32_t endpoints = 0;       ///< ports per router that face nodes; 0 = an even share
    std::uint32_t links = 0;           ///< ports per router that face routers
    std::uint32_t portsPerRouter = 0;  ///< where nodes are routers: ports of one chip; 0 = the whole node
};

class DirectWiring {
public:
    /// Cables the endpoints in order, `shape.endpoints` to a router.
    DirectWiring(const GeneratorInput&, const DirectShape&, FabricPlan&);

    /// How many routers there are to build from.
    static std::uint32_t available(const GeneratorInput&, std::uint32_t portsPerRouter);

    /// Joins two routers by so many cables, each on the next link port of both.
    void join(std::uint32_t a, std::uint32_t b, std::uint32_t cables = 1);
    /// Joins them on these link ports, counted from 0.
    void joinAt(std::uint32_t a, std::uint32_t portA, std::uint32_t b, std::uint32_t portB);
    /// Adds what is missing to the problems of the plan.
    void finish();

private:
    struct Router {
        DeviceRef device;
        std::uint32_t first = 0, ports = 0;  ///< ports of the device, or entries of `endpoints` for a node
        std::uint32_t next = 0;              ///< link ports dealt so far
        bool drawn = false;                  ///< the design has a place for it
        bool present = false;                ///< and it was not taken out
    };
    struct End {
        PortRef port;
        DataRate rate;
        bool exists = false;
    };

    void collectSwitches();
    void collectNodes();
    End linkEnd(const Router&, std::uint32_t link) const;

    const GeneratorInput& in_;
    DirectShape shape_;
    FabricPlan& plan_;
    std::vector<Router> routers_;
    bool nodes_ = false;             // routers are nodes
    std::uint32_t firstLink_ = 0;    // first link port of a switch
    std::size_t noRouter_ = 0;       // endpoint ports
    std::size_t found_ = 0;          // routers there, surplus ones included
    std::uint32_t portsWanted_ = 0;  // of a router
    std::uint32_t leastPorts_ = 0;   // of a router that had too few
};

}  // namespace rackloom::model
