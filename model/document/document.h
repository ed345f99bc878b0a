// SPDX-License-Identifier: GPL-3.0-or-later
// Document: the design being edited. Owns the history, runs edits, shows previews while something is dragged,
// knows its file. Tells the world through one signal, changed(before, after). Must not know views or
// analytics.
#pragma once

#include "model/base/result.h"
#include "model/edit/edit.h"
#include "model/edit/history.h"

#include <QObject>
#include <QString>

#include <cstdint>

namespace rackloom::model {

class Document : public QObject {
    Q_OBJECT
public:
    explicit Document(QObject* parent = nullptr);

    /// What views show: the preview while there is one, else the recorded design.
    SnapshotPtr snapshot() const { return preview_ ? preview_ : history_.current(); }
    /// The design as recorded, without preview: what is saved.
    const SnapshotPtr& recorded() const { return history_.current(); }
    bool previewing() const { return preview_ != nullptr; }
    const History& history() const { return history_; }
    /// Counts every change of snapshot(), previews included.
    std::uint64_t revision() const { return revision_; }
    const QString& path() const { return path_; }
    bool modified() const { return history_.modified(); }

    /// Runs and records an edit of the recorded design; an open preview is dropped. A refusal and an edit
    /// that changes nothing are not recorded.
    Result<void> dispatch(const Edit& edit);
    /// Shows an edit of the recorded design without recording it; each call replaces the last preview. A
    /// refusal keeps the last preview that was possible: where a drag stops is where it last fitted.
    Result<void> preview(const Edit& edit);
    /// Records what the preview shows as one entry. Nothing is recorded when it shows no change.
    void commitPreview();
    void cancelPreview();

    void undo();
    void redo();
    void jumpTo(std::size_t index);

    /// Takes a design that has no file yet (template, import, recovered).
    void adopt(SnapshotPtr snapshot, const std::string& label, bool modified = false);
    Result<void> open(const QString& path);
    Result<void> save();
    Result<void> saveAs(const QString& path);
    /// A recovered design belongs to this file but differs from it.
    void adoptRecovered(SnapshotPtr snapshot, const QString& originalPath);

Q_SIGNALS:
    /// The one signal about the design: edits, previews, undo, opening. diff() tells what differs; both are
    /// the same when a preview became an entry of the history.
    void changed(const rackloom::model::SnapshotPtr& before, const rackloom::model::SnapshotPtr& after);
    /// The file it belongs to, or the modified mark: what a window title shows.
    void fileChanged();

private:
    void announce(const SnapshotPtr& before);
    void announceFile();
    void replaceHistory(History history, const QString& path);

    History history_;
    SnapshotPtr preview_;
    std::string previewLabel_;
    QString path_, announcedPath_;
    bool announcedModified_ = false;
    std::uint64_t revision_ = 1;
};

}  // namespace rackloom::model
