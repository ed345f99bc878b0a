// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_layout.h"

#include "views/fabric/fabric_groups.h"
#include "views/fabric/fabric_members.h"
#include "views/fabric/fabric_placement.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>

namespace rackloom::views {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("FabricLayout", text);
}

void addMember(FabricBox& box, const FabricMember& member) {
    if (member.tier > 0)
        box.switches.push_back(member.device);
    else if (member.rack.isValid())
        box.racks.push_back(member.rack);
    else
        box.devices.push_back(member.device);
}

/// A single one by its name, racks from the first to the last, others by the first and how many more.
QString nameOf(const FabricBox& box, const QString& first, const QString& last, const QString& prefix) {
    const bool one = box.members() == 1;
    if (!prefix.isEmpty()) return tr("%1 · %2").arg(prefix, one ? first : QString::number(box.members()));
    if (one) return first;
    if (box.tier == 0) return first + QStringLiteral(" … ") + last;
    return tr("%1 +%2").arg(first).arg(box.members() - 1);
}

/// Boxes tier by tier, each where its first member stands; of each member its box.
std::vector<std::uint32_t> addBoxes(FabricLayout& layout, const FabricMembers& m, const FabricGroups& groups,
                                    const OpenedGroups& opened) {
    std::vector<std::uint32_t> boxOf(m.all.size());
    std::unordered_map<std::uint32_t, std::uint32_t> boxOfGroup;
    std::vector<std::pair<QString, QString>> ends;  // names of the first and the last member
    for (std::uint32_t i = 0; i < m.all.size(); ++i) {
        const FabricMember& member = m.all[i];
        const std::size_t place = i - m.begin[static_cast<std::size_t>(member.tier)];
        const auto next = static_cast<std::uint32_t>(layout.boxes.size());
        const auto [group, fresh] = boxOfGroup.try_emplace(groups.of[i], next);
        const FabricBox* known = fresh ? nullptr : &layout.boxes[group->second];
        const bool alone = known && opened.contains({known->tier, known->first});
        boxOf[i] = fresh || alone ? next : group->second;
        if (boxOf[i] == next) {
            FabricBox box;
            box.tier = member.tier;
            box.first = place;
            box.present = member.present;
            layout.boxes.push_back(box);
            ends.push_back({member.name, member.name});
        }
        addMember(layout.boxes[boxOf[i]], member);
        ends[boxOf[i]].second = member.name;
    }
    for (const auto& [group, box] : boxOfGroup)
        layout.boxes[box].name =
            nameOf(layout.boxes[box], ends[box].first, ends[box].second, groups.prefix[group]);
    for (std::size_t i = 0; i < layout.boxes.size(); ++i)
        if (layout.boxes[i].name.isEmpty()) layout.boxes[i].name = ends[i].first;
    return boxOf;
}

class Joiner {
public:
    explicit Joiner(FabricLayout& layout) : layout_(layout) {}

    void add(const FabricMembers::Link& link, std::uint32_t a, std::uint32_t b) {
        ++layout_.cables;
        const std::uint32_t da = deviceOf(link.deviceA, a), db = deviceOf(link.deviceB, b);
        if (a == b) {
            layout_.joins.push_back({FabricJoin::kInside, da, db});
            return;
        }
        const auto rank = [&](std::uint32_t box) { return std::pair(layout_.boxes[box].tier, box); };
        const std::uint32_t low = rank(a) < rank(b) ? a : b, high = low == a ? b : a;
        const auto next = static_cast<std::uint32_t>(layout_.edges.size());
        const auto [it, fresh] = edges_.try_emplace(std::uint64_t{low} << 32 | high, next);
        if (fresh) layout_.edges.push_back({low, high});
        FabricEdge& e = layout_.edges[it->second];
        ++e.cables;
        e.rate += link.rate;
        layout_.joins.push_back({it->second, da, db});
    }

private:
    std::uint32_t deviceOf(model::DeviceRef device, std::uint32_t box) {
        const auto next = static_cast<std::uint32_t>(layout_.devices.size());
        const auto [it, fresh] = devices_.try_emplace(device, next);
        if (fresh) {
            layout_.devices.push_back(device);
            layout_.boxOf.push_back(box);
        }
        return it->second;
    }

    FabricLayout& layout_;
    std::unordered_map<std::uint64_t, std::uint32_t> edges_;
    std::unordered_map<model::DeviceRef, std::uint32_t> devices_;
};

}  // namespace

QPainterPath FabricEdge::path() const {
    QPainterPath out(from);
    curved ? out.quadTo(bend, to) : out.lineTo(to);
    return out;
}

const FabricBox* FabricLayout::find(RackId rack) const {
    for (const FabricBox& b : boxes)
        if (std::find(b.racks.begin(), b.racks.end(), rack) != b.racks.end()) return &b;
    return nullptr;
}

const FabricBox* FabricLayout::find(model::DeviceRef device) const {
    for (const FabricBox& b : boxes)
        if (std::find(b.switches.begin(), b.switches.end(), device) != b.switches.end() ||
            std::find(b.devices.begin(), b.devices.end(), device) != b.devices.end())
            return &b;
    return nullptr;
}

FabricLayout layoutFabric(const model::Snapshot& s, FabricId id, const OpenedGroups& opened,
                          FabricGrouping grouping) {
    FabricLayout layout;
    const Shared<model::Fabric>* found = s.fabrics.find(id);
    if (!found) return layout;
    const model::Fabric& f = **found;
    const bool bare =
        std::all_of(f.tiers.begin(), f.tiers.end(), [](const auto& tier) { return tier.switches.empty(); });
    const bool byDevice =
        grouping == FabricGrouping::Devices || (bare && grouping == FabricGrouping::Automatic);
    const FabricMembers members = membersOf(s, id, byDevice);
    layout.tierNames = members.tierNames;
    const std::vector<std::uint32_t> boxOf =
        addBoxes(layout, members, groupsOf(members, f, grouping), opened);
    Joiner joiner(layout);
    for (const FabricMembers::Link& link : members.links)
        joiner.add(link, boxOf[link.a], boxOf[link.b]);
    placeFabric(layout, f);
    return layout;
}

bool sameFabricDrawing(const model::Snapshot& a, const model::Snapshot& b) {
    if (!a.fabrics.sameChunks(b.fabrics) || !a.designs.sameChunks(b.designs) ||
        !a.types.sameChunks(b.types) || !a.cables.sameChunks(b.cables) ||
        !a.overrides.sameObject(b.overrides))
        return false;
    bool same = true;
    Table<model::Rack, RackId>::diff(a.racks, b.racks,
                                     [&](RackId, const model::Rack* x, const model::Rack* y) {
                                         if (!x || !y || x->design != y->design || x->name != y->name)
                                             same = false;
                                     });
    return same;
}

}  // namespace rackloom::views
