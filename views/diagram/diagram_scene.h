// SPDX-License-Identifier: GPL-3.0-or-later
// DiagramScene: draws a Diagram with level of detail: far away blocks with their bar, near by symbol, name,
// load against limit, margin, and a second mark for the worst load after a failure. Subclasses say what the
// boxes are and which figures they carry; nothing here knows power or cooling.
#pragma once

#include "views/canvas/scene.h"
#include "views/diagram/layered_layout.h"

namespace rackloom::views {

/// What a box says beside its name.
struct BoxFigures {
    QString main;                 ///< "842 kW of 1.25 MW"
    QString note;                 ///< "33 % free"
    QString after;                ///< "88 % after losing UPS B": what the worst single loss brings
    std::optional<double> fill;   ///< share of the limit in use
    std::optional<double> worst;  ///< the same after the worst single loss
    bool noteIsBad = false;       ///< the note tells of a broken limit
    bool afterIsBad = false;
    bool dark = false;    ///< without supply
    bool failed = false;  ///< assumed to have failed
    QString badge;        ///< "2N": a word in the corner
    bool badgeIsBad = false;
};

class DiagramScene : public Scene {
public:
    const Diagram& diagram(const model::Snapshot& snapshot) const;
    /// Draws the members of a group one by one. False: the object stands for itself already.
    bool open(const model::Snapshot& snapshot, const ObjectRef& object);
    void closeGroups();
    bool anyOpen() const { return !opened_.empty(); }
    /// Forgets where boxes were, except those placed by hand.
    void layOutAgain();
    /// All that the box of this object stands for.
    std::vector<ObjectRef> together(const model::Snapshot& snapshot, const ObjectRef& object) const override;
    /// Where a wire is pulled from: below the box.
    static QRectF terminal(const DiagramBox& box);
    /// The same, if the drawing has a box for the object that may feed others.
    virtual bool feeds(const DiagramBox& box) const = 0;

    QRectF bounds(const model::Snapshot& snapshot) const override;
    void build(DisplayList& list, const SceneContext& context) const override;
    std::optional<ObjectRef> pick(const model::Snapshot& snapshot, QPointF at,
                                  double tolerance) const override;
    std::vector<ObjectRef> pickAll(const model::Snapshot& snapshot, const QRectF& area) const override;
    QRectF boundsOf(const model::Snapshot& snapshot, const ObjectRef& object) const override;
    std::vector<SceneItem> items(const model::Snapshot& snapshot, const SceneItem* parent) const override;
    QString hoverText(const SceneContext& context, const ObjectRef& object) const override;

    virtual BoxFigures figures(const SceneContext& context, const DiagramBox& box) const = 0;

protected:
    virtual Diagram drawn(const model::Snapshot& snapshot, const OpenedMembers& opened) const = 0;
    virtual bool sameDrawing(const model::Snapshot& before, const model::Snapshot& after) const = 0;
    virtual Domain domainOf(const DiagramBox& box) const = 0;
    virtual bool darkWire(const Diagram& diagram, const DiagramWire& wire) const {
        Q_UNUSED(diagram)
        Q_UNUSED(wire)
        return false;
    }

private:
    void drawWires(DisplayList& list, const SceneContext& c, const Diagram& d) const;
    void drawBox(DisplayList& list, const SceneContext& c, const DiagramBox& box) const;
    void drawInside(DisplayList& list, const SceneContext& c, const DiagramBox& box,
                    const BoxFigures& f) const;

    OpenedMembers opened_;
    mutable Diagram diagram_;
    mutable KeptPlaces kept_;
    mutable std::shared_ptr<const model::Snapshot> madeFrom_;  ///< kept alive so that comparing stays valid
};

QColor sideColour(const Theme& theme, model::PowerSide side, const QColor& otherwise);

}  // namespace rackloom::views
