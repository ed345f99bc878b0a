// SPDX-License-Identifier: GPL-3.0-or-later
// Properties of halls, racks, rack designs and devices.
#include "model/edit/design_edits.h"
#include "model/edit/hall_edits.h"
#include "model/edit/rack_edits.h"
#include "model/edit/type_edits.h"
#include "model/site/type_figures.h"
#include "views/format/number_text.h"
#include "views/inspector/property.h"

#include <QCoreApplication>

namespace rackloom::views {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Property", text);
}
QString text(const std::string& s) {
    return QString::fromStdString(s);
}

/// Names and ids of a table with a "none" entry first, for choosing one row.
template <class IdT> struct RowChoice {
    QStringList names{tr("none")};
    std::vector<IdT> ids{IdT{}};
    void add(IdT id, const QString& name) {
        names << name;
        ids.push_back(id);
    }
    std::optional<QString> nameOf(std::optional<IdT> id) const {
        if (!id) return std::nullopt;
        for (std::size_t i = 0; i < ids.size(); ++i)
            if (ids[i] == *id) return names[static_cast<qsizetype>(i)];
        return names.front();
    }
    IdT at(int i) const { return ids[static_cast<std::size_t>(i)]; }
};

/// What the drawing proves about the supply, and where it fails alone.
void addSupply(Properties& out, const Workspace& w, const std::vector<RackId>& racks) {
    const auto label = common(racks, [&](RackId id) { return w.report().rack(id)->redundancy; });
    if (label && label->empty()) return;
    out.push_back(
        readOnly(tr("Computed"), tr("Redundancy of the supply"), label ? text(*label) : tr("differs")));
    const auto shared = common(racks, [&](RackId id) { return w.report().rack(id)->sharedElement; });
    const model::PowerNode* node = shared ? w.snapshot()->powerNodes.find(*shared) : nullptr;
    if (!node) return;
    Property p = readOnly(tr("Computed"), tr("Its loss alone darkens the rack"), text(node->name));
    p.link = ObjectRef{ObjectRef::Kind::PowerNode, shared->value, Id<void>::kNone};
    out.push_back(std::move(p));
}

void addResults(Properties& out, const Workspace& w, const std::vector<RackId>& racks) {
    double power = 0, liquid = 0, air = 0, mass = 0;
    int gpus = 0;
    bool known = true, massKnown = true;
    for (const RackId id : racks) {
        const analytics::RackResult* r = w.report().rack(id);
        if (!r) return;
        known = known && r->power.has_value();
        massKnown = massKnown && r->mass.has_value();
        power += r->power.value_or(0);
        liquid += r->liquidHeat.value_or(0);
        air += r->airHeat.value_or(0);
        mass += r->mass.value_or(0);
        gpus += r->gpus;
    }
    const QString group = tr("Computed");
    out.push_back(readOnly(group, tr("GPUs"), QString::number(gpus)));
    out.push_back(readOnly(group, tr("Power, planned"), known ? quantity(power, "W") : tr("unknown")));
    out.push_back(readOnly(group, tr("Heat to liquid"), known ? quantity(liquid, "W") : tr("unknown")));
    out.push_back(readOnly(group, tr("Heat to air"), known ? quantity(air, "W") : tr("unknown")));
    out.push_back(readOnly(group, tr("Mass"), massKnown ? quantity(mass, "kg") : tr("unknown")));
    if (racks.size() == 1 && w.report().rack(racks.front())->shelfLimit)
        out.push_back(readOnly(group, tr("Supply left after losing one side"),
                               quantity(w.report().rack(racks.front())->shelfLimit, "W")));
    addSupply(out, w, racks);
}

}  // namespace

Properties rackProperties(const Workspace& w, const std::vector<RackId>& racks) {
    const model::SnapshotPtr s = w.snapshot();
    Properties out;
    if (racks.empty() || !s->racks.contains(racks.front())) return out;
    const auto row = [&](RackId id) -> const model::Rack& { return s->racks.at(id); };
    if (racks.size() == 1)
        out.push_back(textProperty(
            tr("Rack"), tr("Name"), row(racks.front()).name,
            [id = racks.front()](std::string v) { return model::renameRack(id, std::move(v)); }));
    RowChoice<RackDesignId> designs;
    s->designs.forEach(
        [&](RackDesignId id, const Shared<model::RackDesign>& d) { designs.add(id, text(d->name)); });
    designs.names.removeFirst();
    designs.ids.erase(designs.ids.begin());
    out.push_back(choiceProperty(
        tr("Rack"), tr("Design"), designs.nameOf(common(racks, [&](RackId r) { return row(r).design; })),
        designs.names, [=](int i) { return model::setRackDesign(racks, designs.at(i)); }));
    RowChoice<RowId> rows;
    s->rows.forEach([&](RowId id, const model::Row& r) { rows.add(id, text(r.name)); });
    out.push_back(choiceProperty(tr("Rack"), tr("Row"),
                                 rows.nameOf(common(racks, [&](RackId r) { return row(r).row; })), rows.names,
                                 [=](int i) { return model::setRackRow(racks, rows.at(i)); }));
    if (racks.size() == 1) {
        const model::FloorPoint at = row(racks.front()).position;
        out.push_back(
            numberProperty(tr("Place"), tr("From the left"), at.x / 1000.0, "m", [racks, at](double m) {
                return model::moveRacks(racks, {static_cast<int>(std::lround(m * 1000)) - at.x, 0});
            }));
        out.push_back(
            numberProperty(tr("Place"), tr("From the top"), at.y / 1000.0, "m", [racks, at](double m) {
                return model::moveRacks(racks, {0, static_cast<int>(std::lround(m * 1000)) - at.y});
            }));
        const QStringList turns{QStringLiteral("0°"), QStringLiteral("90°"), QStringLiteral("180°"),
                                QStringLiteral("270°")};
        const int now = static_cast<int>(row(racks.front()).rotation);
        out.push_back(choiceProperty(tr("Place"), tr("Turned"), turns[now], turns, [racks, now](int i) {
            return model::rotateRacks(racks, (i - now + 4) % 4);
        }));
    }
    RowChoice<PowerNodeId> nodes;
    s->powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& n) { nodes.add(id, text(n.name)); });
    for (std::size_t side = 0; side < 2; ++side)
        out.push_back(
            choiceProperty(tr("Supplies"), side == 0 ? tr("Feed A") : tr("Feed B"),
                           nodes.nameOf(common(racks, [&](RackId r) { return row(r).feeds[side]; })),
                           nodes.names, [=](int i) {
                               std::array<std::optional<PowerNodeId>, 2> feeds;
                               feeds[side] = nodes.at(i);
                               return model::setRackFeeds(racks, feeds);
                           }));
    RowChoice<CoolingLoopId> liquid, air;
    s->coolingLoops.forEach([&](CoolingLoopId id, const model::CoolingLoop& l) {
        (l.medium == model::CoolingMedium::Liquid ? liquid : air).add(id, text(l.name));
    });
    out.push_back(choiceProperty(tr("Supplies"), tr("Liquid loop"),
                                 liquid.nameOf(common(racks, [&](RackId r) { return row(r).liquidLoop; })),
                                 liquid.names,
                                 [=](int i) { return model::setRackLoops(racks, liquid.at(i), {}); }));
    out.push_back(choiceProperty(
        tr("Supplies"), tr("Air loop"), air.nameOf(common(racks, [&](RackId r) { return row(r).airLoop; })),
        air.names, [=](int i) { return model::setRackLoops(racks, {}, air.at(i)); }));
    addResults(out, w, racks);
    return out;
}

Properties figureProperties(const Workspace& w, DeviceTypeId id) {
    const model::SnapshotPtr s = w.snapshot();
    const Shared<model::DeviceType>* type = s->types.find(id);
    Properties out;
    if (!type) return out;
    const QString group = tr("Figures of every %1").arg(text((*type)->name));
    for (const model::FigureEntry& f : model::figures(**type)) {
        Property p = numberProperty(
            group, text(f.label), f.value, std::string(f.unit),
            [id, path = f.path](double v) { return model::setFigure(id, path, v); },
            [id, path = f.path] { return model::setFigure(id, path, std::nullopt, "cleared by the user"); });
        if (!f.value)
            p.hint = tr("unknown: %1").arg(text(f.unknownReason));
        else
            p.hint = tr("%1, %2").arg(text(f.provenance.source),
                                      QString::fromUtf8(model::gradeName(f.provenance.grade).data())) +
                     (f.provenance.note.empty() ? QString() : QStringLiteral(". ") + text(f.provenance.note));
        for (const auto& rival : f.rivals)
            p.hint +=
                QStringLiteral("\n") +
                tr("Rival value: %1, %2").arg(quantity(rival.value, f.unit), text(rival.provenance.source));
        out.push_back(std::move(p));
    }
    return out;
}

Properties deviceProperties(const Workspace& w, const std::vector<model::DeviceRef>& devices) {
    const model::SnapshotPtr s = w.snapshot();
    Properties out;
    if (devices.empty() || !model::deviceSlot(*s, devices.front())) return out;
    const model::DeviceRef first = devices.front();
    const RackDesignId design = s->racks.at(first.rack).design;
    std::vector<SlotId> slots;
    for (const model::DeviceRef& d : devices)
        if (s->racks.contains(d.rack) && s->racks.at(d.rack).design == design) slots.push_back(d.slot);
    const model::Slot& slot = *model::deviceSlot(*s, first);
    const QString group = tr("Device");
    if (devices.size() == 1) {
        out.push_back(textProperty(group, tr("Label"), slot.label, [=](std::string v) {
            return model::renameDevice(design, first.slot, std::move(v));
        }));
        out.push_back(numberProperty(group, tr("Rack unit"), slot.u, "1", [=, face = slot.face](double u) {
            return model::moveDevice(design, first.slot, static_cast<int>(u), face);
        }));
        const QStringList faces{tr("front"), tr("rear")};
        out.push_back(choiceProperty(
            group, tr("Mounted from"), faces[static_cast<int>(slot.face)], faces, [=, u = slot.u](int i) {
                return model::moveDevice(design, first.slot, u,
                                         i == 0 ? model::Face::Front : model::Face::Rear);
            }));
    }
    const QStringList sides{tr("none"), QStringLiteral("A"), QStringLiteral("B")};
    const auto side = common(devices, [&](const model::DeviceRef& d) {
        const model::Slot* x = model::deviceSlot(*s, d);
        return x ? static_cast<int>(x->side) : 0;
    });
    out.push_back(choiceProperty(
        group, tr("Power side"), side ? std::optional(sides[*side]) : std::nullopt, sides,
        [=](int i) { return model::setDeviceSide(design, slots, static_cast<model::PowerSide>(i)); }));
    RowChoice<DeviceTypeId> types;
    s->types.forEach([&](DeviceTypeId id, const Shared<model::DeviceType>& t) {
        if (t->form.mount == model::Mount::Rack && !t->link) types.add(id, text(t->name));
    });
    types.names.removeFirst();
    types.ids.erase(types.ids.begin());
    const auto typeOf = [&](const model::DeviceRef& d) {
        const model::Slot* x = model::deviceSlot(*s, d);
        return x ? x->type : DeviceTypeId{};
    };
    const auto type = common(devices, typeOf);
    out.push_back(choiceProperty(group, tr("Type"), types.nameOf(type), types.names,
                                 [=](int i) { return model::changeDeviceType(design, slots, types.at(i)); }));
    if (type)
        for (Property& p : figureProperties(w, *type))
            out.push_back(std::move(p));
    return out;
}

Properties hallProperties(const Workspace& w, HallId id) {
    const model::Hall* h = w.snapshot()->halls.find(id);
    Properties out;
    if (!h) return out;
    const QString group = tr("Hall");
    const int width = h->width, depth = h->depth;
    out.push_back(textProperty(group, tr("Name"), h->name,
                               [=](std::string v) { return model::renameHall(id, std::move(v)); }));
    out.push_back(numberProperty(group, tr("Width"), width / 1000.0, "m", [=](double m) {
        return model::resizeHall(id, static_cast<int>(std::lround(m * 1000)), depth);
    }));
    out.push_back(numberProperty(group, tr("Depth"), depth / 1000.0, "m", [=](double m) {
        return model::resizeHall(id, width, static_cast<int>(std::lround(m * 1000)));
    }));
    out.push_back(numberProperty(group, tr("Floor tile"), h->tile / 1000.0, "m", [=](double m) {
        return model::setHallTile(id, static_cast<int>(std::lround(m * 1000)));
    }));
    out.push_back(numberProperty(
        group, tr("Floor load limit, kg/m²"), h->maxFloorLoad, "1",
        [=](double v) { return model::setFloorLoad(id, v); },
        [=] { return model::setFloorLoad(id, std::nullopt); }));
    return out;
}

Properties designProperties(const Workspace& w, RackDesignId id) {
    const Shared<model::RackDesign>* d = w.snapshot()->designs.find(id);
    if (!d) return {};
    int users = 0;
    w.snapshot()->racks.forEach([&](RackId, const model::Rack& r) { users += r.design == id ? 1 : 0; });
    return {textProperty(tr("Rack design"), tr("Name"), (*d)->name,
                         [=](std::string v) { return model::renameDesign(id, std::move(v)); }),
            readOnly(tr("Rack design"), tr("Racks that use it"), QString::number(users)),
            readOnly(tr("Rack design"), tr("Devices"), QString::number((*d)->slots.size())),
            readOnly(tr("Rack design"), tr("Notes"), text((*d)->notes))};
}

}  // namespace rackloom::views
