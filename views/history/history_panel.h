// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryPanel: every recorded state of the design by name; choosing one goes there. What could be redone is
// dimmed.
#pragma once

#include "views/workspace/workspace.h"

#include <QListWidget>

namespace rackloom::views {

class HistoryPanel : public QListWidget {
    Q_OBJECT
public:
    explicit HistoryPanel(Workspace& workspace, QWidget* parent = nullptr);

private:
    void refresh();

    Workspace& workspace_;
    std::size_t shownCount_ = 0, shownIndex_ = 0;
    const void* shownLast_ = nullptr;
};

}  // namespace rackloom::views
