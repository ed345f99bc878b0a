// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/drawn_dump.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace rackloom::model {

namespace {

/// Where an adapter without a name of its own hangs: "host at leaf-1 port 6".
std::vector<std::string> placesOf(const IbDump& dump) {
    std::vector<std::string> out(dump.nodes.size());
    for (const IbLink& link : dump.links)
        for (const auto& [node, far, port] :
             {std::tuple(link.a, link.b, link.portB), std::tuple(link.b, link.a, link.portA)})
            if (out[node].empty())
                out[node] = "host at " + dump.nodes[far].host() + " port " + std::to_string(port);
    return out;
}

class Grouping {
public:
    explicit Grouping(const IbDump& dump) : dump_(dump), places_(placesOf(dump)) {
        out_.deviceOf.assign(dump.nodes.size(), kNoIbTier);
        out_.firstPort.assign(dump.nodes.size(), 0);
    }

    DumpDevices run() {
        for (std::uint32_t n = 0; n < dump_.nodes.size(); ++n)
            if (!dump_.nodes[n].aggregation) add(n);
        const auto known = families();
        for (DumpDevice& device : out_.devices)
            numberPorts(device, known);
        return std::move(out_);
    }

private:
    void add(std::uint32_t n) {
        const IbNode& node = dump_.nodes[n];
        const bool isSwitch = node.kind == IbNode::Kind::Switch;
        const bool alone = isSwitch || node.kind == IbNode::Kind::Router || node.anonymous();
        std::string label = node.host();
        if (!isSwitch && node.anonymous()) label = places_[n].empty() ? "host " + node.guid : places_[n];
        const auto [it, fresh] = byLabel_.emplace(label, out_.devices.size());
        const bool joins =
            !fresh && !alone && !out_.devices[it->second].isSwitch && !clashes(it->second, node);
        if (joins) {
            out_.devices[it->second].nodes.push_back(n);
            out_.deviceOf[n] = static_cast<std::uint32_t>(it->second);
            return;
        }
        if (!fresh) {
            label += " (" + node.guid + ")";
            byLabel_.emplace(label, out_.devices.size());
        }
        out_.deviceOf[n] = static_cast<std::uint32_t>(out_.devices.size());
        out_.devices.push_back({std::move(label), isSwitch, {n}, 0});
    }

    /// Two adapters of one number are of two hosts that share a name.
    bool clashes(std::size_t device, const IbNode& node) const {
        const auto& nodes = out_.devices[device].nodes;
        return std::any_of(nodes.begin(), nodes.end(), [&](std::uint32_t m) {
            return dump_.nodes[m].adapterNumber() == node.adapterNumber();
        });
    }

    using Numbers = std::set<std::uint32_t>;

    /// Numbers of adapters seen in hosts of one family of names; only where each has one port.
    std::map<std::string, Numbers> families() const {
        std::map<std::string, Numbers> out;
        std::set<std::string> irregular;
        for (const DumpDevice& device : out_.devices) {
            if (device.isSwitch) continue;
            const std::string stem = nameStem(device.label);
            for (const std::uint32_t n : device.nodes) {
                out[stem].insert(dump_.nodes[n].adapterNumber());
                if (dump_.nodes[n].adapterNumber() == 0 || dump_.nodes[n].ports > 1) irregular.insert(stem);
            }
        }
        for (const std::string& stem : irregular)
            out.erase(stem);
        return out;
    }

    void numberPorts(DumpDevice& device, const std::map<std::string, Numbers>& families) {
        std::sort(device.nodes.begin(), device.nodes.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair(dump_.nodes[a].adapterNumber(), a) <
                   std::pair(dump_.nodes[b].adapterNumber(), b);
        });
        const auto family = device.isSwitch ? families.end() : families.find(nameStem(device.label));
        for (const std::uint32_t n : device.nodes) {
            if (family == families.end()) {
                out_.firstPort[n] = device.ports;
                device.ports += dump_.nodes[n].ports;
                continue;
            }
            const auto at = family->second.find(dump_.nodes[n].adapterNumber());
            out_.firstPort[n] = static_cast<std::uint32_t>(std::distance(family->second.begin(), at));
            device.ports = static_cast<std::uint32_t>(family->second.size());
        }
    }

    const IbDump& dump_;
    const std::vector<std::string> places_;
    DumpDevices out_;
    std::unordered_map<std::string, std::size_t> byLabel_;
};

}  // namespace

std::string nameStem(std::string_view name) {
    std::size_t end = name.size();
    while (end > 0 && name[end - 1] >= '0' && name[end - 1] <= '9')
        --end;
    if (end == name.size()) return std::string(name);
    const std::size_t mark = end == 0 ? std::string_view::npos : name.find_last_of("-_.", end - 1);
    if (mark != std::string_view::npos && mark > 0) end = mark;
    return std::string(end == 0 ? name : name.substr(0, end));
}

DumpDevices devicesOf(const IbDump& dump) {
    return Grouping(dump).run();
}

}  // namespace rackloom::model
