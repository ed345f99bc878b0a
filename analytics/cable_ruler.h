// SPDX-License-Identifier: GPL-3.0-or-later
// CableRuler: the way of one single cable, from the height of its ends and the places of their racks: up to
// the tray, along the rows, across the aisles, down. Adds up to the same totals as the bundles, which never
// look at a single cable. Exists for schedules, where each cable is ordered by its own length.
// Must not know of reports or the engine.
#pragma once

#include "analytics/fabric/cable_length.h"
#include "model/site/snapshot.h"

#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

class CableRuler {
public:
    explicit CableRuler(const model::Snapshot& snapshot);

    /// Nothing where an end stands in no hall, or both in different ones. Scale-up cables never take the
    /// tray.
    std::optional<CableWay> way(model::PortRef a, model::PortRef b, model::FabricRole role);
    /// Catalogue key of what the cable is made of; empty = nothing allowed reaches. It lives as long as the
    /// snapshot. `own` is the type that a drawn cable names itself.
    std::string_view medium(FabricId fabric, DeviceTypeId own, DataRate rate, Length length);

private:
    struct Stand {
        const model::RackDesign* design = nullptr;
        HallId hall;
        Length x, y;  ///< of the middle of the rack
        int units = 0;
    };
    const Stand* stand(RackId rack);
    static int unitOf(const Stand& stand, SlotId slot);

    const model::Snapshot& snapshot_;
    CableAllowances allowances_;
    std::map<RackId, Stand> stands_;
    std::map<FabricId, std::vector<const model::DeviceType*>> allowed_;
};

}  // namespace rackloom::analytics
