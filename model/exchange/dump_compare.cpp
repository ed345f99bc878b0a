// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/dump_compare.h"

#include "model/base/letter_case.h"
#include "model/exchange/drawn_dump.h"
#include "model/topology/generators.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace rackloom::model {

namespace {

/// A port of a device that both sides know, by the number that the network gives the device.
struct Port {
    std::uint32_t device = 0, port = 0;  ///< from 0
    friend auto operator<=>(const Port&, const Port&) = default;
};

class Comparison {
public:
    Comparison(const IbDump& dump, const Snapshot& plan, const std::function<void()>& poll)
        : dump_(dump), plan_(plan), poll_(poll), read_(devicesOf(dump)) {
        for (std::uint32_t d = 0; d < read_.devices.size(); ++d)
            byName_.emplace(lowered(read_.devices[d].label), d);
        used_.resize(read_.devices.size());
        inPlan_.resize(read_.devices.size());
    }

    Result<DumpComparison> run(FabricId fabric);

private:
    void countLabels();
    std::optional<std::uint32_t> known(DeviceRef device);
    void addPlanned(const PortRef& a, const PortRef& b);
    void readLinks();
    void judge(const Port& a, const Port& b);
    NamedCable named(const Port& a, const Port& b) const {
        return {read_.devices[a.device].label,
                read_.devices[b.device].label,
                a.port + 1,
                b.port + 1,
                inPlan_[a.device],
                inPlan_[b.device]};
    }
    std::string portText(const Port& p) const {
        return read_.devices[p.device].label + " port " + std::to_string(p.port + 1);
    }
    void findRest();

    const IbDump& dump_;
    const Snapshot& plan_;
    const std::function<void()>& poll_;
    const DumpDevices read_;
    std::unordered_map<std::string, std::uint32_t> byName_;
    std::unordered_map<std::string, int> labels_;                        ///< how often the plan uses one
    std::unordered_map<DeviceRef, std::optional<std::uint32_t>> known_;  ///< of planned devices
    std::vector<bool> used_;
    std::vector<DeviceRef> inPlan_;  ///< by device of the network
    std::vector<std::pair<Port, Port>> planned_;
    std::map<Port, Port> far_;  ///< of each port of the network
    std::set<Port> plannedPorts_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t>
        spare_;  ///< links of two devices, not matched
    DumpComparison out_;
};

void Comparison::countLabels() {
    plan_.racks.forEach([&](RackId, const Rack& rack) {
        for (const Slot& slot : plan_.designs.at(rack.design)->slots)
            ++labels_[lowered(slot.label)];
    });
}

std::optional<std::uint32_t> Comparison::known(DeviceRef device) {
    const auto [it, fresh] = known_.try_emplace(device);
    if (!fresh) return it->second;
    const Slot* slot = deviceSlot(plan_, device);
    const std::string rack = plan_.racks.at(device.rack).name;
    const std::string label = slot ? slot->label : std::string();
    std::vector<std::string> names{rack + "/" + label, rack + "-" + label, rack + " " + label};
    if (labels_[lowered(label)] == 1) names.insert(names.begin(), label);
    for (const std::string& name : names) {
        const auto found = byName_.find(lowered(name));
        if (found == byName_.end() || used_[found->second]) continue;
        used_[found->second] = true;
        inPlan_[found->second] = device;
        return it->second = found->second;
    }
    out_.unseen.push_back(names.front());
    return std::nullopt;
}

void Comparison::addPlanned(const PortRef& a, const PortRef& b) {
    if (poll_) poll_();
    const auto first = known(a.device), second = known(b.device);
    if (!first || !second) return;
    const Port p{*first, a.port}, q{*second, b.port};
    planned_.emplace_back(std::min(p, q), std::max(p, q));
    plannedPorts_.insert(p);
    plannedPorts_.insert(q);
}

void Comparison::readLinks() {
    for (const IbLink& link : dump_.links) {
        const Port a{read_.deviceOf[link.a], read_.firstPort[link.a] + link.portA - 1};
        const Port b{read_.deviceOf[link.b], read_.firstPort[link.b] + link.portB - 1};
        far_[a] = b;
        far_[b] = a;
    }
}

void Comparison::judge(const Port& a, const Port& b) {
    const auto atA = far_.find(a), atB = far_.find(b);
    auto& spare = spare_[std::minmax(a.device, b.device)];
    if (spare > 0) {
        --spare;
        ++out_.otherPorts;
        return;
    }
    if (atA == far_.end() && atB == far_.end()) {
        out_.missing.push_back(named(a, b));
        return;
    }
    std::string found;
    for (const auto& [port, at] : {std::pair(a, atA), std::pair(b, atB)})
        found += (found.empty() ? "" : "; ") + portText(port) +
                 (at == far_.end() ? " is free" : " leads to " + portText(at->second));
    out_.crossed.push_back({named(a, b), std::move(found)});
}

void Comparison::findRest() {
    for (const auto& [a, b] : far_)
        if (a < b && used_[a.device] && used_[b.device]) {
            ++out_.found;
            if (!plannedPorts_.contains(a) && !plannedPorts_.contains(b)) out_.extra.push_back(named(a, b));
        }
    for (std::size_t d = 0; d < used_.size(); ++d)
        if (!used_[d]) out_.unplanned.push_back(read_.devices[d].label);
    std::sort(out_.unseen.begin(), out_.unseen.end());
    std::sort(out_.unplanned.begin(), out_.unplanned.end());
}

Result<DumpComparison> Comparison::run(FabricId fabric) {
    countLabels();
    std::size_t cables = 0;
    const auto wanted = [&](FabricId id) {
        return fabric.isValid() ? id == fabric : plan_.fabrics.at(id)->role == FabricRole::Compute;
    };
    plan_.fabrics.forEach([&](FabricId id, const Shared<Fabric>& row) {
        if (!wanted(id)) return;
        for (const PlannedCable& cable : expandFabric(plan_, *row).cables)
            addPlanned(cable.a, cable.b), ++cables;
    });
    plan_.cables.forEach([&](CableId, const Cable& cable) {
        if (wanted(cable.fabric)) addPlanned(cable.a, cable.b), ++cables;
    });
    if (cables == 0)
        return Error{"design", "it plans no cables for computing", "Choose a design with a compute fabric."};
    if (planned_.empty())
        return Error{"design", "no planned cable joins two devices that the network names",
                     "Label the devices as the network calls them, such as \"leaf-1\" in rack A1."};
    readLinks();
    std::vector<std::pair<Port, Port>> rest;
    for (const auto& [a, b] : planned_) {
        const auto at = far_.find(a);
        if (at != far_.end() && at->second == b)
            ++out_.matched;
        else
            rest.emplace_back(a, b);
    }
    const std::set<std::pair<Port, Port>> asPlanned(planned_.begin(), planned_.end());
    for (const auto& [a, b] : far_)
        if (a < b && !asPlanned.contains({a, b})) ++spare_[std::minmax(a.device, b.device)];
    for (const auto& [a, b] : rest) {
        if (poll_) poll_();
        judge(a, b);
    }
    out_.planned = planned_.size();
    findRest();
    return std::move(out_);
}

}  // namespace

Result<DumpComparison> compared(const IbDump& dump, const Snapshot& plan, FabricId fabric,
                                const std::function<void()>& poll) {
    return Comparison(dump, plan, poll).run(fabric);
}

}  // namespace rackloom::model
