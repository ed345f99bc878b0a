// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/edit_actions.h"

#include "app/gui/array_dialog.h"
#include "app/gui/command_palette.h"
#include "app/gui/facility_actions.h"
#include "app/gui/failure_dialog.h"
#include "app/gui/main_window.h"
#include "app/gui/rack_commands.h"
#include "app/gui/simulation_dialog.h"
#include "app/gui/study_dialog.h"
#include "model/document/document.h"
#include "model/edit/cooling_edits.h"
#include "model/edit/design_edits.h"
#include "model/edit/fabric_edits.h"
#include "model/edit/hall_edits.h"
#include "model/edit/power_edits.h"
#include "model/edit/rack_edits.h"
#include "views/canvas/canvas_widget.h"
#include "views/format/number_text.h"
#include "views/hall/floor_layout.h"
#include "views/hall/hall_view.h"
#include "views/power/one_line_view.h"

#include <QDockWidget>
#include <QInputDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QToolBar>

#include <algorithm>

namespace rackloom::app {

using views::ObjectRef;
using Kind = ObjectRef::Kind;

EditActions::EditActions(MainWindow& window) : QObject(&window), window_(window) {
    buildEditMenu();
    buildArrangeMenu();
    buildInsertMenu();
    auto* bar = window_.findChild<QToolBar*>(QStringLiteral("Main tools"));
    bar->addActions({undo_, redo_, duplicate_, remove_});
    bar->addSeparator();
    bar->addActions({array_, rotate_, connect_});
    for (views::CanvasWidget* canvas : window_.findChildren<views::CanvasWidget*>())
        connect(canvas, &views::CanvasWidget::menuRequested, this, &EditActions::showMenu);
    connect(&window_.workspace().selection(), &views::Selection::changed, this, &EditActions::updateEnabled);
    connect(&window_.workspace(), &views::Workspace::snapshotChanged, this, &EditActions::updateEnabled);
    updateEnabled();
    tintIcons();
}

std::vector<RackId> EditActions::racks() const {
    std::vector<RackId> out;
    for (const ObjectRef& o : window_.workspace().selection().objects())
        if (o.kind == Kind::Rack) out.push_back(RackId{o.id});
    return out;
}

void EditActions::buildEditMenu() {
    QMenu* menu = editMenu_ = window_.menuBar()->addMenu(tr("&Edit"));
    const auto action = [&](const QString& text, const QKeySequence& key, auto slot) {
        QAction* a = menu->addAction(text);
        a->setShortcut(key);
        connect(a, &QAction::triggered, this, slot);
        return a;
    };
    undo_ = action(tr("&Undo"), QKeySequence::Undo, &EditActions::undo);
    redo_ = action(tr("&Redo"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), &EditActions::redo);
    menu->addSeparator();
    copy_ = action(tr("&Copy racks"), QKeySequence::Copy, &EditActions::copy);
    paste_ = action(tr("&Paste racks"), QKeySequence::Paste, &EditActions::paste);
    duplicate_ = action(tr("&Duplicate racks"), QKeySequence(Qt::CTRL | Qt::Key_D), &EditActions::duplicate);
    remove_ = action(tr("De&lete selection"), QKeySequence::Delete, &EditActions::remove);
    here_ = action(tr("Remove devices in this rack &only"), QKeySequence(Qt::SHIFT | Qt::Key_Delete),
                   &EditActions::removeHereOnly);
    restore_ =
        action(tr("&Restore devices removed in these racks"), QKeySequence(), &EditActions::restoreHere);
    unique_ = action(tr("&Give racks their own design"), QKeySequence(), &EditActions::makeUnique);
    fails_ = action(tr("What if it &fails…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
                    &EditActions::studyFailure);
    action(tr("Si&mulate failures…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M),
           &EditActions::simulateFailures);
    action(tr("Reliability st&udies…"), QKeySequence(), &EditActions::showStudies);
    menu->addSeparator();
    action(tr("Select &all racks"), QKeySequence::SelectAll, &EditActions::selectAll);
    action(tr("Go to &object…"), QKeySequence(Qt::CTRL | Qt::Key_G), &EditActions::goTo);
    action(tr("Find co&mmand…"), QKeySequence(Qt::CTRL | Qt::Key_K), &EditActions::commandPalette);
}

void EditActions::buildArrangeMenu() {
    arrange_ = window_.menuBar()->addMenu(tr("&Arrange"));
    const auto action = [&](const QString& text, const QKeySequence& key, auto slot) {
        QAction* a = arrange_->addAction(text);
        a->setShortcut(key);
        connect(a, &QAction::triggered, this, slot);
        needRacks_.push_back(a);
        return a;
    };
    const auto edit = [&](const QString& text, auto make) {
        return action(text, {}, [this, make] {
            if (!racks().empty()) window_.workspace().dispatch(make(racks()));
        });
    };
    array_ = action(tr("Repeat as an a&rray…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A),
                    &EditActions::makeArray);
    rotate_ = edit(tr("&Turn a quarter"), [](auto r) { return model::rotateRacks(r); });
    rotate_->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_R));
    edit(tr("&Mirror left to right"),
         [](auto r) { return model::mirrorRacks(r, model::MirrorAxis::LeftRight); });
    edit(tr("Mirror &front to back"),
         [](auto r) { return model::mirrorRacks(r, model::MirrorAxis::FrontBack); });
    arrange_->addSeparator();
    edit(tr("Align &left edges"), [](auto r) { return model::alignRacks(r, model::Alignment::Left); });
    edit(tr("Align r&ight edges"), [](auto r) { return model::alignRacks(r, model::Alignment::Right); });
    edit(tr("Align t&op edges"), [](auto r) { return model::alignRacks(r, model::Alignment::Top); });
    edit(tr("Align &bottom edges"), [](auto r) { return model::alignRacks(r, model::Alignment::Bottom); });
    edit(tr("Distribute a&cross"), [](auto r) { return model::distributeRacks(r, model::FloorAxis::X); });
    edit(tr("Distribute &down"), [](auto r) { return model::distributeRacks(r, model::FloorAxis::Y); });
    arrange_->addSeparator();
    connect_ = action(tr("Co&nnect racks to their fabrics"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                      &EditActions::connectToFabric);
    connect(arrange_->addAction(tr("Add missing s&witches")), &QAction::triggered, this,
            [this] { addMissingSwitches(window_); });
}

void EditActions::buildInsertMenu() {
    QMenu* menu = insertMenu_ = window_.menuBar()->addMenu(tr("&Insert"));
    connect(menu->addAction(tr("&Hall…")), &QAction::triggered, this, &EditActions::insertHall);
    connect(menu->addAction(tr("&Row")), &QAction::triggered, this, [this] {
        const std::vector<HallId> halls = window_.workspace().snapshot()->halls.ids();
        if (halls.empty())
            return window_.showMessage(tr("A row needs a hall. Add one with Insert ▸ Hall."), true);
        window_.workspace().dispatch(model::addRow(halls.front()));
        const std::uint32_t last = window_.workspace().snapshot()->rows.end();
        if (last > 0 && !racks().empty())
            window_.workspace().dispatch(model::setRackRow(racks(), RowId{last - 1}));
    });
    connect(menu->addAction(tr("&Fabric")), &QAction::triggered, this,
            [this] { window_.workspace().dispatch(model::addFabric({})); });
    connect(menu->addAction(tr("C&ables…")), &QAction::triggered, this, [this] { window_.drawCables(); });
}

void EditActions::simulateFailures() {
    auto* dialog = new SimulationDialog(window_.workspace(), &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void EditActions::showStudies() {
    auto* dialog = new StudyDialog(window_.workspace().theme(), &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void EditActions::studyFailure() {
    // Several selected things fail at the same moment.
    const auto& objects = window_.workspace().selection().objects();
    if (objects.empty()) return;
    const bool ofPower = std::all_of(objects.begin(), objects.end(),
                                     [](const auto& object) { return object.kind == Kind::PowerNode; });
    if (ofPower && window_.currentCanvas() == &window_.oneLine().canvas()) {
        std::vector<PowerNodeId> nodes;
        for (const auto& object : objects)
            nodes.push_back(PowerNodeId{object.id});
        return window_.facility().assumeLoss(nodes);
    }
    analytics::FailureTarget target{objects.front(), std::nullopt};
    for (std::size_t i = 1; i < objects.size(); ++i)
        target.with.push_back({objects[i], std::nullopt});
    FailureDialog dialog(window_.workspace(), target, &window_);
    dialog.exec();
}

void EditActions::updateEnabled() {
    const model::History& h = window_.document().history();
    undo_->setEnabled(h.canUndo());
    redo_->setEnabled(h.canRedo());
    undo_->setToolTip(h.canUndo() ? tr("Undo “%1”").arg(QString::fromStdString(h.entries()[h.index()].label))
                                  : tr("Nothing to undo"));
    redo_->setToolTip(h.canRedo()
                          ? tr("Redo “%1”").arg(QString::fromStdString(h.entries()[h.index() + 1].label))
                          : tr("Nothing to redo"));
    const views::Selection& s = window_.workspace().selection();
    const bool anyRack = !racks().empty();
    const bool anyDevice = !s.devices().empty();
    for (QAction* a : {copy_, duplicate_})
        a->setEnabled(anyRack);
    for (QAction* a : needRacks_)
        a->setEnabled(anyRack);
    for (QAction* a : {unique_, restore_})
        a->setEnabled(!s.racks().empty());
    here_->setEnabled(anyDevice);
    fails_->setEnabled(!s.objects().empty() &&
                       std::all_of(s.objects().begin(), s.objects().end(), [](const auto& object) {
                           return object.kind == Kind::Rack || object.kind == Kind::Device ||
                                  object.kind == Kind::PowerNode || object.kind == Kind::CoolingUnit ||
                                  object.kind == Kind::CoolingLoop;
                       }));
    remove_->setEnabled(!s.empty());
    paste_->setEnabled(!clipboard_.empty());
}

void EditActions::tintIcons() {
    const views::Theme& t = window_.workspace().theme();
    undo_->setIcon(views::themeIcon(QStringLiteral("arrow-back-up"), t));
    redo_->setIcon(views::themeIcon(QStringLiteral("arrow-forward-up"), t));
    duplicate_->setIcon(views::themeIcon(QStringLiteral("copy"), t));
    remove_->setIcon(views::themeIcon(QStringLiteral("trash"), t));
    array_->setIcon(views::themeIcon(QStringLiteral("layout-grid"), t));
    rotate_->setIcon(views::themeIcon(QStringLiteral("rotate-clockwise"), t));
    connect_->setIcon(views::themeIcon(QStringLiteral("link"), t));
}

void EditActions::undo() {
    const model::History& h = window_.document().history();
    if (!h.canUndo()) return;
    const QString label = QString::fromStdString(h.entries()[h.index()].label);
    window_.document().undo();
    window_.showMessage(tr("Undone: %1").arg(label));
}

void EditActions::redo() {
    const model::History& h = window_.document().history();
    if (!h.canRedo()) return;
    window_.document().redo();
    window_.showMessage(tr("Done again: %1").arg(QString::fromStdString(h.entries()[h.index()].label)));
}

void EditActions::copy() {
    clipboard_ = racks();
    clipboardFrom_ = window_.workspace().snapshot();
    updateEnabled();
    window_.showMessage(tr("Copied %1. Paste puts them on the nearest free place.")
                            .arg(views::counted(std::ssize(clipboard_), tr("rack"), tr("racks"))));
}

void EditActions::paste() {
    pasteRacks(window_, clipboard_);
}

void EditActions::duplicate() {
    copy();
    paste();
}

void EditActions::remove() {
    std::vector<model::Edit> edits;
    if (const std::vector<RackId> r = racks(); !r.empty()) edits.push_back(model::removeRacks(r));
    std::map<RackDesignId, std::vector<SlotId>> slots;
    const model::SnapshotPtr s = window_.workspace().snapshot();
    for (const ObjectRef& o : window_.workspace().selection().objects()) {
        if (o.kind == Kind::PowerNode) edits.push_back(model::removePowerNode(PowerNodeId{o.id}));
        if (o.kind == Kind::CoolingUnit) edits.push_back(model::removeCoolingUnit(CoolingUnitId{o.id}));
        if (o.kind == Kind::CoolingLoop) edits.push_back(model::removeCoolingLoop(CoolingLoopId{o.id}));
        if (o.kind == Kind::Fabric) edits.push_back(model::removeFabric(FabricId{o.id}));
        if (o.kind == Kind::Hall) edits.push_back(model::removeHall(HallId{o.id}));
        if (o.kind == Kind::Device && s->racks.contains(RackId{o.id}))
            slots[s->racks.at(RackId{o.id}).design].push_back(SlotId{o.sub});
    }
    for (const auto& [design, list] : slots) {
        int users = 0;
        s->racks.forEach([&, d = design](RackId, const model::Rack& r) { users += r.design == d ? 1 : 0; });
        if (users <= 1) {
            edits.push_back(model::removeDevices(design, list));
            continue;
        }
        QMessageBox box(
            QMessageBox::Question, tr("Remove devices"),
            tr("%1 racks use this design. Remove the devices in this rack only, or in all of them?")
                .arg(users),
            QMessageBox::Cancel, &window_);
        QAbstractButton* here = box.addButton(tr("This rack only"), QMessageBox::AcceptRole);
        QAbstractButton* all = box.addButton(tr("All %1 racks").arg(users), QMessageBox::DestructiveRole);
        box.exec();
        if (box.clickedButton() == here)
            edits.push_back(model::removeDevicesInRack(window_.workspace().selection().devices()));
        else if (box.clickedButton() == all)
            edits.push_back(model::removeDevices(design, list));
        else
            return;
    }
    if (edits.empty()) return window_.showMessage(tr("This cannot be deleted here."), true);
    if (edits.size() == 1)
        window_.workspace().dispatch(edits.front());
    else
        window_.workspace().dispatch(model::combined(tr("Delete selection").toStdString(), std::move(edits)));
}

void EditActions::removeHereOnly() {
    const std::vector<model::DeviceRef> devices = window_.workspace().selection().devices();
    if (!devices.empty()) window_.workspace().dispatch(model::removeDevicesInRack(devices));
}

/// Everything that was removed or exchanged in single racks of the selection goes back to the rack design.
void EditActions::restoreHere() {
    const model::SnapshotPtr s = window_.workspace().snapshot();
    const std::vector<RackId> chosen = window_.workspace().selection().racks();
    std::vector<model::DeviceRef> devices;
    for (const auto& [ref, deviation] : *s->overrides)
        if (std::binary_search(chosen.begin(), chosen.end(), ref.rack)) devices.push_back(ref);
    if (devices.empty()) return window_.showMessage(tr("Nothing was removed in the selected racks."));
    window_.workspace().dispatch(model::restoreDevices(devices));
}

void EditActions::makeUnique() {
    window_.workspace().dispatch(model::makeDesignUnique(window_.workspace().selection().racks()));
}

void EditActions::makeArray() {
    const model::SnapshotPtr s = window_.workspace().snapshot();
    QRectF box;
    for (const RackId id : racks())
        box |= views::rackRect(*s, s->racks.at(id));
    const auto wanted = askForArray(&window_, box.size().toSize());
    if (wanted)
        window_.workspace().dispatch(
            model::arrayRacks(racks(), wanted->columns, wanted->rows, wanted->pitch));
}

void EditActions::selectAll() {
    std::vector<ObjectRef> all;
    for (const RackId id : window_.workspace().snapshot()->racks.ids())
        all.push_back(views::rackObject(id));
    window_.workspace().selection().replace(std::move(all));
}

void EditActions::insertHall() {
    bool accepted = false;
    const QString name = QInputDialog::getText(
        &window_, tr("Add hall"),
        tr("Name of the hall. It starts at 24 × 18 m; change its size in the inspector."), QLineEdit::Normal,
        tr("Hall"), &accepted);
    if (!accepted) return;
    model::Hall hall;
    hall.name = name.trimmed().toStdString();
    hall.width = 24000;
    hall.depth = 18000;
    if (window_.workspace().dispatch(model::addHall(hall))) {
        window_.showStartPage(false);
        window_.hallView().fitAll();
    }
}

void EditActions::connectToFabric() {
    connectToFabrics(window_, racks());
}

void EditActions::goTo() {
    std::vector<Choice> choices;
    const model::SnapshotPtr s = window_.workspace().snapshot();
    s->racks.forEach([&](RackId id, const model::Rack& r) {
        choices.push_back({tr("Rack %1").arg(QString::fromStdString(r.name)), {}, [this, id] {
                               window_.workspace().selection().replace({views::rackObject(id)});
                               window_.workspace().focusOn(views::rackObject(id));
                           }});
    });
    s->powerNodes.forEach([&](PowerNodeId id, const model::PowerNode& n) {
        const ObjectRef o{Kind::PowerNode, id.value, Id<void>::kNone};
        choices.push_back({QString::fromStdString(n.name), {}, [this, o] {
                               window_.workspace().selection().replace({o});
                               window_.workspace().focusOn(o);
                           }});
    });
    s->fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& f) {
        const ObjectRef o{Kind::Fabric, id.value, Id<void>::kNone};
        choices.push_back({tr("Fabric %1").arg(QString::fromStdString(f->name)), {}, [this, o] {
                               window_.workspace().selection().replace({o});
                               window_.workspace().focusOn(o);
                           }});
    });
    choose(&window_, tr("Go to object"), tr("Name of a rack, power element or fabric"), std::move(choices));
}

void EditActions::commandPalette() {
    std::vector<Choice> choices;
    for (QAction* a : window_.findChildren<QAction*>())
        if (a->isEnabled() && !a->menu() && !a->property("catalogue").isValid() && !a->text().isEmpty() &&
            !a->isSeparator())
            choices.push_back(
                {(qobject_cast<QDockWidget*>(a->parent()) ? tr("Panel: %1") : QStringLiteral("%1"))
                     .arg(QString(a->text()).remove(QLatin1Char('&'))),
                 a->shortcut().toString(QKeySequence::NativeText), [a] { a->trigger(); }});
    choose(&window_, tr("Find command"), tr("What do you want to do?"), std::move(choices));
}

void EditActions::showMenu(const QPoint& global) {
    QMenu menu(&window_);
    window_.facility().extend(menu);
    menu.addSeparator();
    menu.addActions({copy_, paste_, duplicate_, remove_, here_, restore_, unique_});
    menu.addSeparator();
    menu.addActions({array_, rotate_, connect_});
    menu.exec(global);
}

}  // namespace rackloom::app
