// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_scene.h"

#include "views/fabric/fabric_picture.h"
#include "views/format/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("FabricScene", text);
}

ObjectRef objectOf(const FabricBox& box) {
    if (!box.racks.empty()) return rackObject(box.racks.front());
    return deviceObject(box.devices.empty() ? box.switches.front() : box.devices.front());
}

std::vector<ObjectRef> objectsOf(const FabricBox& box) {
    std::vector<ObjectRef> out;
    for (const RackId r : box.racks)
        out.push_back(rackObject(r));
    for (const model::DeviceRef& d : box.devices)
        out.push_back(deviceObject(d));
    for (const model::DeviceRef& d : box.switches)
        out.push_back(deviceObject(d));
    return out;
}

QString cablesAt(const QString& way, std::uint32_t cables, double rate) {
    const QString count = counted(cables, tr("cable"), tr("cables"));
    if (!(rate > 0)) return tr("%1 %2, rate unknown").arg(count, way);
    return tr("%1 %2, %3").arg(count, way, quantity(rate, "bit/s"));
}

QString percent(double share) {
    return quantity(share < 0.0995 ? std::round(share * 1000) / 10 : std::round(share * 100), "1");
}
}  // namespace

std::shared_ptr<const analytics::FabricResult> fabricResult(const analytics::Report& report,
                                                            FabricId fabric) {
    for (const auto& r : report.fabrics)
        if (r && r->fabric == fabric) return r;
    return nullptr;
}

FabricId FabricScene::fabric(const model::Snapshot& s) const {
    if (s.fabrics.contains(fabric_)) return fabric_;
    FabricId found;
    s.fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& f) {
        if (!found.isValid() || (f->role == model::FabricRole::Compute &&
                                 s.fabrics.at(found)->role != model::FabricRole::Compute))
            found = id;
    });
    return found;
}

const FabricLayout& FabricScene::layout(const model::Snapshot& s) const {
    const FabricId id = fabric(s);
    if (madeFrom_ && madeFor_ == id && sameFabricDrawing(*madeFrom_, s)) return layout_;
    layout_ = layoutFabric(s, id, opened_, grouping_);
    traffic_.reset();
    cutMade_ = false;
    madeFor_ = id;
    madeFrom_ = std::make_shared<const model::Snapshot>(s);  // shares all chunks
    return layout_;
}

const FabricTraffic& FabricScene::traffic(const model::Snapshot& s) const {
    const FabricLayout& l = layout(s);
    if (!traffic_) traffic_ = fabricTraffic(l);
    return *traffic_;
}

const FabricCut& FabricScene::cut(const model::Snapshot& s, const analytics::Report* report) const {
    const FabricLayout& l = layout(s);
    const auto result = report ? fabricResult(*report, fabric(s)) : nullptr;
    if (cutMade_ && cutFrom_ == result) return cut_;
    cut_ = cutOf(l, result.get());
    cutFrom_ = result;
    cutMade_ = true;
    return cut_;
}

void FabricScene::show(FabricId fabric) {
    if (fabric != fabric_) closeGroups();
    fabric_ = fabric;
}

void FabricScene::group(FabricGrouping grouping) {
    grouping_ = grouping;
    closeGroups();
}

const FabricBox* FabricScene::boxOf(const model::Snapshot& s, const ObjectRef& o) const {
    if (o.kind == ObjectRef::Kind::Rack) return layout(s).find(RackId{o.id});
    if (o.kind == ObjectRef::Kind::Device)
        return layout(s).find(model::DeviceRef{RackId{o.id}, SlotId{o.sub}});
    return nullptr;
}

bool FabricScene::open(const model::Snapshot& s, const ObjectRef& o) {
    const FabricBox* box = boxOf(s, o);
    if (!box || box->members() < 2) return false;
    opened_.insert({box->tier, box->first});
    madeFrom_.reset();
    return true;
}

void FabricScene::closeGroups() {
    opened_.clear();
    madeFrom_.reset();
}

QRectF FabricScene::bounds(const model::Snapshot& s) const {
    return layout(s).boxes.empty() ? QRectF() : layout(s).bounds;
}

void FabricScene::build(DisplayList& list, const SceneContext& c) const {
    const FabricLayout& l = layout(*c.snapshot);
    static const FabricTraffic none;
    FabricPicture(list, c, l)
        .draw(cut(*c.snapshot, c.report), ofFabric(c.overlay) ? traffic(*c.snapshot) : none);
}

std::optional<ObjectRef> FabricScene::pick(const model::Snapshot& s, QPointF at, double tolerance) const {
    for (const FabricBox& b : layout(s).boxes)
        if (b.at.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(at)) return objectOf(b);
    return std::nullopt;
}

std::vector<ObjectRef> FabricScene::pickAll(const model::Snapshot& s, const QRectF& area) const {
    std::vector<ObjectRef> out;
    for (const FabricBox& b : layout(s).boxes) {
        if (!b.at.intersects(area)) continue;
        const std::vector<ObjectRef> members = objectsOf(b);
        out.insert(out.end(), members.begin(), members.end());
    }
    return out;
}

/// A click on a group picks all of it, so that cables and edits reach every member.
std::vector<ObjectRef> FabricScene::together(const model::Snapshot& s, const ObjectRef& o) const {
    const FabricBox* box = boxOf(s, o);
    return box ? objectsOf(*box) : std::vector<ObjectRef>{o};
}

QRectF FabricScene::boundsOf(const model::Snapshot& s, const ObjectRef& o) const {
    if (o.kind == ObjectRef::Kind::Fabric) return fabric(s).value == o.id ? bounds(s) : QRectF();
    const FabricBox* box = boxOf(s, o);
    if (!box && o.kind == ObjectRef::Kind::Device) box = layout(s).find(RackId{o.id});
    return box ? box->at : QRectF();
}

std::vector<SceneItem> FabricScene::items(const model::Snapshot& s, const SceneItem* parent) const {
    std::vector<SceneItem> out;
    const FabricLayout& l = layout(s);
    if (!parent) {
        for (std::size_t t = 0; t < l.tierNames.size(); ++t) {
            QRectF at;
            for (const FabricBox& b : l.boxes)
                if (b.tier == static_cast<int>(t)) at |= b.at;
            if (!at.isEmpty())
                out.push_back({{}, tr("Tier %1").arg(l.tierNames[t]), at, true, static_cast<int>(t)});
        }
        return out;
    }
    for (const FabricBox& b : l.boxes)
        if (b.tier == parent->group) out.push_back({objectOf(b), b.name, b.at, false, -1});
    return out;
}

QString FabricScene::hoverText(const SceneContext& c, const ObjectRef& o) const {
    const FabricLayout& l = layout(*c.snapshot);
    const FabricBox* box = boxOf(*c.snapshot, o);
    if (!box) return {};
    const auto index = static_cast<std::uint32_t>(box - l.boxes.data());
    struct {
        std::uint32_t cables = 0;
        double rate = 0;
    } ways[3];  // down, beside, up
    const FabricCut& marks = cut(*c.snapshot, c.report);
    std::uint32_t crossing = marks.known ? marks.inside[index] : 0;
    double most = 0;
    const bool byLoad = c.overlay == Overlay::Load && !traffic(*c.snapshot).loads.empty();
    for (std::size_t i = 0; i < l.edges.size(); ++i) {
        const FabricEdge& e = l.edges[i];
        if (e.lower != index && e.upper != index) continue;
        const int other = l.boxes[e.lower == index ? e.upper : e.lower].tier;
        auto& way = ways[other < box->tier ? 0 : other == box->tier ? 1 : 2];
        way.cables += e.cables;
        way.rate += e.rate;
        if (marks.known) crossing += marks.cut[i];
        if (byLoad) most = std::max(most, traffic(*c.snapshot).loads[i]);
    }
    QStringList lines{box->name};
    const QString words[] = {tr("down"), box->tier > 0 ? tr("to other switches") : tr("to others"), tr("up")};
    for (int i = 0; i < 3; ++i)
        if (ways[i].cables > 0) lines += cablesAt(words[i], ways[i].cables, ways[i].rate);
    if (byLoad) lines += tr("Loaded to %1 % when all send evenly").arg(percent(most));
    if (c.overlay == Overlay::Critical && !traffic(*c.snapshot).through.empty())
        lines += tr("%1 % of all traffic").arg(percent(traffic(*c.snapshot).through[index]));
    if (crossing > 0) lines += tr("%1 in the minimum cut").arg(counted(crossing, tr("cable"), tr("cables")));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace rackloom::views
