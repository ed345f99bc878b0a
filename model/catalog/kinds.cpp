// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/kinds.h"

#include "model/catalog/kinds/kind_list.h"

#include <algorithm>
#include <array>

namespace rackloom::model {

std::span<const Kind> kinds() {
    static const std::array kAll{
        // clang-format off
        kind::accelerator(),
        kind::cpu(),
        kind::nic(),
        kind::dpu(),
        kind::nvswitchChip(),
        kind::computeTray(),
        kind::computeNode(),
        kind::system(),
        kind::nvlinkSwitchTray(),
        kind::fabricSwitch(),
        kind::transceiver(),
        kind::cable(),
        kind::storageNode(),
        kind::managementNode(),
        kind::consoleServer(),
        kind::rackEnclosure(),
        kind::powerShelf(),
        kind::rackPdu(),
        kind::floorPdu(),
        kind::busway(),
        kind::ups(),
        kind::transformer(),
        kind::switchgear(),
        kind::generator(),
        kind::utility(),
        kind::cdu(),
        kind::rearDoor(),
        kind::crah(),
        kind::chiller(),
        kind::dryCooler(),
        // clang-format on
    };
    return kAll;
}

const Kind* findKind(std::string_view id) {
    const std::span<const Kind> all = kinds();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Kind& k) { return k.id == id; });
    return found == all.end() ? nullptr : &*found;
}

CapabilitySet capabilities(const DeviceType& t) {
    CapabilitySet set;
    const auto note = [&](bool carries, Capability c) {
        if (carries) set = set | c;
    };
    note(t.enclosure.has_value(), Capability::Enclosure);
    note(!t.components.empty(), Capability::Components);
    note(t.compute.has_value(), Capability::Compute);
    note(t.scaleUp.has_value(), Capability::ScaleUp);
    note(t.scaleUpSwitch.has_value(), Capability::ScaleUpSwitch);
    note(!t.ports.empty(), Capability::Ports);
    note(t.switching.has_value(), Capability::Switching);
    note(t.power.has_value(), Capability::Power);
    note(t.conversion.has_value(), Capability::Conversion);
    note(t.circuit.has_value(), Capability::Circuit);
    note(t.source.has_value(), Capability::Source);
    note(t.heat.has_value(), Capability::Heat);
    note(t.heatRemoval.has_value(), Capability::HeatRemoval);
    note(t.link.has_value(), Capability::Link);
    note(t.failure.has_value(), Capability::Failure);
    note(t.storage.has_value(), Capability::Storage);
    note(t.price.has_value(), Capability::Price);
    return set;
}

std::string capabilityList(CapabilitySet set) {
    std::string out;
    for (std::size_t i = 0; i < kCapabilityCount; ++i) {
        if (!set.has(static_cast<Capability>(1u << i))) continue;
        if (!out.empty()) out += ", ";
        out += kCapabilityNames[i];
    }
    return out;
}

Result<void> checkKind(const DeviceType& type) {
    const Kind* kind = findKind(type.kind);
    if (kind == nullptr)
        return kind::refused(type, "\"" + type.kind + "\" is no known kind of device",
                             "Use one of the kinds that docs/catalogue.md lists");
    const CapabilitySet carried = capabilities(type);
    const CapabilitySet lacking = kind->required - carried;
    if (lacking != CapabilitySet{})
        return kind::refused(type, "a " + type.kind + " must state " + capabilityList(lacking), "Add it");
    const CapabilitySet extra =
        carried - (kind->required | kind->allowed) - (Capability::Failure | Capability::Price);
    if (extra != CapabilitySet{})
        return kind::refused(type, "a " + type.kind + " cannot state " + capabilityList(extra),
                             "Remove it, or choose another kind");
    return kind->check != nullptr ? kind->check(type) : Result<void>{};
}

namespace kind {

Error refused(const DeviceType& type, std::string reason, std::string remedy) {
    return {"device type " + type.key, std::move(reason), std::move(remedy)};
}

Result<void> mountedIn(const DeviceType& type, std::initializer_list<Mount> allowed) {
    if (std::find(allowed.begin(), allowed.end(), type.form.mount) != allowed.end()) return {};
    std::string words;
    for (const Mount m : allowed)
        words += (words.empty() ? "" : " or ") + std::string(kMountNames[static_cast<int>(m)]);
    return refused(type,
                   "a " + type.kind + " cannot be mounted as " +
                       std::string(kMountNames[static_cast<int>(type.form.mount)]),
                   "Set form.mount to " + words);
}

Result<void> fillsRackUnits(const DeviceType& type) {
    if (Result<void> mounted = mountedIn(type, {Mount::Rack}); !mounted) return mounted;
    if (type.form.heightU >= 1) return {};
    return refused(type, "a " + type.kind + " must be at least one rack unit high", "Set form.height_u");
}

}  // namespace kind

}  // namespace rackloom::model
