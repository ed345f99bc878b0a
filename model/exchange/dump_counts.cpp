// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/dump_counts.h"

#include "model/exchange/drawn_dump.h"

#include <iterator>

namespace rackloom::model {

DumpCounts countsOf(const IbDump& dump) {
    DumpCounts out;
    out.switches = dump.count(IbNode::Kind::Switch);
    out.adapters = dump.count(IbNode::Kind::Adapter);
    for (const DumpDevice& device : devicesOf(dump).devices)
        out.hosts += device.isSwitch ? 0 : 1;
    for (const IbLink& link : dump.links) {
        const bool both = dump.nodes[link.a].kind == IbNode::Kind::Switch &&
                          dump.nodes[link.b].kind == IbNode::Kind::Switch;
        ++(both ? out.switchLinks : out.hostLinks);
        ++out.rates[link.gbps];
    }
    const auto tiers = switchTiers(dump);
    for (std::size_t n = 0; n < tiers.size(); ++n)
        if (dump.nodes[n].kind == IbNode::Kind::Switch) ++out.tiers[tiers[n]];
    return out;
}

std::string tierName(std::uint32_t tier) {
    constexpr const char* kNames[] = {"leaves", "spines", "cores"};
    if (tier == kNoIbTier) return "on their own";
    return tier < std::size(kNames) ? kNames[tier] : "in tier " + std::to_string(tier + 1);
}

}  // namespace rackloom::model
