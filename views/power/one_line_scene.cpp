// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/power/one_line_scene.h"

#include "views/cooling/cooling_scene.h"
#include "views/format/number_text.h"
#include "views/power/one_line_drawing.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("OneLine", text);
}
QString text(const std::string& s) {
    return QString::fromStdString(s);
}
QString percent(double share) {
    return QStringLiteral("%1\u2009%")
        .arg(share * 100, 0, 'f', std::abs(share) < 0.0995 && share != 0 ? 1 : 0);
}

/// Sums and extremes over the elements of a box.
struct Tally {
    double load = 0, limit = 0;
    bool loadKnown = true, limitKnown = true;
    std::optional<double> fullest, worst;
    PowerNodeId cause;

    void add(std::optional<double> nodeLoad, std::optional<double> nodeLimit) {
        loadKnown = loadKnown && nodeLoad;
        limitKnown = limitKnown && nodeLimit;
        load += nodeLoad.value_or(0);
        limit += nodeLimit.value_or(0);
        if (nodeLoad && nodeLimit && *nodeLimit > 0)
            fullest = std::max(fullest.value_or(0), *nodeLoad / *nodeLimit);
    }
    void addWorst(const analytics::PowerNodeResult& r) {
        if (!r.worstLoad || !r.limit || *r.limit <= 0) return;
        const double share = *r.worstLoad / *r.limit;
        if (share <= worst.value_or(0)) return;
        worst = share;
        cause = r.worstFailure;
    }
};

QString freeText(double share) {
    return share > 1 ? tr("%1 over its limit").arg(percent(share - 1))
                     : tr("%1 free").arg(percent(1 - share));
}

}  // namespace

const analytics::PowerNodeResult* powerResult(const analytics::Report& report, PowerNodeId node) {
    const auto it = std::lower_bound(
        report.powerNodes.begin(), report.powerNodes.end(), node,
        [](const analytics::PowerNodeResult& r, PowerNodeId wanted) { return r.node < wanted; });
    return it != report.powerNodes.end() && it->node == node ? &*it : nullptr;
}

Diagram OneLineScene::drawn(const model::Snapshot& s, const OpenedMembers& opened) const {
    return drawOneLine(s, opened);
}

bool OneLineScene::sameDrawing(const model::Snapshot& before, const model::Snapshot& after) const {
    return sameOneLine(before, after);
}

bool OneLineScene::feeds(const DiagramBox& box) const {
    return box.first().kind == ObjectRef::Kind::PowerNode;
}

Domain OneLineScene::domainOf(const DiagramBox& box) const {
    if (box.first().kind == ObjectRef::Kind::Rack) return Domain::Compute;
    return box.first().kind == ObjectRef::Kind::PowerNode ? Domain::Power : Domain::Cooling;
}

bool OneLineScene::isDark(const DiagramBox& box) const {
    return !assumed_.empty() && std::all_of(box.members.begin(), box.members.end(), [&](const ObjectRef& o) {
        if (o.kind == ObjectRef::Kind::PowerNode)
            return std::binary_search(assumed_.dark.begin(), assumed_.dark.end(), PowerNodeId{o.id});
        return o.kind == ObjectRef::Kind::Rack &&
               std::binary_search(assumed_.darkRacks.begin(), assumed_.darkRacks.end(), RackId{o.id});
    });
}

bool OneLineScene::darkWire(const Diagram& d, const DiagramWire& w) const {
    return isDark(d.boxes[w.upper]);
}

BoxFigures OneLineScene::figures(const SceneContext& c, const DiagramBox& box) const {
    BoxFigures f = box.first().kind == ObjectRef::Kind::PowerNode ? elementFigures(c, box)
                   : box.first().kind == ObjectRef::Kind::Rack    ? rackFigures(c, box)
                                                                  : coolingFigures(c, box);
    if (assumed_.empty()) return f;
    f.failed =
        box.first().kind == ObjectRef::Kind::PowerNode &&
        std::any_of(box.members.begin(), box.members.end(), [&](const ObjectRef& o) {
            return std::binary_search(assumed_.failed.begin(), assumed_.failed.end(), PowerNodeId{o.id});
        });
    f.dark = !f.failed && isDark(box);
    if (!f.failed && !f.dark) return f;
    f.main = f.failed ? tr("assumed to fail") : tr("dark");
    f.note.clear();
    f.after.clear();
    f.fill.reset();
    f.worst.reset();
    f.noteIsBad = f.failed;
    return f;
}

BoxFigures OneLineScene::elementFigures(const SceneContext& c, const DiagramBox& box) const {
    Tally sum;
    bool any = false;
    for (const ObjectRef& o : box.members) {
        const PowerNodeId id{o.id};
        const analytics::PowerNodeResult* r = c.report ? powerResult(*c.report, id) : nullptr;
        if (!r) continue;
        any = true;
        if (assumed_.empty()) {
            sum.add(r->load, r->limit);
            sum.addWorst(*r);
        } else {
            const auto it = assumed_.loads.find(id);
            sum.add(it == assumed_.loads.end() ? std::optional<double>(0) : it->second, r->limit);
        }
    }
    BoxFigures f;
    if (!any) return f;
    f.main = !sum.loadKnown   ? tr("not supplied")
             : sum.limitKnown ? tr("%1 of %2").arg(quantity(sum.load, "W", 3), quantity(sum.limit, "W", 3))
                              : quantity(sum.load, "W", 3);
    f.fill = sum.fullest;
    f.worst = sum.worst;
    if (!sum.limitKnown)
        f.note = tr("limit unknown");
    else if (sum.fullest)
        f.note = freeText(*sum.fullest);
    f.noteIsBad = sum.fullest.value_or(0) > 1;
    f.afterIsBad = sum.worst.value_or(0) > 1;
    const model::PowerNode* cause = c.snapshot->powerNodes.find(sum.cause);
    if (sum.worst && cause && *sum.worst > sum.fullest.value_or(0) + 1e-9)
        f.after = box.isGroup() ? tr("%1 after the worst loss").arg(percent(*sum.worst))
                                : tr("%1 without %2").arg(percent(*sum.worst), text(cause->name));
    return f;
}

BoxFigures OneLineScene::rackFigures(const SceneContext& c, const DiagramBox& box) const {
    double power = 0;
    bool known = true, any = false, sameLabel = true;
    std::optional<double> fullest;
    const analytics::RackResult* first = nullptr;
    for (const ObjectRef& o : box.members) {
        const analytics::RackResult* r = c.report ? c.report->rack(RackId{o.id}) : nullptr;
        if (!r) continue;
        if (!first) first = r;
        any = true;
        known = known && r->power;
        power += r->power.value_or(0);
        sameLabel = sameLabel && r->redundancy == first->redundancy;
        if (r->power && r->shelfLimit && *r->shelfLimit > 0)
            fullest = std::max(fullest.value_or(0), *r->power / *r->shelfLimit);
    }
    BoxFigures f;
    if (!any) return f;
    f.main = known
                 ? (box.isGroup() ? tr("%1 together").arg(quantity(power, "W", 3)) : quantity(power, "W", 3))
                 : tr("power unknown");
    f.fill = fullest;
    f.note = box.detail;
    if (fullest) f.after = tr("%1 of the supply left after a loss").arg(percent(*fullest));
    f.afterIsBad = fullest.value_or(0) > 1;
    if (sameLabel && !first->redundancy.empty()) f.badge = text(first->redundancy);
    f.badgeIsBad = first->sharedElement.isValid();
    if (f.badgeIsBad)
        if (const model::PowerNode* shared = c.snapshot->powerNodes.find(first->sharedElement))
            f.note = tr("all through %1").arg(text(shared->name));
    f.noteIsBad = f.badgeIsBad;
    return f;
}

BoxFigures OneLineScene::coolingFigures(const SceneContext& c, const DiagramBox& box) const {
    BoxFigures f;
    double power = 0;
    bool known = false;
    for (const ObjectRef& o : box.members) {
        const analytics::CoolingUnitResult* r =
            c.report ? unitResult(*c.report, CoolingUnitId{o.id}) : nullptr;
        if (!r || !r->power) continue;
        known = true;
        power += *r->power;
    }
    f.main = known ? quantity(power, "W", 3) : box.detail;
    f.note = known ? box.detail : QString();
    return f;
}

}  // namespace rackloom::views
