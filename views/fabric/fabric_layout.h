// SPDX-License-Identifier: GPL-3.0-or-later
// FabricLayout: one fabric as boxes and weighted edges, ready to draw. Fabrics with tiers stand on their
// racks: leaf, spine and core above. Networks without tiers become a ring or a map of who is near whom, their
// links behind the boxes. Neighbours, units, rails or whole tiers are drawn as one box where asked or where
// single ones could not be read; a group that somebody opened is drawn box by box. Made from the drawing once
// per change of the fabric, never per frame.
#pragma once

#include "model/site/snapshot.h"

#include <QPainterPath>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace rackloom::views {

/// What is drawn as one box.
enum class FabricGrouping {
    Automatic,  ///< neighbours, as many as it takes to read a tier; hosts without switches one by one
    Units,      ///< racks that share their leaves, and those leaves; upper switches that join the same ones
    Rails,      ///< leaves that serve the same port of every node, and the switches above them
    Tiers,      ///< all of a tier
    Switches,   ///< each rack and each switch
    Devices     ///< each node and each switch
};

struct FabricBox {
    int tier = 0;                            ///< 0 racks or nodes, 1 leaf, 2 spine, 3 core
    std::size_t first = 0;                   ///< position of the first member in its tier
    std::vector<RackId> racks;               ///< members of tier 0,
    std::vector<model::DeviceRef> devices;   ///< or these where nodes are drawn one by one
    std::vector<model::DeviceRef> switches;  ///< members of the other tiers
    QString name;
    QRectF at;             ///< scene units
    bool present = true;   ///< false: a removed switch
    bool upright = false;  ///< narrow: its name reads upwards

    std::size_t members() const { return racks.size() + devices.size() + switches.size(); }
};

/// A box by its tier and the position of its first member there: how opened groups are remembered.
using OpenedGroups = std::set<std::pair<int, std::size_t>>;

struct FabricEdge {
    std::uint32_t lower = 0, upper = 0;  ///< indices of boxes
    std::uint32_t cables = 0;
    double rate = 0;       ///< sum, bit/s per direction; cables of unknown rate add nothing
    QPointF from{}, to{};  ///< ends, scene units
    QPointF bend{};        ///< where `curved`: control point
    bool curved = false;

    QPainterPath path() const;
};

/// One cable by the devices at its ends, as positions in FabricLayout::devices.
struct FabricJoin {
    static constexpr std::uint32_t kInside = 0xffffffffu;
    std::uint32_t edge = kInside;  ///< kInside: both ends are in one box
    std::uint32_t a = 0, b = 0;
};

struct FabricLayout {
    std::vector<FabricBox> boxes;
    std::vector<FabricEdge> edges;
    std::vector<QString> tierNames;
    QRectF bounds;
    std::uint32_t cables = 0;
    bool flat = false;                      ///< ring or map: tiers are not rows
    std::vector<model::DeviceRef> devices;  ///< at the ends of cables
    std::vector<std::uint32_t> boxOf;       ///< of each of them
    std::vector<FabricJoin> joins;          ///< every cable

    const FabricBox* find(RackId rack) const;
    const FabricBox* find(model::DeviceRef device) const;
};

FabricLayout layoutFabric(const model::Snapshot& snapshot, FabricId fabric, const OpenedGroups& opened = {},
                          FabricGrouping grouping = FabricGrouping::Automatic);
/// True when a layout made from `before` still holds for `after`: racks that merely moved do not matter.
bool sameFabricDrawing(const model::Snapshot& before, const model::Snapshot& after);

}  // namespace rackloom::views
