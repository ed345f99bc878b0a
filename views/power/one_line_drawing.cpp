// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/power/one_line_drawing.h"

#include "model/catalog/kinds.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <tuple>

namespace rackloom::views {

namespace {

constexpr std::size_t kAllShown = 48;   // elements of a design that are drawn one by one
constexpr std::size_t kLeastGroup = 3;  // equal elements that are worth a group

using model::PowerSide;
using Group = std::uint32_t;
constexpr Group kNone = 0xffffffff;

QString tr(const char* text) {
    return QCoreApplication::translate("OneLine", text);
}
QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}
ObjectRef nodeObject(PowerNodeId id) {
    return {ObjectRef::Kind::PowerNode, id.value, Id<void>::kNone};
}
ObjectRef unitObject(CoolingUnitId id) {
    return {ObjectRef::Kind::CoolingUnit, id.value, Id<void>::kNone};
}

/// Parents before children; nodes of a cycle come last, by id.
std::vector<PowerNodeId> topDown(const model::Snapshot& s) {
    std::map<PowerNodeId, std::size_t> waiting;
    std::map<PowerNodeId, std::vector<PowerNodeId>> children;
    std::vector<PowerNodeId> order;
    s.powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& n) {
        std::size_t open = 0;
        for (const PowerNodeId p : n.parents)
            if (s.powerNodes.contains(p)) {
                children[p].push_back(id);
                ++open;
            }
        waiting[id] = open;
        if (open == 0) order.push_back(id);
    });
    for (std::size_t i = 0; i < order.size(); ++i)
        for (const PowerNodeId child : children[order[i]])
            if (--waiting[child] == 0) order.push_back(child);
    for (const auto& [id, open] : waiting)
        if (open > 0) order.push_back(id);
    return order;
}

/// What makes elements look equal: only those of one likeness may share a box.
struct Likeness {
    DeviceTypeId type;
    PowerSide side;
    model::ParentPolicy policy;
    int count;
    std::vector<Group> parents;
    std::optional<model::FloorPoint> at;
    PowerNodeId alone;  ///< of an element that stands for itself
    auto operator<=>(const Likeness&) const = default;
};

class Drawer {
public:
    Drawer(const model::Snapshot& s, const OpenedMembers& opened) : s_(s), opened_(opened) {}

    Diagram draw() {
        groupNodes();
        for (const PowerNodeId id : order_)
            addNode(id);
        addWires();
        addRacks();
        addCoolingUnits();
        nameGroups();
        return std::move(d_);
    }

private:
    Likeness likeness(PowerNodeId id) const {
        const model::PowerNode& n = s_.powerNodes.at(id);
        Likeness like{n.type, n.side, n.policy, n.count, {}, n.diagram, {}};
        for (const PowerNodeId p : n.parents)
            if (const auto it = group_.find(p); it != group_.end()) like.parents.push_back(it->second);
        return like;
    }

    /// From the top, depth by depth: elements are equal when their type, policy and the groups of their
    /// parents are.
    void groupNodes() {
        order_ = topDown(s_);
        const bool all = order_.size() <= kAllShown;
        std::map<PowerNodeId, std::size_t> depths;
        std::vector<std::vector<PowerNodeId>> levels;
        for (const PowerNodeId id : order_) {
            std::size_t depth = 0;
            for (const PowerNodeId p : s_.powerNodes.at(id).parents)
                if (const auto it = depths.find(p); it != depths.end())
                    depth = std::max(depth, it->second + 1);
            depths[id] = depth;
            levels.resize(std::max(levels.size(), depth + 1));
            levels[depth].push_back(id);
        }
        std::map<Likeness, Group> known;
        for (const auto& level : levels) {
            std::map<Likeness, std::size_t> sizes;
            for (const PowerNodeId id : level)
                ++sizes[likeness(id)];
            for (const PowerNodeId id : level) {
                Likeness like = likeness(id);
                const bool together = like.at || (!all && sizes[like] >= kLeastGroup);
                if (!together || opened_.contains(nodeObject(id))) like.alone = id;
                group_[id] = known.try_emplace(like, static_cast<Group>(known.size())).first->second;
            }
        }
    }

    void addNode(PowerNodeId id) {
        const model::PowerNode& n = s_.powerNodes.at(id);
        const Group group = group_.at(id);
        if (const auto it = boxOf_.find(group); it != boxOf_.end()) {
            d_.boxes[it->second].members.push_back(nodeObject(id));
            return;
        }
        DiagramBox box;
        box.members = {nodeObject(id)};
        box.side = n.side;
        box.symbol = powerSymbol(s_, n);
        box.name = text(n.name);
        if (const auto* type = s_.types.find(n.type)) box.detail = text((*type)->name);
        box.hand = n.diagram;
        box.order = (n.side == PowerSide::A ? 0 : n.side == PowerSide::B ? 2e6 : 1e6) + id.value;
        for (const PowerNodeId p : n.parents)
            if (const auto it = group_.find(p); it != group_.end())
                if (const auto at = boxOf_.find(it->second); at != boxOf_.end())
                    box.layer = std::max(box.layer, d_.boxes[at->second].layer + 1);
        deepest_ = std::max(deepest_, box.layer);
        boxOf_[group] = static_cast<Group>(d_.boxes.size());
        d_.boxes.push_back(std::move(box));
    }

    Group boxOf(PowerNodeId id) const {
        const auto it = group_.find(id);
        return it == group_.end() ? kNone : boxOf_.at(it->second);
    }

    void wire(Group upper, Group lower, bool standby) {
        if (upper == kNone || upper == lower || d_.boxes[upper].layer >= d_.boxes[lower].layer) return;
        if (!joined_.insert({upper, lower}).second) return;
        d_.wires.push_back({upper, lower, d_.boxes[upper].side, standby, {}});
    }

    void addWires() {
        for (const PowerNodeId id : order_) {
            const model::PowerNode& n = s_.powerNodes.at(id);
            for (std::size_t i = 0; i < n.parents.size(); ++i)
                wire(boxOf(n.parents[i]), boxOf(id), n.policy == model::ParentPolicy::Transfer && i > 0);
        }
    }

    void addRacks() {
        std::map<std::tuple<RackDesignId, Group, Group, RackId>, Group> boxes;
        s_.racks.forEach([&](RackId id, const model::Rack& r) {
            const ObjectRef object = rackObject(id);
            const Group a = boxOf(r.feeds[0]), b = boxOf(r.feeds[1]);
            const RackId alone = opened_.contains(object) ? id : RackId{};
            const auto [it, fresh] = boxes.try_emplace({r.design, a, b, alone}, kNone);
            if (!fresh) {
                d_.boxes[it->second].members.push_back(object);
                return;
            }
            DiagramBox box;
            box.members = {object};
            box.symbol = Symbol::Rack;
            box.name = text(r.name);
            if (const auto* design = s_.designs.find(r.design)) box.detail = text((*design)->name);
            box.layer = deepest_ + 1;
            box.order = 1e6 + id.value;
            it->second = static_cast<Group>(d_.boxes.size());
            d_.boxes.push_back(std::move(box));
            wire(a, it->second, false);
            wire(b, it->second, false);
        });
    }

    void addCoolingUnits() {
        std::map<std::tuple<DeviceTypeId, Group, CoolingUnitId>, Group> boxes;
        s_.coolingUnits.forEach([&](CoolingUnitId id, const model::CoolingUnit& u) {
            const Group feed = boxOf(u.feed);
            if (feed == kNone) return;
            const CoolingUnitId alone = opened_.contains(unitObject(id)) ? id : CoolingUnitId{};
            const auto [it, fresh] = boxes.try_emplace({u.type, feed, alone}, kNone);
            if (!fresh) {
                d_.boxes[it->second].members.push_back(unitObject(id));
                return;
            }
            DiagramBox box;
            box.members = {unitObject(id)};
            box.symbol = Symbol::CoolingLoad;
            box.name = text(u.name);
            if (const auto* type = s_.types.find(u.type)) box.detail = text((*type)->name);
            box.layer = d_.boxes[feed].layer + 1;
            box.order = d_.boxes[feed].order;
            box.side = PowerSide::None;
            it->second = static_cast<Group>(d_.boxes.size());
            d_.boxes.push_back(std::move(box));
            wire(feed, it->second, false);
        });
    }

    QString memberName(const ObjectRef& o) const {
        if (o.kind == ObjectRef::Kind::Rack) return text(s_.racks.at(RackId{o.id}).name);
        if (o.kind == ObjectRef::Kind::PowerNode) return text(s_.powerNodes.at(PowerNodeId{o.id}).name);
        return text(s_.coolingUnits.at(CoolingUnitId{o.id}).name);
    }

    int unitsOf(const ObjectRef& o) const {
        if (o.kind == ObjectRef::Kind::PowerNode) return s_.powerNodes.at(PowerNodeId{o.id}).count;
        if (o.kind == ObjectRef::Kind::CoolingUnit) return s_.coolingUnits.at(CoolingUnitId{o.id}).count;
        return 1;
    }

    void nameGroups() {
        for (DiagramBox& b : d_.boxes) {
            std::sort(b.members.begin(), b.members.end());
            const int units = unitsOf(b.first());
            if (!b.isGroup()) {
                if (units > 1) b.name += QStringLiteral(" ×%1").arg(units);
                continue;
            }
            const QString first = memberName(b.first()), last = memberName(b.members.back());
            const bool racks = b.first().kind == ObjectRef::Kind::Rack;
            b.name = racks ? tr("%1 racks").arg(b.members.size())
                           : QStringLiteral("%1 × %2").arg(b.members.size()).arg(b.detail);
            b.detail = first + QStringLiteral(" … ") + last;
        }
    }

    const model::Snapshot& s_;
    const OpenedMembers& opened_;
    std::vector<PowerNodeId> order_;
    std::map<PowerNodeId, Group> group_;
    std::map<Group, Group> boxOf_;  ///< by group: index of its box
    std::set<std::pair<Group, Group>> joined_;
    Diagram d_;
    int deepest_ = -1;
};

}  // namespace

Symbol powerSymbol(const model::Snapshot& s, const model::PowerNode& n) {
    if (n.policy == model::ParentPolicy::Transfer && n.parents.size() > 1) return Symbol::Transfer;
    const Shared<model::DeviceType>* found = s.types.find(n.type);
    if (!found) return Symbol::Panel;
    const std::string& kind = (*found)->kind;
    if (kind == "utility") return Symbol::Utility;
    if (kind == "generator") return Symbol::Generator;
    if (kind == "transformer") return Symbol::Transformer;
    if (kind == "switchgear") return Symbol::Switchgear;
    if (kind == "ups") return Symbol::Ups;
    return kind == "busway" ? Symbol::Busway : Symbol::Panel;
}

Diagram drawOneLine(const model::Snapshot& s, const OpenedMembers& opened) {
    if (s.powerNodes.empty()) return {};
    return Drawer(s, opened).draw();
}

bool sameOneLine(const model::Snapshot& a, const model::Snapshot& b) {
    if (!a.powerNodes.sameChunks(b.powerNodes) || !a.types.sameChunks(b.types) ||
        !a.designs.sameChunks(b.designs))
        return false;
    bool same = true;
    Table<model::Rack, RackId>::diff(
        a.racks, b.racks, [&](RackId, const model::Rack* x, const model::Rack* y) {
            if (!x || !y || x->design != y->design || x->name != y->name || x->feeds != y->feeds)
                same = false;
        });
    Table<model::CoolingUnit, CoolingUnitId>::diff(
        a.coolingUnits, b.coolingUnits,
        [&](CoolingUnitId, const model::CoolingUnit* x, const model::CoolingUnit* y) {
            if (!x || !y || x->feed != y->feed || x->type != y->type || x->name != y->name ||
                x->count != y->count)
                same = false;
        });
    return same;
}

}  // namespace rackloom::views
