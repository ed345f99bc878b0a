// SPDX-License-Identifier: GPL-3.0-or-later
// What cables and graphs need of devices, cut down to just that: GPUs, heights in the rack, deviations. Each
// is a node of its own, so that an edit elsewhere in a rack design ends here and no fabric is looked at
// again. Must not know of cables.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/inputs/place.h"
#include "model/base/shared.h"
#include "model/site/refs.h"

#include <cstdint>
#include <map>
#include <vector>

namespace rackloom::analytics {

/// Slots of a design that hold GPUs, as the design draws them.
struct DesignGpus {
    using Key = RackDesignId;
    using Value = Shared<std::vector<std::pair<SlotId, std::int64_t>>>;
    static constexpr std::string_view kName = "design gpus";
    static Value compute(const Key&, Query&);
};

struct GpuTable {
    Column<RackId, DesignGpus::Value> racks;
    std::map<model::DeviceRef, std::int64_t> deviating;  ///< devices whose GPUs are not those of the design

    std::int64_t of(model::DeviceRef device) const { return of(device, racks.find(device.rack)); }
    /// The same when the row of its rack is known; devices mostly come rack by rack.
    std::int64_t of(model::DeviceRef device, const DesignGpus::Value* rack) const;
    friend bool operator==(const GpuTable&, const GpuTable&) = default;
};

/// GPUs of every device of the site.
struct SiteGpus {
    using Key = NoKey;
    using Value = Shared<GpuTable>;
    static constexpr std::string_view kName = "site gpus";
    static Value compute(const Key&, Query&);
};

/// Devices of another type than their design draws; those taken out are not among them.
struct ReplacedTypes {
    using Key = NoKey;
    using Value = Shared<std::map<model::DeviceRef, DeviceTypeId>>;
    static constexpr std::string_view kName = "replaced types";
    static Value compute(const Key&, Query&);
};

/// Which slots a height is wanted of: those with a port of this role. Any stands for every slot.
struct HeightKey {
    RackDesignId design;
    model::FabricRole role = model::FabricRole::Any;
    friend bool operator==(const HeightKey&, const HeightKey&) = default;
};
std::string keyText(const HeightKey&);

struct SlotHeights {
    std::vector<std::pair<SlotId, int>> unitOf;  ///< by slot
    int units = 0;                               ///< of the cabinet, 0 = unknown

    int unit(SlotId) const;  ///< 1 where the slot is not known
    friend bool operator==(const SlotHeights&, const SlotHeights&) = default;
};

/// Rack units of the slots of a design that serve one kind of fabric.
struct DesignHeights {
    using Key = HeightKey;
    using Value = Shared<SlotHeights>;
    static constexpr std::string_view kName = "design heights";
    static Value compute(const Key&, Query&);
};

struct Height {
    int unit = 1;   ///< lowest one occupied
    int above = 0;  ///< units of the cabinet above it
    friend bool operator==(const Height&, const Height&) = default;
};
Height heightOf(const SlotHeights&, SlotId);

/// Heights of the switches of a fabric, tier after tier, in the order of the drawing.
struct SwitchHeights {
    using Key = FabricId;
    using Value = Shared<std::vector<Height>>;
    static constexpr std::string_view kName = "switch heights";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics

template <> struct std::hash<rackloom::analytics::HeightKey> {
    std::size_t operator()(const rackloom::analytics::HeightKey& k) const noexcept {
        return (std::size_t{k.design.value} << 3 | static_cast<std::size_t>(k.role)) * 0x9e3779b97f4a7c15ull;
    }
};
