// SPDX-License-Identifier: GPL-3.0-or-later
// Workspace: what every view holds: the document, the shared selection, the latest report, the theme and the
// catalogue. Views read the snapshot and the report, and change the design only by dispatching an edit here;
// a refusal is announced through refused(), so no view shows its own error boxes. Knows no particular view.
#pragma once

#include "analytics/report.h"
#include "model/base/result.h"
#include "model/catalog/catalog.h"
#include "model/edit/edit.h"
#include "views/theme/theme.h"
#include "views/workspace/selection.h"

#include <QObject>

#include <memory>

namespace rackloom::model {
class Document;
}

namespace rackloom::views {

/// What the hall plan tints racks by; Load tints the cables of the fabric.
enum class Overlay {
    None,
    Power,
    Heat,
    Weight,
    Findings,
    Margin,
    Redundancy,
    Blast,
    Stranded,
    Load,
    Critical
};
/// Whether an overlay tints the fabric and not the hall plan.
constexpr bool ofFabric(Overlay overlay) {
    return overlay == Overlay::Load || overlay == Overlay::Critical;
}

class Workspace : public QObject {
    Q_OBJECT
public:
    Workspace(model::Document& document, std::shared_ptr<const model::Catalog> catalog,
              QObject* parent = nullptr);

    model::Document& document() const { return document_; }
    model::SnapshotPtr snapshot() const;  ///< the current one: a preview while dragging
    const analytics::Report& report() const {
        return *report_;
    }  ///< may lag: compare revision with the document
    analytics::ReportPtr reportPtr() const { return report_; }
    /// False until the first report of a design is there.
    bool judged() const { return !report_->metrics.empty(); }
    const model::Catalog& catalog() const { return *catalog_; }
    Selection& selection() const { return *selection_; }
    const Theme& theme() const { return theme_; }
    Overlay overlay() const { return overlay_; }
    /// Sets of failure rates that a site may choose, by id and title; the window offers them.
    const std::vector<std::pair<std::string, QString>>& calibrations() const { return calibrations_; }
    void offerCalibrations(std::vector<std::pair<std::string, QString>> list) {
        calibrations_ = std::move(list);
    }

    /// Runs an edit. A refusal leaves the design untouched and is announced.
    bool dispatch(const model::Edit& edit);
    /// Shows the outcome of an edit without recording it (drags); returns the refusal, if any, for the canvas
    /// to show.
    Result<void> preview(const model::Edit& edit);
    void commitPreview();
    void cancelPreview();

    void announce(const QString& text) { Q_EMIT announced(text); }  ///< status bar
    void focusOn(const ObjectRef& object) { Q_EMIT focusRequested(object); }
    void explain(const QString& metricId) { Q_EMIT explainRequested(metricId); }

public Q_SLOTS:
    void updateReport(rackloom::analytics::ReportPtr report);
    void updateTheme(const rackloom::views::Theme& theme);
    void updateOverlay(rackloom::views::Overlay overlay);

Q_SIGNALS:
    void snapshotChanged(const rackloom::model::SnapshotPtr& before,
                         const rackloom::model::SnapshotPtr& after);
    void reportChanged();
    void themeChanged();
    void overlayChanged();
    void announced(const QString& text);
    void refused(const QString& reason);
    void
    focusRequested(const rackloom::views::ObjectRef& object);  ///< zoom to it in the view that shows it best
    void explainRequested(const QString& metricId);

private:
    void dropForeignReport();

    model::Document& document_;
    std::shared_ptr<const model::Catalog> catalog_;
    analytics::ReportPtr report_;
    Selection* selection_;
    Theme theme_;
    Overlay overlay_ = Overlay::None;
    std::vector<std::pair<std::string, QString>> calibrations_;
    model::SnapshotPtr design_;  ///< as it was when it was created or opened
    std::uint64_t designRevision_ = 0;
};

}  // namespace rackloom::views
