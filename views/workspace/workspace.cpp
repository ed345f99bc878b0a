// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/workspace.h"

#include "model/document/document.h"

namespace rackloom::views {

namespace {

analytics::ReportPtr emptyReport() {
    auto report = std::make_shared<analytics::Report>();
    report->bundles = std::make_shared<const analytics::BundleTable>();
    return report;
}

}  // namespace

Workspace::Workspace(model::Document& document, std::shared_ptr<const model::Catalog> catalog,
                     QObject* parent)
    : QObject(parent),
      document_(document),
      catalog_(std::move(catalog)),
      report_(emptyReport()),
      selection_(new Selection(this)),
      theme_(makeTheme(ThemeMode::Light)) {
    connect(&document_, &model::Document::changed, this,
            [this](const model::SnapshotPtr& before, const model::SnapshotPtr& after) {
                selection_->prune(*after);
                dropForeignReport();
                Q_EMIT snapshotChanged(before, after);
            });
}

model::SnapshotPtr Workspace::snapshot() const {
    return document_.snapshot();
}

bool Workspace::dispatch(const model::Edit& edit) {
    const Result<void> outcome = document_.dispatch(edit);
    if (!outcome)
        Q_EMIT refused(QString::fromStdString(outcome.error().text()));
    else
        Q_EMIT announced(QString::fromStdString(edit.label));
    return outcome.ok();
}

Result<void> Workspace::preview(const model::Edit& edit) {
    return document_.preview(edit);
}
void Workspace::commitPreview() {
    document_.commitPreview();
}
void Workspace::cancelPreview() {
    document_.cancelPreview();
}

/// Until its first report is there, a new design has no figures: those of the old one would be false.
void Workspace::dropForeignReport() {
    const auto& entries = document_.history().entries();
    const model::SnapshotPtr& first = entries.front().snapshot;
    if (entries.size() != 1 || first == design_) return;
    design_ = first;
    designRevision_ = document_.revision();
    report_ = emptyReport();
    Q_EMIT reportChanged();
}

void Workspace::updateReport(analytics::ReportPtr report) {
    if (report && report->revision > 0 && report->revision < designRevision_) return;  // of another design
    report_ = report ? std::move(report) : emptyReport();
    Q_EMIT reportChanged();
}

void Workspace::updateTheme(const Theme& theme) {
    theme_ = theme;
    Q_EMIT themeChanged();
}

void Workspace::updateOverlay(Overlay overlay) {
    overlay_ = overlay;
    Q_EMIT overlayChanged();
}

}  // namespace rackloom::views
