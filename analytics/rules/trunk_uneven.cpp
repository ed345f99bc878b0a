// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves whose cables to the spines of their plane are not spread evenly: traffic that is spread evenly then
// waits for the thinnest trunk. A plane is what leaves and spines make up by the cables between them.
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/leaf_table.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/place.h"
#include "analytics/rules/rule.h"

#include <algorithm>
#include <numeric>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "trunk.uneven",
                     .title = "Trunks of unequal width",
                     .severity = Severity::Warning,
                     .pattern =
                         "{0}: {1} of {2} leaves have between {3} and {4} cables to the spines of their "
                         "plane; the first stands in rack {5}",
                     .remedy = "Restore missing cables and switches, or choose uplinks that divide evenly.",
                     .source = "Each leaf reaches every spine of its plane with the same trunk."};

/// Number of the plane of each spine: joined through any leaf.
std::vector<std::uint32_t> planesOf(const LeafTable& table) {
    std::vector<std::uint32_t> parent(table.spines.size());
    std::iota(parent.begin(), parent.end(), 0u);
    const auto root = [&](std::uint32_t s) {
        while (parent[s] != s)
            s = parent[s] = parent[parent[s]];
        return s;
    };
    const LeafTable::Leaf* last = nullptr;  // neighbours mostly go to the same spines
    for (const Shared<LeafTable::Leaf>& leaf : table.leaves) {
        if (last && last->trunks == leaf->trunks) continue;
        last = &*leaf;
        for (const auto& [spine, cables] : leaf->trunks)
            parent[root(spine)] = root(leaf->trunks.front().first);
    }
    for (std::uint32_t s = 0; s < parent.size(); ++s)
        parent[s] = root(s);
    return parent;
}

struct Spread {
    std::uint32_t least = 0, most = 0, leaves = 0, uplinked = 0;
    const LeafTable::Leaf* first = nullptr;
    bool unavoidable = true;  ///< never more than the rounding of an even division
};

Spread spreadOf(const LeafTable& table) {
    const std::vector<std::uint32_t> planes = planesOf(table);
    std::vector<std::uint32_t> size(planes.size(), 0);
    for (const std::uint32_t plane : planes)
        ++size[plane];
    Spread out;
    for (const Shared<LeafTable::Leaf>& one : table.leaves) {
        const LeafTable::Leaf& leaf = *one;
        if (leaf.trunks.empty()) continue;
        ++out.uplinked;
        const std::uint32_t spines = size[planes[leaf.trunks.front().first]];
        std::uint32_t least = leaf.trunks.size() < spines ? 0 : leaf.trunks.front().second, most = 0;
        for (const auto& [spine, cables] : leaf.trunks) {
            least = std::min(least, cables);
            most = std::max(most, cables);
        }
        if (least == most) continue;
        out.least = out.leaves == 0 ? least : std::min(out.least, least);
        out.most = std::max(out.most, most);
        // Uplinks that do not divide by the spines leave a remainder; lost cables leave none or another one.
        if (most - least > 1 || leaf.up % spines == 0) out.unavoidable = false;
        if (out.leaves++ == 0) out.first = &leaf;
    }
    if (out.leaves < out.uplinked) out.unavoidable = false;
    return out;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    for (const FabricId id : q.get<FabricsOfRole>(model::FabricRole::Compute)) {
        const Shared<LeafTable> table = q.get<FabricLeaves>(id);
        const Spread spread = spreadOf(*table);
        if (!spread.first) continue;
        const std::string* rack = q.get<RackNames>()->find(spread.first->device.rack);
        Finding finding = findingOf(
            kInfo,
            {{ObjectRef::Kind::Fabric, id.value},
             {ObjectRef::Kind::Device, spread.first->device.rack.value, spread.first->device.slot.value}},
            {textArgument(q.get<FabricRow>(id)->name), textArgument(std::to_string(spread.leaves)),
             textArgument(std::to_string(spread.uplinked)), textArgument(std::to_string(spread.least)),
             textArgument(std::to_string(spread.most)), textArgument(rack ? *rack : std::string("?"))});
        if (spread.unavoidable) finding.severity = Severity::Info;
        findings.push_back(std::move(finding));
    }
}

}  // namespace

const Rule& trunkUnevenRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
