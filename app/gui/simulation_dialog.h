// SPDX-License-Identifier: GPL-3.0-or-later
// SimulationDialog: lives through the failures of a job many times over, beside the closed form: progress,
// histogram and confidence interval narrowing, whether both agree, and one month hour by hour. Works on the
// design as it was when the dialog opened and changes nothing.
#pragma once

#include "analytics/simulation/agreement.h"
#include "app/gui/simulation_question.h"
#include "views/workspace/workspace.h"

#include <QDialog>
#include <QTimer>

#include <memory>
#include <thread>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTreeWidget;

namespace rackloom::app {

class AssumedRow;
class MonthStrip;
class SimulationPicture;

class SimulationDialog : public QDialog {
    Q_OBJECT
public:
    explicit SimulationDialog(views::Workspace& workspace, QWidget* parent = nullptr);
    ~SimulationDialog() override;

    void start();
    void cancel();
    bool running() const { return timer_.isActive() || preparing_; }
    /// What the finished histories say so far.
    const analytics::sim::Outcome& outcome() const { return outcome_; }

private:
    void build();
    QWidget* buildQuestion();
    void begin(int turn, std::shared_ptr<const Result<PreparedSimulation>> prepared);
    void look();
    void showOutcome();
    void showTable(const analytics::sim::JobResult& job);
    void showVerdict(const analytics::sim::JobResult& job);
    void showRunning(bool on);
    void say(QLabel& label, const QString& text, const QColor& colour);

    views::Workspace& workspace_;
    model::SnapshotPtr design_;  ///< as it was when asked
    QComboBox *job_, *incidents_;
    QSpinBox* seed_;
    QCheckBox* waits_;
    AssumedRow* assumed_;
    QPushButton *start_, *cancel_;
    QProgressBar* progress_;
    QLabel *banner_, *verdict_, *left_, *monthTitle_;
    QTreeWidget* table_;
    SimulationPicture* picture_;
    MonthStrip* month_;
    QTimer timer_;
    bool preparing_ = false;
    int turn_ = 0;  ///< what an earlier start prepared is dropped
    std::shared_ptr<const Result<PreparedSimulation>> prepared_;
    analytics::sim::Outcome outcome_;
    std::unique_ptr<analytics::sim::Run> run_;
    std::jthread worker_;  ///< last: it must end before what it reports to
};

}  // namespace rackloom::app
