// SPDX-License-Identifier: GPL-3.0-or-later
// Not listed: wiring shared by the generators, itself none.
#include "model/topology/clos_wiring.h"

#include <algorithm>

namespace rackloom::model {

DataRate slowerRate(DataRate a, DataRate b) {
    if (a == DataRate{}) return b;
    if (b == DataRate{}) return a;
    return std::min(a, b);
}

std::uint32_t countParameter(const GeneratorInput& input, const char* key) {
    const auto it = input.parameters.find(key);
    return it == input.parameters.end() || !(it->second > 0) ? 0 : static_cast<std::uint32_t>(it->second);
}

std::string counted(std::size_t n, const std::string& one, const std::string& many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::uint32_t tierPorts(const std::vector<FabricSwitch>& tier) {
    for (const FabricSwitch& s : tier)
        if (s.ports > 0) return s.ports;
    return 0;
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
    for (std::uint32_t i = 0; i < uplinks; ++i) {
        const std::uint32_t port = firstPort + i;
        if (port >= lowPorts) {
            noLower_ += uplinks - i;
            return;
        }
        const std::uint32_t target = begin + (start + i) % count;
        const FabricSwitch& up = upper_[target];
        std::uint32_t upPort = 0;
        if (!takePort(target, low.rateOf(port), upPort)) {
            ++noUpper_;
            continue;
        }
        if (!low.present || !up.present) continue;
        plan_.cables.push_back({{low.device, port},
                                {up.device, upPort},
                                slowerRate(low.rateOf(port), up.rateOf(upPort)),
                                tier_});
    }
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
