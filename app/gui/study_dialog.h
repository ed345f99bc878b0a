// SPDX-License-Identifier: GPL-3.0-or-later
// StudyDialog: the studies that ship with the program, each a table of what the program finds beside what was
// published. Answers are computed beside the window and appear as they come.
// Must not know the design that is open.
#pragma once

#include "analytics/studies/study.h"
#include "views/theme/theme.h"

#include <QDialog>

#include <thread>

class QComboBox;
class QLabel;
class QTreeWidget;

namespace rackloom::app {

class StudyDialog : public QDialog {
    Q_OBJECT
public:
    explicit StudyDialog(const views::Theme& theme, QWidget* parent = nullptr);

    void choose(int study);
    /// Cells answered so far, and how many of them are outside their tolerance.
    std::size_t answered() const { return answered_; }
    std::size_t apart() const { return apart_; }

private:
    void present(int turn, std::size_t cell, const Result<analytics::StudyAnswer>& answer);
    void layOut();

    views::Theme theme_;
    const analytics::Study* study_ = nullptr;
    QComboBox* studies_;
    QLabel *about_, *verdict_;
    QTreeWidget* table_;
    std::size_t answered_ = 0, apart_ = 0;
    int turn_ = 0;
    std::jthread worker_;  ///< last: it must end before what it reports to
};

}  // namespace rackloom::app
