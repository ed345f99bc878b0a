// SPDX-License-Identifier: GPL-3.0-or-later
// How the tiers of a Clos network are joined: uplinks of lower switches dealt to the ports of upper ones.
// Shared by the generators. A switch that was removed keeps its ports, so that nobody else's cables move; its
// own are skipped at the end.
#pragma once

#include "model/topology/plan.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace rackloom::model {

/// The slower of two rates; an unknown (zero) one does not count.
inline DataRate slowerRate(DataRate a, DataRate b) {
    if (a == DataRate{}) return b;
    if (b == DataRate{}) return a;
    return b < a ? b : a;
}

/// Value of a completed parameter as a count; 0 when it is absent.
std::uint32_t countParameter(const GeneratorInput&, const char* key);

/// "3 switches", "1 switch".
std::string counted(std::size_t n, const std::string& one, const std::string& many);

/// Ports of a switch of a tier; a removed one counts as large as the first that is known.
std::uint32_t tierPorts(const std::vector<FabricSwitch>& tier);

/// A plan that holds only this problem: what a generator gives for parameters that make no network.
FabricPlan refused(const std::string& problem);

/// Most ports of one node.
std::uint32_t widestNode(const GeneratorInput&);

/// Cables the endpoints to the first `limit` switches of the first tier, `perSwitch` ports of each from port
/// 0 on, one switch after the other. Where all nodes have equally many ports, one that was taken out keeps
/// its place. Returns how many found no port.
std::size_t attachInOrder(const GeneratorInput&, std::uint32_t perSwitch, std::size_t limit, FabricPlan&);

/// Joins one tier to the next.
class TierWiring {
public:
    TierWiring(const std::vector<FabricSwitch>& lower, const std::vector<FabricSwitch>& upper,
               std::uint32_t tier, FabricPlan& plan);

    /// Deals `uplinks` ports of one lower switch, from `firstPort` on, over upper switches [begin, begin +
    /// count), starting at the `start`-th of them.
    void deal(std::uint32_t lower, std::uint32_t firstPort, std::uint32_t uplinks, std::uint32_t begin,
              std::uint32_t count, std::uint32_t start);

    /// The most ports dealt so far on any upper switch.
    std::uint32_t mostUsed() const;
    /// Upper ports that were wanted and not there.
    std::size_t missingUpper() const { return noUpper_; }
    /// Adds a problem when lower or upper ports were too few. Names are those of the tiers.
    void report(const std::string& lowerName, const std::string& upperName) const;

private:
    /// The next free port of an upper switch for a cable of this rate; false when there is none.
    bool takePort(std::uint32_t target, DataRate rate, std::uint32_t& port);

    const std::vector<FabricSwitch>& lower_;
    const std::vector<FabricSwitch>& upper_;
    std::vector<std::uint32_t> used_;    // ports taken on each upper switch
    std::vector<std::uint32_t> second_;  // the same in its second port group, where it has one
    std::uint32_t tier_, lowerPorts_, upperPorts_;
    std::size_t noLower_ = 0, noUpper_ = 0;
    FabricPlan& plan_;
};

}  // namespace rackloom::model
