// SPDX-License-Identifier: GPL-3.0-or-later
// RackDesign: a reusable elevation, listing which device sits in which slot once for all racks that use it.
// A device of the design is addressed by its slot id, which stays stable while the design is edited.
#pragma once

#include "model/base/id.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackloom::model {

enum class Face { Front, Rear };
inline constexpr std::string_view kFaceNames[] = {"front", "rear"};

/// Which power side a shelf or rack PDU hangs on.
enum class PowerSide { None, A, B };
inline constexpr std::string_view kPowerSideNames[] = {"", "A", "B"};

struct Slot {
    SlotId id;
    DeviceTypeId type;
    int u = 1;                ///< lowest rack unit occupied; the bottom unit is 1
    Face face = Face::Front;  ///< a full-depth device is mounted from the front and fills both faces
    PowerSide side = PowerSide::None;
    std::string label;
    friend bool operator==(const Slot&, const Slot&) = default;
};

/// A scale-up (NVLink) domain inside a rack: the slots whose accelerators and switch ASICs are joined.
/// A node with its own switch ASICs is a domain by itself and is not listed.
struct ScaleUpDomain {
    std::string name;
    std::vector<SlotId> slots;
    friend bool operator==(const ScaleUpDomain&, const ScaleUpDomain&) = default;
};

struct RackDesign {
    std::string key;  ///< catalogue key it was made from, or empty for the user's own
    std::string name;
    DeviceTypeId enclosure;
    std::vector<Slot> slots;  ///< sorted by id
    std::vector<ScaleUpDomain> domains;
    std::uint32_t nextSlot = 1;
    std::string notes;

    const Slot* find(SlotId id) const;
    friend bool operator==(const RackDesign&, const RackDesign&) = default;
};

}  // namespace rackloom::model
