// SPDX-License-Identifier: GPL-3.0-or-later
// FabricLayout: one fabric as tiers of boxes and weighted edges, ready to draw: racks at the bottom, leaf,
// spine and core above. Tiers too wide to read are grouped into boxes of neighbours; a group that somebody
// opened is drawn box by box. Made from the drawing once per change of the fabric, never per frame.
#pragma once

#include "model/site/snapshot.h"

#include <QRectF>
#include <QString>

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace rackloom::views {

struct FabricBox {
    int tier = 0;                            ///< 0 racks, 1 leaf, 2 spine, 3 core
    std::size_t first = 0;                   ///< position of the first member in its tier
    std::vector<RackId> racks;               ///< members of tier 0
    std::vector<model::DeviceRef> switches;  ///< members of the other tiers
    QString name;
    QRectF at;            ///< scene units
    bool present = true;  ///< false: a removed switch

    std::size_t members() const { return racks.size() + switches.size(); }
};

/// A box by its tier and the position of its first member there: how opened groups are remembered.
using OpenedGroups = std::set<std::pair<int, std::size_t>>;

struct FabricEdge {
    std::uint32_t lower = 0, upper = 0;  ///< indices of boxes
    std::uint32_t cables = 0;
    double rate = 0;  ///< sum, bit/s per direction
};

struct FabricLayout {
    std::vector<FabricBox> boxes;
    std::vector<FabricEdge> edges;
    std::vector<QString> tierNames;
    QRectF bounds;
    std::uint32_t cables = 0;

    const FabricBox* find(RackId rack) const;
    const FabricBox* find(model::DeviceRef device) const;
};

FabricLayout layoutFabric(const model::Snapshot& snapshot, FabricId fabric, const OpenedGroups& opened = {});
/// True when a layout made from `before` still holds for `after`: racks that merely moved do not matter.
bool sameFabricDrawing(const model::Snapshot& before, const model::Snapshot& after);

}  // namespace rackloom::views
