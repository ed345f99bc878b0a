// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_layout.h"

#include "model/topology/generators.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>

namespace rackloom::views {

namespace {

constexpr std::size_t kWidest = 96;  // boxes in a tier before neighbours are grouped
constexpr double kBoxWidth = 120, kBoxHeight = 46, kBoxGap = 22, kTierGap = 240, kAspect = 0.2;

QString tr(const char* text) {
    return QCoreApplication::translate("FabricLayout", text);
}
QString text(const std::string& s) {
    return QString::fromStdString(s);
}

/// Neighbours per box so that a tier stays readable; powers of two keep groups aligned with racks and pods.
std::size_t groupSize(std::size_t members) {
    std::size_t size = 1;
    while (members / size > kWidest)
        size *= 2;
    return size;
}

QString switchName(const model::Snapshot& s, model::DeviceRef d) {
    const model::Slot* slot = model::deviceSlot(s, d);
    const model::Rack* rack = s.racks.find(d.rack);
    if (!slot || !rack) return tr("gone");
    return QStringLiteral("%1 U%2").arg(text(rack->name)).arg(slot->u);
}

void placeTiers(FabricLayout& layout, int tiers) {
    std::vector<std::vector<FabricBox*>> rows(static_cast<std::size_t>(tiers));
    for (FabricBox& b : layout.boxes)
        rows[static_cast<std::size_t>(b.tier)].push_back(&b);
    double widest = 0;
    for (const auto& row : rows)
        widest = std::max(widest, static_cast<double>(row.size()) * (kBoxWidth + kBoxGap));
    // Wide fabrics need tall gaps, or their weave closes into a solid band.
    const double gap = std::max(kTierGap, widest * kAspect);
    for (std::size_t t = 0; t < rows.size(); ++t) {
        const double pitch = rows[t].empty() ? 0 : widest / static_cast<double>(rows[t].size());
        const double y = -static_cast<double>(t) * (kBoxHeight + gap);
        for (std::size_t i = 0; i < rows[t].size(); ++i) {
            rows[t][i]->at =
                QRectF((static_cast<double>(i) + 0.5) * pitch - kBoxWidth / 2, y, kBoxWidth, kBoxHeight);
            layout.bounds |= rows[t][i]->at;
        }
    }
    // Room for the names of tiers at the left, however wide the fabric is.
    layout.bounds.adjust(-std::max(220.0, 0.1 * layout.bounds.width()), -80, 60, 60);
}

void addEdges(FabricLayout& layout, const model::FabricPlan& plan,
              const std::unordered_map<RackId, std::uint32_t>& rackBox,
              const std::unordered_map<model::DeviceRef, std::uint32_t>& switchBox) {
    std::unordered_map<std::uint64_t, std::size_t> index;
    const auto boxOf = [&](const model::PortRef& p) -> std::optional<std::uint32_t> {
        if (const auto it = switchBox.find(p.device); it != switchBox.end()) return it->second;
        if (const auto it = rackBox.find(p.device.rack); it != rackBox.end()) return it->second;
        return std::nullopt;
    };
    for (const model::PlannedCable& c : plan.cables) {
        const auto a = boxOf(c.a), b = boxOf(c.b);
        if (!a || !b || *a == *b) continue;
        const bool aLower = layout.boxes[*a].tier <= layout.boxes[*b].tier;
        const std::uint32_t low = aLower ? *a : *b, high = aLower ? *b : *a;
        const auto [it, fresh] = index.try_emplace(std::uint64_t{low} << 32 | high, layout.edges.size());
        if (fresh) layout.edges.push_back({low, high, 0, 0});
        FabricEdge& e = layout.edges[it->second];
        ++e.cables;
        e.rate += c.rate.si();
        ++layout.cables;
    }
}

}  // namespace

const FabricBox* FabricLayout::find(RackId rack) const {
    for (const FabricBox& b : boxes)
        if (std::find(b.racks.begin(), b.racks.end(), rack) != b.racks.end()) return &b;
    return nullptr;
}

const FabricBox* FabricLayout::find(model::DeviceRef device) const {
    for (const FabricBox& b : boxes)
        if (std::find(b.switches.begin(), b.switches.end(), device) != b.switches.end()) return &b;
    return nullptr;
}

namespace {

void nameAfterMember(FabricBox& box, const QString& name) {
    if (box.members() == 1)
        box.name = name;
    else if (box.tier == 0)
        box.name = box.name.section(QStringLiteral(" … "), 0, 0) + QStringLiteral(" … ") + name;
    else
        box.name = tr("%1 × from %2").arg(box.members()).arg(box.name.section(QStringLiteral(" from "), -1));
}

/// The box that the member at `index` of a tier belongs into: a new one at each start of a group.
FabricBox& boxFor(FabricLayout& layout, int tier, std::size_t index, std::size_t perBox,
                  const OpenedGroups& opened) {
    const std::size_t start = index - index % perBox;
    if (index == start || opened.contains({tier, start})) {
        layout.boxes.push_back({});
        layout.boxes.back().tier = tier;
        layout.boxes.back().first = index;
    }
    return layout.boxes.back();
}

}  // namespace

FabricLayout layoutFabric(const model::Snapshot& s, FabricId id, const OpenedGroups& opened) {
    FabricLayout layout;
    const Shared<model::Fabric>* found = s.fabrics.find(id);
    if (!found) return layout;
    const model::Fabric& f = **found;
    std::unordered_map<RackId, std::uint32_t> rackBox;
    std::unordered_map<model::DeviceRef, std::uint32_t> switchBox;
    layout.tierNames.push_back(tr("racks"));
    const std::size_t racksPerBox = groupSize(f.racks.size());
    for (std::size_t i = 0; i < f.racks.size(); ++i) {
        FabricBox& box = boxFor(layout, 0, i, racksPerBox, opened);
        box.racks.push_back(f.racks[i]);
        const model::Rack* rack = s.racks.find(f.racks[i]);
        nameAfterMember(box, rack ? text(rack->name) : tr("gone"));
        rackBox[f.racks[i]] = static_cast<std::uint32_t>(layout.boxes.size() - 1);
    }
    int tier = 0;
    for (const model::SwitchTier& t : f.tiers) {
        ++tier;
        layout.tierNames.push_back(text(t.name));
        const std::size_t perBox = groupSize(t.switches.size());
        for (std::size_t i = 0; i < t.switches.size(); ++i) {
            FabricBox& box = boxFor(layout, tier, i, perBox, opened);
            box.switches.push_back(t.switches[i]);
            nameAfterMember(box, switchName(s, t.switches[i]));
            if (box.switches.size() == 1) box.present = model::deviceType(s, t.switches[i]) != nullptr;
            switchBox[t.switches[i]] = static_cast<std::uint32_t>(layout.boxes.size() - 1);
        }
    }
    model::FabricPlan plan = model::expandFabric(s, f);
    s.cables.forEach([&](CableId, const model::Cable& c) {
        if (c.fabric == id) plan.cables.push_back({c.a, c.b, DataRate{}, 0});
    });
    addEdges(layout, plan, rackBox, switchBox);
    placeTiers(layout, tier + 1);
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
