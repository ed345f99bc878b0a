// SPDX-License-Identifier: GPL-3.0-or-later
// History: the recorded snapshots of a document in order, with labels. Undo and redo move an index; nothing
// is ever inverted. Edits with equal merge keys inside one gesture replace the last entry; a budget drops the
// oldest. Must not know of files, signals or previews.
#pragma once

#include "model/site/snapshot.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace rackloom::model {

struct HistoryEntry {
    std::string label;
    SnapshotPtr snapshot;
    std::chrono::system_clock::time_point time;
};

class History {
public:
    explicit History(SnapshotPtr first, std::string label = "Open");

    const SnapshotPtr& current() const { return entries_[index_].snapshot; }
    const std::vector<HistoryEntry>& entries() const { return entries_; }
    std::size_t index() const { return index_; }
    bool canUndo() const { return index_ > 0; }
    bool canRedo() const { return index_ + 1 < entries_.size(); }

    /// Appends after the current entry, dropping what could have been redone. An equal non-empty merge key of
    /// the entry recorded last, with no undo between, replaces that entry.
    void record(std::string label, const std::string& mergeKey, SnapshotPtr snapshot);
    void endGesture() { mergeKey_.clear(); }
    void undo();
    void redo();
    void jumpTo(std::size_t index);

    /// The current entry is what the file holds.
    void markSaved() { saved_ = current(); }
    bool modified() const { return saved_ != current(); }
    /// Nothing counts as saved: a recovered document.
    void markUnsaved() { saved_ = nullptr; }

    static constexpr std::size_t kMaxEntries = 1000;

private:
    std::vector<HistoryEntry> entries_;
    std::size_t index_ = 0;
    std::string mergeKey_;
    SnapshotPtr saved_;
};

}  // namespace rackloom::model
