// SPDX-License-Identifier: GPL-3.0-or-later
// The list of component kinds. A kind says which capabilities a device type must and may carry, where the
// palette groups it and which colour role the drawings use. To add one: write model/catalog/kinds/<name>.cpp
// and add a line to kinds.cpp. No metric or rule ever asks for a kind; they ask for capabilities.
#pragma once

#include "model/base/result.h"
#include "model/catalog/device_type.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace rackloom::model {

/// What a device type can carry beside its name and form; values are bits of a set.
enum class Capability : std::uint32_t {
    Enclosure = 1u << 0,
    Components = 1u << 1,
    Compute = 1u << 2,
    ScaleUp = 1u << 3,
    ScaleUpSwitch = 1u << 4,
    Ports = 1u << 5,
    Switching = 1u << 6,
    Power = 1u << 7,
    Conversion = 1u << 8,
    Circuit = 1u << 9,
    Source = 1u << 10,
    Heat = 1u << 11,
    HeatRemoval = 1u << 12,
    Link = 1u << 13,
    Failure = 1u << 14,
    Storage = 1u << 15,
    Price = 1u << 16,
};
inline constexpr int kCapabilityCount = 17;
/// In the order of the bits; equal to the keys in files.
inline constexpr std::string_view kCapabilityNames[] = {
    "enclosure",  "components", "compute", "scale_up", "scale_up_switch", "ports", "switching", "power",
    "conversion", "circuit",    "source",  "heat",     "heat_removal",    "link",  "failure",   "storage",
    "price"};

struct CapabilitySet {
    std::uint32_t bits = 0;
    constexpr CapabilitySet() = default;
    constexpr CapabilitySet(Capability c) : bits(static_cast<std::uint32_t>(c)) {}
    constexpr bool has(Capability c) const { return (bits & static_cast<std::uint32_t>(c)) != 0; }
    friend constexpr CapabilitySet operator|(CapabilitySet a, CapabilitySet b) {
        a.bits |= b.bits;
        return a;
    }
    friend constexpr CapabilitySet operator-(CapabilitySet a, CapabilitySet b) {
        a.bits &= ~b.bits;
        return a;
    }
    friend constexpr bool operator==(CapabilitySet, CapabilitySet) = default;
};
constexpr CapabilitySet operator|(Capability a, Capability b) {
    return CapabilitySet(a) | CapabilitySet(b);
}

CapabilitySet capabilities(const DeviceType&);
/// "power, heat".
std::string capabilityList(CapabilitySet);

/// The word the themes map to a colour.
enum class ColourRole { Compute, ScaleUp, ScaleOut, Power, Cooling, Facility, Storage, Management };
inline constexpr std::string_view kColourRoleNames[] = {"compute", "scale_up", "scale_out", "power",
                                                        "cooling", "facility", "storage",   "management"};

struct Kind {
    std::string_view id, title, group;
    ColourRole role = ColourRole::Compute;
    CapabilitySet required{};                            ///< must be there
    CapabilitySet allowed{};                             ///< may be there too; failure and price always may
    Result<void> (*check)(const DeviceType&) = nullptr;  ///< what sets cannot say; may be null
};

std::span<const Kind> kinds();
/// Null for a word that is no kind.
const Kind* findKind(std::string_view id);
/// Is the type what its kind promises? The error's place is "device type KEY".
Result<void> checkKind(const DeviceType&);

}  // namespace rackloom::model
