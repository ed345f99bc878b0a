// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/row_details.h"

#include "analytics/report.h"
#include "analytics/report_text.h"
#include "model/site/assumptions.h"
#include "model/site/type_figures.h"

#include <algorithm>
#include <map>

namespace rackloom::app {

namespace {

using analytics::quantityText;

template <class IdT, class RowT> std::string nameOf(const Table<RowT, IdT>& table, IdT id) {
    const RowT* row = table.find(id);
    return row ? row->name : std::string();
}
template <class IdT, class RowT> std::string nameOf(const Table<Shared<RowT>, IdT>& table, IdT id) {
    const Shared<RowT>* row = table.find(id);
    return row ? (*row)->name : std::string();
}

template <class IdT, class TableT> std::string namesOf(const TableT& table, const std::vector<IdT>& ids) {
    std::string out;
    for (const IdT id : ids)
        out += (out.empty() ? "" : ", ") + nameOf(table, id);
    return out;
}

std::string text(Duration d) {
    return quantityText(d.si(), "s");
}

std::string millimetres(int x, int y) {
    return std::to_string(x) + ", " + std::to_string(y) + " mm";
}

std::string placeText(const model::Snapshot& s, const std::optional<model::Placement>& place) {
    if (!place) return {};
    return nameOf(s.halls, place->hall) + " at " + millimetres(place->position.x, place->position.y);
}

std::string turned(model::Rotation rotation) {
    return std::string(model::kRotationNames[static_cast<int>(rotation)]) + "°";
}

std::string counted(std::size_t n) {
    return std::to_string(n);
}

}  // namespace

RowFields fieldsOf(const model::Snapshot&, const model::Hall& hall) {
    return {{"size", std::to_string(hall.width) + " × " + std::to_string(hall.depth) + " mm"},
            {"floor tile", std::to_string(hall.tile) + " mm"},
            {"floor load", hall.maxFloorLoad ? quantityText(*hall.maxFloorLoad, "kg/m2") : std::string()}};
}

RowFields fieldsOf(const model::Snapshot& s, const model::Row& row) {
    return {{"hall", nameOf(s.halls, row.hall)}};
}

RowFields fieldsOf(const model::Snapshot& s, const model::Rack& rack) {
    return {{"rack design", nameOf(s.designs, rack.design)},
            {"hall", nameOf(s.halls, rack.hall)},
            {"row", nameOf(s.rows, rack.row)},
            {"position", millimetres(rack.position.x, rack.position.y)},
            {"turned", turned(rack.rotation)},
            {"feed A", nameOf(s.powerNodes, rack.feeds[0])},
            {"feed B", nameOf(s.powerNodes, rack.feeds[1])},
            {"liquid loop", nameOf(s.coolingLoops, rack.liquidLoop)},
            {"air loop", nameOf(s.coolingLoops, rack.airLoop)}};
}

RowFields fieldsOf(const model::Snapshot& s, const model::RackDesign& design) {
    RowFields out{{"enclosure", nameOf(s.types, design.enclosure)}};
    std::vector<model::Slot> slots = design.slots;
    std::stable_sort(slots.begin(), slots.end(), [](const auto& a, const auto& b) { return a.u < b.u; });
    std::map<std::string, int> seen;
    for (const model::Slot& slot : slots) {
        std::string place = "U" + std::to_string(slot.u);
        if (slot.face == model::Face::Rear) place += " rear";
        if (const int n = seen[place]++; n > 0) place += " (" + std::to_string(n + 1) + ")";
        out.emplace_back(place, nameOf(s.types, slot.type));
    }
    out.emplace_back("scale-up domains", counted(design.domains.size()));
    return out;
}

RowFields fieldsOf(const model::Snapshot&, const model::DeviceType& type) {
    RowFields out{{"name", type.name}};
    for (const model::FigureEntry& f : model::figures(type))
        out.emplace_back(f.label + " (" + f.path + ")",
                         f.value ? quantityText(*f.value, f.unit, 6) : "unknown (" + f.unknownReason + ")");
    for (const model::Component& part : type.components)
        out.emplace_back("part " + part.type, counted(static_cast<std::size_t>(part.count)));
    for (const model::PortGroup& group : type.ports)
        out.emplace_back("ports " + group.name, counted(static_cast<std::size_t>(group.count)));
    return out;
}

RowFields fieldsOf(const model::Snapshot& s, const model::Fabric& fabric) {
    RowFields out{{"role", std::string(fabricRoleName(fabric.role))}, {"generator", fabric.generator}};
    for (const auto& [key, value] : fabric.parameters)
        out.emplace_back(key, quantityText(value, "1"));
    out.emplace_back("racks served", counted(fabric.racks.size()));
    for (const model::SwitchTier& tier : fabric.tiers) {
        // A switch counts while its slot is filled: removing one is an override of the rack.
        const auto present =
            std::count_if(tier.switches.begin(), tier.switches.end(),
                          [&](model::DeviceRef d) { return model::deviceType(s, d) != nullptr; });
        out.emplace_back(tier.name + " switches", counted(static_cast<std::size_t>(present)));
    }
    out.emplace_back("cables taken away", fabric.removed.empty() ? "" : counted(fabric.removed.size()));
    std::string types;
    for (const std::string& key : fabric.cableTypes)
        types += (types.empty() ? "" : ", ") + key;
    out.emplace_back("cable types", types);
    return out;
}

RowFields fieldsOf(const model::Snapshot& s, const model::PowerNode& node) {
    return {{"type", nameOf(s.types, node.type)},
            {"side", std::string(model::kPowerSideNames[static_cast<int>(node.side)])},
            {"parents", namesOf(s.powerNodes, node.parents)},
            {"draws from them", std::string(model::kParentPolicyNames[static_cast<int>(node.policy)])},
            {"units", std::to_string(node.count)},
            {"place", placeText(s, node.placement)}};
}

RowFields fieldsOf(const model::Snapshot&, const model::CoolingLoop& loop) {
    return {{"medium", std::string(model::kCoolingMediumNames[static_cast<int>(loop.medium)])},
            {"coolant", std::string(model::kCoolantNames[static_cast<int>(loop.coolant)])},
            {"supply", quantityText(loop.supply.inCelsius(), "°C")},
            {"rise", quantityText(loop.rise.si(), "dK")}};
}

RowFields fieldsOf(const model::Snapshot& s, const model::CoolingUnit& unit) {
    return {{"type", nameOf(s.types, unit.type)},
            {"loop", nameOf(s.coolingLoops, unit.loop)},
            {"plant", namesOf(s.coolingUnits, unit.plant)},
            {"units that may be lost", std::to_string(unit.redundant)},
            {"feed", nameOf(s.powerNodes, unit.feed)},
            {"units", std::to_string(unit.count)},
            {"place", placeText(s, unit.placement)}};
}

RowFields fieldsOf(const model::Snapshot&, const model::Job& job) {
    return {{"precision", std::string(precisionName(job.precision))},
            {"MFU", quantityText(job.mfu, "1")},
            {"GPUs", job.gpus ? quantityText(*job.gpus, "1") : "all"},
            {"checkpoint stall", text(job.checkpointStall)},
            {"checkpoint drain", text(job.checkpointDrain)},
            {"detect", text(job.detect)},
            {"restore", text(job.restore)},
            {"checkpoint interval", job.interval ? text(*job.interval) : "the optimum"}};
}

RowFields fieldsOf(const model::Snapshot&, const model::Waiver& waiver) {
    return {{"reason", waiver.reason}};
}

RowFields fieldsOf(const model::Snapshot&, const model::Site& site) {
    RowFields out{{"name", site.name}, {"notes", site.notes}, {"template", site.templateId}};
    for (const auto& [id, assumption] : site.assumptions) {
        const model::AssumptionSpec* spec = model::findAssumption(id);
        out.emplace_back("assumption " + id, quantityText(assumption.value, spec ? spec->unit : "1"));
    }
    for (const auto& [id, limit] : site.budgets) {
        const analytics::MetricInfo* info = analytics::metricInfo(id);
        out.emplace_back("budget " + id, quantityText(limit, info ? info->unit : "1"));
    }
    return out;
}

}  // namespace rackloom::app
