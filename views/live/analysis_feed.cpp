// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/live/analysis_feed.h"

#include "model/document/document.h"

#include <QPointer>

namespace rackloom::views {

AnalysisFeed::AnalysisFeed(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace) {
    const QPointer<AnalysisFeed> self(this);
    service_ = std::make_unique<analytics::Service>([self](analytics::ReportPtr report) {
        // On a worker thread: hand the report over, touch nothing else.
        if (self)
            QMetaObject::invokeMethod(
                self.data(),
                [self, report] {
                    if (self) self->workspace_.updateReport(report);
                },
                Qt::QueuedConnection);
    });
    connect(&workspace_, &Workspace::snapshotChanged, this, &AnalysisFeed::submit);
    connect(&timer_, &QTimer::timeout, this, &AnalysisFeed::poll);
    timer_.setInterval(250);
    submit();
}

AnalysisFeed::~AnalysisFeed() {
    service_.reset();
}

void AnalysisFeed::submit() {
    service_->submit(workspace_.snapshot(), workspace_.document().revision());
    timer_.start();
}

void AnalysisFeed::cancelSlow() {
    service_->cancelSlow();
}

void AnalysisFeed::poll() {
    const analytics::Progress slow = service_->progress(analytics::Lane::Slow),
                              fast = service_->progress(analytics::Lane::Interactive);
    const analytics::Progress& worst = slow.running ? slow : fast;
    const bool busy = worst.running && worst.seconds > 0.5;
    if (busy)
        Q_EMIT progress(QString::fromUtf8(worst.step.data(), static_cast<qsizetype>(worst.step.size())));
    else if (busy_)
        Q_EMIT progress({});
    busy_ = busy;
    if (!slow.running && !fast.running) timer_.stop();
}

}  // namespace rackloom::views
