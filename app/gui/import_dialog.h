// SPDX-License-Identifier: GPL-3.0-or-later
// ImportDialog: reads a network that another program listed, shows what is in it and which lines are odd, and
// then hands it on as a drawing or compares it with the open design, cable by cable. Reading and comparing
// happen on a thread of their own, so that the window lives on. Must not open designs: it only offers one.
#pragma once

#include "model/exchange/dump_compare.h"
#include "model/exchange/dump_counts.h"
#include "views/workspace/workspace.h"

#include <QDialog>

#include <functional>
#include <memory>
#include <thread>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTabWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace rackloom::app {

class ImportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ImportDialog(views::Workspace& workspace, QWidget* parent = nullptr);
    ~ImportDialog() override;

    void read(const QString& path);
    void compare();
    void draw();
    void stop();
    bool working() const { return working_; }

Q_SIGNALS:
    /// The network as a design; nothing was opened yet.
    void drawn(const rackloom::model::SnapshotPtr& design);

private:
    using Poll = std::function<void()>;
    void build();
    QWidget* buildFileRow();
    QWidget* buildWorkRow();
    void choose();
    /// Runs `work` on the thread; what it returns is called here, unless another task began meanwhile.
    void begin(const QString& what, std::function<std::function<void()>(const Poll&)> work);
    void giveUp(int turn, Error why);
    void enable();
    void fillFabrics();
    void showRead(std::shared_ptr<const model::IbDump> dump, const model::DumpCounts& counts);
    void showCompared(const model::DumpComparison& comparison);
    void say(const QString& text, const QColor& colour);
    void refuse(const Error& error);
    void select(const QTreeWidgetItem* item);

    views::Workspace& workspace_;
    QLineEdit* path_;
    QPushButton *choose_, *stop_, *open_, *compare_;
    QComboBox* fabric_;
    QProgressBar* progress_;
    QLabel* verdict_;
    QTabWidget* tabs_;
    QTreeWidget *contents_, *odd_, *differences_;
    std::shared_ptr<const model::IbDump> dump_;
    QString readPath_;
    bool working_ = false;
    int turn_ = 0;         ///< answers of earlier turns are dropped
    std::jthread worker_;  ///< last: it must end before what it reports to
};

}  // namespace rackloom::app
