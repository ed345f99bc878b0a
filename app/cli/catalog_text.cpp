// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/catalog_text.h"

#include "analytics/report_text.h"
#include "app/cli/console.h"
#include "app/cli/json_report.h"
#include "model/site/type_figures.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace rackloom::app {

namespace {

using model::FigureEntry;

std::string sourceTitle(const std::string& key, const model::Catalog& catalog) {
    const auto it = catalog.sources.find(key);
    return it == catalog.sources.end() ? key : it->second.title + " [" + key + ']';
}

std::string provenanceText(const model::Provenance& p, const model::Catalog& catalog) {
    std::string out = std::string(gradeName(p.grade)) + ", " + sourceTitle(p.source, catalog);
    return p.note.empty() ? out : out + ": " + p.note;
}

std::string shown(const FigureEntry& figure, double value) {
    return analytics::quantityText(value, figure.unit);
}

std::string figureText(const FigureEntry& figure, const model::Catalog& catalog) {
    const std::string head = figure.label + " (" + figure.path + ")";
    if (!figure.value) return wrapped(head + ": unknown, " + figure.unknownReason, 2);
    std::string out = wrapped(head + ": " + shown(figure, *figure.value), 2);
    out += wrapped(provenanceText(figure.provenance, catalog), 4);
    for (const auto& rival : figure.rivals)
        out += wrapped(
            "others say " + shown(figure, rival.value) + ": " + provenanceText(rival.provenance, catalog), 4);
    return out;
}

Json provenanceJson(const model::Provenance& p) {
    Json json{{"source", p.source}, {"grade", gradeName(p.grade)}};
    if (!p.note.empty()) json["note"] = p.note;
    return json;
}

Json figureJson(const FigureEntry& figure) {
    Json json{{"figure", figure.path}, {"label", figure.label}, {"unit", figure.unit}};
    if (!figure.value) {
        json["unknown"] = figure.unknownReason;
        return json;
    }
    json["value"] = jsonNumber(*figure.value);
    json.update(provenanceJson(figure.provenance));
    Json rivals = Json::array();
    for (const auto& rival : figure.rivals) {
        Json one{{"value", jsonNumber(rival.value)}};
        one.update(provenanceJson(rival.provenance));
        rivals.push_back(one);
    }
    if (!rivals.empty()) json["rivals"] = rivals;
    return json;
}

std::string headText(const std::string& name, const std::string& key, const std::string& detail,
                     const std::string& summary) {
    return name + "\n  " + key + (detail.empty() ? "" : ", " + detail) + "\n" + wrapped(summary, 2);
}

}  // namespace

std::string deviceText(const model::DeviceType& type, const model::Catalog& catalog) {
    std::string detail = type.kind + (type.vendor.empty() ? "" : ", " + type.vendor);
    if (type.year > 0) detail += ", " + std::to_string(type.year);
    std::string out = headText(type.name, type.key, detail, type.summary);
    if (!type.components.empty()) {
        out += "\nParts\n";
        TextTable table("rll");
        for (const model::Component& part : type.components) {
            const model::DeviceType* known = catalog.device(part.type);
            table.add({std::to_string(part.count) + " ×", part.type, known ? known->name : ""});
        }
        out += table.text(2);
    }
    if (!type.ports.empty()) {
        out += "\nPorts\n";
        TextTable table("rlll");
        for (const model::PortGroup& group : type.ports)
            table.add({std::to_string(group.count) + " ×", group.name, group.connector,
                       "fabric " + std::string(fabricRoleName(group.fabric))});
        out += table.text(2);
    }
    out += "\nFigures (bandwidth per direction, FLOP/s dense)\n";
    for (const FigureEntry& figure : model::figures(type))
        out += figureText(figure, catalog);
    return out;
}

std::string rackText(const model::CatalogRack& rack, const model::Catalog& catalog) {
    std::string out =
        headText(rack.name, rack.key, std::string(kRackDesignKind) + " in " + rack.enclosure, rack.summary);
    if (!rack.notes.empty()) out += wrapped(rack.notes, 2);
    std::vector<model::CatalogSlot> slots = rack.slots;
    std::stable_sort(slots.begin(), slots.end(), [](const auto& a, const auto& b) { return a.u > b.u; });
    TextTable table("rlll");
    for (const model::CatalogSlot& slot : slots) {
        const model::DeviceType* type = catalog.device(slot.type);
        std::string place(model::kFaceNames[static_cast<int>(slot.face)]);
        if (slot.side != model::PowerSide::None)
            place += ", side " + std::string(model::kPowerSideNames[static_cast<int>(slot.side)]);
        table.add({"U" + std::to_string(slot.u), slot.type, type ? type->name : "", place});
    }
    out += "\nElevation, top first\n" + table.text(2);
    for (const model::CatalogDomain& domain : rack.domains)
        out += "\nScale-up domain " + domain.name + ": " + std::to_string(domain.slots.size()) + " devices\n";
    return out;
}

Json deviceJson(const model::DeviceType& type) {
    Json parts = Json::array(), ports = Json::array(), all = Json::array();
    for (const model::Component& part : type.components)
        parts.push_back({{"key", part.type}, {"count", part.count}});
    for (const model::PortGroup& group : type.ports)
        ports.push_back({{"name", group.name},
                         {"count", group.count},
                         {"connector", group.connector},
                         {"fabric", fabricRoleName(group.fabric)}});
    for (const FigureEntry& figure : model::figures(type))
        all.push_back(figureJson(figure));
    return {{"key", type.key},     {"name", type.name}, {"vendor", type.vendor},
            {"kind", type.kind},   {"year", type.year}, {"summary", type.summary},
            {"components", parts}, {"ports", ports},    {"figures", all}};
}

Json rackJson(const model::CatalogRack& rack) {
    Json slots = Json::array(), domains = Json::array();
    for (const model::CatalogSlot& slot : rack.slots)
        slots.push_back({{"id", slot.id},
                         {"type", slot.type},
                         {"u", slot.u},
                         {"face", model::kFaceNames[static_cast<int>(slot.face)]},
                         {"side", model::kPowerSideNames[static_cast<int>(slot.side)]},
                         {"label", slot.label}});
    for (const model::CatalogDomain& domain : rack.domains)
        domains.push_back({{"name", domain.name}, {"slots", domain.slots}});
    return {{"key", rack.key},         {"name", rack.name},
            {"kind", kRackDesignKind}, {"enclosure", rack.enclosure},
            {"summary", rack.summary}, {"notes", rack.notes},
            {"slots", slots},          {"domains", domains}};
}

}  // namespace rackloom::app
