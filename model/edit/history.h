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

using WallClock = std::chrono::system_clock;

struct HistoryEntry {
    std::string label;
    SnapshotPtr snapshot;
    WallClock::time_point time;
    std::size_t bytes = 0;  ///< held beyond what the entry before it holds, roughly
};

class History {
public:
    static constexpr std::size_t kMaxEntries = 1000;
    static constexpr std::size_t kMaxBytes = 256u * 1024 * 1024;
    /// Longer pauses end a gesture: two renames of one rack are two entries if a coffee lies between.
    static constexpr std::chrono::seconds kGesture{3};

    explicit History(SnapshotPtr first, std::string label = "Open", std::size_t maxBytes = kMaxBytes);

    const SnapshotPtr& current() const { return entries_[index_].snapshot; }
    const std::vector<HistoryEntry>& entries() const { return entries_; }
    std::size_t index() const { return index_; }
    bool canUndo() const { return index_ > 0; }
    bool canRedo() const { return index_ + 1 < entries_.size(); }
    /// Memory of all entries beyond the first, roughly.
    std::size_t bytes() const { return bytes_; }

    /// Appends after the current entry, dropping what could have been redone. An equal non-empty merge key of
    /// the entry recorded last, with no undo, save or long pause between, replaces that entry.
    void record(std::string label, const std::string& mergeKey, SnapshotPtr snapshot,
                WallClock::time_point now = WallClock::now());
    void endGesture() { mergeKey_.clear(); }
    void undo();
    void redo();
    void jumpTo(std::size_t index);

    /// The current entry is what the file holds.
    void markSaved();
    bool modified() const { return saved_ != current(); }
    /// Nothing counts as saved: a recovered document.
    void markUnsaved() { saved_ = nullptr; }

private:
    bool merges(const std::string& mergeKey, WallClock::time_point now) const;
    void truncate(std::size_t size);
    void dropOldest();

    std::vector<HistoryEntry> entries_;
    std::size_t index_ = 0, bytes_ = 0, maxBytes_;
    std::string mergeKey_;
    SnapshotPtr saved_;
};

/// Memory that `after` holds and `before` does not, roughly: chunks, deviations and the values of changed
/// rows.
std::size_t bytesBeyond(const Snapshot& after, const Snapshot& before);

}  // namespace rackloom::model
