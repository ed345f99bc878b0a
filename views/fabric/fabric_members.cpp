// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_members.h"

#include "model/topology/generators.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>
#include <unordered_set>

namespace rackloom::views {

namespace {

using model::DeviceRef;

QString tr(const char* text) {
    return QCoreApplication::translate("FabricLayout", text);
}
QString text(const std::string& s) {
    return QString::fromStdString(s);
}

double portRate(const model::Snapshot& s, const model::PortRef& port) {
    const model::DeviceType* type = model::deviceType(s, port.device);
    if (!type) return 0;
    int first = 0;
    for (const model::PortGroup& group : type->ports) {
        if (static_cast<int>(port.port) < first + group.count)
            return group.rate.value ? group.rate.value->si() : 0;
        first += group.count;
    }
    return 0;
}

struct PortHash {
    std::size_t operator()(const model::PortRef& p) const {
        return std::hash<DeviceRef>{}(p.device) * 0x9e3779b97f4a7c15ull + p.port;
    }
};

class Collector {
public:
    Collector(const model::Snapshot& s, FabricId id, const model::Fabric& fabric, bool byDevice)
        : s_(s), id_(id), fabric_(fabric), byDevice_(byDevice), input_(model::generatorInput(s, fabric)) {}

    FabricMembers collect() {
        plan_ = model::expandFabric(s_, fabric_);
        s_.cables.forEach([&](CableId, const model::Cable& c) {
            if (c.fabric != id_) return;
            const double a = portRate(s_, c.a), b = portRate(s_, c.b);
            plan_.cables.push_back({c.a, c.b, DataRate::si(std::min(a, b)), 0});
        });
        for (const model::SwitchTier& tier : fabric_.tiers)
            for (const DeviceRef& device : tier.switches)
                switches_.insert(device);
        byDevice_ ? addNodes() : addRacks();
        addSwitches();
        addLinks();
        return std::move(out_);
    }

private:
    void startTier(const QString& name) {
        out_.tierNames.push_back(name);
        if (out_.begin.empty()) out_.begin.push_back(0);
    }
    void endTier() { out_.begin.push_back(out_.all.size()); }

    QString rackName(RackId id) const {
        const model::Rack* rack = s_.racks.find(id);
        return rack ? text(rack->name) : tr("gone");
    }
    QString label(DeviceRef d) const {
        const model::Slot* slot = model::deviceSlot(s_, d);
        return slot ? text(slot->label) : QString();
    }
    QString deviceName(DeviceRef d) const {
        const model::Slot* slot = model::deviceSlot(s_, d);
        return slot ? QStringLiteral("%1 U%2").arg(rackName(d.rack)).arg(slot->u) : tr("gone");
    }
    /// By their labels where these are telling, else by their places.
    void nameDevices(std::size_t from) {
        std::set<QString> labels;
        for (std::size_t i = from; i < out_.all.size(); ++i) {
            const QString own = label(out_.all[i].device);
            if (!own.isEmpty()) labels.insert(own);
        }
        const bool telling = labels.size() == out_.all.size() - from && out_.all.size() - from > 1;
        for (std::size_t i = from; i < out_.all.size(); ++i)
            out_.all[i].name = telling ? label(out_.all[i].device) : deviceName(out_.all[i].device);
    }

    /// Racks that hold nothing but switches of the fabric are no ends of it.
    void addRacks() {
        startTier(tr("racks"));
        std::unordered_set<RackId> ends, switching;
        for (const model::EndpointPort& end : input_.endpoints)
            ends.insert(end.port.device.rack);
        for (const DeviceRef& device : switches_)
            switching.insert(device.rack);
        for (const RackId rack : fabric_.racks) {
            if (switching.contains(rack) && !ends.contains(rack)) continue;
            rackMember_[rack] = static_cast<std::uint32_t>(out_.all.size());
            out_.all.push_back({0, rack, {}, rackName(rack), true});
        }
        endTier();
    }

    void addNodes() {
        startTier(tr("nodes"));
        const auto add = [&](DeviceRef device) {
            if (switches_.contains(device)) return;
            const auto next = static_cast<std::uint32_t>(out_.all.size());
            if (deviceMember_.try_emplace(device, next).second) out_.all.push_back({0, {}, device, {}, true});
        };
        for (const model::EndpointPort& end : input_.endpoints)
            add(end.port.device);
        for (const model::PlannedCable& cable : plan_.cables) {
            add(cable.a.device);
            add(cable.b.device);
        }
        nameDevices(0);
        endTier();
    }

    void addSwitches() {
        int tier = 0;
        for (const model::SwitchTier& t : fabric_.tiers) {
            ++tier;
            startTier(text(t.name));
            const std::size_t from = out_.all.size();
            for (const DeviceRef& device : t.switches) {
                deviceMember_[device] = static_cast<std::uint32_t>(out_.all.size());
                out_.all.push_back({tier, {}, device, {}, model::deviceType(s_, device) != nullptr});
            }
            nameDevices(from);
            endTier();
        }
    }

    std::optional<std::uint32_t> memberOf(DeviceRef device) const {
        if (const auto it = deviceMember_.find(device); it != deviceMember_.end()) return it->second;
        if (const auto it = rackMember_.find(device.rack); it != rackMember_.end()) return it->second;
        return std::nullopt;
    }

    void addLinks() {
        std::unordered_map<model::PortRef, std::uint32_t, PortHash> rails;
        for (const model::EndpointPort& end : input_.endpoints)
            rails[end.port] = end.rail;
        out_.links.reserve(plan_.cables.size());
        for (const model::PlannedCable& c : plan_.cables) {
            const auto a = memberOf(c.a.device), b = memberOf(c.b.device);
            if (!a || !b) continue;
            out_.links.push_back({*a, *b, c.a.device, c.b.device, c.rate.si()});
            const auto rail = rails.find(switches_.contains(c.a.device) ? c.b : c.a);
            out_.rails.push_back(rail == rails.end() ? FabricMembers::kNoRail : rail->second);
        }
    }

    const model::Snapshot& s_;
    FabricId id_;
    const model::Fabric& fabric_;
    bool byDevice_;
    model::GeneratorInput input_;
    model::FabricPlan plan_;
    std::unordered_set<DeviceRef> switches_;
    std::unordered_map<RackId, std::uint32_t> rackMember_;
    std::unordered_map<DeviceRef, std::uint32_t> deviceMember_;
    FabricMembers out_;
};

}  // namespace

FabricMembers membersOf(const model::Snapshot& s, FabricId id, bool byDevice) {
    const Shared<model::Fabric>* fabric = s.fabrics.find(id);
    if (!fabric) return {};
    return Collector(s, id, **fabric, byDevice).collect();
}

}  // namespace rackloom::views
