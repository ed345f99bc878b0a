// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/drawn_dump.h"

#include "model/site/validate.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

namespace rackloom::model {

namespace {

constexpr int kRackUnits = 48, kPerRack = 40, kPerRow = 20;
constexpr int kPitch = 600, kDepth = 1200, kRowPitch = 3000, kMargin = 1500;
constexpr const char* kSource = "user";
constexpr const char* kUntold = "a listing of the network does not tell it";
constexpr const char* kTierNames[] = {"leaf", "spine", "core"};

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

/// Ports as runs of equal rates; 0 = no link tells it.
using Rates = std::vector<double>;

class Drawing {
public:
    Drawing(const IbDump& dump, std::string name, const std::function<void()>& poll)
        : dump_(dump), poll_(poll), devices_(devicesOf(dump)), tiers_(switchTiers(dump)) {
        Site site;
        site.name = std::move(name);
        site.notes =
            "Drawn from a listing of the network. Types are generic; racks follow names, not places.";
        out_.site = site;
    }

    Result<Snapshot> run();

private:
    void findRates();
    DeviceTypeId typeOf(const Rates& rates, bool isSwitch);
    DeviceTypeId enclosure();
    std::map<std::pair<int, std::string>, std::vector<std::uint32_t>> stacks() const;
    void addRack(const std::string& name, const std::vector<std::uint32_t>& devices);
    void addFabric();

    const IbDump& dump_;
    const std::function<void()>& poll_;
    const DumpDevices devices_;
    const std::vector<std::uint32_t> tiers_;
    Snapshot out_;
    WriteToken token_;
    HallId hall_;
    RowId row_;
    DeviceTypeId enclosure_;
    std::vector<Rates> rates_;       ///< by device
    std::vector<DeviceRef> placed_;  ///< by device
    std::map<std::pair<bool, Rates>, DeviceTypeId> types_;
    std::set<std::string> rackNames_;
    int racks_ = 0;
};

void Drawing::findRates() {
    rates_.resize(devices_.devices.size());
    for (std::size_t d = 0; d < rates_.size(); ++d)
        rates_[d].resize(devices_.devices[d].ports);
    for (const IbLink& link : dump_.links) {
        rates_[devices_.deviceOf[link.a]][devices_.firstPort[link.a] + link.portA - 1] = link.gbps;
        rates_[devices_.deviceOf[link.b]][devices_.firstPort[link.b] + link.portB - 1] = link.gbps;
    }
    // A port without a link is taken for one like the port before it.
    for (Rates& rates : rates_) {
        const auto told = std::find_if(rates.begin(), rates.end(), [](double r) { return r > 0; });
        double last = told == rates.end() ? 0 : *told;
        for (double& rate : rates)
            last = rate = rate > 0 ? rate : last;
    }
}

DeviceTypeId Drawing::typeOf(const Rates& rates, bool isSwitch) {
    const auto [it, fresh] = types_.try_emplace({isSwitch, rates});
    if (!fresh) return it->second;
    DeviceType type;
    type.kind = isSwitch ? "fabric_switch" : "management_node";  // a kind that may hide what is inside
    type.key = std::string("imported-") + (isSwitch ? "switch-" : "host-") + std::to_string(types_.size());
    type.vendor = "unknown";
    type.summary = kUntold;
    type.form.mount = Mount::Rack;
    type.form.heightU = 1;
    for (std::size_t from = 0; from < rates.size();) {
        std::size_t to = from;
        while (to < rates.size() && rates[to] == rates[from])
            ++to;
        PortGroup group;
        group.name = to == from + 1 ? "port " + std::to_string(to)
                                    : "ports " + std::to_string(from + 1) + "-" + std::to_string(to);
        group.count = static_cast<int>(to - from);
        group.rate = rates[from] > 0 ? Figure<DataRate>::of(rates[from] * unit::Gbps, kSource, Grade::Derived,
                                                            "read from the network")
                                     : Figure<DataRate>::unknown(kUntold);
        group.fabric = isSwitch ? FabricRole::Any : FabricRole::Compute;
        type.name += (type.name.empty() ? "" : " + ") + std::to_string(group.count) + " × " +
                     (rates[from] > 0 ? number(rates[from]) + " Gb/s" : "unknown");
        type.ports.push_back(std::move(group));
        from = to;
    }
    type.name = std::string(isSwitch ? "Switch, " : "Host, ") + (type.name.empty() ? "no ports" : type.name);
    type.power = PowerDraw{};  // all of it unknown
    if (isSwitch)
        type.switching = Switching{};
    else
        type.heat = Heat{};
    it->second = out_.types.insert(token_, Shared<DeviceType>(type));
    return it->second;
}

DeviceTypeId Drawing::enclosure() {
    if (enclosure_.isValid()) return enclosure_;
    DeviceType type;
    type.kind = "rack_enclosure";
    type.key = "imported-rack";
    type.name = "Rack, " + std::to_string(kRackUnits) + " U";
    type.vendor = "unknown";
    type.summary = kUntold;
    type.form.mount = Mount::Floor;
    type.form.width = Figure<Length>::of(kPitch * unit::mm, kSource, Grade::Unverified, "assumed");
    type.form.depth = Figure<Length>::of(kDepth * unit::mm, kSource, Grade::Unverified, "assumed");
    type.enclosure = Enclosure{kRackUnits, {}};
    enclosure_ = out_.types.insert(token_, Shared<DeviceType>(type));
    return enclosure_;
}

/// Switches by the first part of their names and tier, hosts by all but the last: switches come first.
std::map<std::pair<int, std::string>, std::vector<std::uint32_t>> Drawing::stacks() const {
    std::map<std::pair<int, std::string>, std::vector<std::uint32_t>> out;
    for (std::uint32_t d = 0; d < devices_.devices.size(); ++d) {
        const DumpDevice& device = devices_.devices[d];
        const bool anonymous = !device.isSwitch && dump_.nodes[device.nodes.front()].anonymous();
        std::string stem = anonymous ? "hosts without a name" : nameStem(device.label);
        if (device.isSwitch && device.label.find('-') != std::string::npos)
            stem = device.label.substr(0, device.label.find('-'));
        out[{device.isSwitch ? 0 : anonymous ? 2 : 1, stem}].push_back(d);
    }
    for (auto& [key, stack] : out)
        std::sort(stack.begin(), stack.end(), [&](std::uint32_t a, std::uint32_t b) {
            return devices_.devices[a].label < devices_.devices[b].label;
        });
    return out;
}

void Drawing::addRack(const std::string& name, const std::vector<std::uint32_t>& devices) {
    if (poll_) poll_();
    std::string free = name;
    for (int i = 2; !rackNames_.insert(free).second; ++i)
        free = name + " " + std::to_string(i);
    RackDesign design;
    design.name = "Contents of " + free;
    design.enclosure = enclosure();
    std::vector<SlotId> slots;
    for (const std::uint32_t d : devices) {
        const SlotId id{design.nextSlot++};
        slots.push_back(id);
        design.slots.push_back({id, typeOf(rates_[d], devices_.devices[d].isSwitch),
                                static_cast<int>(design.slots.size()) + 1, Face::Front, PowerSide::None,
                                devices_.devices[d].label});
    }
    Rack rack;
    rack.name = free;
    rack.hall = hall_;
    if (racks_ % kPerRow == 0)
        row_ = out_.rows.insert(token_, {hall_, "Row " + std::to_string(racks_ / kPerRow + 1)});
    rack.row = row_;
    rack.design = out_.designs.insert(token_, Shared<RackDesign>(design));
    rack.position = {kMargin + racks_ % kPerRow * kPitch, kMargin + racks_ / kPerRow * kRowPitch};
    const RackId id = out_.racks.insert(token_, rack);
    for (std::size_t i = 0; i < devices.size(); ++i)
        placed_[devices[i]] = {id, slots[i]};
    ++racks_;
}

void Drawing::addFabric() {
    Fabric fabric;
    fabric.name = dump_.technology;
    out_.racks.forEach([&](RackId id, const Rack&) { fabric.racks.push_back(id); });
    for (std::uint32_t d = 0; d < devices_.devices.size(); ++d) {
        if (!devices_.devices[d].isSwitch) continue;
        const std::uint32_t tier = tiers_[devices_.devices[d].nodes.front()];
        const std::size_t place = tier == kNoIbTier ? 0 : tier;
        while (fabric.tiers.size() <= place) {
            const std::size_t next = fabric.tiers.size();
            fabric.tiers.push_back(
                {next < std::size(kTierNames) ? kTierNames[next] : "tier " + std::to_string(next + 1), {}});
        }
        fabric.tiers[place].switches.push_back(placed_[d]);
    }
    const FabricId id = out_.fabrics.insert(token_, Shared<Fabric>(fabric));
    for (const IbLink& link : dump_.links) {
        Cable cable;
        cable.fabric = id;
        cable.a = {placed_[devices_.deviceOf[link.a]], devices_.firstPort[link.a] + link.portA - 1};
        cable.b = {placed_[devices_.deviceOf[link.b]], devices_.firstPort[link.b] + link.portB - 1};
        if (cable.b < cable.a) std::swap(cable.a, cable.b);
        out_.cables.insert(token_, cable);
        if (poll_) poll_();
    }
}

Result<Snapshot> Drawing::run() {
    if (devices_.devices.size() > kMostDrawnDevices)
        return Error{"drawing", "the network has more than " + std::to_string(kMostDrawnDevices) + " devices",
                     "Import a part of it; rackloom bisect takes the whole."};
    findRates();
    placed_.resize(devices_.devices.size());
    hall_ = out_.halls.insert(token_, {"Hall 1", 0, 0, kPitch, std::nullopt});
    for (const auto& [key, stack] : stacks())
        for (std::size_t from = 0; from < stack.size(); from += kPerRack) {
            const auto first = stack.begin() + static_cast<std::ptrdiff_t>(from);
            const auto last =
                stack.begin() + static_cast<std::ptrdiff_t>(std::min(stack.size(), from + kPerRack));
            addRack((key.first == 0 ? "Switches " : "") + key.second, {first, last});
        }
    Hall& hall = out_.halls.write(token_, hall_);
    hall.width = 2 * kMargin + std::min(racks_, kPerRow) * kPitch;
    hall.depth = 2 * kMargin + (racks_ + kPerRow - 1) / kPerRow * kRowPitch;
    addFabric();
    if (Result<void> fine = validate(out_); !fine) return fine.error();
    return std::move(out_);
}

}  // namespace

Result<Snapshot> drawnFrom(const IbDump& dump, std::string name, const std::function<void()>& poll) {
    return Drawing(dump, std::move(name), poll).run();
}

}  // namespace rackloom::model
