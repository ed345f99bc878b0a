// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/place_commands.h"

#include "app/gui/main_window.h"
#include "model/edit/design_edits.h"
#include "model/edit/type_edits.h"
#include "views/hall/floor_layout.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace rackloom::app {

namespace {

constexpr int kTallestRack = 60;  // rack units tried from below

QString tr(const char* text) {
    return QCoreApplication::translate("PlaceCommands", text);
}
QString text(const std::string& s) {
    return QString::fromStdString(s);
}

enum class Reach { SelectedRacks, WholeDesign, Nothing };

/// The racks that use a design.
std::vector<RackId> usersOf(const model::Snapshot& s, RackDesignId design) {
    std::vector<RackId> out;
    s.racks.forEach([&](RackId id, const model::Rack& r) {
        if (r.design == design) out.push_back(id);
    });
    return out;
}

Reach askForReach(MainWindow& window, const model::Snapshot& s, const std::vector<RackId>& chosen,
                  std::size_t users, const QString& device) {
    const model::Rack& rack = s.racks.at(chosen.front());
    const QString here = chosen.size() == 1 ? tr("Rack %1 only").arg(text(rack.name))
                                            : tr("The %1 selected racks").arg(chosen.size());
    QMessageBox box(
        QMessageBox::Question, tr("Add device"),
        tr("%1 racks share the design “%2”. Add %3 to all of them, or only here? Racks that differ "
           "get a design of their own.")
            .arg(users)
            .arg(text(s.designs.at(rack.design)->name), device),
        QMessageBox::Cancel, &window);
    const QAbstractButton* only = box.addButton(here, QMessageBox::AcceptRole);
    const QAbstractButton* all = box.addButton(tr("All %1 racks").arg(users), QMessageBox::DestructiveRole);
    box.exec();
    if (box.clickedButton() == only) return Reach::SelectedRacks;
    return box.clickedButton() == all ? Reach::WholeDesign : Reach::Nothing;
}

}  // namespace

void placeDevice(MainWindow& window, const QString& key) {
    views::Workspace& workspace = window.workspace();
    const model::SnapshotPtr s = workspace.snapshot();
    std::vector<RackId> chosen = workspace.selection().racks();
    const model::DeviceType* type = workspace.catalog().device(key.toStdString());
    if (chosen.empty() || !type)
        return window.showMessage(
            tr("Select a rack first: a device goes into the design of the selected rack."), true);
    RackDesignId design = s->racks.at(chosen.front()).design;
    std::erase_if(chosen, [&](RackId id) { return s->racks.at(id).design != design; });
    const std::size_t users = usersOf(*s, design).size();
    std::vector<model::Edit> steps;
    if (users > chosen.size()) {
        const Reach reach = askForReach(window, *s, chosen, users, text(type->name));
        if (reach == Reach::Nothing) return window.showMessage(tr("Nothing was added."));
        if (reach == Reach::SelectedRacks) {
            steps.push_back(model::makeDesignUnique(chosen));
            if (workspace.preview(steps.front()))
                design = workspace.snapshot()->racks.at(chosen.front()).design;
            workspace.cancelPreview();
        }
    }
    for (int u = 1; u <= kTallestRack; ++u) {
        model::Slot slot;
        slot.u = u;
        std::vector<model::Edit> edits = steps;
        edits.push_back(model::addCatalogDevice(workspace.catalog(), type->key, design, slot));
        const std::string label = edits.back().label;
        if (!workspace.preview(edits.size() == 1 ? edits.front() : model::combined(label, std::move(edits))))
            continue;
        workspace.commitPreview();
        const std::size_t changed = usersOf(*workspace.snapshot(), design).size();
        const QString where = changed == 1 ? tr("in this rack") : tr("in %1 racks").arg(changed);
        return window.showMessage(tr("Placed %1 at U%2 %3.").arg(text(type->name)).arg(u).arg(where));
    }
    window.showMessage(tr("No free rack units for it in this rack. Make room, or choose another rack."),
                       true);
}

void placeRack(MainWindow& window, const QString& key) {
    views::Workspace& workspace = window.workspace();
    const model::SnapshotPtr s = workspace.snapshot();
    const std::vector<RackId> racks = workspace.selection().racks();
    const std::vector<HallId> halls = s->halls.ids();
    if (halls.empty())
        return window.showMessage(tr("There is no hall to stand it in. Add one with Insert ▸ Hall."), true);
    const HallId hallId = racks.empty() ? halls.front() : s->racks.at(racks.back()).hall;
    const model::Hall& hall = s->halls.at(hallId);
    // Beside the selected rack, else the first free tile of the hall, row by row.
    std::vector<model::FloorPoint> candidates;
    if (!racks.empty()) {
        const model::Rack& r = s->racks.at(racks.back());
        candidates.push_back({r.position.x + model::footprint(*s, r).width, r.position.y});
    }
    const int tile = hall.tile > 0 ? hall.tile : 600;
    for (int y = tile; y < hall.depth; y += tile)
        for (int x = tile; x < hall.width; x += tile)
            candidates.push_back({x, y});
    for (const model::FloorPoint at : candidates) {
        model::Rack rack;
        rack.hall = hallId;
        rack.position = at;
        if (!racks.empty()) rack.row = s->racks.at(racks.back()).row;
        if (!workspace.preview(model::placeCatalogRack(workspace.catalog(), key.toStdString(), rack)))
            continue;
        workspace.commitPreview();
        const RackId placed{workspace.snapshot()->racks.end() - 1};
        workspace.selection().replace({views::rackObject(placed)});
        return window.showMessage(
            tr("Placed %1. It has no feeds, loops or fabrics yet: set them in the inspector.")
                .arg(text(workspace.snapshot()->racks.at(placed).name)));
    }
    window.showMessage(tr("The hall has no free place for it. Enlarge the hall, or move racks."), true);
}

}  // namespace rackloom::app
