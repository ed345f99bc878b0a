// SPDX-License-Identifier: GPL-3.0-or-later
// Not listed: wiring shared by the generators, itself none.
#include "model/topology/clos_wiring.h"

#include <algorithm>

namespace rackloom::model {

std::uint32_t countParameter(const GeneratorInput& input, const char* key) {
    const auto it = input.parameters.find(key);
    if (it == input.parameters.end() || !(it->second > 0)) return 0;
    return static_cast<std::uint32_t>(std::min(it->second, 4294967295.0));
}

std::string counted(std::size_t n, const std::string& one, const std::string& many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::uint32_t tierPorts(const std::vector<FabricSwitch>& tier) {
    for (const FabricSwitch& s : tier)
        if (s.ports > 0) return s.ports;
    return 0;
}

FabricPlan refused(const std::string& problem) {
    FabricPlan plan;
    plan.problems.push_back(problem);
    return plan;
}

std::uint32_t widestNode(const GeneratorInput& in) {
    std::uint32_t most = 0;
    for (const EndpointPort& e : in.endpoints)
        most = std::max(most, e.rail + 1);
    return most;
}

std::size_t attachInOrder(const GeneratorInput& in, std::uint32_t perSwitch, std::size_t limit,
                          FabricPlan& plan) {
    if (in.tiers.empty() || perSwitch == 0) return in.endpoints.size();
    const std::vector<FabricSwitch>& tier = in.tiers[0];
    const std::uint32_t ports = widestNode(in), known = tierPorts(tier);
    std::vector<std::uint32_t> portsOf(in.endpoints.empty() ? 0 : in.endpoints.back().node + 1, 0);
    for (const EndpointPort& e : in.endpoints)
        ++portsOf[e.node];
    const bool equal =
        std::all_of(portsOf.begin(), portsOf.end(), [&](std::uint32_t n) { return n == 0 || n == ports; });
    std::size_t running = 0, left = 0;
    for (const EndpointPort& e : in.endpoints) {
        const std::size_t at = equal ? std::size_t{e.node} * ports + e.rail : running++;
        const std::size_t index = at / perSwitch;
        const auto port = static_cast<std::uint32_t>(at % perSwitch);
        const bool fits = index < std::min(limit, tier.size()) &&
                          port < (tier[index].ports > 0 ? tier[index].ports : known);
        if (!fits)
            ++left;
        else if (tier[index].present)
            plan.cables.push_back(
                {e.port, {tier[index].device, port}, slowerRate(e.rate, tier[index].rateOf(port)), 0});
    }
    return left;
}

TierWiring::TierWiring(const std::vector<FabricSwitch>& lower, const std::vector<FabricSwitch>& upper,
                       std::uint32_t tier, FabricPlan& plan)
    : lower_(lower),
      upper_(upper),
      used_(upper.size(), 0),
      second_(upper.size(), 0),
      tier_(tier),
      lowerPorts_(tierPorts(lower)),
      upperPorts_(tierPorts(upper)),
      plan_(plan) {}

void TierWiring::deal(std::uint32_t lower, std::uint32_t firstPort, std::uint32_t uplinks,
                      std::uint32_t begin, std::uint32_t count, std::uint32_t start) {
    if (count == 0) {
        noUpper_ += uplinks;
        return;
    }
    const FabricSwitch& low = lower_[lower];
    const std::uint32_t lowPorts = low.ports > 0 ? low.ports : lowerPorts_;
    std::uint32_t target = begin + start % count;
    const std::size_t first = plan_.cables.size();
    // Room for all at once, and back to what was dealt.
    plan_.cables.resize(first + std::min(uplinks, lowPorts - std::min(firstPort, lowPorts)));
    auto cable = plan_.cables.begin() + static_cast<std::ptrdiff_t>(first);
    for (std::uint32_t i = 0; i < uplinks; ++i, target = target + 1 < begin + count ? target + 1 : begin) {
        const std::uint32_t port = firstPort + i;
        if (port >= lowPorts) {
            noLower_ += uplinks - i;
            break;
        }
        const FabricSwitch& up = upper_[target];
        const DataRate rate = low.rateOf(port);
        std::uint32_t upPort = 0;
        if (!takePort(target, rate, upPort)) {
            ++noUpper_;
            continue;
        }
        if (!low.present || !up.present) continue;
        *cable++ = {{low.device, port}, {up.device, upPort}, slowerRate(rate, up.rateOf(upPort)), tier_};
    }
    plan_.cables.erase(cable, plan_.cables.end());
}

bool TierWiring::takePort(std::uint32_t target, DataRate rate, std::uint32_t& port) {
    const FabricSwitch& up = upper_[target];
    if (!up.uniform() && rate == up.uplinkRate && rate != up.rate) {
        port = up.access + second_[target];
        return port < up.ports && ++second_[target] > 0;
    }
    port = used_[target];
    const std::uint32_t ports = up.ports > 0 ? up.ports : upperPorts_;
    return port < (up.uniform() ? ports : up.access) && ++used_[target] > 0;
}

std::uint32_t TierWiring::mostUsed() const {
    return used_.empty() ? 0 : *std::max_element(used_.begin(), used_.end());
}

void TierWiring::report(const std::string& lowerName, const std::string& upperName) const {
    if (noLower_ > 0)
        plan_.problems.push_back("The " + lowerName + " tier has " + counted(noLower_, "port", "ports") +
                                 " too few for its uplinks. Lower the " +
                                 "uplinks or use switches with more ports.");
    if (noUpper_ == 0) return;
    std::string remedy = "Add switches to the " + upperName + " tier.";
    if (upperPorts_ > 0) {
        const std::size_t switches = (noUpper_ + upperPorts_ - 1) / upperPorts_;
        remedy = "Add at least " + counted(switches, "switch", "switches") + " of " +
                 std::to_string(upperPorts_) + " ports to the " + upperName + " tier.";
    }
    plan_.problems.push_back("The " + upperName + " tier has " + counted(noUpper_, "port", "ports") +
                             " too few for the uplinks of the " + lowerName + " tier. " + remedy);
}

}  // namespace rackloom::model
