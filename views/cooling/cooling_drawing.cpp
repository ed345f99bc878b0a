// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/cooling/cooling_drawing.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <tuple>

namespace rackloom::views {

namespace {

constexpr std::size_t kAllShown = 24;  // loops of a design that are drawn one by one
constexpr std::size_t kLeastGroup = 3;

using Box = std::uint32_t;
constexpr Box kNone = 0xffffffff;

QString tr(const char* text) {
    return QCoreApplication::translate("CoolingDrawing", text);
}
QString text(const std::string& s) {
    return QString::fromStdString(s);
}
ObjectRef loopObject(CoolingLoopId id) {
    return {ObjectRef::Kind::CoolingLoop, id.value, Id<void>::kNone};
}
ObjectRef unitObject(CoolingUnitId id) {
    return {ObjectRef::Kind::CoolingUnit, id.value, Id<void>::kNone};
}

struct LoopLikeness {
    model::CoolingMedium medium;
    model::Coolant coolant;
    double supply, rise;
    std::vector<std::tuple<DeviceTypeId, int, std::vector<CoolingUnitId>>> units;  ///< sorted
    std::optional<model::FloorPoint> at;
    CoolingLoopId alone;
    auto operator<=>(const LoopLikeness&) const = default;
};

struct UnitLikeness {
    DeviceTypeId type;
    Box loop;
    std::vector<CoolingUnitId> plant;
    int count, redundant;
    std::optional<model::FloorPoint> at;
    CoolingUnitId alone;
    auto operator<=>(const UnitLikeness&) const = default;
};

class Drawer {
public:
    Drawer(const model::Snapshot& s, const OpenedMembers& opened) : s_(s), opened_(opened) {}

    Diagram draw() {
        findLayers();
        addLoops();
        addUnits();
        addWires();
        addRacks();
        finish();
        return std::move(d_);
    }

private:
    /// Plant by its longest way up; whatever serves a loop stands in one layer below all plant.
    void findLayers() {
        const std::vector<CoolingUnitId> ids = s_.coolingUnits.ids();
        for (std::size_t round = 0; round < 8; ++round)  // plant is a few storeys deep at most
            for (const CoolingUnitId id : ids) {
                int& layer = layer_[id];
                for (const CoolingUnitId p : s_.coolingUnits.at(id).plant)
                    if (s_.coolingUnits.contains(p)) layer = std::max(layer, layer_[p] + 1);
                layer = std::min(layer, 8);
            }
        for (const CoolingUnitId id : ids)
            if (!s_.coolingUnits.at(id).loop.isValid()) serving_ = std::max(serving_, layer_[id] + 1);
        for (const CoolingUnitId id : ids)
            if (s_.coolingUnits.at(id).loop.isValid()) layer_[id] = serving_;
    }

    std::map<CoolingLoopId, LoopLikeness> loopLikenesses() const {
        std::map<CoolingLoopId, LoopLikeness> out;
        s_.coolingLoops.forEach([&](CoolingLoopId id, const model::CoolingLoop& l) {
            out[id] = {l.medium, l.coolant, l.supply.inKelvin(), l.rise.si(), {}, l.diagram, {}};
        });
        s_.coolingUnits.forEach([&](CoolingUnitId, const model::CoolingUnit& u) {
            if (const auto it = out.find(u.loop); it != out.end())
                it->second.units.emplace_back(u.type, u.count, u.plant);
        });
        for (auto& [id, like] : out)
            std::sort(like.units.begin(), like.units.end());
        return out;
    }

    void addLoops() {
        const std::map<CoolingLoopId, LoopLikeness> likenesses = loopLikenesses();
        std::map<LoopLikeness, std::size_t> sizes;
        for (const auto& [id, like] : likenesses)
            ++sizes[like];
        std::map<LoopLikeness, Box> known;
        for (const auto& [id, original] : likenesses) {
            LoopLikeness like = original;
            const bool together =
                like.at || (likenesses.size() > kAllShown && sizes.at(original) >= kLeastGroup);
            if (!together || opened_.contains(loopObject(id))) like.alone = id;
            const auto [it, fresh] = known.try_emplace(std::move(like), static_cast<Box>(d_.boxes.size()));
            loopBox_[id] = it->second;
            if (!fresh) {
                d_.boxes[it->second].members.push_back(loopObject(id));
                continue;
            }
            const model::CoolingLoop& l = s_.coolingLoops.at(id);
            DiagramBox box;
            box.members = {loopObject(id)};
            box.name = text(l.name);
            box.symbol = l.medium == model::CoolingMedium::Liquid ? Symbol::LiquidLoop : Symbol::AirLoop;
            box.detail = l.medium == model::CoolingMedium::Liquid ? tr("liquid loop") : tr("air of a hall");
            box.layer = serving_ + 1;
            box.order = (l.medium == model::CoolingMedium::Liquid ? 0 : 1e6) + id.value;
            box.hand = l.diagram;
            d_.boxes.push_back(std::move(box));
        }
    }

    Box boxOf(CoolingLoopId id) const {
        const auto it = loopBox_.find(id);
        return it == loopBox_.end() ? kNone : it->second;
    }

    void addUnits() {
        const auto likeness = [&](const model::CoolingUnit& u) {
            return UnitLikeness{u.type, boxOf(u.loop), u.plant, u.count, u.redundant, u.diagram, {}};
        };
        std::map<UnitLikeness, std::size_t> sizes;
        s_.coolingUnits.forEach([&](CoolingUnitId, const model::CoolingUnit& u) { ++sizes[likeness(u)]; });
        std::map<UnitLikeness, Box> known;
        s_.coolingUnits.forEach([&](CoolingUnitId id, const model::CoolingUnit& u) {
            UnitLikeness like = likeness(u);
            const bool together = like.at || sizes.at(like) >= kLeastGroup;
            if (!together || opened_.contains(unitObject(id))) like.alone = id;
            const auto [it, fresh] = known.try_emplace(std::move(like), static_cast<Box>(d_.boxes.size()));
            unitBox_[id] = it->second;
            if (!fresh) {
                d_.boxes[it->second].members.push_back(unitObject(id));
                return;
            }
            DiagramBox box;
            box.members = {unitObject(id)};
            box.name = text(u.name);
            box.symbol = coolingSymbol(s_, u);
            if (const auto* type = s_.types.find(u.type)) box.detail = text((*type)->name);
            box.layer = layer_[id];
            const Box loop = boxOf(u.loop);
            box.order = loop == kNone ? id.value : d_.boxes[loop].order + id.value * 1e-3;
            box.hand = u.diagram;
            d_.boxes.push_back(std::move(box));
        });
    }

    void wire(Box upper, Box lower) {
        if (upper == kNone || lower == kNone || d_.boxes[upper].layer >= d_.boxes[lower].layer) return;
        if (joined_.insert({upper, lower}).second)
            d_.wires.push_back({upper, lower, model::PowerSide::None, false, {}});
    }

    void addWires() {
        s_.coolingUnits.forEach([&](CoolingUnitId id, const model::CoolingUnit& u) {
            for (const CoolingUnitId p : u.plant)
                if (const auto it = unitBox_.find(p); it != unitBox_.end()) wire(it->second, unitBox_[id]);
            wire(unitBox_[id], boxOf(u.loop));
        });
    }

    void addRacks() {
        std::map<std::tuple<RackDesignId, Box, Box, RackId>, Box> boxes;
        s_.racks.forEach([&](RackId id, const model::Rack& r) {
            const Box liquid = boxOf(r.liquidLoop), air = boxOf(r.airLoop);
            const RackId alone = opened_.contains(rackObject(id)) ? id : RackId{};
            const auto [it, fresh] = boxes.try_emplace({r.design, liquid, air, alone}, kNone);
            if (!fresh) {
                d_.boxes[it->second].members.push_back(rackObject(id));
                return;
            }
            DiagramBox box;
            box.members = {rackObject(id)};
            box.symbol = Symbol::Rack;
            box.name = text(r.name);
            if (const auto* design = s_.designs.find(r.design)) box.detail = text((*design)->name);
            box.layer = serving_ + 2;
            box.order = 1e6 + id.value;
            it->second = static_cast<Box>(d_.boxes.size());
            d_.boxes.push_back(std::move(box));
            wire(liquid, it->second);
            wire(air, it->second);
        });
    }

    QString memberName(const ObjectRef& o) const {
        if (o.kind == ObjectRef::Kind::Rack) return text(s_.racks.at(RackId{o.id}).name);
        if (o.kind == ObjectRef::Kind::CoolingLoop) return text(s_.coolingLoops.at(CoolingLoopId{o.id}).name);
        return text(s_.coolingUnits.at(CoolingUnitId{o.id}).name);
    }

    void finish() {
        for (DiagramBox& b : d_.boxes) {
            std::sort(b.members.begin(), b.members.end());
            if (!b.isGroup()) {
                const bool unit = b.first().kind == ObjectRef::Kind::CoolingUnit;
                const int count = unit ? s_.coolingUnits.at(CoolingUnitId{b.first().id}).count : 1;
                if (count > 1) b.name += QStringLiteral(" ×%1").arg(count);
                continue;
            }
            const QString first = memberName(b.first()), last = memberName(b.members.back());
            b.name = b.first().kind == ObjectRef::Kind::Rack
                         ? tr("%1 racks").arg(b.members.size())
                         : QStringLiteral("%1 × %2").arg(b.members.size()).arg(b.detail);
            b.detail = first + QStringLiteral(" … ") + last;
        }
    }

    const model::Snapshot& s_;
    const OpenedMembers& opened_;
    std::map<CoolingUnitId, int> layer_;
    int serving_ = 0;  ///< layer of the units that serve loops
    std::map<CoolingLoopId, Box> loopBox_;
    std::map<CoolingUnitId, Box> unitBox_;
    std::set<std::pair<Box, Box>> joined_;
    Diagram d_;
};

}  // namespace

Symbol coolingSymbol(const model::Snapshot& s, const model::CoolingUnit& unit) {
    const Shared<model::DeviceType>* found = s.types.find(unit.type);
    if (!found) return Symbol::CoolingLoad;
    const std::string& kind = (*found)->kind;
    if (kind == "chiller") return Symbol::Chiller;
    if (kind == "dry_cooler") return Symbol::DryCooler;
    if (kind == "cdu") return Symbol::Cdu;
    return kind == "rear_door" ? Symbol::RearDoor : Symbol::AirUnit;
}

Diagram drawCooling(const model::Snapshot& s, const OpenedMembers& opened) {
    if (s.coolingLoops.empty() && s.coolingUnits.empty()) return {};
    return Drawer(s, opened).draw();
}

bool sameCooling(const model::Snapshot& a, const model::Snapshot& b) {
    if (!a.coolingLoops.sameChunks(b.coolingLoops) || !a.coolingUnits.sameChunks(b.coolingUnits) ||
        !a.types.sameChunks(b.types) || !a.designs.sameChunks(b.designs))
        return false;
    bool same = true;
    Table<model::Rack, RackId>::diff(a.racks, b.racks,
                                     [&](RackId, const model::Rack* x, const model::Rack* y) {
                                         if (!x || !y || x->design != y->design || x->name != y->name ||
                                             x->liquidLoop != y->liquidLoop || x->airLoop != y->airLoop)
                                             same = false;
                                     });
    return same;
}

}  // namespace rackloom::views
