// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/report_cables.h"

#include "analytics/cable_ruler.h"
#include "model/catalog/cages.h"
#include "model/site/snapshot.h"
#include "model/topology/generators.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace rackloom::analytics {

namespace {

double portRate(const model::Snapshot& s, model::PortRef port) {
    const model::DeviceType* type = model::deviceType(s, port.device);
    if (!type) return 0;
    std::uint32_t next = 0;
    for (const model::PortGroup& group : type->ports) {
        next += static_cast<std::uint32_t>(std::max(0, group.count));
        if (port.port < next) return group.rate.value.value_or(DataRate{}).si();
    }
    return 0;
}

/// The tier of the upper end: its cables are those of that tier.
std::uint32_t tierOf(const model::Fabric& fabric, const model::Cable& cable) {
    std::uint32_t tier = 0;
    for (std::size_t t = 0; t < fabric.tiers.size(); ++t)
        for (const model::DeviceRef& device : fabric.tiers[t].switches)
            if (device == cable.a.device || device == cable.b.device)
                tier = std::max(tier, static_cast<std::uint32_t>(t));
    return tier;
}

void addFabric(const model::Snapshot& s, FabricId id, const model::Fabric& fabric,
               std::vector<CableLine>& out) {
    const model::FabricPlan plan = model::expandFabric(s, fabric);
    const std::size_t first = out.size();
    for (const model::PlannedCable& c : plan.cables)
        out.push_back({id, c.a, c.b, c.tier, c.rate.si(), CableOrigin::Generated, {}, {}, {}, {}});
    for (const model::LightPath& path : plan.lightPaths)
        out[first + path.cable].via = path;
    s.cables.forEach([&](CableId, const model::Cable& c) {
        if (c.fabric != id) return;
        const double a = portRate(s, c.a), b = portRate(s, c.b);
        out.push_back(
            {id, c.a, c.b, tierOf(fabric, c), std::min(a, b), CableOrigin::Drawn, c.type, {}, {}, {}});
    });
    for (const model::CableKey& key : fabric.removed)
        out.push_back({id,
                       key.a,
                       key.b,
                       tierOf(fabric, {id, key.a, key.b, {}}),
                       std::min(portRate(s, key.a), portRate(s, key.b)),
                       CableOrigin::Removed,
                       {},
                       {},
                       {},
                       {}});
}

void addField(std::string& line, std::string_view field) {
    if (!line.empty() && line.back() != '\n') line += ',';
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
        line += field;
        return;
    }
    line += '"';
    for (const char c : field) {
        if (c == '"') line += '"';
        line += c;
    }
    line += '"';
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

void addPlace(std::string& out, const PortPlace& place) {
    addField(out, place.rack);
    addField(out, place.u > 0 ? std::to_string(place.u) : std::string());
    addField(out, place.device);
    addField(out, place.port);
}

/// "B1 OCS 3, ports 5 to ports 8".
std::string viaText(const model::Snapshot& s, const model::LightPath& path) {
    const PortPlace in = portPlace(s, path.in), to = portPlace(s, path.out);
    return in.rack + ' ' + in.device + ", " + in.port + " to " + to.port;
}

}  // namespace

std::vector<CableLine> cableSchedule(const model::Snapshot& s, FabricId fabric) {
    std::vector<CableLine> out;
    s.fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& row) {
        if (!fabric.isValid() || fabric == id) addFabric(s, id, *row, out);
    });
    CableRuler ruler(s);
    for (CableLine& line : out) {
        if (line.origin == CableOrigin::Removed) continue;
        line.way = ruler.way(line.a, line.b, s.fabrics.at(line.fabric)->role);
        if (line.way)
            line.medium = ruler.medium(line.fabric, line.type, DataRate::si(line.rate), line.way->needed);
    }
    return out;
}

PortPlace portPlace(const model::Snapshot& s, model::PortRef port) {
    PortPlace out;
    const model::Rack* rack = s.racks.find(port.device.rack);
    const model::Slot* slot = model::deviceSlot(s, port.device);
    const model::DeviceType* type = model::deviceType(s, port.device);
    out.rack = rack ? rack->name : "gone";
    out.port = std::to_string(port.port + 1);
    if (slot) {
        out.u = slot->u;
        out.device = !slot->label.empty() ? slot->label : type ? type->name : "removed";
    }
    if (!type) return out;
    if (const model::CagePlace at = model::cageOf(*type, port.port); at.ports > 1)
        out.cage = std::to_string(at.inGroup + 1) + '.' + std::to_string(at.lane + 1);
    std::uint32_t first = 0;
    for (const model::PortGroup& group : type->ports) {
        const auto count = static_cast<std::uint32_t>(std::max(0, group.count));
        if (port.port < first + count) {
            out.port = group.name + ' ' + std::to_string(port.port - first + 1);
            break;
        }
        first += count;
    }
    return out;
}

std::string cableScheduleCsv(const model::Snapshot& s, const std::vector<CableLine>& lines) {
    std::string out =
        "fabric,tier,a_rack,a_u,a_device,a_port,b_rack,b_u,b_device,b_port,gbps,length_m,medium,"
        "origin,needed_m,a_cage,b_cage,via\n";
    for (const CableLine& line : lines) {
        const Shared<model::Fabric>* fabric = s.fabrics.find(line.fabric);
        // A line begins after a line feed: the first field never gets a comma.
        addField(out, fabric ? (*fabric)->name : std::string("gone"));
        addField(out, std::to_string(line.tier));
        const PortPlace a = portPlace(s, line.a), b = portPlace(s, line.b);
        addPlace(out, a);
        addPlace(out, b);
        addField(out, line.rate > 0 ? number(line.rate / 1e9) : std::string());
        addField(out, line.way ? number(line.way->sold.si()) : std::string());
        addField(out, line.medium);
        addField(out, kCableOriginNames[static_cast<std::size_t>(line.origin)]);
        addField(out, line.way ? number(std::round(line.way->needed.si() * 1e3) / 1e3) : std::string());
        addField(out, a.cage);
        addField(out, b.cage);
        addField(out, line.via ? viaText(s, *line.via) : std::string());
        out += '\n';
    }
    return out;
}

}  // namespace rackloom::analytics
