// SPDX-License-Identifier: GPL-3.0-or-later
// AnalysisFeed: sends each new snapshot to the analysis service and brings reports back to the window's
// thread. The only view code that knows the engine's service.
#pragma once

#include "analytics/engine/service.h"
#include "views/workspace/workspace.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace rackloom::views {

class AnalysisFeed : public QObject {
    Q_OBJECT
public:
    explicit AnalysisFeed(Workspace& workspace, QObject* parent = nullptr);
    ~AnalysisFeed() override;

    /// True while a metric of the slow lane has been running for over half a second.
    bool isBusy() const { return busy_; }

public Q_SLOTS:
    void submit();
    void cancelSlow();

Q_SIGNALS:
    /// Text of the step at work, empty when done; sent only for work longer than half a second.
    void progress(const QString& step);

private:
    void poll();

    Workspace& workspace_;
    std::unique_ptr<analytics::Service> service_;
    QTimer timer_;
    bool busy_ = false;
};

}  // namespace rackloom::views
