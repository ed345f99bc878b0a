// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/report_cables.h"

#include "model/site/snapshot.h"
#include "model/topology/generators.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <tuple>

namespace rackloom::analytics {

namespace {

/// Bundles by what their cables share.
class BundleIndex {
public:
    explicit BundleIndex(const Report& report) {
        for (const Bundle& bundle : *report.bundles)
            index_.emplace(Key{bundle.fabric, bundle.a, bundle.b, bundle.tier, bundle.rate}, &bundle);
    }

    void complete(CableLine& line) const {
        const auto [low, high] = std::minmax(line.a.device.rack, line.b.device.rack);
        const auto it = index_.find(Key{line.fabric, low, high, line.tier, line.rate});
        if (it == index_.end()) return;
        if (it->second->length > 0) line.length = it->second->length;
        line.medium = it->second->medium;
    }

private:
    using Key = std::tuple<FabricId, RackId, RackId, std::uint32_t, double>;
    std::map<Key, const Bundle*> index_;
};

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
    for (const model::PlannedCable& c : model::expandFabric(s, fabric).cables)
        out.push_back({id, c.a, c.b, c.tier, c.rate.si(), CableOrigin::Generated, {}, {}});
    s.cables.forEach([&](CableId, const model::Cable& c) {
        if (c.fabric != id) return;
        const double a = portRate(s, c.a), b = portRate(s, c.b);
        out.push_back({id, c.a, c.b, tierOf(fabric, c), std::min(a, b), CableOrigin::Drawn, {}, {}});
    });
    for (const model::CableKey& key : fabric.removed)
        out.push_back({id,
                       key.a,
                       key.b,
                       tierOf(fabric, {id, key.a, key.b, {}}),
                       std::min(portRate(s, key.a), portRate(s, key.b)),
                       CableOrigin::Removed,
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

}  // namespace

std::vector<CableLine> cableSchedule(const model::Snapshot& s, const Report& report, FabricId fabric) {
    std::vector<CableLine> out;
    s.fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& row) {
        if (!fabric.isValid() || fabric == id) addFabric(s, id, *row, out);
    });
    const BundleIndex bundles(report);
    for (CableLine& line : out)
        if (line.origin != CableOrigin::Removed) bundles.complete(line);
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
        "origin\n";
    for (const CableLine& line : lines) {
        const Shared<model::Fabric>* fabric = s.fabrics.find(line.fabric);
        // A line begins after a line feed: the first field never gets a comma.
        addField(out, fabric ? (*fabric)->name : std::string("gone"));
        addField(out, std::to_string(line.tier));
        addPlace(out, portPlace(s, line.a));
        addPlace(out, portPlace(s, line.b));
        addField(out, line.rate > 0 ? number(line.rate / 1e9) : std::string());
        addField(out, line.length ? number(*line.length) : std::string());
        addField(out, line.medium);
        addField(out, kCableOriginNames[static_cast<std::size_t>(line.origin)]);
        out += '\n';
    }
    return out;
}

}  // namespace rackloom::analytics
