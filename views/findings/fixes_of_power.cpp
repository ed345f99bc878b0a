// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/fixes_of_power.h"

#include "model/edit/cooling_edits.h"
#include "model/edit/design_edits.h"
#include "model/edit/power_edits.h"
#include "model/edit/rack_edits.h"
#include "views/format/number_text.h"
#include "views/power/one_line_scene.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <set>

namespace rackloom::views {

namespace {

using Kind = analytics::ObjectRef::Kind;
using model::PowerSide;

QString tr(const char* text) {
    return QCoreApplication::translate("QuickFix", text);
}
QString text(const std::string& s) {
    return QString::fromStdString(s);
}

std::vector<RackId> racksOf(const FixInput& in) {
    std::vector<RackId> out;
    for (const analytics::ObjectRef& o : in.finding.objects)
        if (o.kind == Kind::Rack && in.design.racks.contains(RackId{o.id})) out.push_back(RackId{o.id});
    return out;
}

std::optional<PowerNodeId> nodeOf(const FixInput& in) {
    for (const analytics::ObjectRef& o : in.finding.objects)
        if (o.kind == Kind::PowerNode && in.design.powerNodes.contains(PowerNodeId{o.id}))
            return PowerNodeId{o.id};
    return std::nullopt;
}

/// What is left of an element's limit, in W; nothing where either figure is unknown.
std::optional<double> roomOn(const FixInput& in, PowerNodeId id) {
    const analytics::PowerNodeResult* r = powerResult(in.report, id);
    if (!r || !r->load || !r->limit) return std::nullopt;
    return *r->limit - r->worstLoad.value_or(*r->load);
}

bool hangsOn(const model::Snapshot& s, PowerNodeId node, PowerNodeId above) {
    std::vector<PowerNodeId> open{node};
    std::set<PowerNodeId> seen;
    while (!open.empty()) {
        const PowerNodeId id = open.back();
        open.pop_back();
        if (id == above) return true;
        const model::PowerNode* n = s.powerNodes.find(id);
        if (n && seen.insert(id).second) open.insert(open.end(), n->parents.begin(), n->parents.end());
    }
    return false;
}

/// Puts the slot into the first free units, from above.
model::Edit insertAnywhere(RackDesignId design, model::Slot slot, int units) {
    return {"Add power shelf", {}, [=](model::Transaction& tx) -> Result<void> {
                Error last{"power shelf", "the rack has no unit", "Choose a taller rack."};
                for (int u = units; u >= 1; --u) {
                    model::Slot wanted = slot;
                    wanted.u = u;
                    const Result<SlotId> done = model::insertDevice(tx, design, wanted);
                    if (done) return {};
                    last = done.error();
                }
                return last;
            }};
}

}  // namespace

std::optional<QuickFix> addShelf(const FixInput& in) {
    const std::vector<RackId> racks = racksOf(in);
    if (racks.empty()) return std::nullopt;
    const RackDesignId design = in.design.racks.at(racks.front()).design;
    const Shared<model::RackDesign>* found = in.design.designs.find(design);
    if (!found) return std::nullopt;
    std::array<double, 2> given{};
    std::optional<model::Slot> pattern;
    for (const model::Slot& slot : (*found)->slots) {
        const Shared<model::DeviceType>* type = in.design.types.find(slot.type);
        if (!type || !(*type)->conversion || slot.side == PowerSide::None) continue;
        given[slot.side == PowerSide::A ? 0 : 1] +=
            (*type)->conversion->outputRating.value.value_or(Power{}).si();
        pattern = slot;
    }
    if (!pattern) return std::nullopt;
    pattern->side = given[0] <= given[1] ? PowerSide::A : PowerSide::B;
    pattern->label.clear();
    int units = 48;
    if (const auto* cabinet = in.design.types.find((*found)->enclosure); cabinet && (*cabinet)->enclosure)
        units = (*cabinet)->enclosure->units;
    qint64 users = 0;
    in.design.racks.forEach([&](RackId, const model::Rack& r) { users += r.design == design ? 1 : 0; });
    const QString side = pattern->side == PowerSide::A ? QStringLiteral("A") : QStringLiteral("B");
    return QuickFix{tr("Add a power shelf on side %1 to %2 of this design")
                        .arg(side, counted(users, tr("rack"), tr("racks"))),
                    insertAnywhere(design, *pattern, units)};
}

std::optional<QuickFix> feedLikeNeighbours(const FixInput& in) {
    const std::vector<RackId> racks = racksOf(in);
    if (racks.empty()) return std::nullopt;
    const model::Rack& self = in.design.racks.at(racks.front());
    const model::Rack* nearest = nullptr;
    long best = std::numeric_limits<long>::max();
    in.design.racks.forEach([&](RackId, const model::Rack& r) {
        if (r.hall != self.hall || (!r.feeds[0].isValid() && !r.feeds[1].isValid())) return;
        const long away =
            std::labs(long{r.position.x} - self.position.x) + std::labs(long{r.position.y} - self.position.y);
        if (away >= best) return;
        best = away;
        nearest = &r;
    });
    if (!nearest) return std::nullopt;
    std::array<std::optional<PowerNodeId>, 2> feeds;
    for (std::size_t side = 0; side < 2; ++side)
        if (nearest->feeds[side].isValid()) feeds[side] = nearest->feeds[side];
    return QuickFix{tr("Plug it in like its neighbour %1").arg(text(nearest->name)),
                    model::setRackFeeds(racks, feeds)};
}

std::optional<QuickFix> moveOneSide(const FixInput& in) {
    const std::vector<RackId> racks = racksOf(in);
    const std::optional<PowerNodeId> shared = nodeOf(in);
    if (racks.empty() || !shared) return std::nullopt;
    const model::PowerNode* now = in.design.powerNodes.find(in.design.racks.at(racks.front()).feeds[1]);
    if (!now) return std::nullopt;
    std::optional<PowerNodeId> chosen;
    double most = 0;
    in.design.powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& n) {
        if (n.type != now->type || hangsOn(in.design, id, *shared)) return;
        const double room = roomOn(in, id).value_or(0);
        if (chosen && room <= most) return;
        chosen = id;
        most = room;
    });
    if (!chosen) return std::nullopt;
    return QuickFix{tr("Move feed B of %1 to %2")
                        .arg(counted(std::ssize(racks), tr("rack"), tr("racks")),
                             text(in.design.powerNodes.at(*chosen).name)),
                    model::setRackFeeds(racks, {std::nullopt, *chosen})};
}

std::optional<QuickFix> addParallelUnit(const FixInput& in) {
    const std::optional<PowerNodeId> id = nodeOf(in);
    if (!id) return std::nullopt;
    const model::PowerNode& node = in.design.powerNodes.at(*id);
    return QuickFix{
        tr("Give %1 one more unit in parallel, %2 in all").arg(text(node.name)).arg(node.count + 1),
        model::setPowerCount(*id, node.count + 1)};
}

std::optional<QuickFix> feedFromStore(const FixInput& in) {
    const auto unit = std::find_if(in.finding.objects.begin(), in.finding.objects.end(),
                                   [](const analytics::ObjectRef& o) { return o.kind == Kind::CoolingUnit; });
    if (unit == in.finding.objects.end()) return std::nullopt;
    std::optional<PowerNodeId> chosen;
    double most = 0;
    in.design.powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& n) {
        const Shared<model::DeviceType>* type = in.design.types.find(n.type);
        if (!type || (!(*type)->energyStore && (*type)->kind != "ups")) return;
        const double room = roomOn(in, id).value_or(0);
        if (chosen && room <= most) return;
        chosen = id;
        most = room;
    });
    if (!chosen) return std::nullopt;
    return QuickFix{tr("Feed it from %1").arg(text(in.design.powerNodes.at(*chosen).name)),
                    model::setUnitFeed(CoolingUnitId{unit->id}, *chosen)};
}

}  // namespace rackloom::views
