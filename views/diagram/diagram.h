// SPDX-License-Identifier: GPL-3.0-or-later
// Diagram: boxes in layers joined by orthogonal wires, as one-line and cooling drawings are: which objects a
// box stands for, its symbol, where it is, how the wires run. A plain value made once per change of the
// drawing, never per frame. Knows no report: figures are asked for while painting.
#pragma once

#include "model/site/facility.h"
#include "views/diagram/symbols.h"
#include "views/workspace/selection.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace rackloom::views {

inline constexpr double kBoxWidth = 192, kBoxHeight = 96;

struct DiagramBox {
    std::vector<ObjectRef> members;  ///< of one kind, sorted; the first stands for the box
    QString name;
    QString detail;  ///< what it is: type, or the members of a group
    Symbol symbol = Symbol::Panel;
    int layer = 0;
    double order = 0;  ///< wish for the place in its layer, before crossings are taken out
    model::PowerSide side = model::PowerSide::None;
    std::optional<model::FloorPoint> hand;  ///< placed by hand: its upper left corner
    QRectF at;

    bool isGroup() const { return members.size() > 1; }
    const ObjectRef& first() const { return members.front(); }
    ObjectRef::Kind kind() const { return first().kind; }
    /// Of all members; the caller knows their kind.
    template <class IdT> std::vector<IdT> ids() const {
        std::vector<IdT> out;
        for (const ObjectRef& o : members)
            out.push_back(IdT{o.id});
        return out;
    }
};

struct DiagramWire {
    std::uint32_t upper = 0, lower = 0;  ///< indices of boxes; what flows, flows down
    model::PowerSide side = model::PowerSide::None;
    bool standby = false;        ///< takes over when the one before it fails
    std::vector<QPointF> route;  ///< corners, from the upper to the lower box
};

struct Diagram {
    std::vector<DiagramBox> boxes;
    std::vector<DiagramWire> wires;
    QRectF bounds;

    const DiagramBox* find(const ObjectRef& object) const;
    std::optional<std::uint32_t> indexOf(const ObjectRef& object) const;
    /// To be called when the boxes are complete.
    void index();

private:
    std::map<ObjectRef, std::uint32_t> places_;
};

/// Members of groups that somebody opened: they are drawn one by one.
using OpenedMembers = std::set<ObjectRef>;

}  // namespace rackloom::views
