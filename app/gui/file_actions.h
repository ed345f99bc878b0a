// SPDX-License-Identifier: GPL-3.0-or-later
// FileActions: new from template, open, recent, import, save, export report, autosave and recovery, quit.
#pragma once

#include "model/storage/recovery.h"

#include <QObject>
#include <QString>
#include <QTimer>

class QAction;
class QMenu;

namespace rackloom::app {

class MainWindow;

class FileActions : public QObject {
    Q_OBJECT
public:
    explicit FileActions(MainWindow& window);

    bool openFile(const QString& path);
    /// Asks what to do with unsaved changes; false: stay.
    bool mayDiscard();
    /// Offers designs left by a program that died; true when one was taken.
    bool offerRecovery();
    /// A clean end: what was autosaved is no longer needed.
    void finish();
    void tintIcons();

private:
    void newFromTemplate();
    void createFrom(class TemplateChooser& chooser);
    void open();
    void importNetwork();
    void take(const model::SnapshotPtr& design);
    bool save();
    bool saveAs();
    void exportReport();
    void fillRecent();
    void autosave();
    void refuse(const QString& what, const QString& why);

    MainWindow& window_;
    QAction *new_, *open_, *save_, *saveAs_, *export_;
    QMenu* recent_;
    QTimer autosave_;
    model::RecoveryFile recovery_;
    const void* autosaved_ = nullptr;  ///< snapshot that the recovery file holds
};

}  // namespace rackloom::app
