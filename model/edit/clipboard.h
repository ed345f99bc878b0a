// SPDX-License-Identifier: GPL-3.0-or-later
// Clip: racks cut out of a design with everything they need (designs, types, deviations), as plain rows that
// can be pasted into another design or another program's window. Must not know how it travels as text.
#pragma once

#include "model/edit/edit.h"

#include <utility>
#include <vector>

namespace rackloom::model {

struct Clip {
    struct Design {
        RackDesign design;               ///< its type ids count through `types`
        std::vector<std::size_t> users;  ///< which of `racks` use it
        friend bool operator==(const Design&, const Design&) = default;
    };
    std::vector<DeviceType> types;  ///< all that is needed, parts included
    std::vector<Design> designs;
    std::vector<Rack> racks;  ///< hall, row, design, feeds and loops as they were in the source
    /// Deviations: rack ids count through `racks`, type ids through `types`.
    std::vector<std::pair<DeviceRef, DeviceOverride>> deviations;

    bool empty() const { return racks.empty(); }
    friend bool operator==(const Clip&, const Clip&) = default;
};

/// Copies racks; ids that lead nowhere are left out.
Clip copyToClip(const Snapshot&, const std::vector<RackId>& racks);

/// Puts the racks of a clip into a hall, the top left of their box at `position`. Types and designs that are
/// there already (same key, or same elevation) are used again. Feeds and loops are kept only where
/// `keepSupply` says that the clip comes from this very design.
Edit paste(Clip clip, HallId hall, FloorPoint position, bool keepSupply = false);

}  // namespace rackloom::model
