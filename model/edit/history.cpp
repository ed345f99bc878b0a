// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/history.h"

namespace rackloom::model {

History::History(SnapshotPtr first, std::string label) : saved_(first) {
    RL_CHECK(first != nullptr);
    entries_.push_back({std::move(label), std::move(first), std::chrono::system_clock::now()});
}

void History::record(std::string label, const std::string& mergeKey, SnapshotPtr snapshot) {
    RL_CHECK(snapshot != nullptr);
    const bool merges =
        !mergeKey.empty() && mergeKey == mergeKey_ && index_ > 0 && index_ + 1 == entries_.size();
    entries_.resize(index_ + (merges ? 0 : 1));
    entries_.push_back({std::move(label), std::move(snapshot), std::chrono::system_clock::now()});
    // Snapshots share their chunks, so a thousand of them cost a few megabytes; the oldest go first.
    if (entries_.size() > kMaxEntries) entries_.erase(entries_.begin());
    index_ = entries_.size() - 1;
    mergeKey_ = mergeKey;
}

void History::undo() {
    RL_CHECK(canUndo());
    --index_;
    mergeKey_.clear();
}

void History::redo() {
    RL_CHECK(canRedo());
    ++index_;
    mergeKey_.clear();
}

void History::jumpTo(std::size_t index) {
    RL_CHECK(index < entries_.size());
    index_ = index;
    mergeKey_.clear();
}

}  // namespace rackloom::model
