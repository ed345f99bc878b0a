// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/rack_commands.h"

#include "app/gui/main_window.h"
#include "model/edit/fabric_edits.h"
#include "model/edit/fabric_growth.h"
#include "model/edit/rack_edits.h"
#include "views/hall/floor_layout.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <cstdlib>

namespace rackloom::app {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("RackCommands", text);
}

/// Offsets worth trying: in line with the originals first, then every tile of the hall, nearest first.
std::vector<model::FloorPoint> pasteOffsets(const model::Snapshot& s, const std::vector<RackId>& racks) {
    const model::Rack& first = s.racks.at(racks.front());
    QRectF box;
    for (const RackId id : racks)
        box |= views::rackRect(s, s.racks.at(id));
    std::vector<model::FloorPoint> out;
    const int across = static_cast<int>(box.width());
    for (int i = 1; i <= 40; ++i)
        for (const int sign : {1, -1})
            out.push_back({sign * i * across, 0});
    const model::Hall* hall = s.halls.find(first.hall);
    if (!hall) return out;
    const int tile = hall->tile > 0 ? hall->tile : 600;
    std::vector<model::FloorPoint> grid;
    for (int y = 0; y < hall->depth; y += tile)
        for (int x = 0; x < hall->width; x += tile)
            grid.push_back({x - first.position.x, y - first.position.y});
    std::stable_sort(grid.begin(), grid.end(), [](const model::FloorPoint& a, const model::FloorPoint& b) {
        return std::abs(a.x) + std::abs(a.y) < std::abs(b.x) + std::abs(b.y);
    });
    out.insert(out.end(), grid.begin(), grid.end());
    return out;
}

bool servesRole(const model::Snapshot& s, RackId rack, model::FabricRole role) {
    const Shared<model::RackDesign>* design = s.designs.find(s.racks.at(rack).design);
    if (!design) return false;
    for (const model::Slot& slot : (*design)->slots) {
        const Shared<model::DeviceType>* type = s.types.find(slot.type);
        if (type && std::any_of((*type)->ports.begin(), (*type)->ports.end(),
                                [&](const model::PortGroup& p) { return p.fabric == role; }))
            return true;
    }
    return false;
}

QStringList shortages(const model::Snapshot& s, const std::vector<FabricId>& fabrics) {
    QStringList out;
    for (const FabricId id : fabrics)
        for (const std::string& line : model::fabricShortage(s, id))
            out << QString::fromStdString(s.fabrics.at(id)->name + ": " + line);
    return out;
}

}  // namespace

void pasteRacks(MainWindow& window, const std::vector<RackId>& racks) {
    const model::SnapshotPtr s = window.workspace().snapshot();
    std::vector<RackId> present;
    for (const RackId id : racks)
        if (s->racks.contains(id)) present.push_back(id);
    if (present.empty())
        return window.showMessage(tr("What was copied is no longer in the design. Copy again."), true);
    for (const model::FloorPoint offset : pasteOffsets(*s, present)) {
        if (!window.workspace().preview(model::copyRacks(present, offset))) continue;
        window.workspace().commitPreview();
        std::vector<views::ObjectRef> added;
        for (std::uint32_t id = s->racks.end(); id < window.workspace().snapshot()->racks.end(); ++id)
            added.push_back(views::rackObject(RackId{id}));
        window.workspace().selection().replace(added);
        return window.showMessage(
            tr("Added %1. It joins no fabric yet: use Arrange ▸ Connect racks to their fabrics.")
                .arg(added.size() == 1 ? tr("one rack") : tr("%1 racks").arg(added.size())));
    }
    window.showMessage(tr("The hall has no free place for a copy. Enlarge the hall in the inspector, or drag "
                          "with Ctrl to choose the place."),
                       true);
}

void connectToFabrics(MainWindow& window, const std::vector<RackId>& racks) {
    const model::SnapshotPtr s = window.workspace().snapshot();
    std::vector<model::Edit> edits;
    std::vector<FabricId> touched;
    s->fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& f) {
        std::vector<RackId> wanted;
        for (const RackId rack : racks)
            if (servesRole(*s, rack, f->role)) wanted.push_back(rack);
        if (wanted.empty()) return;
        touched.push_back(id);
        edits.push_back(model::connectRacks(id, wanted));
    });
    if (edits.empty())
        return window.showMessage(tr("No fabric of this design serves ports that these racks have."), true);
    for (const model::Edit& edit : edits) {
        // One that is connected already is no obstacle for the other fabrics.
        if (window.workspace().preview(edit)) window.workspace().commitPreview();
    }
    const QStringList missing = shortages(*window.workspace().snapshot(), touched);
    if (missing.isEmpty()) return window.showMessage(tr("Connected to every fabric that the ports serve."));
    QMessageBox question(QMessageBox::Question, tr("Connected, but switches are missing"),
                         tr("The racks are attached, and unused switches of the right kind were taken in. "
                            "Still missing:") +
                             QStringLiteral("<ul><li>") + missing.join(QStringLiteral("</li><li>")) +
                             QStringLiteral("</li></ul>"),
                         QMessageBox::NoButton, &window);
    const QPushButton* add = question.addButton(tr("Add missing switches"), QMessageBox::AcceptRole);
    question.addButton(tr("Leave them out"), QMessageBox::RejectRole);
    question.exec();
    if (question.clickedButton() == add) return addMissingSwitches(window);
    window.showMessage(tr("Connected, but still missing: %1").arg(missing.first()));
}

void addMissingSwitches(MainWindow& window) {
    const model::SnapshotPtr before = window.workspace().snapshot();
    std::vector<model::Edit> edits;
    before->fabrics.forEach([&](FabricId id, const Shared<model::Fabric>&) {
        if (!model::missingSwitches(*before, id).empty()) edits.push_back(model::growFabric(id));
    });
    if (edits.empty()) return window.showMessage(tr("No fabric lacks a switch."));
    if (!window.workspace().dispatch(model::combined("Add missing switches", std::move(edits)))) return;
    const std::size_t racks = window.workspace().snapshot()->racks.size() - before->racks.size();
    if (racks == 0)
        return window.showMessage(tr("Added the missing switches to the racks of their siblings."));
    window.showMessage(racks == 1 ? tr("Added the missing switches, and one rack for them.")
                                  : tr("Added the missing switches, and %1 racks for them.").arg(racks));
}

}  // namespace rackloom::app
