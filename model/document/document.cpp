// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/document/document.h"

#include "model/storage/design_file.h"

namespace rackloom::model {

Document::Document(QObject* parent)
    : QObject(parent), history_(std::make_shared<const Snapshot>(), "New design") {}

void Document::announce(const SnapshotPtr& before) {
    ++revision_;
    Q_EMIT changed(before, snapshot());
    announceFile();
}

void Document::announceFile() {
    if (modified() == announcedModified_ && path_ == announcedPath_) return;
    announcedModified_ = modified();
    announcedPath_ = path_;
    Q_EMIT fileChanged();
}

Result<void> Document::dispatch(const Edit& edit) {
    const SnapshotPtr before = snapshot();
    Result<SnapshotPtr> next = applyEdit(history_.current(), edit);
    preview_.reset();
    // An edit that changes nothing leaves no trace; the snapshot is the very same then.
    const bool recorded = next && next.value() != history_.current();
    if (recorded) history_.record(edit.label, edit.mergeKey, next.value());
    if (recorded || before != snapshot()) announce(before);
    return next ? Result<void>{} : Result<void>(next.error());
}

Result<void> Document::preview(const Edit& edit) {
    Result<SnapshotPtr> next = applyEdit(history_.current(), edit);
    if (!next) return next.error();
    const SnapshotPtr before = snapshot();
    preview_ = next.value();
    previewLabel_ = edit.label;
    announce(before);
    return {};
}

void Document::commitPreview() {
    if (!preview_) return;
    const SnapshotPtr before = preview_;
    if (preview_ != history_.current()) history_.record(previewLabel_, {}, preview_);
    history_.endGesture();
    preview_.reset();
    announce(before);
}

void Document::cancelPreview() {
    if (!preview_) return;
    const SnapshotPtr before = preview_;
    preview_.reset();
    announce(before);
}

void Document::undo() {
    if (!history_.canUndo()) return;
    const SnapshotPtr before = snapshot();
    preview_.reset();
    history_.undo();
    announce(before);
}

void Document::redo() {
    if (!history_.canRedo()) return;
    const SnapshotPtr before = snapshot();
    preview_.reset();
    history_.redo();
    announce(before);
}

void Document::jumpTo(std::size_t index) {
    if (index >= history_.entries().size() || index == history_.index()) return;
    const SnapshotPtr before = snapshot();
    preview_.reset();
    history_.jumpTo(index);
    announce(before);
}

void Document::replaceHistory(History history, const QString& path) {
    const SnapshotPtr before = snapshot();
    preview_.reset();
    history_ = std::move(history);
    path_ = path;
    announce(before);
}

void Document::adopt(SnapshotPtr snapshot, const std::string& label, bool modified) {
    History history(std::move(snapshot), label);
    if (modified) history.markUnsaved();
    replaceHistory(std::move(history), {});
}

void Document::adoptRecovered(SnapshotPtr snapshot, const QString& originalPath) {
    History history(std::move(snapshot), "Recovered");
    history.markUnsaved();
    replaceHistory(std::move(history), originalPath);
}

Result<void> Document::open(const QString& path) {
    Result<SnapshotPtr> loaded = loadDesign(path.toStdString());
    if (!loaded) return loaded.error();
    replaceHistory(History(loaded.value(), "Open"), path);
    return {};
}

Result<void> Document::save() {
    if (path_.isEmpty()) return Error{"", "this design has no file yet", "Use Save as to choose one."};
    return saveAs(path_);
}

Result<void> Document::saveAs(const QString& path) {
    const Result<void> saved = saveDesign(*history_.current(), path.toStdString());
    if (!saved) return saved;
    path_ = path;
    history_.markSaved();
    announceFile();
    return {};
}

}  // namespace rackloom::model
