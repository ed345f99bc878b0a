// SPDX-License-Identifier: GPL-3.0-or-later
// What a diagram answers; how it is painted is in diagram_painting.cpp.
#include "views/diagram/diagram_scene.h"

#include <algorithm>

namespace rackloom::views {

const Diagram& DiagramScene::diagram(const model::Snapshot& s) const {
    if (madeFrom_ && sameDrawing(*madeFrom_, s)) return diagram_;
    diagram_ = drawn(s, opened_);
    diagram_.index();
    layOut(diagram_, kept_);
    kept_.clear();
    for (const DiagramBox& b : diagram_.boxes)
        if (!b.hand) kept_.emplace(b.first(), KeptPlace{b.layer, b.at.left()});
    madeFrom_ = std::make_shared<const model::Snapshot>(s);  // shares all chunks
    return diagram_;
}

bool DiagramScene::open(const model::Snapshot& s, const ObjectRef& o) {
    const DiagramBox* box = diagram(s).find(o);
    if (!box || !box->isGroup()) return false;
    opened_.insert(box->members.begin(), box->members.end());
    layOutAgain();
    return true;
}

void DiagramScene::closeGroups() {
    opened_.clear();
    layOutAgain();
}

void DiagramScene::layOutAgain() {
    kept_.clear();
    madeFrom_.reset();
}

std::vector<ObjectRef> DiagramScene::together(const model::Snapshot& s, const ObjectRef& o) const {
    const DiagramBox* box = diagram(s).find(o);
    return box ? box->members : std::vector<ObjectRef>{o};
}

QRectF DiagramScene::terminal(const DiagramBox& box) {
    return {box.at.center().x() - 8, box.at.bottom() - 2, 16, 14};
}

QRectF DiagramScene::bounds(const model::Snapshot& s) const {
    return diagram(s).bounds;
}

std::optional<ObjectRef> DiagramScene::pick(const model::Snapshot& s, QPointF at, double tolerance) const {
    const Diagram& d = diagram(s);
    for (auto b = d.boxes.rbegin(); b != d.boxes.rend(); ++b)
        if (b->at.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(at) ||
            (feeds(*b) && terminal(*b).contains(at)))
            return b->first();
    return std::nullopt;
}

std::vector<ObjectRef> DiagramScene::pickAll(const model::Snapshot& s, const QRectF& area) const {
    std::vector<ObjectRef> out;
    for (const DiagramBox& b : diagram(s).boxes)
        if (b.at.intersects(area)) out.insert(out.end(), b.members.begin(), b.members.end());
    return out;
}

QRectF DiagramScene::boundsOf(const model::Snapshot& s, const ObjectRef& o) const {
    const DiagramBox* box = diagram(s).find(o);
    return box ? box->at : QRectF();
}

std::vector<SceneItem> DiagramScene::items(const model::Snapshot& s, const SceneItem* parent) const {
    std::vector<SceneItem> out;
    if (parent) return out;
    for (const DiagramBox& b : diagram(s).boxes)
        out.push_back({b.first(), b.name, b.at, false, -1});
    return out;
}

QString DiagramScene::hoverText(const SceneContext& c, const ObjectRef& o) const {
    const DiagramBox* box = diagram(*c.snapshot).find(o);
    if (!box) return {};
    const BoxFigures f = figures(c, *box);
    QStringList lines{box->name};
    for (const QString& line : {box->detail, f.main, f.note, f.after})
        if (!line.isEmpty()) lines << line;
    return lines.join(QLatin1Char('\n'));
}

}  // namespace rackloom::views
