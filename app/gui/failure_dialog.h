// SPDX-License-Identifier: GPL-3.0-or-later
// FailureDialog: what the loss of one drawn thing takes away: trays, domains, power and bandwidth, what each
// job has left of its mean time and goodput, metrics before and after, findings that would be new. Computes
// beside the window and changes nothing, unless asked to take the thing out.
#pragma once

#include "analytics/failure_study.h"
#include "views/workspace/workspace.h"

#include <QDialog>

#include <memory>
#include <thread>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace rackloom::app {

class FailureDialog : public QDialog {
    Q_OBJECT
public:
    FailureDialog(views::Workspace& workspace, const analytics::FailureTarget& target,
                  QWidget* parent = nullptr);

private:
    using Outcome = Result<analytics::FailureStudy>;
    void compute();
    void present(const Outcome& outcome);
    void listJobs(const analytics::FailureStudy& study);
    void listChanges(const analytics::FailureStudy& study);
    void listFindings(const analytics::FailureStudy& study);
    void takeOut();

    views::Workspace& workspace_;
    analytics::FailureTarget target_;
    model::SnapshotPtr design_;  ///< as it was when asked
    QLabel* blast_;
    QTreeWidget *jobs_, *changes_, *findings_;
    QPushButton* takeOut_;
    std::jthread worker_;  ///< last: it must end before what it reports to
};

}  // namespace rackloom::app
